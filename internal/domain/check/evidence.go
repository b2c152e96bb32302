// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import "cmp"

// Document is something of an organization that is read whole.
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

// Evidence is what was read of an organization.
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
}

// Reading is a document, or why there is none. The zero Reading has none.
type Reading[T any] struct {
	value  T
	came   bool
	reason string
}

// Came is the reading of a document that came.
func Came[T any](value T) Reading[T] { return Reading[T]{value: value, came: true} }

// Failed is the reading of a document that did not come, and why in short. The
// reason is the same for the same failure, and names nobody.
func Failed[T any](reason string) Reading[T] { return Reading[T]{reason: reason} }

// Value returns the document. It is false when there is none.
func (r Reading[T]) Value() (T, bool) { return r.value, r.came }

// Reason says in short why there is no document.
func (r Reading[T]) Reason() string { return cmp.Or(r.reason, "not read") }
