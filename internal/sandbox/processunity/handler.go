// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package processunity serves the import and export API of ProcessUnity over a
// world. There is no public specification: the package behaves as the public
// clients say. Where they say nothing, or contradict each other, it is as strict
// as it may be, or as harmful, and Quirks has the other possibilities.
package processunity

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config is what a Handler serves, and how.
type Config struct {
	// Tenant is the first segment of every path.
	Tenant string
	// Credential is the only one that is granted tokens.
	Credential Credential
	// World holds the data. It may change while it is being served.
	World *world.Tenant
	// Quirks are the ways in which the API may differ.
	Quirks Quirks
	// Budget is the rate limit: what a license was seen to allow when it is nil,
	// 360 requests an hour. Requests for tokens cost as much as others.
	Budget *budget.Budget
	// Now is the clock of tokens, time.Now when it is nil.
	Now func() time.Time
}

// Credential is what a token is granted for: a user, and a service that may
// act for users.
type Credential struct {
	Username, Password           string
	ServiceName, ServicePassword string
}

// Handler is the API.
type Handler struct {
	peer.Shell[failure]

	tokenPath  string
	credential Credential
	world      *world.Tenant
	quirks     Quirks
	tokens     tokens
	now        func() time.Time
}

// New returns the API as config describes it. What the sources contradict each
// other about is not served.
func New(config Config) *Handler {
	h := &Handler{
		tokenPath:  "/" + config.Tenant + "/token",
		credential: config.Credential,
		world:      config.World,
		quirks:     config.Quirks,
		now:        config.Now,
	}
	if h.now == nil {
		h.now = time.Now
	}
	h.Checks = []peer.Check[failure]{
		peer.Spend(cmp.Or(config.Budget, budget.New(360, time.Hour)), false, errTooManyRequests),
	}
	h.NoSuchPath, h.MethodNotAllowed, h.InvalidParameter = errNotFound, errMethodNotAllowed, errInvalidParameter
	h.Fail = fail
	templates, exchange := "/"+config.Tenant+"/api/dataexchange/ImportableTemplates", "/"+config.Tenant+"/api/importexport/"
	h.Handle("POST "+h.tokenPath, h.grantToken)
	h.Handle("GET "+templates, h.authorized(h.importTemplates))
	h.Handle("GET "+templates+"/{id}", h.authorized(h.importTemplate))
	h.Handle("POST "+exchange+"Import/{id}", h.authorized(h.importRows))
	h.Handle("POST "+exchange+"Export/{id}", h.authorized(h.exportRows))
	return h
}

// authorized takes one of the requests that the token is good for.
func (h *Handler) authorized(answer peer.Endpoint[failure]) peer.Endpoint[failure] {
	return func(w http.ResponseWriter, r *http.Request) (any, *failure) {
		if !h.tokens.spend(bearer(r), h.now()) {
			return nil, errUnauthorized
		}
		return answer(w, r)
	}
}

// Authorized reports whether the request carries a token that is good, or asks
// for one with the right credential.
func (h *Handler) Authorized(r *http.Request) bool {
	if r.URL.Path == h.tokenPath {
		return h.mayHaveToken(r)
	}
	return h.tokens.good(bearer(r), h.now())
}

// bearer is the token that a request carries the one way that is accepted:
// "Authorization: Bearer <token>", once.
func bearer(r *http.Request) string {
	token, found := strings.CutPrefix(strings.Join(r.Header.Values("Authorization"), ","), "Bearer ")
	if !found {
		return ""
	}
	return token
}

// envelope is the answer to everything but a token and an import.
type envelope struct {
	Message  *string
	HasError bool
	Data     []any
}

// refusal answers a call that fails as a whole: nothing was imported.
func refusal(message string) envelope { return envelope{Message: &message, HasError: true} }

// list is the envelope of a list.
func (h *Handler) list(data []any) envelope {
	if len(data) == 0 && !h.quirks.NullData {
		data = []any{}
	}
	return envelope{Data: data}
}
