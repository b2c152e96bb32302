// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

// Quirks are the ways in which the live API may differ from what was recorded
// and specified, most of which is open. The zero value is what is known, or
// what is likely.
type Quirks struct {
	// Totals is where lists say how many objects there are.
	Totals Totals
	// TotalSurplus makes every total that much larger than the list is.
	TotalSurplus int
	// PageSize cuts every page to that many objects, whatever its limit. 0 is
	// no cut.
	PageSize int
	// RepeatPage answers every page with the first one.
	RepeatPage bool
	// Shift moves the objects by that many places once the first page was
	// served, as objects do that are added before them, or removed when it is
	// below 0. The total stays what it was.
	Shift int
	// RefuseLargeLimit answers 400 to a limit of more than 100, which else
	// counts as 100.
	RefuseLargeLimit bool
	// LinkOrigin adds a Link header with the next page at that origin,
	// "https://other.example" for example.
	LinkOrigin string
	// IDs are the names of the ID in version 1.
	IDs IDs
	// OldPayloads leaves out every field that is newer than the middle of 2023.
	OldPayloads bool
	// NoAPIKeyFields leaves out apiKeySet and apiKeyHash of administrators:
	// no recording shows whether the list has them.
	NoAPIKeyFields bool
	// IgnoreFields sends every field, whichever are asked for.
	IgnoreFields bool
	// Forbidden are patterns of path.Match of the paths that answer 403,
	// "/api/users" for example, or "/api/organizations/*".
	Forbidden []string
}

// Totals is where the length of a list is written.
type Totals int

// The places of a total: the body in version 1 of the API, and the header
// x-total-count in version 2.
const (
	TotalsEverywhere Totals = iota
	TotalsInBodies
	TotalsNowhere
)

// IDs is how the ID of an object is named in version 1.
type IDs int

// The names of the ID. Recordings have both, the specification has _id.
const (
	IDsBoth IDs = iota
	IDsUnderscoreOnly
)
