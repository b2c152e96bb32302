// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/url"
	"reflect"
	"slices"
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
	// IncludeFactors fills Factors and FindingCounts, for one request a company.
	IncludeFactors bool
}

// companyEntry is a company in a portfolio's list or in its own summary. The
// 30-day change has a spelling of its own in each (live), and in the second
// version of the API (spec).
type companyEntry struct {
	Domain               string  `json:"domain"`
	Name                 string  `json:"name"`
	Grade                string  `json:"grade"`
	Score                integer `json:"score"`
	Industry             string  `json:"industry"`
	Size                 string  `json:"size"`
	Last30DaysChange     integer `json:"last30days_score_change"`
	Last30DayChange      integer `json:"last30day_score_change"`
	LastMonthScoreChange integer `json:"last_month_score_change"`
}

// company brings the entry into the vocabulary. An unscored company has the
// grade "?" and no score (spec): both become unknown.
func (e companyEntry) company() posture.Company {
	return posture.Company{
		Domain:         companyDomain(e.Domain),
		Name:           e.Name,
		Grade:          posture.ParseGrade(e.Grade),
		Score:          e.Score.value,
		ScoreChange30d: cmp.Or(e.Last30DaysChange.value, e.Last30DayChange.value, e.LastMonthScoreChange.value),
		Industry:       e.Industry,
		Size:           e.Size,
	}
}

// companyDomain normalises a domain of the API's. A name that is not a
// domain, which custom scorecards may have, is kept.
func companyDomain(value string) string {
	domain, err := posture.NormalizeDomain(value)
	if err != nil {
		return strings.ToLower(strings.TrimSpace(value))
	}
	return domain
}

// Companies reads the companies of portfolios, one for each domain, sorted by
// domain. It requests a portfolio's list whole and chooses from it here, so
// that reads which choose differently share one request.
func (c *Client) Companies(ctx context.Context, query CompaniesQuery) ([]posture.Company, error) {
	portfolioIDs, err := c.portfolioIDs(ctx, query)
	if err != nil {
		return nil, err
	}
	lists, err := rest.Map(ctx, c.rest, portfolioIDs, c.portfolioCompanies)
	if err != nil {
		return nil, err
	}
	companies := slices.DeleteFunc(mergeCompanies(portfolioIDs, lists), func(company posture.Company) bool {
		return !query.keeps(company)
	})
	if !query.IncludeFactors {
		return companies, nil
	}
	reads := make([]rest.Request, 0, len(companies))
	for _, company := range companies {
		reads = append(reads, factorsRequest(company.Domain))
	}
	if err := c.rest.Afford("read the factors of every company", reads); err != nil {
		return nil, err
	}
	return rest.Map(ctx, c.rest, companies, c.withFactors)
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
	request := rest.Request{
		Operation: "list the companies of portfolio " + portfolioID,
		Path:      "/portfolios/" + url.PathEscape(portfolioID) + "/companies",
	}
	return readCollection(ctx, c.rest, request, rest.Entries[companyEntry]{
		Noun:     "company",
		Key:      "domain",
		Identity: func(entry companyEntry) string { return companyDomain(entry.Domain) },
		// A domain may be spelled in several ways.
		Merge: func(before, again companyEntry) (companyEntry, bool) {
			return before, reflect.DeepEqual(before.company(), again.company())
		},
	})
}

// mergeCompanies makes one company of those that are in several portfolios.
func mergeCompanies(portfolioIDs []string, lists [][]companyEntry) []posture.Company {
	byDomain := map[string]posture.Company{}
	for i, entries := range lists {
		for _, entry := range entries {
			company := entry.company()
			if known, ok := byDomain[company.Domain]; ok {
				company = known
			}
			if !slices.Contains(company.PortfolioIDs, portfolioIDs[i]) {
				company.PortfolioIDs = append(company.PortfolioIDs, portfolioIDs[i])
			}
			byDomain[company.Domain] = company
		}
	}
	return slices.SortedFunc(maps.Values(byDomain), func(a, b posture.Company) int {
		return cmp.Compare(a.Domain, b.Domain)
	})
}

func (q CompaniesQuery) keeps(company posture.Company) bool {
	if len(q.Grades) > 0 && !slices.Contains(q.Grades, company.Grade) {
		return false
	}
	return len(q.Industries) == 0 || slices.ContainsFunc(q.Industries, func(industry string) bool {
		return strings.EqualFold(industry, company.Industry)
	})
}

func (c *Client) withFactors(ctx context.Context, company posture.Company) (posture.Company, error) {
	factors, err := c.factors(ctx, company.Domain)
	if err != nil {
		return company, err
	}
	company.Factors = factors.grades
	company.FindingCounts = factors.counts
	return company, nil
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
		company := answer.company()
		if company.Domain == "" {
			return posture.Company{}, errors.New(`it has no "domain"`)
		}
		if company.Domain != domain {
			return posture.Company{}, errors.New("it describes another company: " + company.Domain)
		}
		return company, nil
	})
}
