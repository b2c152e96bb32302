// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// SecurityScorecard is what the graph of SecurityScorecard is made of.
type SecurityScorecard struct {
	// AccountID tells the accounts of one graph database apart.
	AccountID string
	// Email and Username are those of the user that the token belongs to, or "" if
	// they are unknown.
	Email      string
	Username   string
	Portfolios []Portfolio
	// Companies are sorted. Each has an entity.
	Companies []Company
}

// Portfolio is a named group of companies.
type Portfolio struct {
	ID      string
	Name    string
	Privacy string
}

// Company is a scorecard in portfolios.
type Company struct {
	posture.Company

	// Scorecard tells a scorecard from another of the same domain. It is "" for the
	// one that the domain names.
	Scorecard string
	Findings  []Finding
	// FindingsKnown says that the findings were read completely.
	FindingsKnown bool
}

// Finding is an issue of a company, or says that issues are unknown.
type Finding struct {
	posture.Finding

	ID     string
	Factor string
	Port   *int64
	// Target is the host that has the weakness.
	Target string
}

const vendorSecurityScorecard = "SecurityScorecard"

// The types of SecurityScorecard's graph. JupiterOne publishes the types, classes
// and properties, and neither the keys nor the values of the classes'
// properties.
var (
	securityScorecardAccount   = &kind{"securityscorecard_account", "Account"}
	securityScorecardService   = &kind{"securityscorecard_service", "Service"}
	securityScorecardPortfolio = &kind{"securityscorecard_portfolio", "Group"}
	securityScorecardCompany   = &kind{"securityscorecard_company", "Vendor"}
	securityScorecardFinding   = &kind{"securityscorecard_finding", "Finding"}

	accountProvidesService   = newLink(securityScorecardAccount, "PROVIDES", securityScorecardService)
	accountHasPortfolio      = newLink(securityScorecardAccount, "HAS", securityScorecardPortfolio)
	portfolioHasCompany      = newLink(securityScorecardPortfolio, "HAS", securityScorecardCompany)
	serviceMonitorsCompany   = newLink(securityScorecardService, "MONITORS", securityScorecardCompany)
	companyHasFinding        = newLink(securityScorecardCompany, "HAS", securityScorecardFinding)
	serviceIdentifiedFinding = newLink(securityScorecardService, "IDENTIFIED", securityScorecardFinding)
)

// Graph returns the graph.
func (s SecurityScorecard) Graph() Graph {
	w := newWriter(
		[]*kind{securityScorecardAccount, securityScorecardService, securityScorecardPortfolio, securityScorecardCompany, securityScorecardFinding},
		[]*link{accountProvidesService, accountHasPortfolio, portfolioHasCompany, serviceMonitorsCompany, companyHasFinding, serviceIdentifiedFinding},
	)
	account, service := s.addAccount(w)
	w.relate(account, accountProvidesService, service)
	portfolios := map[string]node{}
	for _, portfolio := range s.Portfolios {
		added := portfolio.add(w)
		portfolios[portfolio.ID] = added
		w.relate(account, accountHasPortfolio, added)
	}
	for _, company := range s.Companies {
		company.add(w, service, portfolios)
	}
	return w.graph()
}

func (s SecurityScorecard) addAccount(w *writer) (account, service node) {
	name := cmp.Or(s.Username, s.Email, s.AccountID)
	account = w.add(securityScorecardAccount, key(securityScorecardAccount, s.AccountID),
		is("name", name), is("displayName", name), is("vendor", vendorSecurityScorecard),
		is("email", text(s.Email)), is("username", text(s.Username)),
	)
	service = w.add(securityScorecardService, key(securityScorecardService, s.AccountID),
		is("name", vendorSecurityScorecard), is("displayName", vendorSecurityScorecard), is("vendor", vendorSecurityScorecard),
		is("category", []string{"security"}), is("function", []string{"monitoring"}),
	)
	return account, service
}

func (p Portfolio) add(w *writer) node {
	name := cmp.Or(p.Name, p.ID)
	return w.add(securityScorecardPortfolio, key(securityScorecardPortfolio, p.ID),
		is("name", name), is("displayName", name), is("portfolioId", p.ID), is("privacy", text(p.Privacy)),
	)
}

func (c Company) add(w *writer, service node, portfolios map[string]node) {
	name := cmp.Or(c.Name, c.Domain)
	properties := []property{
		is("name", name), is("displayName", name), is("category", cmp.Or(c.Industry, "other")),
		is("domainName", c.Domain), is("grade", text(c.Grade)), is("score", c.Score),
		is("industry", text(c.Industry)), is("size", text(c.Size)), is("last30DaysScoreChange", c.ScoreChange30d),
		is("provisional", c.Provisional), is("isCustom", c.IsCustom), is("findingsKnown", c.FindingsKnown),
	}
	if c.Tags != nil {
		properties = append(properties, is("tags", c.Tags))
	}
	company := w.add(securityScorecardCompany, key(securityScorecardCompany, c.identity()...), append(properties, optional("website", c.website())...)...)
	for _, id := range c.PortfolioIDs {
		if portfolio, ok := portfolios[id]; ok {
			w.relate(portfolio, portfolioHasCompany, company)
		}
	}
	w.relate(service, serviceMonitorsCompany, company)
	for _, finding := range c.Findings {
		added := finding.add(w, c.identity())
		w.relate(company, companyHasFinding, added)
		w.relate(service, serviceIdentifiedFinding, added)
	}
}

func (c Company) identity() []string {
	if c.Scorecard == "" {
		return []string{c.Domain}
	}
	return []string{c.Domain, c.Scorecard}
}

// website is "" for what is not a domain.
func (c Company) website() string {
	if domain, err := posture.NormalizeDomain(c.Domain); err != nil || domain != c.Domain {
		return ""
	}
	return "https://" + c.Domain
}

func (f Finding) add(w *writer, company []string) node {
	properties := []property{
		is("name", f.Type), is("displayName", cmp.Or(f.Title, f.Type)), is("category", text(f.Factor)),
		is("severity", text(f.Severity)), is("numericSeverity", numericSeverity(f.Severity)),
		is("open", isOpen(f.Status)), is("status", string(f.Status)), is("issueType", f.Type),
		is("firstSeenOn", milliseconds(f.FirstSeenAt)), is("lastSeenOn", milliseconds(f.LastSeenAt)),
		is("port", f.Port), is("targets", texts(f.Target)),
	}
	identity := append(append([]string{}, company...), f.Type, f.identity())
	properties = append(append(properties, optional("webLink", f.URL)...), optional("recommendation", f.Recommendation)...)
	return w.add(securityScorecardFinding, key(securityScorecardFinding, identity...), properties...)
}

func (f Finding) identity() string {
	if f.Status == posture.Unknown {
		return string(posture.Unknown)
	}
	return cmp.Or(f.ID, "unidentified")
}

// numericSeverities are on the scale of CVSS, at a score of each severity.
// JupiterOne does not publish its own.
var numericSeverities = map[posture.Severity]int64{
	posture.Critical: 10, posture.High: 8, posture.Medium: 5, posture.Low: 3, posture.Info: 1, posture.Positive: 0,
}

// numericSeverity is nil for an unknown severity.
func numericSeverity(severity posture.Severity) any {
	if number, ok := numericSeverities[severity]; ok {
		return number
	}
	return nil
}

// key begins with the type, so that it is unique among all types.
func key(kind *kind, identity ...string) string {
	return kind.entityType + ":" + strings.Join(identity, ":")
}
