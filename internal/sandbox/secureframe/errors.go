// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

// failure is an answer that accepts nothing.
type failure struct {
	status  int
	message string
}

var (
	errMoved            = &failure{http.StatusMovedPermanently, "Use HTTPS"}
	errUnauthorized     = &failure{http.StatusUnauthorized, "Authorization failed"}
	errForbidden        = &failure{http.StatusForbidden, "The API key provided was not authorized to push data for this custom connection"}
	errNoSuchPath       = &failure{http.StatusNotFound, "Not found"}
	errNoSuchObject     = &failure{http.StatusNotFound, "Resource not found"}
	errNoSuchConnection = &failure{http.StatusNotFound, "A custom connection could not be found for the provided ID"}
	errMethodNotAllowed = &failure{http.StatusMethodNotAllowed, "Method not allowed"}
	errTooLarge         = &failure{http.StatusRequestEntityTooLarge, "The request body was too large"}
	errTooManyRequests  = &failure{http.StatusTooManyRequests, "Too many requests"}
	errVendorMismatch   = &failure{http.StatusBadRequest, "vendor_slug does not match the vendor configured for the connection"}
)

func errBadRequest(reason string) *failure {
	return &failure{http.StatusBadRequest, "The request body was not in the correct format: " + reason}
}

func errInvalidParameter(string, string) *failure {
	return errBadRequest("no query parameter is documented")
}

func (h *Handler) fail(w http.ResponseWriter, _ *http.Request, err *failure) {
	body := map[string]any{"message": err.message}
	if err != errUnauthorized {
		switch h.quirks.Errors {
		case ErrorAsError:
			body = map[string]any{"error": err.message}
		case ErrorAsList:
			body = map[string]any{"errors": []string{err.message}}
		case ErrorAsMessage:
		}
	}
	peer.WriteJSON(w, err.status, body)
}
