// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"io"
	"maps"
	"net/http"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
)

// failure is an answer that is not that of the endpoint.
type failure struct {
	status int
	header http.Header
	// page is the title of an HTML page. Without one, the answer is JSON with
	// the message.
	page    string
	message string
}

var (
	errUnauthorized = &failure{status: http.StatusUnauthorized, page: "401 - Unauthorized: Access is denied due to invalid credentials."}
	errNotFound     = &failure{status: http.StatusNotFound, page: "404 - File or directory not found."}
	errTooLarge     = &failure{status: http.StatusRequestEntityTooLarge, page: "413 - Request entity too large."}
	errBadRequest   = &failure{status: http.StatusBadRequest, message: "The request is invalid."}
)

func errMethodNotAllowed(method, allowed string) *failure {
	return &failure{
		status: http.StatusMethodNotAllowed, header: http.Header{"Allow": {allowed}},
		message: "The requested resource does not support http method '" + method + "'.",
	}
}

// errTooManyRequests rounds up: a client that waits that long is not refused
// again.
func (h *Handler) errTooManyRequests(wait time.Duration) *failure {
	err := &failure{status: http.StatusTooManyRequests, message: "API calls quota exceeded."}
	if h.quirks.RetryAfter {
		err.header = http.Header{"Retry-After": {budget.Seconds(wait)}}
	}
	return err
}

// refuse answers a call that fails as a whole: nothing was imported, or nothing
// is exported.
func (h *Handler) refuse(w http.ResponseWriter, message string) {
	write(w, cmp.Or(h.quirks.RefusalStatus, http.StatusOK), object{{"HasError", true}, {"Message", message}, {"Data", nil}})
}

func fail(w http.ResponseWriter, err *failure) {
	maps.Copy(w.Header(), err.header)
	if err.page == "" {
		write(w, err.status, object{{"Message", err.message}})
		return
	}
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(err.status)
	page := "<!DOCTYPE html><html><head><title>" + err.page + "</title></head><body><h2>" + err.page + "</h2></body></html>\n"
	_, _ = io.WriteString(w, page) //nolint:gosec // no browser reads this
}
