// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	_ "embed" // the scorecards
	"slices"
)

// Default returns a small world of its own at each call: twelve companies in
// three portfolios, one company in none, custom connections, a JumpCloud
// organization, nine mobile apps, and a tenant whose third parties are most of
// those companies.
func Default() *World {
	w := newWorld(scorecards.IssueTypes)
	addDefaultNowSecure(&w.NowSecure)
	w.addDefaultItems()
	for _, company := range scorecards.Companies {
		if company.Domain == everyIssueType {
			company.Active = manyIssues()
		}
		if company.Score != nil {
			company.Factors = factorsAround(*company.Score, company.Active)
		}
		w.AddCompany(company)
	}
	for _, portfolio := range scorecards.Portfolios {
		w.AddPortfolio(portfolio)
	}
	w.addDefaultDetection()
	w.addDefaultTags()
	w.AddAlertRule(AlertRule{Name: "My scorecard drops", Change: "grade_drop", Scorecards: "my_scorecard"})
	return w
}

// newWorld returns what every world has.
func newWorld(issueTypes []IssueType) *World {
	w := &World{JumpCloud: DefaultJumpCloud()}
	w.setUp(Account{
		ID: identifier("user", "robin"), Email: "robin@customer.example", Username: "robin", FirstName: "Robin", LastName: "Reed",
		Roles: []string{"read_only"}, OrganizationID: identifier("organization", "customer"), CreatedAt: epoch,
	}, issueTypes)
	w.AddConnection(Connection{ID: ScorecardsConnectionID, VendorSlug: "securityscorecard", Name: "Vendor scorecards"})
	w.AddConnection(Connection{ID: InfrastructureConnectionID, VendorSlug: "infrastructure", Name: "Infrastructure", Restricted: true})
	w.AddConnection(Connection{ID: FindingsConnectionID, VendorSlug: "nowsecure", Name: "Mobile findings"})
	w.addTemplates()
	w.Compliance.addDefault()
	return w
}

// The portfolios of Default. Every user has one like the last, named by the
// user's email address.
const (
	CriticalVendorsID  = "1f6b1e0c-9a52-5d0e-8f53-7c1a5b0e2d01"
	CloudServicesID    = "5c2d9c4e-3b7f-5a86-9d20-4e8f6a1b3c02"
	DefaultPortfolioID = "9e4f7a21-6d08-5b3c-a7e4-0b2c8d5f6e03"
)

// The custom connections of every world. The limited key pair may not push to
// the second one.
const (
	ScorecardsConnectionID     = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a01"
	InfrastructureConnectionID = "a47e19d3-5b60-4c8f-8e12-90c3d5f6b702"
	FindingsConnectionID       = "e5b81f04-7c29-4d6a-b3f0-58a9c2d4e703"
)

// Two companies of Default.
const (
	// NotFollowed has a scorecard, and is in no portfolio.
	NotFollowed = "lantern-legal.example"
	// everyIssueType has issues of each type.
	everyIssueType = "ember-energy.example"
)

//go:embed scorecards.json
var scorecardsJSON []byte

// scorecards has at least one company of every grade, and at least one issue of
// every severity. The issue types are a small part of the live metadata, which
// has more than 200. Their keys are real. The severities are not all as they are
// live, so that every severity has its types. The severity critical is invented:
// nobody has recorded that word in the metadata or in factors, only in keys such
// as service_vuln_host_v3_critical.
var scorecards = mustDecode[struct {
	IssueTypes []IssueType
	Portfolios []Portfolio
	Companies  []Company
}](scorecardsJSON)

// manyIssues are of more types than three requests of ten can ask for.
func manyIssues() []Active {
	active := make([]Active, len(scorecards.IssueTypes))
	for i, issueType := range scorecards.IssueTypes {
		active[i] = Active{Type: issueType.Key, Count: 1 + i%4, ScoreImpact: float64(i%5) / 2}
	}
	return active
}

// factorOf is the factor of an issue type of the hand-written catalog.
func factorOf(issueType string) string {
	at := slices.IndexFunc(scorecards.IssueTypes, func(known IssueType) bool { return known.Key == issueType })
	if at < 0 {
		return ""
	}
	return scorecards.IssueTypes[at].Factor
}
