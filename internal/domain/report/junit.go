// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

// JUnit is the report as JUnit XML.
func (r Report) JUnit() string { return "" }
