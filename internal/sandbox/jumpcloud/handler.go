// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package jumpcloud serves the part of the JumpCloud API that posture is read
// from, over a world: as it was recorded, and else as its specification of
// 2026-03-31 says. It is stricter than the API in one way: a query parameter
// that an endpoint does not document is refused.
package jumpcloud

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config is what a Handler serves, and how. No rate limit is known.
type Config struct {
	// APIKey is the only one that is accepted. Its administrator administers
	// every organization of the world.
	APIKey string
	// World holds the data. It may change while it is being served.
	World *world.JumpCloud
	// Quirks are the ways in which the API may differ from what is known.
	Quirks Quirks
}

// Handler is the API.
type Handler struct {
	apiKey string
	world  *world.JumpCloud
	quirks Quirks
	routes *http.ServeMux
}

// New returns the API as config describes it.
func New(config Config) *Handler {
	h := &Handler{apiKey: config.APIKey, world: config.World, quirks: config.Quirks, routes: http.NewServeMux()}
	h.route()
	return h
}

// Authorized reports whether the request carries the API key the one way that
// is accepted here: "x-api-key: <key>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	values := r.Header.Values("X-Api-Key")
	return len(values) == 1 && values[0] == h.apiKey
}

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case !h.Authorized(r):
		h.fail(w, r, errUnauthorized)
	case path.Clean(r.URL.Path) != r.URL.Path:
		h.fail(w, r, errNoSuchPath) // the multiplexer would redirect
	default:
		h.routes.ServeHTTP(w, r)
	}
}

// endpoint answers with the body of a 200, or with an error.
type endpoint func(w http.ResponseWriter, r *http.Request) (any, *failure)

// The query parameters that the specification names. Those to search, and to
// sort without regard to case, are not served, nor are filters of one object.
const (
	limitParameter  = "limit"
	skipParameter   = "skip"
	sortParameter   = "sort"
	fieldsParameter = "fields"
	filterParameter = "filter"
)

// route lists every endpoint. That the list of administrators takes what the
// other lists of version 1 take is not documented.
func (h *Handler) route() {
	h.get("/api/organizations", h.organizations, limitParameter, skipParameter, sortParameter, fieldsParameter, filterParameter)
	h.get("/api/organizations/{id}", h.organization, fieldsParameter)
	for _, collection := range []world.JumpCloudCollection{
		world.JumpCloudAdministrators, world.JumpCloudUsers, world.JumpCloudSystems,
		world.JumpCloudRADIUSServers, world.JumpCloudApplications,
	} {
		h.get("/api/"+string(collection), h.list(collection),
			limitParameter, skipParameter, sortParameter, fieldsParameter, filterParameter)
	}
	h.get("/api/v2/authn/policies", h.list(world.JumpCloudAuthnPolicies), limitParameter, skipParameter, sortParameter, filterParameter)
	h.get("/api/v2/iplists", h.list(world.JumpCloudIPLists), limitParameter, skipParameter, sortParameter, filterParameter)
	h.get("/api/v2/applemdms", h.list(world.JumpCloudAppleMDMs), limitParameter, skipParameter, filterParameter)
	h.get("/api/v2/directories", h.list(world.JumpCloudDirectories), limitParameter, skipParameter, sortParameter, fieldsParameter)
	h.get("/api/v2/gsuites/{id}", h.one(world.JumpCloudGSuites))
	h.get("/api/v2/office365s/{id}", h.one(world.JumpCloudOffice365s))
	h.routes.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { h.fail(w, r, errNoSuchPath) })
}

func (h *Handler) get(pattern string, answer endpoint, parameters ...string) {
	h.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		body, err := h.answer(w, r, answer, parameters)
		if err != nil {
			h.fail(w, r, err)
			return
		}
		write(w, http.StatusOK, jsonType, encode(body))
	})
}

func (h *Handler) answer(w http.ResponseWriter, r *http.Request, answer endpoint, parameters []string) (any, *failure) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		return nil, errMethodNotAllowed
	}
	if h.forbidden(r) {
		return nil, errForbidden
	}
	if err := checkQuery(r, parameters); err != nil {
		return nil, err
	}
	return answer(w, r)
}

// forbidden reports whether the role of the administrator keeps the path out
// of reach.
func (h *Handler) forbidden(r *http.Request) bool {
	return slices.ContainsFunc(h.quirks.Forbidden, func(pattern string) bool {
		matched, err := path.Match(pattern, r.URL.Path)
		if err != nil {
			panic("jumpcloud: not a path pattern: " + pattern)
		}
		return matched
	})
}

// version2 reports whether the request is one of version 2 of the API.
func version2(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/v2/") }
