// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// domainPattern is a valid internet domain. The API takes any (spec).
var domainPattern = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$`)

// addMember answers with the company that was added, which may be another one than
// was asked for.
func (h *Handler) addMember(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	id, domain := r.PathValue("portfolio"), r.PathValue("company")
	if err := h.mayChangeMembers(id); err != nil {
		return nil, err
	}
	added, err := h.follow(id, domain)
	if err != nil {
		return nil, err
	}
	company, _ := h.world.Company(added)
	written, _ := h.rate(company)
	return written, nil
}

// mayChangeMembers refuses to change the companies of a portfolio. That a portfolio
// is read-only concerns its details (spec).
func (h *Handler) mayChangeMembers(id string) *failure {
	if _, found := h.world.Portfolio(id); !found {
		return errPortfolioNotFound(id)
	}
	if h.quirks.ReadOnlyToken {
		return errForbidden
	}
	return nil
}

// follow adds a company, and returns the domain of its scorecard.
func (h *Handler) follow(id, domain string) (string, *failure) {
	scorecard := cmp.Or(h.quirks.Merged[domain], domain)
	isMember := slices.Contains(h.world.Members(id), scorecard)
	switch {
	case !domainPattern.MatchString(domain):
		return "", invalid("the domain is invalid: " + domain)
	case h.quirks.RefusedDomains[domain] != 0:
		return "", refusal(h.quirks.RefusedDomains[domain], "refused", "the company cannot be added: "+domain)
	case isMember && h.quirks.MemberAgainStatus != 0:
		return "", refusal(h.quirks.MemberAgainStatus, "already_added", "the company is in the portfolio: "+domain)
	case isMember:
		return scorecard, nil
	case !h.world.Followed(scorecard) && h.availableSlots() <= 0:
		return "", refusal(cmp.Or(h.quirks.NoSlotStatus, http.StatusForbidden), "no_slots", "the company cannot be followed")
	}
	h.world.AddMember(id, scorecard)
	h.lag.hide(id+"/"+scorecard, h.quirks.MemberLag)
	return scorecard, nil
}

func (h *Handler) removeMember(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	id, domain := r.PathValue("portfolio"), r.PathValue("company")
	if err := h.mayChangeMembers(id); err != nil {
		return nil, err
	}
	if !h.world.RemoveMember(id, domain) && !h.quirks.AcceptNonMembers {
		return nil, errCompanyNotFound(domain)
	}
	return empty(http.StatusNoContent), nil
}

// bulkUpload adds what can be added. Its answer does not say what was not.
func (h *Handler) bulkUpload(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	body, err := readBody[struct {
		Portfolios []string `json:"portfolios"`
		Companies  []string `json:"companies"`
		BulkInvite bool     `json:"bulkInvite"`
		TagType    string   `json:"tagType"`
	}](r, "portfolios", "companies", "bulkInvite", "tagType")
	if err == nil {
		err = h.mayChangeInBulk(body.Portfolios, body.Companies)
	}
	if err != nil {
		return nil, err
	}
	for _, id := range body.Portfolios {
		for _, domain := range body.Companies {
			_, _ = h.follow(id, domain) // The answer does not say so.
		}
	}
	return empty(http.StatusCreated), nil
}

func (h *Handler) bulkDelete(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	body, err := readBody[struct {
		IDs              []string `json:"ids"`
		Companies        []string `json:"companies"`
		TagType          string   `json:"tagType"`
		IsForClearValues bool     `json:"isForClearValues"`
	}](r, "ids", "companies", "tagType", "isForClearValues")
	if err == nil {
		err = h.mayChangeInBulk(body.IDs, body.Companies)
	}
	if err != nil {
		return nil, err
	}
	for _, id := range body.IDs {
		for _, domain := range body.Companies {
			h.world.RemoveMember(id, domain)
		}
	}
	return empty(http.StatusNoContent), nil
}

func (h *Handler) mayChangeInBulk(ids, companies []string) *failure {
	if ids == nil || companies == nil {
		return invalid("a body parameter is missing")
	}
	for _, id := range ids {
		if err := h.mayChangeMembers(id); err != nil {
			return err
		}
	}
	return nil
}

func (h *Handler) slots() int { return cmp.Or(h.quirks.Slots, 100) }

func (h *Handler) availableSlots() int { return max(0, h.slots()-h.world.FollowedCount()) }

// followNumbers says how many companies the license of an organization allows.
func (h *Handler) followNumbers(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	if h.quirks.HideSlots || r.PathValue("organization") != h.world.Account().OrganizationID {
		return nil, errForbidden
	}
	return map[string]int{"size": h.slots(), "available_slots": h.availableSlots()}, nil
}

// bulkSearches finds companies by their exact domain or name, and says which of them
// take a slot already.
func (h *Handler) bulkSearches(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	body, err := readBody[struct {
		Searches    []string `json:"searches"`
		MaxSearches int      `json:"maxSearches"`
	}](r, "searches", "maxSearches")
	switch {
	case h.quirks.HideSearches:
		return nil, errForbidden
	case err != nil:
		return nil, err
	case body.Searches == nil:
		return nil, invalid("the body parameter searches is missing")
	}
	found, missing := []any{}, []any{}
	for i, text := range body.Searches {
		domain := cmp.Or(h.quirks.Merged[text], text)
		company, ok := h.world.Company(domain)
		if !ok {
			missing = append(missing, map[string]any{"order": i, "attempts": []any{map[string]any{"original_query": text, "attempt": 1}}})
			continue
		}
		found = append(found, map[string]any{
			"order": i, "id": company.UUID, "domain": company.Domain, "name": company.Name, "searches": map[string]any{
				"original_query": text, "match_query": strings.ToLower(text), "result": company.Domain,
				"is_new": false, "is_already_using_slot": h.world.Followed(company.Domain),
			},
		})
	}
	return created{map[string]any{"scorecards": found, "not_found": missing, "repeated_domains": []string{}}}, nil
}
