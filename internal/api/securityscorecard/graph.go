// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// GraphQuery chooses what is in a graph.
type GraphQuery struct {
	// PortfolioIDs and PortfolioNames are as in CompaniesQuery.
	PortfolioIDs   []string
	PortfolioNames []string
	// IssueTypes, ExcludedIssueTypes and MinimumSeverity drop findings, and no
	// companies. They are as in FindingsQuery.
	IssueTypes         []string
	ExcludedIssueTypes []string
	MinimumSeverity    posture.Severity
	// IncludeRecommendations is as in FindingsQuery.
	IncludeRecommendations bool
}

// Graph is portfolios with their companies, and these with their findings.
type Graph struct {
	// Portfolios are those that were read. Of one that is not listed, only the ID is
	// known.
	Portfolios []Portfolio
	// Companies are as Companies returns them.
	Companies []GraphCompany
}

// GraphCompany is a scorecard with its findings.
type GraphCompany struct {
	posture.Company

	// Scorecard tells a scorecard from another that its domain names. It is "" for
	// the one that the domain names.
	Scorecard string
	// Findings are sorted by type and issue id.
	Findings []Finding
	// FindingsKnown says that the findings were read completely.
	FindingsKnown bool
}

// Graph reads portfolios, their companies and the findings of these. It sends the
// requests that Portfolios, Companies and Findings send.
func (c *Client) Graph(ctx context.Context, query GraphQuery) (Graph, error) {
	portfolios, err := c.graphPortfolios(ctx, query)
	if err != nil {
		return Graph{}, err
	}
	ids := []string{}
	for _, portfolio := range portfolios {
		ids = append(ids, portfolio.ID)
	}
	if len(ids) == 0 {
		return Graph{}, nil // No ID would mean every portfolio.
	}
	scorecards, err := c.scorecards(ctx, CompaniesQuery{PortfolioIDs: ids})
	if err != nil {
		return Graph{}, err
	}
	findingsQuery := FindingsQuery{
		IssueTypes: query.IssueTypes, ExcludedIssueTypes: query.ExcludedIssueTypes, MinimumSeverity: query.MinimumSeverity,
		IncludeRecommendations: query.IncludeRecommendations,
	}
	subjects := make([]subject, len(scorecards))
	for i, one := range scorecards {
		subjects[i] = subject{domain: one.Domain, scored: one.Grade.Known(), unreachable: !one.byDomain}
	}
	perCompany, err := c.findingsOf(ctx, subjects, findingsQuery)
	if err != nil {
		return Graph{}, err
	}
	read, err := c.readsAny(ctx, findingsQuery)
	if err != nil {
		return Graph{}, err
	}
	graph := Graph{Portfolios: portfolios}
	for i, one := range scorecards {
		graph.Companies = append(graph.Companies, GraphCompany{
			Company: one.Company, Scorecard: one.name(), Findings: perCompany[i],
			FindingsKnown: read && !slices.ContainsFunc(perCompany[i], func(f Finding) bool { return f.Status == posture.Unknown }),
		})
	}
	return graph, nil
}

// graphPortfolios are the portfolios of the query, sorted by name, then id.
func (c *Client) graphPortfolios(ctx context.Context, query GraphQuery) ([]Portfolio, error) {
	ids, err := c.portfolioIDs(ctx, CompaniesQuery{PortfolioIDs: query.PortfolioIDs, PortfolioNames: query.PortfolioNames})
	if err != nil {
		return nil, err
	}
	listed, err := c.Portfolios(ctx)
	if err != nil {
		return nil, err
	}
	portfolios := []Portfolio{}
	for _, portfolio := range listed {
		if at, found := slices.BinarySearch(ids, portfolio.ID); found {
			portfolios = append(portfolios, portfolio)
			ids = slices.Delete(ids, at, at+1)
		}
	}
	for _, id := range ids {
		portfolios = append(portfolios, Portfolio{ID: id})
	}
	return portfolios, nil
}

// name tells the scorecard from the one that its domain names, or is "" if it is
// that one. What has no domain is named by something else already.
func (s scorecard) name() string {
	if s.byDomain || !s.hasDomain {
		return ""
	}
	return cmp.Or(s.UUID, s.Name, "custom")
}
