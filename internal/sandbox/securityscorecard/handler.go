// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package securityscorecard serves the SecurityScorecard API over a world, as
// the API was recorded to behave. It is stricter than the API in one way: a
// query parameter that an endpoint does not document is refused.
package securityscorecard

import (
	"cmp"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config is what a Handler serves, and how.
type Config struct {
	// Token is the only one that is accepted.
	Token string
	// World holds the data. It may change while it is being served.
	World *world.Scorecards
	// Quirks are the ways in which the API may differ from what was recorded.
	Quirks Quirks
	// Budget is the rate limit: the documented one when it is nil, 5000 requests
	// an hour.
	Budget *budget.Budget
}

// Handler is the API.
type Handler struct {
	token  string
	world  *world.Scorecards
	quirks Quirks
	budget *budget.Budget
	routes *http.ServeMux
}

// New returns the API as config describes it.
func New(config Config) *Handler {
	h := &Handler{
		token:  config.Token,
		world:  config.World,
		quirks: config.Quirks,
		budget: cmp.Or(config.Budget, budget.New(5000, time.Hour)),
		routes: http.NewServeMux(),
	}
	h.route()
	return h
}

// Authorized reports whether the request carries the token the one way that is
// accepted: "Authorization: Token <token>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	values := r.Header.Values("Authorization")
	return len(values) == 1 && values[0] == "Token "+h.token
}

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.Authorized(r) {
		h.fail(w, errUnauthorized)
		return
	}
	if wait, ok := h.budget.Spend(); !ok {
		w.Header().Set("Retry-After", budget.Seconds(wait))
		h.fail(w, errTooManyRequests)
		return
	}
	if !clean(r.URL.Path) {
		h.fail(w, errNoSuchPath)
		return
	}
	h.routes.ServeHTTP(w, r)
}

// clean reports whether no segment of the path is empty or made of dots. The
// multiplexer would redirect to a path without those: a client that asked for
// a company without a domain would get another answer than 404.
func clean(requested string) bool {
	cleaned := path.Clean(requested)
	return requested == cleaned || requested == cleaned+"/"
}

// endpoint answers with the body of a 200, or with an error.
type endpoint func(w http.ResponseWriter, r *http.Request) (any, *failure)

// route lists every endpoint, and the query parameters that each documents.
func (h *Handler) route() {
	h.get("/me", h.me)
	h.get("/portfolios", h.portfolios, cursorParameter)
	h.get("/portfolios/{portfolio}/companies", h.portfolioCompanies,
		cursorParameter, "grade", "industry", "issue_type", "status")
	h.get("/companies/{company}", h.company)
	h.get("/companies/{company}/factors", h.factors, cursorParameter, "severity", "severity_in")
	h.get("/companies/{company}/summary-factors", h.summaryFactors, "severity", "severity_in")
	h.get("/companies/{company}/active-issues", h.activeIssues, "issue_types")
	h.get("/companies/{company}/issues/{type}", h.issuesOfType, cursorParameter)
	h.get("/companies/{company}/issues/{type}/{$}", h.issuesOfType, cursorParameter)
	h.get("/companies/{company}/{rest...}", h.company, anyParameter)
	h.get("/metadata/factors", h.factorTypes, cursorParameter)
	h.get("/metadata/issue-types", h.issueTypes, cursorParameter)
	h.get("/metadata/issue-types/{type}", h.issueType)
	h.routes.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { h.fail(w, errNoSuchPath) })
}

// anyParameter documents every query parameter.
const anyParameter = "*"

func (h *Handler) get(pattern string, answer endpoint, parameters ...string) {
	h.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			w.Header().Set("Allow", http.MethodGet)
			h.fail(w, errMethodNotAllowed)
			return
		}
		if err := checkQuery(r, parameters); err != nil {
			h.fail(w, err)
			return
		}
		body, err := answer(w, r)
		if err != nil {
			h.fail(w, err)
			return
		}
		h.write(w, http.StatusOK, body)
	})
}

// baseURL is the origin that the client reached the API at.
func baseURL(r *http.Request) string {
	return "http://" + r.Host
}

// listParameter splits a parameter that takes a comma list. It is nil when the
// parameter was not given.
func listParameter(r *http.Request, name string) []string {
	query := r.URL.Query()
	if !query.Has(name) {
		return nil
	}
	return strings.Split(query.Get(name), ",")
}
