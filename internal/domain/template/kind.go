// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import "strings"

// Kind is the kind of item that is managed through a template.
type Kind int

// The kinds. Third parties are updated by the Id that ProcessUnity assigns.
// Issues are inserted or updated by an External Id that we assign.
const (
	ThirdParty Kind = iota
	Issue
)

func (k Kind) String() string {
	if k == Issue {
		return "issue"
	}
	return "third party"
}

// isKey reports whether a column identifies the items of the kind.
func (k Kind) isKey(column string) bool {
	if k == Issue {
		return strings.EqualFold(column, "External Id")
	}
	return column == IDColumn
}

// The columns that third parties are looked up by, as the properties are named
// in the onboarding steps. IDColumn is ProcessUnity's own.
const (
	IDColumn       = "Id"
	NameColumn     = "Third-Party Name"
	WebsiteColumn  = "Third-Party Website (Domain)"
	SSDomainColumn = "SS Domain"
)
