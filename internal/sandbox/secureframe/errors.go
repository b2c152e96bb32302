// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
)

// failure is an answer that accepts nothing.
type failure struct {
	status  int
	message string
	header  http.Header
}

var (
	errUnauthorized     = &failure{status: http.StatusUnauthorized, message: "Authorization failed"}
	errNoSuchPath       = &failure{status: http.StatusNotFound, message: "Not found"}
	errMethodNotAllowed = &failure{
		status: http.StatusMethodNotAllowed, message: "Method not allowed", header: http.Header{"Allow": {http.MethodPost}},
	}
	errNoSuchConnection = &failure{
		status: http.StatusNotFound, message: "A custom connection could not be found for the provided ID",
	}
	errForbidden = &failure{
		status: http.StatusForbidden, message: "The API key provided was not authorized to push data for this custom connection",
	}
	errTooLarge = &failure{status: http.StatusRequestEntityTooLarge, message: "The request body was too large"}
)

func errBadRequest(reason string) *failure {
	return &failure{
		status: http.StatusBadRequest, message: "The request body was not in the correct format: " + reason,
	}
}

func errVendorMismatch(status int) *failure {
	return &failure{status: status, message: "vendor_slug does not match the vendor configured for the connection"}
}

func errMoved(r *http.Request) *failure {
	return &failure{
		status: http.StatusMovedPermanently, message: "Use HTTPS",
		header: http.Header{"Location": {"https://" + r.Host + r.URL.RequestURI()}},
	}
}

// errTooManyRequests rounds up: a client that waits that long is not refused
// again.
func (h *Handler) errTooManyRequests(wait time.Duration) *failure {
	err := &failure{status: http.StatusTooManyRequests, message: "Too many requests"}
	if h.quirks.RetryAfter {
		err.header = http.Header{"Retry-After": {budget.Seconds(wait)}}
	}
	return err
}

func (h *Handler) fail(w http.ResponseWriter, err *failure) {
	maps.Copy(w.Header(), err.header)
	form := h.quirks.Errors
	if err == errUnauthorized {
		form = ErrorAsMessage
	}
	switch form {
	case ErrorAsError:
		write(w, err.status, jsonType, encode(map[string]any{"error": err.message}))
	case ErrorAsList:
		write(w, err.status, jsonType, encode(map[string]any{"errors": []string{err.message}}))
	case ErrorAsText:
		write(w, err.status, "text/plain; charset=utf-8", err.message)
	default:
		write(w, err.status, jsonType, encode(map[string]any{"message": err.message}))
	}
}

const jsonType = "application/json; charset=utf-8"

func encode(body map[string]any) string {
	text, err := json.Marshal(body)
	if err != nil {
		panic("secureframe: an answer cannot be written: " + err.Error())
	}
	return string(text)
}

// write sends an answer. A client that is gone needs none.
func write(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body) //nolint:gosec // no browser reads this
}
