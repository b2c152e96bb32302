// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package nowsecure serves what a client reads of NowSecure's two APIs over a
// world: GraphQL by the schema of 2023, REST by the specification in the
// vendor's clients. It is stricter than the APIs in one way: fields, arguments
// and query parameters that are not served here are refused.
package nowsecure

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
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

// Handler is one host of the API.
type Handler struct {
	peer.Shell[failure]

	token  string
	world  *world.NowSecure
	quirks Quirks
	schema func() *graphql.Schema // parsed when it is asked for first
}

// New returns the hosts for GraphQL and for REST as config describes them. The
// host for REST answers GraphQL too, as it was seen to.
func New(config Config) (api, lab *Handler) {
	api, lab = newHost(config), newHost(config)
	api.Handle("GET /v2/risk-intelligence/apps", api.storeApps, "filters", "orderBy", "pageNumber", "pageSize")
	lab.Handle("GET /app", lab.apps, "limit")
	lab.Handle("GET /resource/app/{ref}/vulnerability", lab.vulnerabilities)
	return api, lab
}

func newHost(config Config) *Handler {
	h := &Handler{token: config.Token, world: config.World, quirks: config.Quirks}
	h.schema = sync.OnceValue(func() *graphql.Schema {
		return graphql.MustParseSchema(schemaWithout(h.quirks.RefusedFields), &query{h}, graphql.UseFieldResolvers())
	})
	h.Checks = []peer.Check[failure]{
		peer.Authorize(h.Authorized, errUnauthorized),
		peer.Spend(config.Budget, true, errTooManyRequests),
	}
	h.NoSuchPath, h.MethodNotAllowed, h.InvalidParameter = errNoSuchPath, errMethodNotAllowed, errInvalidParameter
	h.Fail, h.Write = h.fail, h.write
	h.Handle("POST /graphql", h.graphQL)
	return h
}

// Authorized reports whether the request carries the token the one way that is
// accepted: "Authorization: Bearer <token>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	return peer.Carries(r, "Authorization", "Bearer "+h.token)
}

// ServeHTTP answers one request. A slash at the end of a path makes no
// difference.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	served := r.Clone(r.Context())
	served.URL.Path, served.URL.RawPath = strings.TrimSuffix(r.URL.Path, "/"), ""
	h.Shell.ServeHTTP(w, served)
}

func (h *Handler) write(w http.ResponseWriter, _ *http.Request, body any) {
	h.send(w, http.StatusOK, body)
}

func (h *Handler) fail(w http.ResponseWriter, _ *http.Request, err *failure) {
	h.send(w, err.status, err.body())
}

func (h *Handler) send(w http.ResponseWriter, status int, body any) {
	if page, ok := body.(gatewayPage); ok {
		peer.WriteText(w, http.StatusServiceUnavailable, "text/html", string(page))
		return
	}
	if invalid, ok := body.(invalidQuery); ok {
		status, body = http.StatusBadRequest, invalid.Response
	}
	var changes []func(map[string]any)
	if h.quirks.NullsAbsent {
		changes = append(changes, withoutNulls)
	}
	if h.quirks.ExtraFields {
		changes = append(changes, peer.ExtraField)
	}
	if _, isGraphQL := body.(*graphql.Response); isGraphQL {
		changes = nil
	}
	peer.WriteJSON(w, status, body, changes...)
}

func withoutNulls(object map[string]any) {
	for name, value := range object {
		if value == nil {
			delete(object, name)
		}
	}
}

// timestamp writes a time as the APIs do; the zero time is null.
func timestamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return new(t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// orNull makes null of the empty text.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// id writes an ID; 0 is null.
func (h *Handler) id(id int64) any {
	switch {
	case id == 0:
		return nil
	case h.quirks.IDsAsStrings:
		return strconv.FormatInt(id, 10)
	default:
		return id
	}
}
