// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"
)

// Members are the companies in a portfolio.
type Members struct {
	// Domains are those of the scorecards that a domain names, normalized, sorted.
	Domains []string
	// Unnamed is the number of the other scorecards: custom ones, and those without a
	// domain. They are not added and not removed by a domain.
	Unnamed int
}

// Len is the number of scorecards.
func (m Members) Len() int { return len(m.Domains) + m.Unnamed }

// Has reports whether the scorecard of a normalized domain is a member.
func (m Members) Has(domain string) bool {
	_, found := slices.BinarySearch(m.Domains, domain)
	return found
}

// Members reads the companies in a portfolio. It shares the request with Companies.
func (c *Client) Members(ctx context.Context, portfolioID string) (Members, error) {
	entries, err := c.portfolioCompanies(ctx, portfolioID)
	if err != nil {
		return Members{}, err
	}
	members := Members{Domains: []string{}}
	for _, entry := range entries {
		if one := entry.scorecard(); one.hasDomain && !one.custom {
			members.Domains = append(members.Domains, one.Domain)
		} else {
			members.Unnamed++
		}
	}
	slices.Sort(members.Domains)
	members.Domains = slices.Compact(members.Domains)
	return members, nil
}

// MembersNow is Members, even if this process has read them before.
func (c *Client) MembersNow(ctx context.Context, portfolioID string) (Members, error) {
	c.rest.ForgetBelow(portfolioRequest(portfolioID).Path)
	return c.Members(ctx, portfolioID)
}
