// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"net/http"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

// failure is an answer that is not that of the endpoint: an HTML page with the
// title, or else JSON with the message.
type failure struct {
	status         int
	title, message string
}

var (
	errUnauthorized     = &failure{status: http.StatusUnauthorized, title: "401 - Unauthorized: Access is denied due to invalid credentials."}
	errNotFound         = &failure{status: http.StatusNotFound, title: "404 - File or directory not found."}
	errTooLarge         = &failure{status: http.StatusRequestEntityTooLarge, title: "413 - Request entity too large."}
	errBadRequest       = &failure{status: http.StatusBadRequest, message: "The request is invalid."}
	errMethodNotAllowed = &failure{status: http.StatusMethodNotAllowed, message: "The requested resource does not support http method '{method}'."}
	errTooManyRequests  = &failure{status: http.StatusTooManyRequests, message: "API calls quota exceeded."}
)

func errInvalidParameter(string, string) *failure { return errBadRequest }

func fail(w http.ResponseWriter, r *http.Request, err *failure) {
	if err.title == "" {
		peer.WriteJSON(w, err.status, map[string]string{"Message": strings.Replace(err.message, "{method}", r.Method, 1)})
		return
	}
	peer.WriteText(w, err.status, "text/html",
		"<!DOCTYPE html><html><head><title>"+err.title+"</title></head><body><h2>"+err.title+"</h2></body></html>\n")
}
