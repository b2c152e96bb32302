// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Source is the source of the findings of this system.
const Source = "securityscorecard"

// issueTypesPerRequest is what one request may ask for: ten were answered and
// twenty-five refused (live).
const issueTypesPerRequest = 10

// FindingsQuery chooses findings. Domains and PortfolioIDs add up.
type FindingsQuery struct {
	// Domains are normalised.
	Domains      []string
	PortfolioIDs []string
	// IssueTypes to ask for; none is all that are active at a company.
	IssueTypes         []string
	ExcludedIssueTypes []string
	// MinimumSeverity drops what is known to be less severe; "" drops nothing.
	MinimumSeverity posture.Severity
}

// Finding is an active issue of a company.
type Finding struct {
	posture.Finding
	// IssueID is the issue's id, or "" for a type whose issues the API did not
	// give although it counts them.
	IssueID string
	Factor  string
	Port    *int64
	Target  string
}

// UnknownIssueTypesError says which of the chosen issue types do not exist.
type UnknownIssueTypesError struct{ IssueTypes []string }

func (e *UnknownIssueTypesError) Error() string {
	return "SecurityScorecard has no issue type " + strings.Join(e.IssueTypes, ", ")
}

// Findings reads the active issues of companies, sorted by company, type and
// issue id.
func (c *Client) Findings(ctx context.Context, query FindingsQuery) ([]Finding, error) {
	issueTypes, err := c.issueTypesByName(ctx)
	if err != nil {
		return nil, err
	}
	chosen, err := query.chosenTypes(issueTypes)
	if err != nil {
		return nil, err
	}
	companies, err := c.findingsCompanies(ctx, query)
	if err != nil {
		return nil, err
	}
	reader := findingsReader{client: c, query: query, issueTypes: issueTypes, chosen: chosen}
	if err := c.rest.Afford("read the findings of every company", reader.leastReads(companies)); err != nil {
		return nil, err
	}
	perCompany, err := rest.Map(ctx, c.rest, companies, reader.read)
	if err != nil {
		return nil, err
	}
	// Companies are sorted, and so are the findings of each.
	return slices.Concat(perCompany...), nil
}

func (c *Client) issueTypesByName(ctx context.Context) (map[string]IssueType, error) {
	issueTypes, err := c.IssueTypes(ctx)
	if err != nil {
		return nil, err
	}
	byName := make(map[string]IssueType, len(issueTypes))
	for _, issueType := range issueTypes {
		byName[issueType.Type] = issueType
	}
	return byName, nil
}

// chosenTypes are the types of the query that are wanted, or nil when the
// query names none. A type that does not exist has no findings anywhere: it
// is an error, not good news.
func (q FindingsQuery) chosenTypes(known map[string]IssueType) ([]ActiveIssueType, error) {
	if len(q.IssueTypes) == 0 {
		return nil, nil
	}
	chosen := []ActiveIssueType{}
	unknown := []string{}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(q.IssueTypes))) {
		issueType, ok := known[name]
		if !ok {
			unknown = append(unknown, name)
			continue
		}
		candidate := ActiveIssueType{Type: name, Severity: issueType.Severity, Factor: issueType.Factor}
		if q.wants(candidate) {
			chosen = append(chosen, candidate)
		}
	}
	if len(unknown) > 0 {
		return nil, &UnknownIssueTypesError{IssueTypes: unknown}
	}
	return chosen, nil
}

func (q FindingsQuery) wants(issueType ActiveIssueType) bool {
	return !slices.Contains(q.ExcludedIssueTypes, issueType.Type) &&
		(q.MinimumSeverity == "" || issueType.Severity.MayReach(q.MinimumSeverity))
}

// subject is a company to read. It is known to be scored when a portfolio
// lists it with a grade.
type subject struct {
	domain string
	scored bool
}

// findingsCompanies are the companies of the query, each once, sorted.
func (c *Client) findingsCompanies(ctx context.Context, query FindingsQuery) ([]subject, error) {
	scored := map[string]bool{}
	for _, domain := range query.Domains {
		scored[domain] = false
	}
	if len(query.PortfolioIDs) > 0 {
		companies, err := c.Companies(ctx, CompaniesQuery{PortfolioIDs: query.PortfolioIDs})
		if err != nil {
			return nil, err
		}
		for _, company := range companies {
			scored[company.Domain] = company.Grade.Known()
		}
	}
	companies := make([]subject, 0, len(scored))
	for _, domain := range slices.Sorted(maps.Keys(scored)) {
		companies = append(companies, subject{domain: domain, scored: scored[domain]})
	}
	return companies, nil
}

// findingsReader reads the findings of one company after the other.
type findingsReader struct {
	client     *Client
	query      FindingsQuery
	issueTypes map[string]IssueType
	// chosen are the types that the query names; nil asks for what is active.
	chosen []ActiveIssueType
}

// leastReads are the reads that it takes at least.
func (r findingsReader) leastReads(companies []subject) []rest.Request {
	reads := []rest.Request{}
	for _, company := range companies {
		if r.chosen == nil {
			reads = append(reads, factorsRequest(company.domain))
		}
		for batch := range slices.Chunk(r.chosen, issueTypesPerRequest) {
			reads = append(reads, activeIssuesRequest(company.domain, typeNames(batch)))
		}
	}
	return reads
}

func (r findingsReader) read(ctx context.Context, company subject) ([]Finding, error) {
	if r.chosen != nil {
		return r.readChosen(ctx, company)
	}
	factors, err := r.client.factors(ctx, company.domain)
	if err != nil {
		return nil, err
	}
	if !factors.scored() {
		return []Finding{notScored(company.domain)}, nil
	}
	wanted := slices.DeleteFunc(factors.activeTypes, func(issueType ActiveIssueType) bool {
		return !r.query.wants(issueType)
	})
	issues, err := r.issues(ctx, company.domain, wanted)
	if err != nil {
		return nil, err
	}
	return r.findings(company.domain, wanted, issues), nil
}

// readChosen asks for the chosen types without asking which are active.
func (r findingsReader) readChosen(ctx context.Context, company subject) ([]Finding, error) {
	chosen := r.chosen
	issues, err := r.issues(ctx, company.domain, chosen)
	if err != nil {
		return nil, err
	}
	if len(issues) == 0 && !company.scored {
		// "None of these types" is also what the API says of a company that the
		// token may not see, or that has no scorecard. Its factors tell.
		factors, err := r.client.factors(ctx, company.domain)
		if err != nil {
			return nil, err
		}
		if !factors.scored() {
			return []Finding{notScored(company.domain)}, nil
		}
		chosen = factors.activeOf(chosen)
	}
	return r.findings(company.domain, chosen, issues), nil
}

// issues reads the issues of the wanted types, by type.
func (r findingsReader) issues(ctx context.Context, domain string, wanted []ActiveIssueType) (map[string][]activeIssue, error) {
	issues := map[string][]activeIssue{}
	for batch := range slices.Chunk(wanted, issueTypesPerRequest) {
		read, err := rest.Get(ctx, r.client.rest, activeIssuesRequest(domain, typeNames(batch)), decodeActiveIssues)
		if err != nil {
			return nil, err
		}
		maps.Copy(issues, read)
	}
	return issues, nil
}

func typeNames(issueTypes []ActiveIssueType) []string {
	names := make([]string, 0, len(issueTypes))
	for _, issueType := range issueTypes {
		names = append(names, issueType.Type)
	}
	return names
}

// findings brings the issues of one company into the shared shape.
func (r findingsReader) findings(domain string, wanted []ActiveIssueType, issues map[string][]activeIssue) []Finding {
	findings := []Finding{}
	for _, issueType := range wanted {
		common := Finding{
			Finding: posture.Finding{
				Source:   Source,
				Subject:  domain,
				Type:     issueType.Type,
				Title:    cmp.Or(r.issueTypes[issueType.Type].Title, issueType.Type),
				Severity: issueType.Severity,
				Status:   posture.Open,
				URL:      issueType.DetailURL,
			},
			Factor: issueType.Factor,
		}
		ofType := issues[issueType.Type]
		if len(ofType) == 0 && issueType.Count > 0 && countsAgainstScore(issueType.Severity) {
			findings = append(findings, notReadable(common, issueType.Count))
		}
		for _, issue := range ofType {
			findings = append(findings, issue.finding(common))
		}
	}
	return findings
}

// notReadable reports issues that the factors count and the API does not
// return: not good news.
func notReadable(common Finding, count int64) Finding {
	common.Status = posture.Unknown
	common.Title = fmt.Sprintf("%s (%d counted, none could be read)", common.Title, count)
	return common
}

// notScored reports that a company has no scorecard yet.
func notScored(domain string) Finding {
	return Finding{Finding: posture.Finding{
		Source:   Source,
		Subject:  domain,
		Type:     "not_scored",
		Title:    "The company has no scorecard yet: its findings are not known",
		Severity: severityOf(""),
		Status:   posture.Unknown,
	}}
}

// countsAgainstScore tells weaknesses from signals: a positive signal that is
// counted as a type need not have issues.
func countsAgainstScore(severity posture.Severity) bool {
	return severity != posture.Positive && severity != posture.Info
}
