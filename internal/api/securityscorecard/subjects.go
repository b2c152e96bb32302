// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// subject is a company to read. It is known to be scored when a portfolio
// lists it with a grade.
type subject struct {
	domain string
	scored bool
	// unscored says that a portfolio lists it without a grade.
	unscored bool
	// unreachable is a scorecard that its domain does not name.
	unreachable bool
}

// subjects are the companies with the domains and those in the portfolios, each
// once, sorted.
func (c *Client) subjects(ctx context.Context, domains, portfolioIDs []string) ([]subject, error) {
	byDomain := map[string]subject{}
	for _, domain := range domains {
		byDomain[domain] = subject{domain: domain}
	}
	companies := []subject{}
	if len(portfolioIDs) > 0 {
		scorecards, err := c.scorecards(ctx, CompaniesQuery{PortfolioIDs: portfolioIDs})
		if err != nil {
			return nil, err
		}
		for _, one := range scorecards {
			if one.byDomain {
				byDomain[one.Domain] = subject{domain: one.Domain, scored: one.Grade.Known(), unscored: !one.Grade.Known()}
			} else {
				companies = append(companies, subject{domain: one.Domain, unreachable: true})
			}
		}
	}
	companies = slices.AppendSeq(companies, maps.Values(byDomain))
	slices.SortStableFunc(companies, func(a, b subject) int { return cmp.Compare(a.domain, b.domain) })
	return companies, nil
}

// reachable are the companies that a request can name.
func reachable(companies []subject) []subject {
	return slices.DeleteFunc(slices.Clone(companies), func(company subject) bool { return company.unreachable })
}

// explains reports whether an error is what the API says of the past of a company
// that has no scorecard yet (spec). Of a company that nothing else lists, it may
// be a domain that is misspelled.
func (s subject) explains(err error) bool { return s.unscored && errors.Is(err, rest.ErrNotFound) }
