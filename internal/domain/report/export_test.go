// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

// MarkdownWithin is Markdown with another limit.
func (r Report) MarkdownWithin(limit int) string { return r.markdown(limit, limit/2) }
