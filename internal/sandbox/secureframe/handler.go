// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package secureframe serves the endpoint of Secureframe that takes data for
// custom connections, the lists of its compliance, and the endpoints for evidence,
// over a world. Of the lists, a report of what was observed live was published;
// of the rest, apart from one error, no real exchange was recorded. The package behaves as the documentation says, and is strict
// where that says nothing, so that the API is sure to accept what it accepts.
package secureframe

import (
	"cmp"
	"net/http"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
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
	// Compliance is served, too. It may be nil.
	Compliance *world.Compliance
	// StorageURL is the host of the storage of files.
	StorageURL string
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

// Handler is the API.
type Handler struct {
	peer.Shell[failure]

	credential Credential
	limited    Credential
	world      *world.CustomConnections
	compliance *world.Compliance
	storageURL string
	quirks     Quirks
}

// New returns the API as config describes it. The rate limit comes before the
// credential, because it is one per address, and all clients of a sandbox have
// the same.
func New(config Config) *Handler {
	h := &Handler{
		credential: config.Credential, limited: config.Limited, world: config.World,
		compliance: config.Compliance, storageURL: config.StorageURL, quirks: config.Quirks,
	}
	h.Checks = []peer.Check[failure]{
		h.redirect,
		peer.Spend(cmp.Or(config.Budget, budget.New(500, time.Minute)), false, errTooManyRequests),
		peer.Authorize(h.Authorized, errUnauthorized),
	}
	h.NoSuchPath, h.MethodNotAllowed, h.InvalidParameter = errNoSuchPath, errMethodNotAllowed, errInvalidParameter
	h.Fail, h.Write = h.fail, h.write
	h.Handle("POST /custom_connections/{connection}/data", h.push)
	if h.compliance != nil {
		h.handleLists()
		h.handleEvidence()
	}
	return h
}

// Authorized reports whether the request carries one of the key pairs the one
// way that is accepted: "Authorization: <key> <secret>", once.
func (h *Handler) Authorized(r *http.Request) bool {
	return carries(r, h.credential) || carries(r, h.limited)
}

func carries(r *http.Request, credential Credential) bool {
	return credential != Credential{} && peer.Carries(r, "Authorization", credential.Key+" "+credential.Secret)
}

// redirect sends a client of plain HTTP away.
func (h *Handler) redirect(w http.ResponseWriter, r *http.Request) *failure {
	if !h.quirks.RedirectToHTTPS {
		return nil
	}
	w.Header().Set("Location", "https://"+r.Host+r.URL.RequestURI())
	return errMoved
}

// write sends the body of an endpoint. A push has none.
func (h *Handler) write(w http.ResponseWriter, r *http.Request, body any) {
	if body == nil {
		h.accept(w, r, nil)
		return
	}
	peer.WriteJSON(w, http.StatusOK, body)
}

// accept says that a push was enqueued, which is all that a client learns.
func (h *Handler) accept(w http.ResponseWriter, _ *http.Request, _ any) {
	status := cmp.Or(h.quirks.AcceptedStatus, http.StatusAccepted)
	switch h.quirks.AcceptedBody {
	case AcceptedAsJSON:
		peer.WriteJSON(w, status, map[string]string{"message": "accepted"})
	case AcceptedAsJunk:
		peer.WriteText(w, status, peer.JSONType, "\x00\x1f\x8b not json \xff\xfe{{{")
	default:
		w.WriteHeader(status)
	}
}
