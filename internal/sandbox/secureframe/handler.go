// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package secureframe serves the one endpoint of Secureframe that takes data
// for custom connections, over a world. Nobody recorded a real exchange but
// for one error: it behaves as the documentation says, and is stricter where
// that says nothing, so that what it accepts is sure to be accepted.
package secureframe

import (
	"cmp"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Config is what a Handler serves, and how.
type Config struct {
	// Credential may push to every connection.
	Credential Credential
	// Limited may push to the connections that are not restricted.
	Limited Credential
	// World holds the data. It may change while it is being served.
	World *world.CustomConnections
	// Quirks are the ways in which the API may differ from its documentation.
	Quirks Quirks
	// Budget is the rate limit: the documented one when it is nil, 500 requests a
	// minute.
	Budget *budget.Budget
}

// Credential is a key pair.
type Credential struct {
	Key    string
	Secret string
}

// header is the one form in which a key pair is accepted: two values, one
// space, no scheme.
func (c Credential) header() string { return c.Key + " " + c.Secret }

// Handler is the API.
type Handler struct {
	credential Credential
	limited    Credential
	world      *world.CustomConnections
	quirks     Quirks
	budget     *budget.Budget
}

// New returns the API as config describes it.
func New(config Config) *Handler {
	return &Handler{
		credential: config.Credential,
		limited:    config.Limited,
		world:      config.World,
		quirks:     config.Quirks,
		budget:     cmp.Or(config.Budget, budget.New(500, time.Minute)),
	}
}

// Authorized reports whether the request carries one of the key pairs the one
// way that is accepted: "Authorization: <key> <secret>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	return h.carries(r, h.credential) || h.carries(r, h.limited)
}

func (h *Handler) carries(r *http.Request, credential Credential) bool {
	values := r.Header.Values("Authorization")
	return credential != Credential{} && len(values) == 1 && values[0] == credential.header()
}

// ServeHTTP answers one request. It reads all of the body before it answers,
// so that a client never loses the answer to a connection that breaks while it
// is still sending.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := h.serve(r)
	_, _ = io.Copy(io.Discard, r.Body) // a client that is gone has nothing left to send
	if err != nil {
		h.fail(w, err)
		return
	}
	h.accept(w)
}

// serve checks the request in the order in which a server would come to know
// it. The rate limit comes before the credential, since it is one per address,
// and all clients of a sandbox have the same.
func (h *Handler) serve(r *http.Request) *failure {
	if h.quirks.RedirectToHTTPS {
		return errMoved(r)
	}
	if wait, ok := h.budget.Spend(); !ok {
		return h.errTooManyRequests(wait)
	}
	if !h.Authorized(r) {
		return errUnauthorized
	}
	id, ok := connectionID(r.URL.Path)
	if !ok {
		return errNoSuchPath
	}
	if r.Method != http.MethodPost {
		return errMethodNotAllowed
	}
	connection, found := h.world.Connection(id)
	switch {
	case !found:
		return errNoSuchConnection
	case connection.Restricted && !h.carries(r, h.credential):
		return errForbidden
	default:
		return h.push(r, connection)
	}
}

// connectionID is the one thing that the only path names.
func connectionID(path string) (string, bool) {
	segments := strings.Split(path, "/")
	if len(segments) != 4 || segments[1] != "custom_connections" || segments[3] != "data" {
		return "", false
	}
	return segments[2], true
}

// accept says that a push was enqueued, which is all that a client learns.
func (h *Handler) accept(w http.ResponseWriter) {
	status := cmp.Or(h.quirks.AcceptedStatus, http.StatusAccepted)
	switch h.quirks.AcceptedBody {
	case AcceptedAsJSON:
		write(w, status, jsonType, `{"message":"accepted"}`)
	case AcceptedAsJunk:
		write(w, status, jsonType, "\x00\x1f\x8b not json \xff\xfe{{{")
	default:
		w.WriteHeader(status)
	}
}
