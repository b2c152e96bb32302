// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

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

func (h *Handler) portfolios(w http.ResponseWriter, r *http.Request) (any, *failure) {
	return list(h, w, r, h.lag.portfolios(h.world.Portfolios()), form{size: h.quirks.ListPageSize, counter: h.quirks.PortfolioCounter}, h.portfolio)
}

func (h *Handler) portfolio(p world.Portfolio) portfolio {
	visibility := map[string]string{"private": "PRIVATE", "team": "TEAM", "shared": "COMPANY_PUBLIC"}[p.Privacy]
	written := portfolio{
		ID: p.ID, Name: p.Name, Description: p.Description, Privacy: p.Privacy, ReadOnly: p.ReadOnly,
		OwnerTeamID: p.TeamID, CreatedAt: h.timestamp(p.CreatedAt), SharedAccess: []string{}, Visibility: visibility,
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
	companies, err := h.filter(r, h.lag.members(id, companies))
	if err != nil {
		return nil, err
	}
	return list(h, w, r, companies, form{
		size: h.quirks.CompanyPageSize, counter: h.quirks.CompanyCounter, truncate: h.quirks.TruncateCompanies,
	}, h.portfolioCompany)
}
