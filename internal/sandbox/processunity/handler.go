// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package processunity serves the import and export API of ProcessUnity over a
// world. There is no public specification: it behaves as the public clients
// say, and where they say nothing, or contradict each other, it is as strict as
// it may be, or as harmful, and Quirks has the other possibilities.
package processunity

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
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
	prefix     string
	credential Credential
	world      *world.Tenant
	quirks     Quirks
	budget     *budget.Budget
	tokens     tokens
	now        func() time.Time
	routes     *http.ServeMux
}

// New returns the API as config describes it.
func New(config Config) *Handler {
	now := config.Now
	if now == nil {
		now = time.Now
	}
	h := &Handler{
		prefix:     "/" + config.Tenant,
		credential: config.Credential,
		world:      config.World,
		quirks:     config.Quirks,
		budget:     cmp.Or(config.Budget, budget.New(360, time.Hour)),
		now:        now,
		routes:     http.NewServeMux(),
	}
	h.route()
	return h
}

// route lists every endpoint. What the sources contradict each other about is
// not served.
func (h *Handler) route() {
	const templates, exchange = "/api/dataexchange/ImportableTemplates", "/api/importexport/"
	h.handle(http.MethodPost, "/token", h.grantToken)
	h.handle(http.MethodGet, templates, h.authorized(h.importTemplates))
	h.handle(http.MethodGet, templates+"/{id}", h.authorized(h.importTemplate))
	h.handle(http.MethodPost, exchange+"Import/{id}", h.authorized(h.importRows))
	h.handle(http.MethodPost, exchange+"Export/{id}", h.authorized(h.exportRows))
}

// endpoint answers a request whose body was read, or says why it does not.
type endpoint func(w http.ResponseWriter, r *http.Request) *failure

func (h *Handler) handle(method, pattern string, answer endpoint) {
	h.routes.HandleFunc(h.prefix+pattern, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			fail(w, errMethodNotAllowed(r.Method, method))
			return
		}
		if r.URL.RawQuery != "" {
			fail(w, errBadRequest)
			return
		}
		if err := answer(w, r); err != nil {
			fail(w, err)
		}
	})
}

// authorized takes one of the requests that the token is good for.
func (h *Handler) authorized(answer endpoint) endpoint {
	return func(w http.ResponseWriter, r *http.Request) *failure {
		if !h.tokens.spend(bearer(r), h.now()) {
			return errUnauthorized
		}
		return answer(w, r)
	}
}

// Authorized reports whether the request carries a token that is good, or asks
// for one with the right credential.
func (h *Handler) Authorized(r *http.Request) bool {
	if r.URL.Path == h.prefix+"/token" {
		return readBody(r) == nil && h.mayHaveToken(r)
	}
	return h.tokens.good(bearer(r), h.now())
}

// bearer is the token that a request carries the one way that is accepted:
// "Authorization: Bearer <token>", once.
func bearer(r *http.Request) string {
	values := r.Header.Values("Authorization")
	if len(values) != 1 {
		return ""
	}
	token, _ := strings.CutPrefix(values[0], "Bearer ")
	return token
}

// ServeHTTP answers one request. It reads all of the body before it answers,
// so that a client never loses the answer to a connection that breaks while it
// is still sending.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := readBody(r); err != nil {
		panic(http.ErrAbortHandler) // the client is gone
	}
	if wait, ok := h.budget.Spend(); !ok {
		fail(w, h.errTooManyRequests(wait))
		return
	}
	// The multiplexer would redirect to the clean path.
	if _, pattern := h.routes.Handler(r); pattern == "" || path.Clean(r.URL.Path) != r.URL.Path {
		fail(w, errNotFound)
		return
	}
	h.routes.ServeHTTP(w, r)
}

// readBody puts the whole body in the request, to be read any number of times
// by body.
func readBody(r *http.Request) error {
	if _, read := r.Body.(*wholeBody); read {
		return nil
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = &wholeBody{Reader: bytes.NewReader(text), text: text}
	return nil
}

// wholeBody is a body that was read from the connection.
type wholeBody struct {
	*bytes.Reader

	text []byte
}

func (*wholeBody) Close() error { return nil }

// body is what was sent.
func body(r *http.Request) []byte {
	if whole, ok := r.Body.(*wholeBody); ok {
		return whole.text
	}
	return nil
}
