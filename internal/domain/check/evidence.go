// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
)

// Document is a part of an organization that is read as a whole.
type Document string

// The documents. Their names follow "the" in sentences.
const (
	DocumentOrganization     Document = "organization's settings"
	DocumentAdministrators   Document = "administrators"
	DocumentUsers            Document = "users"
	DocumentSystems          Document = "devices"
	DocumentAccessPolicies   Document = "conditional access policies"
	DocumentIPLists          Document = "IP lists"
	DocumentRADIUSServers    Document = "RADIUS servers"
	DocumentApplications     Document = "applications"
	DocumentAppleMDMs        Document = "Apple MDM connections"
	DocumentGoogleWorkspaces Document = "Google Workspace connections"
	DocumentMicrosoft365s    Document = "Microsoft 365 connections"
)

// Evidence is the data that was read from an organization.
type Evidence struct {
	OrganizationID   string
	Organization     Reading[Organization]
	Administrators   Reading[[]Administrator]
	Users            Reading[[]User]
	Systems          Reading[[]System]
	AccessPolicies   Reading[[]AccessPolicy]
	IPLists          Reading[[]IPList]
	RADIUSServers    Reading[[]RADIUSServer]
	Applications     Reading[[]Application]
	AppleMDMs        Reading[[]AppleMDM]
	GoogleWorkspaces Reading[[]CloudDirectory]
	Microsoft365s    Reading[[]CloudDirectory]

	ServiceAccounts   Reading[[]ServiceAccount]
	Roles             Reading[[]Role]
	UserGroups        Reading[[]UserGroup]
	RiskEvents        Reading[[]RiskEvent]
	Alerts            Reading[[]Alert]
	SignInSettings    Reading[SignInSettings]
	Policies          Reading[[]Policy]
	LDAPServers       Reading[[]LDAPServer]
	ActiveDirectories Reading[[]ActiveDirectory]
	Subscriptions     Reading[[]Subscription]
}

// Reading is a document, or the reason why it is missing. The zero Reading has
// no document.
type Reading[T any] struct {
	value  T
	came   bool
	reason string
}

// Came returns the reading of a document that was read.
func Came[T any](value T) Reading[T] { return Reading[T]{value: value, came: true} }

// Failed returns the reading of a document that could not be read, with a short
// reason. The same failure has the same reason, and the reason names no person.
func Failed[T any](reason string) Reading[T] { return Reading[T]{reason: reason} }

// Value returns the document, and false when it is missing.
func (r Reading[T]) Value() (T, bool) { return r.value, r.came }

// Reason says briefly why the document is missing.
func (r Reading[T]) Reason() string { return cmp.Or(r.reason, "not read") }

// Doubted returns the documents to read as well: an empty list of users is
// believed only beside devices, and the other way round. An organization without
// both looks like one that the API key cannot view.
func (e Evidence) Doubted() []Document {
	switch {
	case isEmpty(e.Users) && !wasTried(e.Systems):
		return []Document{DocumentSystems}
	case isEmpty(e.Systems) && !wasTried(e.Users):
		return []Document{DocumentUsers}
	}
	return nil
}

// believed returns the evidence without empty lists that are not believed.
func (e Evidence) believed() Evidence {
	noUsers := isEmpty(e.Users) && !hasAny(e.Systems)
	noSystems := isEmpty(e.Systems) && !hasAny(e.Users)
	if noUsers {
		e.Users = Failed[[]User](emptyBeside(DocumentSystems, e.Systems.came))
	}
	if noSystems {
		e.Systems = Failed[[]System](emptyBeside(DocumentUsers, e.Users.came || noUsers))
	}
	return e
}

// emptyBeside says why an empty list is not taken for an answer.
func emptyBeside(other Document, otherCame bool) string {
	reason := "the list is empty, and the %s could not be read"
	if otherCame {
		reason = "the list is empty, and so is the list of %s"
	}
	return fmt.Sprintf(reason, other) + "; check that the role of the API key's administrator can view users and devices"
}

func isEmpty[T any](r Reading[[]T]) bool { return r.came && len(r.value) == 0 }
func hasAny[T any](r Reading[[]T]) bool  { return r.came && len(r.value) > 0 }
func wasTried[T any](r Reading[T]) bool  { return r.came || r.reason != "" }
