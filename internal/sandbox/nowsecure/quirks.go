// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

// Quirks are the ways in which the live API may differ from what is known of
// it. The zero value is what is known best.
type Quirks struct {
	// IDsAsStrings writes the IDs of vulnerabilities and users as strings. The
	// documentation says number, the official types say string.
	IDsAsStrings bool
	// NullsAbsent leaves out what is null in REST, closed_at for example.
	NullsAbsent bool
	// AppsLimit is the most apps that REST lists, whatever is asked for; 0 is
	// all. Nothing in the answer says that there are more.
	AppsLimit int
	// ApplicationsLimit is how many apps GraphQL lists when no limit is asked
	// for; 0 is all. The schema announces that there will be such a limit.
	ApplicationsLimit int
	// NullLimitAsDefault takes a limit of null for GraphQL's users as none given,
	// which is ten.
	NullLimitAsDefault bool
	// ReportsPerQuery is how many reports one GraphQL query may ask for before
	// the gateway answers 503; 0 is one.
	ReportsPerQuery int
	// PartialData answers GraphQL queries for the latest assessments of apps
	// with null and an error for each, beside the data that was found.
	PartialData bool
	// NoOrgAdmin answers as to a token that is not of an admin: what GraphQL
	// keeps for admins is an error. What it really is, is not known.
	NoOrgAdmin bool
	// InvalidQueriesAs200 answers a query that does not fit the schema with a 200.
	// Servers of GraphQL commonly answer it with a 400; what this API does is not
	// known.
	InvalidQueriesAs200 bool
	// RefusedFields are fields and arguments that the schema does not have, each as
	// "AutoAssessment.buildDigest" or "AssessmentReport.hidden": the schema is of
	// 2023, and the API has changed since.
	RefusedFields []string
	// StoreAppsPage is the most apps of app stores that a page has, whatever is
	// asked for; 0 is as many as are asked for.
	StoreAppsPage int
	// NoRiskIntelligence answers as to an account without the license for it.
	NoRiskIntelligence bool
	// ExtraFields adds an undocumented field to every object of REST.
	ExtraFields bool
}
