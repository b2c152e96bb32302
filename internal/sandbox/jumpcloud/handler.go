// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package jumpcloud serves the part of the JumpCloud API that the provider
// reads posture from, over a world. It behaves as the API was recorded, or
// otherwise as the specifications of 2026-03-31 and 2026-08-21 say. It is stricter than the
// API in one way: it refuses a query parameter that is not listed here.
package jumpcloud

import (
	"net/http"
	"path"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config configures a Handler. No rate limit is known.
type Config struct {
	// APIKey is the only accepted key. Its administrator manages every
	// organization of the world.
	APIKey string
	// World has the data. It may change while it is being served.
	World *world.JumpCloud
	// Quirks are the ways in which the API may differ from the known behavior.
	Quirks Quirks
}

// Handler is the API.
type Handler struct {
	peer.Shell[failure]

	apiKey string
	world  *world.JumpCloud
	quirks Quirks
}

// The query parameters that are served.
const (
	limitParameter  = "limit"
	skipParameter   = "skip"
	sortParameter   = "sort"
	fieldsParameter = "fields"
)

// New returns the API as config describes it. It is not documented that the
// list of administrators accepts the same parameters as the other lists of
// version 1.
func New(config Config) *Handler {
	h := &Handler{apiKey: config.APIKey, world: config.World, quirks: config.Quirks}
	h.Checks = []peer.Check[failure]{peer.Authorize(h.Authorized, errUnauthorized), h.permit}
	h.NoSuchPath, h.MethodNotAllowed, h.InvalidParameter = errNoSuchPath, errMethodNotAllowed, errInvalidParameter
	h.Fail = fail
	h.Handle("GET /api/organizations", h.organizations, limitParameter, skipParameter, sortParameter)
	h.Handle("GET /api/organizations/{id}", h.organization)
	for _, collection := range []world.JumpCloudCollection{
		world.JumpCloudAdministrators, world.JumpCloudUsers, world.JumpCloudSystems,
		world.JumpCloudRADIUSServers, world.JumpCloudApplications,
	} {
		h.Handle("GET /api/"+string(collection), h.list(collection), limitParameter, skipParameter, sortParameter, fieldsParameter)
	}
	for pattern, collection := range map[string]world.JumpCloudCollection{
		"GET /api/v2/authn/policies": world.JumpCloudAuthnPolicies, "GET /api/v2/iplists": world.JumpCloudIPLists,
		"GET /api/v2/applemdms": world.JumpCloudAppleMDMs, "GET /api/v2/directories": world.JumpCloudDirectories,
	} {
		h.Handle(pattern, h.list(collection), limitParameter, skipParameter)
	}
	h.Handle("GET /api/v2/gsuites/{id}", h.one(world.JumpCloudGSuites))
	h.Handle("GET /api/v2/office365s/{id}", h.one(world.JumpCloudOffice365s))
	h.handleInventory()
	return h
}

// Authorized reports whether the request has the API key in the only accepted
// form: "x-api-key: <key>", once.
func (h *Handler) Authorized(r *http.Request) bool { return peer.Carries(r, "X-Api-Key", h.apiKey) }

// permit refuses paths that the role of the administrator does not allow.
func (h *Handler) permit(_ http.ResponseWriter, r *http.Request) *failure {
	for _, pattern := range h.quirks.Forbidden {
		matched, err := path.Match(pattern, r.URL.Path)
		if err != nil {
			panic("jumpcloud: not a path pattern: " + pattern)
		}
		if matched {
			return errForbidden
		}
	}
	return nil
}

// version2 reports whether the request is for version 2 of the API.
func version2(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/v2/") }
