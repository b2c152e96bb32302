// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// scorecardTag has the fields of the specification. No answer was recorded.
type scorecardTag struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
}

func (h *Handler) tags(w http.ResponseWriter, r *http.Request) (any, *failure) {
	return list(h, w, r, h.world.Tags(), form{size: h.quirks.ListPageSize}, func(tag world.Tag) scorecardTag {
		return scorecardTag{ID: tag.ID, Name: tag.Name, Description: tag.Description}
	})
}

// tagCompanies has the shape of a portfolio's companies (spec).
func (h *Handler) tagCompanies(w http.ResponseWriter, r *http.Request) (any, *failure) {
	companies, found := h.world.TagCompanies(r.PathValue("tag"))
	if !found {
		return nil, refusal(404, "tag_not_found", "tag not found")
	}
	return list(h, w, r, companies, form{size: h.quirks.CompanyPageSize, counter: h.quirks.CompanyCounter}, h.portfolioCompany)
}
