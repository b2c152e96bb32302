// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// CompaniesQuery chooses companies. Empty fields choose all.
type CompaniesQuery struct {
	// PortfolioIDs and PortfolioNames add up to the portfolios to read; none
	// is every portfolio that the token sees.
	PortfolioIDs   []string
	PortfolioNames []string
	// Grades to keep. posture.UnknownGrade keeps the companies without one.
	Grades []posture.Grade
	// Industries to keep, whatever their case.
	Industries []string
	// CompanyFilters are requested in addition to the whole lists.
	CompanyFilters
	// IncludeFactors fills Factors and FindingCounts, for one request a company.
	IncludeFactors bool
}

// Companies reads the companies of portfolios, one for each scorecard, sorted
// by domain. It requests a portfolio's list whole and chooses from it here, so
// that reads which choose differently share one request. Each of CompanyFilters
// costs one more request for each portfolio.
func (c *Client) Companies(ctx context.Context, query CompaniesQuery) ([]posture.Company, error) {
	scorecards, err := c.scorecards(ctx, query)
	if err != nil {
		return nil, err
	}
	if query.IncludeFactors {
		reads := []rest.Request{}
		for _, one := range scorecards {
			if one.byDomain {
				reads = append(reads, factorsRequest(one.Domain))
			}
		}
		if err := c.rest.Afford("read the factors of every company", reads); err != nil {
			return nil, err
		}
		if scorecards, err = rest.Map(ctx, c.rest, "companies", scorecards, c.withFactors); err != nil {
			return nil, err
		}
	}
	companies := make([]posture.Company, 0, len(scorecards))
	for _, one := range scorecards {
		companies = append(companies, one.Company)
	}
	return companies, nil
}

// scorecards reads the scorecards of the query, without their factors.
func (c *Client) scorecards(ctx context.Context, query CompaniesQuery) ([]scorecard, error) {
	portfolioIDs, err := c.portfolioIDs(ctx, query)
	if err != nil {
		return nil, err
	}
	lists, err := rest.Map(ctx, c.rest, "portfolios", portfolioIDs, c.portfolioCompanies)
	if err != nil {
		return nil, err
	}
	scorecards, err := c.merge(portfolioIDs, lists)
	if err == nil {
		scorecards, err = c.filter(ctx, portfolioIDs, scorecards, query.CompanyFilters)
	}
	return slices.DeleteFunc(scorecards, func(one scorecard) bool { return !query.keeps(one.Company) }), err
}

// portfolioIDs returns the ids of the chosen portfolios, each once, sorted.
func (c *Client) portfolioIDs(ctx context.Context, query CompaniesQuery) ([]string, error) {
	ids := slices.Clone(query.PortfolioIDs)
	for _, name := range query.PortfolioNames {
		portfolio, err := c.PortfolioByName(ctx, name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, portfolio.ID)
	}
	if len(ids) == 0 {
		portfolios, err := c.Portfolios(ctx)
		if err != nil {
			return nil, err
		}
		for _, portfolio := range portfolios {
			ids = append(ids, portfolio.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

func (c *Client) portfolioCompanies(ctx context.Context, portfolioID string) ([]companyEntry, error) {
	return c.companyEntries(ctx, portfolioRequest(portfolioID))
}

func (c *Client) companyEntries(ctx context.Context, request rest.Request) ([]companyEntry, error) {
	return readCollection(ctx, c.rest, request, rest.Entries[companyEntry]{
		Noun: "company", Key: "domain",
		// Entries that say different things of one scorecard are both kept, so that
		// merge can say what they say.
		Identity: func(entry companyEntry) string {
			if entry.identity() == "" {
				return ""
			}
			one := entry.scorecard()
			return fmt.Sprintf("%q", append(one.values(), one.Domain, one.UUID, strconv.FormatBool(one.custom)))
		},
		// A domain may be spelled in several ways.
		Merge: func(before, _ companyEntry) (companyEntry, bool) { return before, true },
	})
}

func portfolioRequest(portfolioID string) rest.Request {
	return rest.Request{
		Operation: "list the companies of portfolio " + portfolioID,
		Path:      "/portfolios/" + url.PathEscape(portfolioID) + "/companies",
	}
}

// keeps reports whether the filters keep a company. One whose industry is not
// known may be in any.
func (q CompaniesQuery) keeps(company posture.Company) bool {
	if len(q.Grades) > 0 && !slices.Contains(q.Grades, company.Grade) {
		return false
	}
	return len(q.Industries) == 0 || company.Industry == "" || slices.ContainsFunc(q.Industries, func(industry string) bool {
		return strings.EqualFold(industry, company.Industry)
	})
}

// withFactors adds the factors of a scorecard that its domain names. Those of
// another are not known.
func (c *Client) withFactors(ctx context.Context, one scorecard) (scorecard, error) {
	if !one.byDomain {
		return one, nil
	}
	factors, err := c.factors(ctx, one.Domain)
	if err != nil {
		return one, err
	}
	one.Factors = factors.grades
	one.FindingCounts = factors.counts
	return one, nil
}

// Company reads one company with its factors, and the types of its active
// issues, sorted, nil when it is not scored. The company's portfolios are not
// part of what the API says here. domain is normalised.
func (c *Client) Company(ctx context.Context, domain string) (posture.Company, []ActiveIssueType, error) {
	company, err := c.summary(ctx, domain)
	if err != nil {
		return posture.Company{}, nil, err
	}
	factors, err := c.factors(ctx, domain)
	if err != nil {
		return posture.Company{}, nil, err
	}
	company.Factors = factors.grades
	company.FindingCounts = factors.counts
	return company, factors.activeTypes, nil
}

func (c *Client) summary(ctx context.Context, domain string) (posture.Company, error) {
	request := rest.Request{
		Operation: "read company " + domain,
		Path:      "/companies/" + url.PathEscape(domain),
	}
	return rest.Get(ctx, c.rest, request, func(body []byte) (posture.Company, error) {
		answer, err := rest.DecodeJSON[struct {
			failure
			companyEntry
		}](body)
		if err != nil {
			return posture.Company{}, err
		}
		if err := answer.err(); err != nil {
			return posture.Company{}, err
		}
		switch described := companyDomain(answer.Domain); described {
		case domain:
			return answer.company(), nil
		case "":
			return posture.Company{}, errors.New(`it has no "domain"`)
		default:
			return posture.Company{}, errors.New("it describes another company: " + described)
		}
	})
}
