// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package nowsecure serves the two hosts of NowSecure over a world, as its
// clients, its specification and one recorded answer show it. It is stricter
// in two ways: a query parameter that an endpoint does not document is refused,
// and REST is only served on its own host.
package nowsecure

import (
	"net/http"
	"path"
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config is what the hosts serve, and how.
type Config struct {
	// Token is the only one that is accepted.
	Token string
	// World holds the data. It may change while it is being served.
	World *world.NowSecure
	// Quirks are the ways in which the API may differ from what is documented.
	Quirks Quirks
	// Budget is the rate limit of both hosts together. It is nil where there is
	// none: no limit of the live API is known.
	Budget *budget.Budget
}

// Handler is one host.
type Handler struct {
	token  string
	world  *world.NowSecure
	quirks Quirks
	budget *budget.Budget
	schema *graphql.Schema
	routes *http.ServeMux
}

// New returns the two hosts: api for GraphQL, and lab for REST. Both answer to
// GraphQL and know whether a token is valid.
func New(config Config) (api, lab *Handler) {
	shared := Handler{token: config.Token, world: config.World, quirks: config.Quirks, budget: config.Budget}
	shared.schema = newSchema(&shared)
	api, lab = shared.host(), shared.host()
	lab.routeREST()
	if config.Quirks.OneHost {
		api.routeREST()
	}
	return api, lab
}

// Authorized reports whether the request carries the token the one way that is
// accepted: "Authorization: Bearer <token>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	values := r.Header.Values("Authorization")
	return len(values) == 1 && values[0] == "Bearer "+h.token
}

// ServeHTTP answers one request. One slash at the end of a path makes no
// difference.
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
	trimmed := strings.TrimSuffix(r.URL.Path, "/")
	if trimmed != path.Clean(trimmed) {
		h.fail(w, errNoSuchPath) // the multiplexer would redirect
		return
	}
	served := r.Clone(r.Context())
	served.URL.Path, served.URL.RawPath = trimmed, ""
	h.routes.ServeHTTP(w, served)
}

// endpoint answers with the body of a 200, or with an error.
type endpoint func(r *http.Request) (any, *failure)

// host returns a host with the endpoints that both hosts have.
func (h Handler) host() *Handler {
	h.routes = http.NewServeMux()
	h.routes.HandleFunc("/graphql", h.graphQL)
	h.get("/user/token", h.tokens)
	h.routes.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { h.fail(w, errNoSuchPath) })
	return &h
}

// routeREST lists the endpoints of the REST host, and the query parameters that
// each documents.
func (h *Handler) routeREST() {
	h.get("/account/user", h.users, "domain", "exclude_role")
	h.get("/account/user/{ref}", h.user)
	h.get("/app", h.apps, "platform", "package", "group", "ref", "limit")
	h.get("/app/{platform}/{package}", h.app, "group")
	h.get("/app/{platform}/{package}/assessment", h.assessments, "group")
	h.get("/assessment/{task}/findings", h.findings, "group", "report", "using_legacy")
	h.get("/assessment/{task}/summary", h.summary, "group")
	h.get("/resource/app/{ref}/vulnerability", h.vulnerabilities)
}

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
		body, err := answer(r)
		if err != nil {
			h.fail(w, err)
			return
		}
		h.write(w, http.StatusOK, body)
	})
}
