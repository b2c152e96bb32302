// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// handleWrites adds the writes of portfolios and of their companies, and what tells
// how many companies a license allows. All are in the specification. None was
// recorded.
func (h *Handler) handleWrites() {
	h.Handle("POST /portfolios", h.createPortfolio)
	h.Handle("PUT /portfolios/{portfolio}", h.editPortfolio)
	h.Handle("DELETE /portfolios/{portfolio}", h.deletePortfolio)
	h.Handle("PUT /portfolios/{portfolio}/companies/{company}", h.addMember)
	h.Handle("DELETE /portfolios/{portfolio}/companies/{company}", h.removeMember)
	h.Handle("PUT /portfolios/companies/bulk-upload", h.bulkUpload, "auth_mechanism")
	h.Handle("POST /portfolios/companies/bulk-delete", h.bulkDelete)
	h.Handle("POST /companies/bulk-searches", h.bulkSearches)
	h.Handle("GET /v1/organizations/{organization}/follow-numbers", h.followNumbers)
}

// portfolioBody is the body of a creation or of an edit. An edit has no team.
type portfolioBody struct {
	Name        *string `json:"name"`
	Description *string `json:"description"`
	Privacy     *string `json:"privacy"`
	TeamID      *string `json:"team_id"`
}

// writtenPortfolio is the answer to a creation or an edit.
type writtenPortfolio struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Privacy     string `json:"privacy"`
}

func written(p world.Portfolio) writtenPortfolio {
	return writtenPortfolio{ID: p.ID, Name: p.Name, Description: p.Description, Privacy: p.Privacy}
}

func (h *Handler) createPortfolio(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	body, err := readBody[portfolioBody](r, "name", "description", "privacy", "team_id")
	switch {
	case h.quirks.ReadOnlyToken:
		return nil, errForbidden
	case err != nil:
		return nil, err
	case !isPortfolio(body):
		return nil, invalid("the portfolio is invalid")
	}
	// What a new portfolio is without a privacy is not documented.
	created := world.Portfolio{Name: *body.Name, Privacy: "private"}
	set(&created.Description, body.Description)
	set(&created.Privacy, body.Privacy)
	set(&created.TeamID, body.TeamID)
	created = h.world.CreatePortfolio(created)
	h.lag.hide(created.ID, h.quirks.PortfolioLag)
	return written(created), nil
}

func (h *Handler) editPortfolio(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	body, err := readBody[portfolioBody](r, "name", "description", "privacy")
	refusal := h.writable(r.PathValue("portfolio"))
	switch {
	case refusal != nil:
		return nil, refusal
	case err != nil:
		return nil, err
	case !isPortfolio(body):
		return nil, invalid("the portfolio is invalid")
	}
	edited, _ := h.world.EditPortfolio(r.PathValue("portfolio"), func(portfolio *world.Portfolio) {
		portfolio.Name = *body.Name
		if !h.quirks.KeepOmitted {
			portfolio.Description, portfolio.Privacy = "", "private"
		}
		set(&portfolio.Description, body.Description)
		set(&portfolio.Privacy, body.Privacy)
	})
	return written(edited), nil
}

func (h *Handler) deletePortfolio(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	id := r.PathValue("portfolio")
	if err := h.writable(id); err != nil {
		return nil, err
	}
	h.world.DeletePortfolio(id)
	return empty(http.StatusNoContent), nil
}

// writable refuses to change a portfolio that does not exist, or that is read-only.
func (h *Handler) writable(id string) *failure {
	portfolio, found := h.world.Portfolio(id)
	switch {
	case !found:
		return errPortfolioNotFound(id)
	case h.quirks.ReadOnlyToken, portfolio.ReadOnly:
		return errForbidden
	}
	return nil
}

func isPortfolio(body portfolioBody) bool {
	return body.Name != nil && *body.Name != "" &&
		(body.Privacy == nil || slices.Contains([]string{"private", "shared", "team"}, *body.Privacy))
}

func set(field, value *string) {
	if value != nil {
		*field = *value
	}
}

// readBody reads a body that has the documented members only, each once, and none
// of them null.
func readBody[T any](r *http.Request, documented ...string) (T, *failure) {
	var body T
	members, ok := peer.Members(peer.Body(r))
	if !ok || !peer.HasMediaType(r, "application/json") {
		return body, invalid("the body is not a JSON object")
	}
	given := map[string]bool{}
	for _, member := range members {
		if !slices.Contains(documented, member.Name) || given[member.Name] || bytes.Equal(member.Value, []byte("null")) {
			return body, invalid("the body parameter " + member.Name + " is invalid")
		}
		given[member.Name] = true
	}
	if json.Unmarshal(peer.Body(r), &body) != nil {
		return body, invalid("a body parameter has another type")
	}
	return body, nil
}
