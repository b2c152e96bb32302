// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

// WriteQuirks are the ways in which writes may differ from what is documented, and
// what they may meet. The zero value accepts every write at once.
type WriteQuirks struct {
	// PortfolioLag and MemberLag are the numbers of requests for the list of portfolios,
	// or of a portfolio's companies, that do not show a new entry yet. The list may lack
	// a new portfolio for a minute (a note of the vendor's staff); nothing is known of
	// companies.
	PortfolioLag int
	MemberLag    int
	// ReadOnlyToken refuses every write, as for a user with Read Only access.
	ReadOnlyToken bool
	// Slots is the size of the license. 0 means 100.
	Slots int
	// NoSlotStatus is the status for a company without a free slot. 0 means 403. The
	// status is documented nowhere. A bulk request adds as many as there are slots.
	NoSlotStatus int
	// HideSlots refuses the numbers of slots, and HideSearches the search in bulk.
	HideSlots    bool
	HideSearches bool
	// RefusedDomains are the statuses for companies that are not added, by domain. A
	// bulk request leaves them out.
	RefusedDomains map[string]int
	// Merged are the domains of the scorecards that other ones were merged into, by the
	// domain of the other one (docs).
	Merged map[string]string
	// MemberAgainStatus is the status of the second addition of a company. 0 means 200.
	MemberAgainStatus int
	// AcceptNonMembers answers 204 to the removal of a company that is not in the
	// portfolio, instead of 404.
	AcceptNonMembers bool
	// KeepOmitted is what an edit does to a description or a privacy that it does not
	// have: it keeps it if true, and clears it otherwise.
	KeepOmitted bool
}
