// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Source is the source of the findings of this system.
const Source = posture.SourceSecurityScorecard

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
	// IncludeRecommendations fills Recommendation, for one request for each issue
	// type that has findings.
	IncludeRecommendations bool
}

// Finding is an active issue of a company.
type Finding struct {
	posture.Finding
	// IssueID is the issue's id, or "" for issues that the API counts and did
	// not give.
	IssueID string
	Factor  string
	Port    *int64
	Target  string
	// TargetURL is the page that has the weakness, without its query.
	TargetURL string
}

// UnknownIssueTypesError says which of the chosen issue types do not exist: they
// are not in the metadata, and no company has them.
type UnknownIssueTypesError struct{ IssueTypes []string }

func (e *UnknownIssueTypesError) Error() string {
	return "SecurityScorecard has no issue type " + strings.Join(e.IssueTypes, ", ")
}

// Findings reads the active issues of companies, sorted by company, type and
// issue id.
func (c *Client) Findings(ctx context.Context, query FindingsQuery) ([]Finding, error) {
	var ahead errgroup.Group
	ahead.Go(func() error { // What findingsOf asks for next.
		_, err := c.IssueTypes(ctx)
		return err
	})
	companies, err := c.subjects(ctx, query.Domains, query.PortfolioIDs)
	if err := cmp.Or(err, ahead.Wait()); err != nil {
		return nil, err
	}
	perCompany, err := c.findingsOf(ctx, companies, query)
	// Companies are sorted, and so are the findings of each.
	return slices.Concat(perCompany...), err
}

// findingsOf reads the active issues of each of the companies.
func (c *Client) findingsOf(ctx context.Context, companies []subject, query FindingsQuery) ([][]Finding, error) {
	issueTypes, err := c.issueTypesByName(ctx)
	if err != nil {
		return nil, err
	}
	chosen, unlisted := query.chosenTypes(issueTypes)
	reader := findingsReader{client: c, query: query, issueTypes: issueTypes, chosen: chosen}
	if err := c.rest.Afford("read the findings of every company", reader.leastReads(companies)); err != nil {
		return nil, err
	}
	if err := reader.mustBeActive(ctx, companies, unlisted); err != nil {
		return nil, err
	}
	perCompany, err := rest.Map(ctx, c.rest, "companies", companies, reader.read)
	if err == nil && query.IncludeRecommendations {
		err = c.addRecommendations(ctx, perCompany, issueTypes)
	}
	if err != nil {
		return nil, err
	}
	return perCompany, nil
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

// chosenTypes are the types of the query that are wanted. They are nil when the
// query names none, or names unlisted ones, which the metadata does not have:
// the signals of apps are such types (docs), and only the factors describe them.
func (q FindingsQuery) chosenTypes(known map[string]IssueType) (chosen []ActiveIssueType, unlisted []string) {
	if len(q.IssueTypes) == 0 {
		return nil, nil
	}
	chosen = []ActiveIssueType{}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(q.IssueTypes))) {
		issueType, ok := known[name]
		if !ok {
			unlisted = append(unlisted, name)
			continue
		}
		// Nothing counts its findings here.
		candidate := ActiveIssueType{Type: name, Severity: issueType.Severity, Factor: issueType.Factor, Count: new(int64(0))}
		if q.wants(candidate) {
			chosen = append(chosen, candidate)
		}
	}
	if unlisted != nil {
		return nil, unlisted
	}
	return chosen, nil
}

func (q FindingsQuery) wants(issueType ActiveIssueType) bool {
	return (len(q.IssueTypes) == 0 || slices.Contains(q.IssueTypes, issueType.Type)) &&
		!slices.Contains(q.ExcludedIssueTypes, issueType.Type) &&
		(q.MinimumSeverity == "" || issueType.Severity.MayReach(q.MinimumSeverity))
}
