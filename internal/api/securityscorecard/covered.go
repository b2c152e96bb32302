// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Covered returns the domains of the query's companies whose findings were read
// completely, sorted. findings are what Findings returned for the query: a
// company with one of unknown status was not read completely. It requests
// nothing that Findings has not requested.
func (c *Client) Covered(ctx context.Context, query FindingsQuery, findings []Finding) ([]string, error) {
	reads, err := c.readsAny(ctx, query)
	if err != nil {
		return nil, err
	}
	if !reads {
		return []string{}, nil
	}
	companies, err := c.subjects(ctx, query.Domains, query.PortfolioIDs)
	if err != nil {
		return nil, err
	}
	unknown := map[string]bool{}
	for _, finding := range findings {
		if finding.Status == posture.Unknown {
			unknown[finding.Subject] = true
		}
	}
	covered := make([]string, 0, len(companies))
	for _, company := range companies {
		if !unknown[company.domain] {
			covered = append(covered, company.domain)
		}
	}
	slices.Sort(covered)
	return covered, nil
}

// readsAny reports whether the query reads any findings: its filters may exclude
// every issue type.
func (c *Client) readsAny(ctx context.Context, query FindingsQuery) (bool, error) {
	issueTypes, err := c.issueTypesByName(ctx)
	if err != nil {
		return false, err
	}
	chosen, _ := query.chosenTypes(issueTypes)
	return chosen == nil || len(chosen) > 0, nil
}
