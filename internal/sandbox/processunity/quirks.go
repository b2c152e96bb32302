// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"

// Quirks are the ways in which the live API may differ from what is served by
// default, most of which are not published. The zero value is what was recorded,
// or what does most harm to a client that does not expect it.
type Quirks struct {
	// ExpiresIn is how many seconds a token lives; 0 is 86399, as recorded.
	// 1200 was seen too.
	ExpiresIn int
	// TokenRequests is how many requests a token is good for, whatever it was
	// said to be; 0 is no limit.
	TokenRequests int
	// ListBySuffix serves the list of templates at …/ImportableTemplates/0 and
	// single templates at …/ImportableTemplates/{id}, and an empty list without
	// suffix. By default it is the other way round.
	ListBySuffix bool
	// NullData writes empty lists as null.
	NullData bool
	// NoTemplateExport answers 404 to exports of templates. Reports stay.
	NoTemplateExport bool
	// TypedCells exports Ids and integers as numbers, and blanks as null.
	// Every cell is a string by default.
	TypedCells bool
	// Result is the shape of the answer to an import.
	Result ResultShape
	// NoLog leaves the log out of the answer to an import that asked for it.
	NoLog bool
	// Rules are how rows are imported.
	Rules world.ImportRules
}

// ResultShape is the shape of the answer to an import.
type ResultShape int

// The shapes of that answer. Both were seen.
const (
	ResultDirect   ResultShape = iota // the totals at the top
	ResultEnvelope                    // totals by other names, in Data
)
