// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type account struct {
	Email    string `json:"email"`
	Username string `json:"username"`
}

// list is a body of entries, with the counter under one of its names.
type list[T any] struct {
	Entries []T  `json:"entries"`
	Total   *int `json:"total,omitempty"`
	Count   *int `json:"count,omitempty"`
}

func newList[T any](entries []T, total int, counter Counter) list[T] {
	body := list[T]{Entries: entries}
	switch counter {
	case CounterTotal:
		body.Total = &total
	case CounterCount:
		body.Count = &total
	case CounterAbsent:
	}
	return body
}

// portfolio has the fields that were recorded in 2025.
type portfolio struct {
	ID                  string   `json:"id"`
	Name                string   `json:"name"`
	Description         string   `json:"description,omitempty"`
	Privacy             string   `json:"privacy"`
	ReadOnly            any      `json:"read_only"`
	CreatedAt           string   `json:"created_at"`
	IsPublic            bool     `json:"is_public"`
	OwnerOrganizationID string   `json:"owner_organization_id"`
	OwnerTeamID         string   `json:"owner_team_id"`
	OwnerUserID         string   `json:"owner_user_id"`
	SharedAccess        []string `json:"shared_access"`
	Visibility          string   `json:"visibility"`
}

type portfolioCompany struct {
	Name                 string `json:"name"`
	Domain               string `json:"domain"`
	Grade                any    `json:"grade,omitempty"`
	GradeURL             string `json:"grade_url,omitempty"`
	Score                any    `json:"score,omitempty"`
	Industry             string `json:"industry"`
	Size                 string `json:"size"`
	Last30DaysChange     *int   `json:"last30days_score_change,omitempty"`
	LastMonthScoreChange *int   `json:"last_month_score_change,omitempty"`
	IsCustomVendor       bool   `json:"is_custom_vendor"`
}

func (h *Handler) me(http.ResponseWriter, *http.Request) (any, *failure) {
	if h.quirks.NoMe {
		return nil, errNoSuchPath
	}
	user := h.world.Account()
	return account{Email: user.Email, Username: user.Username}, nil
}

func (h *Handler) portfolios(w http.ResponseWriter, r *http.Request) (any, *failure) {
	all := h.world.Portfolios()
	entries, err := page(h, w, r, all, h.quirks.ListPageSize)
	if err != nil {
		return nil, err
	}
	written := make([]portfolio, len(entries))
	for i, entry := range entries {
		written[i] = h.portfolio(entry)
	}
	return newList(written, len(all), h.quirks.PortfolioCounter), nil
}

func (h *Handler) portfolio(p world.Portfolio) portfolio {
	visibility := map[string]string{"private": "PRIVATE", "team": "TEAM", "shared": "COMPANY_PUBLIC"}[p.Privacy]
	written := portfolio{
		ID: p.ID, Name: p.Name, Description: p.Description, Privacy: p.Privacy, ReadOnly: p.ReadOnly,
		CreatedAt: h.timestamp(p.CreatedAt), SharedAccess: []string{}, Visibility: visibility,
	}
	if h.quirks.ReadOnlyAsString {
		written.ReadOnly = strconv.FormatBool(p.ReadOnly)
	}
	return written
}

func (h *Handler) portfolioCompanies(w http.ResponseWriter, r *http.Request) (any, *failure) {
	id := r.PathValue("portfolio")
	companies, found := h.world.PortfolioCompanies(id)
	if !found {
		return nil, errPortfolioNotFound(id)
	}
	companies, err := filterCompanies(r, companies)
	if err != nil {
		return nil, err
	}
	total := len(companies)
	if cut := h.quirks.TruncateCompanies; cut > 0 && cut < total {
		companies = companies[:cut]
	}
	companies, err = page(h, w, r, companies, h.quirks.CompanyPageSize)
	if err != nil {
		return nil, err
	}
	entries := make([]portfolioCompany, len(companies))
	for i, company := range companies {
		entries[i] = h.portfolioCompany(company)
	}
	return newList(entries, total, h.quirks.CompanyCounter), nil
}

func (h *Handler) portfolioCompany(company world.Company) portfolioCompany {
	entry := portfolioCompany{
		Name: company.Name, Domain: company.Domain, GradeURL: gradeURL(company.Grade),
		Industry: company.Industry, Size: company.Size,
	}
	entry.Grade, entry.Score = h.gradeAndScore(company.Grade, company.Score)
	if h.quirks.LastMonthScoreChange {
		entry.LastMonthScoreChange = company.ScoreChange
	} else {
		entry.Last30DaysChange = company.ScoreChange
	}
	return entry
}

// filterCompanies applies the documented filters.
func filterCompanies(r *http.Request, companies []world.Company) ([]world.Company, *failure) {
	grades := listParameter(r, "grade")
	for _, grade := range grades {
		if !slices.Contains([]string{"A", "B", "C", "D", "F", "?"}, grade) {
			return nil, errInvalidParameter("grade", grade)
		}
	}
	query := r.URL.Query()
	status := query.Get("status")
	if status != "" && status != "active" && status != "inactive" {
		return nil, errInvalidParameter("status", status)
	}
	industry, issueType := query.Get("industry"), query.Get("issue_type")
	return slices.DeleteFunc(companies, func(company world.Company) bool {
		return status == "inactive" ||
			(grades != nil && !slices.Contains(grades, company.Grade)) ||
			(industry != "" && company.Industry != industry) ||
			(issueType != "" && !hasActive(company, issueType))
	}), nil
}

func hasActive(company world.Company, issueType string) bool {
	return slices.ContainsFunc(company.Active, func(active world.Active) bool { return active.Type == issueType })
}
