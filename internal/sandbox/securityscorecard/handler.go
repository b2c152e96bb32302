// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package securityscorecard serves the SecurityScorecard API over a world, as
// the API was recorded. It is stricter than the API in one way: it refuses a
// query parameter that is not listed here.
package securityscorecard

import (
	"cmp"
	"net/http"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config configures a Handler.
type Config struct {
	// Token is the only accepted token.
	Token string
	// World has the data. It may change while it is being served.
	World *world.Scorecards
	// Quirks are the ways in which the API may differ from the recordings.
	Quirks Quirks
	// Budget is the rate limit. Nil means the documented limit of 5000 requests
	// per hour.
	Budget *budget.Budget
}

// Handler is the API.
type Handler struct {
	peer.Shell[failure]

	token  string
	world  *world.Scorecards
	quirks Quirks
	lag    lag
}

// New returns the API as config describes it.
func New(config Config) *Handler {
	h := &Handler{token: config.Token, world: config.World, quirks: config.Quirks}
	h.Checks = []peer.Check[failure]{
		peer.Authorize(h.Authorized, errUnauthorized),
		peer.Spend(cmp.Or(config.Budget, budget.New(5000, time.Hour)), true, errTooManyRequests),
	}
	h.NoSuchPath, h.MethodNotAllowed, h.InvalidParameter = errNoSuchPath, errMethodNotAllowed, errInvalidParameter
	h.Fail, h.Write = h.fail, h.write
	h.Handle("GET /me", h.me)
	h.Handle("GET /v2/users/by-username/{username}", h.user)
	h.Handle("GET /portfolios", h.portfolios, cursorParameter)
	h.Handle("GET /portfolios/{portfolio}/companies", h.portfolioCompanies, cursorParameter, vulnerabilityParameter, issueTypeParameter, statusParameter, breachParameter)
	h.handleWrites()
	h.handleAlertRules()
	h.Handle("GET /companies/{company}", h.ofCompany(h.company))
	h.Handle("GET /companies/{company}/factors", h.ofCompany(h.factors), cursorParameter)
	h.Handle("GET /companies/{company}/active-issues", h.ofCompany(h.activeIssues), issueTypesParameter+"...")
	h.Handle("GET /companies/{company}/history/score", h.ofCompany(h.ofPast(h.scoreHistory)), "from", "to", timingParameter, cursorParameter)
	h.Handle("GET /companies/{company}/history/factors/score", h.ofCompany(h.ofPast(h.factorHistory)), "date_from", "date_to", timingParameter, cursorParameter)
	h.Handle("GET /companies/{company}/history/events", h.ofCompany(h.ofPast(h.events)), "date_from", "date_to", cursorParameter)
	h.Handle("GET /companies/{company}/history/events/{$}", h.ofCompany(h.ofPast(h.events)), "date_from", "date_to", cursorParameter)
	h.Handle("GET /companies/{company}/history/events/breaches", h.ofCompany(h.ofPast(h.breaches)), "date_from", "date_to", cursorParameter)
	// Like the live API, a company answers at every path below it.
	h.Handle("GET /companies/{company}/{rest...}", h.ofCompany(h.company), peer.AnyParameter)
	h.Handle("GET /metadata/issue-types", h.issueTypes, cursorParameter)
	h.Handle("GET /scorecard-tags", h.tags, cursorParameter)
	h.Handle("GET /scorecard-tags/{tag}/companies", h.tagCompanies, cursorParameter)
	h.Handle("GET /metadata/issue-types/{type}", h.issueTypeDetails)
	h.Handle("GET /industries/{industry}/score", h.ofIndustry(h.industryScore), "score_type")
	h.Handle("GET /industries/{industry}/factors", h.ofIndustry(h.industryFactors), "score_type", cursorParameter)
	h.Handle("GET /vendor-detection/{of}/{degree}", h.detectedVendors, pageParameter, limitParameter, "product", "domain")
	return h
}

// Authorized reports whether the request has the token in the only accepted
// form: "Authorization: Token <token>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	return peer.Carries(r, "Authorization", "Token "+h.token)
}

func (h *Handler) write(w http.ResponseWriter, _ *http.Request, body any) {
	switch body := body.(type) {
	case empty:
		w.WriteHeader(int(body))
	case created:
		h.send(w, http.StatusCreated, body.body)
	default:
		h.send(w, http.StatusOK, body)
	}
}

// empty is a status without a body.
type empty int

// created is a body with status 201.
type created struct{ body any }

func (h *Handler) fail(w http.ResponseWriter, _ *http.Request, err *failure) {
	h.send(w, err.StatusCode, h.envelope(err))
}

func (h *Handler) send(w http.ResponseWriter, status int, body any) {
	if h.quirks.ExtraFields {
		peer.WriteJSON(w, status, body, peer.ExtraField)
		return
	}
	peer.WriteJSON(w, status, body)
}

// baseURL returns the origin at which the client reached the API.
func baseURL(r *http.Request) string { return "http://" + r.Host }
