// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import "maps"

// The types of item that every tenant has. The third one is that of the one
// template whose listing was recorded.
const (
	ThirdPartyItem = "Third Party"
	IssueItem      = "Issue"
	RegulationItem = "Regulation"
)

// IDColumn is the property that ProcessUnity gives an item itself. It finds
// items, and is never written.
const IDColumn = "Id"

// Item is one record of a tenant: a third party or an issue, for example.
type Item struct {
	ID string
	// Values are its properties, but for those that are blank.
	Values map[string]string
}

// Value returns a property, which is "" when it is blank.
func (i Item) Value(property string) string {
	if property == IDColumn {
		return i.ID
	}
	return i.Values[property]
}

func (i Item) clone() Item {
	return Item{ID: i.ID, Values: maps.Clone(i.Values)}
}

// ItemProperty is what an item type says of one of its properties. One of
// which it says nothing takes any text.
type ItemProperty struct {
	Name string
	// Options are the values that a pick list takes, in their exact case.
	Options []string
	// Integer takes whole numbers of 32 bits.
	Integer bool
	// MaxLength is the number of characters that a text may have; 0 is no
	// limit. The limits are those of the short and the long text.
	MaxLength int
	// References is the item type whose Id the property holds.
	References string
	// Hidden properties may be written, and are exported blank: the role of
	// the user may not view them.
	Hidden bool
}

// The limits of the two kinds of text.
const (
	ShortText = 100
	LongText  = 4000
)
