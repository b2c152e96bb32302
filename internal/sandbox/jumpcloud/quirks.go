// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

// Quirks are the ways in which the live API may differ from the recordings and
// the specification. Most of them are unconfirmed. The zero value is the known
// or likely behavior.
type Quirks struct {
	// Totals is the place of the total number of objects of a list.
	Totals Totals
	// TotalSurplus is added to every total.
	TotalSurplus int
	// LaterTotalSurplus is added to the total of pages after the first.
	LaterTotalSurplus int
	// PageSize limits every page to that number of objects, regardless of the
	// requested limit. 0 means no change.
	PageSize int
	// RepeatPage returns the first page for every page.
	RepeatPage bool
	// Shift moves the objects by that number of places after the first page, as if
	// objects before them were added, or removed if it is negative. The total does
	// not change.
	Shift int
	// RefuseLargeLimit answers 400 to a limit of more than 100, which otherwise
	// counts as 100.
	RefuseLargeLimit bool
	// LinkOrigin adds a Link header for the next page at that origin, such as
	// "https://other.example".
	LinkOrigin string
	// IDs are the names of the ID in version 1.
	IDs IDs
	// OldPayloads omits every field that is newer than the middle of 2023.
	OldPayloads bool
	// NoAPIKeyFields omits apiKeySet and apiKeyHash of administrators: no
	// recording shows whether the list has them.
	NoAPIKeyFields bool
	// IgnoreFields sends every field, regardless of the requested fields.
	IgnoreFields bool
	// Forbidden are path.Match patterns of the paths that answer 403, such as
	// "/api/users" or "/api/organizations/*".
	Forbidden []string
}

// Totals is the place where the length of a list is written.
type Totals int

// The places of a total: the body in version 1 of the API, and the header
// x-total-count in version 2.
const (
	TotalsEverywhere Totals = iota
	TotalsInBodies
	TotalsNowhere
)

// IDs is the name of the ID of an object in version 1.
type IDs int

// The names of the ID. Recordings have both, the specification has _id.
const (
	IDsBoth IDs = iota
	IDsUnderscoreOnly
)
