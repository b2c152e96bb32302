// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot

// WriteWithin is Document.Write with another MaximumSize.
func WriteWithin(d Document, limit int) (string, error) { return d.write(limit) }
