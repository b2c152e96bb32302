// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

// LimitPages sets how many pages a list may have, and returns what undoes it. No
// list may be read while it does.
func LimitPages(most int) (undo func()) {
	before := maxPages
	maxPages = most
	return func() { maxPages = before }
}
