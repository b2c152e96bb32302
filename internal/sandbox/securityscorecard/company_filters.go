// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The filters of a portfolio's companies (spec). No answer to them was recorded.
const (
	vulnerabilityParameter = "vulnerability"
	issueTypeParameter     = "issue_type"
	statusParameter        = "status"
	breachParameter        = "had_breach_within_last_days"
)

// filter keeps the companies that all filters of the request keep.
func (h *Handler) filter(r *http.Request, companies []world.Company) ([]world.Company, *failure) {
	for _, name := range []string{vulnerabilityParameter, issueTypeParameter, statusParameter, breachParameter} {
		if !r.URL.Query().Has(name) || h.quirks.Filters == FiltersIgnored {
			continue
		}
		value := r.URL.Query().Get(name)
		keeps := filterOf(name, value)
		if keeps == nil || h.quirks.Filters == FiltersRefused {
			return nil, errInvalidParameter(name, value)
		}
		companies = slices.DeleteFunc(slices.Clone(companies), func(company world.Company) bool { return !keeps(company) })
	}
	return companies, nil
}

// filterOf returns nil for a value that is not valid.
func filterOf(name, value string) func(world.Company) bool {
	switch name {
	case vulnerabilityParameter:
		return func(company world.Company) bool { return slices.Contains(company.CVEs, value) }
	case issueTypeParameter:
		return func(company world.Company) bool {
			return slices.ContainsFunc(company.Active, func(active world.Active) bool { return active.Type == value && active.Len() > 0 })
		}
	case breachParameter:
		if days, err := strconv.Atoi(value); err == nil {
			return func(company world.Company) bool { return company.LastBreachDays > 0 && company.LastBreachDays <= days }
		}
	case statusParameter:
		if value == "active" || value == "inactive" {
			return func(company world.Company) bool { return company.Inactive == (value == "inactive") }
		}
	}
	return nil
}
