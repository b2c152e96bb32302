// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// CompanyFilters are questions about companies that only the API can answer. A
// company must meet all that are set.
type CompanyFilters struct {
	// Vulnerability is the CVE that companies have.
	Vulnerability string
	// IssueType is the type that companies have active issues of.
	IssueType string
	// BreachedWithinDays is the number of days within which companies had a
	// breach; 0 is not set.
	BreachedWithinDays int64
	// Status is active or inactive (spec).
	Status string
}

// FilterIgnoredError says that a filter seems to have no effect, so that what
// it kept says nothing.
type FilterIgnoredError struct{ Parameter, Value, Control string }

func (e *FilterIgnoredError) Error() string {
	return fmt.Sprintf("SecurityScorecard keeps every company for %s=%s, and for %s=%s too: it ignores the filter, or its answers contradict each other",
		e.Parameter, e.Value, e.Parameter, e.Control)
}

// companyFilter is one query parameter (spec). How the API combines several is
// not documented, so each is requested alone.
type companyFilter struct {
	parameter, value string
	// control is a value that keeps no company that value keeps, or hardly any.
	control string
	// ofPortfolio says that the answer may depend on the portfolio.
	ofPortfolio bool
}

func (f CompanyFilters) parameters() []companyFilter {
	days := ""
	if f.BreachedWithinDays > 0 {
		days = strconv.FormatInt(f.BreachedWithinDays, 10)
	}
	other := map[string]string{"active": "inactive", "inactive": "active"}[f.Status]
	return slices.DeleteFunc([]companyFilter{
		{parameter: "vulnerability", value: f.Vulnerability, control: "CVE-1900-0000"}, // CVEs begin with 1999.
		{parameter: "issue_type", value: f.IssueType, control: "no_such_issue_type"},
		{parameter: "had_breach_within_last_days", value: days, control: "1"},
		{parameter: "status", value: f.Status, control: other, ofPortfolio: true},
	}, func(filter companyFilter) bool { return filter.value == "" })
}

func (f companyFilter) request(portfolioID string) rest.Request {
	request := portfolioRequest(portfolioID)
	request.Operation += " with " + f.parameter + "=" + f.value
	request.Query = url.Values{f.parameter: {f.value}}
	return request
}

// filter returns those of the scorecards of the portfolios that all filters
// keep.
func (c *Client) filter(ctx context.Context, portfolioIDs []string, all []scorecard, filters CompanyFilters) ([]scorecard, error) {
	kept := all
	for _, filter := range filters.parameters() {
		byKey, err := c.keptBy(ctx, filter, portfolioIDs, all)
		if err != nil {
			return nil, err
		}
		remaining := []scorecard{}
		for _, one := range kept {
			if listed, ok := byKey[one.key()]; ok {
				one.PortfolioIDs = listed.PortfolioIDs
				remaining = append(remaining, one)
			}
		}
		kept = remaining
	}
	return kept, c.mustBeIssueType(ctx, filters.IssueType, kept)
}

// keptBy returns the scorecards that one filter keeps.
func (c *Client) keptBy(ctx context.Context, filter companyFilter, portfolioIDs []string, all []scorecard) (map[scorecardKey]scorecard, error) {
	lists, err := rest.Map(ctx, c.rest, "portfolios", portfolioIDs, func(ctx context.Context, id string) ([]companyEntry, error) {
		return c.companyEntries(ctx, filter.request(id))
	})
	if err != nil {
		return nil, err
	}
	listed, err := c.merge(portfolioIDs, lists)
	if err != nil {
		return nil, err
	}
	known := make(map[scorecardKey]scorecard, len(all))
	memberships, listedMemberships := 0, 0
	for _, one := range all {
		known[one.key()] = one
		memberships += len(one.PortfolioIDs)
	}
	kept := make(map[scorecardKey]scorecard, len(listed))
	for _, one := range listed {
		if err := filter.contradiction(known, one); err != nil {
			return nil, c.rest.Unexpected(filter.request(one.PortfolioIDs[0]), err)
		}
		kept[one.key()] = one
		listedMemberships += len(one.PortfolioIDs)
	}
	if listedMemberships > 0 && listedMemberships == memberships {
		return kept, c.mustHaveEffect(ctx, filter, all[0].PortfolioIDs[0])
	}
	return kept, nil
}

// contradiction says how a scorecard that a filter keeps contradicts the lists
// without the filter.
func (f companyFilter) contradiction(known map[scorecardKey]scorecard, one scorecard) error {
	whole, ok := known[one.key()]
	if !ok {
		return errors.New(one.Domain + " is in the list, and is not in the list without the filter")
	}
	for _, id := range one.PortfolioIDs {
		if !slices.Contains(whole.PortfolioIDs, id) {
			return fmt.Errorf("%s is in the list, and is not in portfolio %s without the filter", one.Domain, id)
		}
	}
	if len(one.PortfolioIDs) < len(whole.PortfolioIDs) && !f.ofPortfolio {
		return fmt.Errorf("%s is in portfolios %q, and the filter keeps it only in %q", one.Domain, whole.PortfolioIDs, one.PortfolioIDs)
	}
	return contradiction(whole, one, one.PortfolioIDs[0])
}

// mustHaveEffect asks again with the control, because an API that ignores a
// parameter keeps every company. One that refuses the control looks at it.
func (c *Client) mustHaveEffect(ctx context.Context, filter companyFilter, portfolioID string) error {
	control := filter
	control.value = filter.control
	entries, err := c.companyEntries(ctx, control.request(portfolioID))
	if failure, ok := errors.AsType[*rest.Error](err); ok &&
		slices.Contains([]int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity}, failure.Status) {
		return nil
	}
	if err != nil {
		return err
	}
	whole, err := c.portfolioCompanies(ctx, portfolioID)
	if err == nil && len(entries) == len(whole) {
		err = &FilterIgnoredError{Parameter: filter.parameter, Value: filter.value, Control: filter.control}
	}
	return err
}

// mustBeIssueType refuses a type that no company has and that the metadata does
// not have. It may be misspelled, and then an empty list says nothing.
func (c *Client) mustBeIssueType(ctx context.Context, name string, kept []scorecard) error {
	if name == "" || len(kept) > 0 {
		return nil
	}
	known, err := c.issueTypesByName(ctx)
	if err != nil {
		return err
	}
	if _, ok := known[name]; !ok {
		return &UnknownIssueTypesError{IssueTypes: []string{name}}
	}
	return nil
}

// PortfolioTotal is the number of scorecards in the portfolios of a query, before
// any filter. It requests nothing that Companies does not.
func (c *Client) PortfolioTotal(ctx context.Context, query CompaniesQuery) (int, error) {
	scorecards, err := c.scorecards(ctx, CompaniesQuery{PortfolioIDs: query.PortfolioIDs, PortfolioNames: query.PortfolioNames})
	return len(scorecards), err
}
