// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

// SARIF is the report as SARIF 2.1.0.
func (r Report) SARIF() string { return "" }
