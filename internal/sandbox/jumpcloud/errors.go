// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"fmt"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

// failure is an error.
type failure struct {
	status  int
	message string
	// name is the "error" of version 1 if it differs from the text of the status,
	// and "-" if there is no "error".
	name string
	// gateway says that both versions of the API write the error like version 1.
	gateway bool
}

// The first, the third and the fourth were recorded.
var (
	errUnauthorized = &failure{
		status: http.StatusUnauthorized, message: "Unauthorized: api key user not found", gateway: true,
	}
	errMalformedOrganization = &failure{status: http.StatusBadRequest, message: "Bad Request: malformed organization id", gateway: true}
	errNoOrganization        = &failure{
		status: http.StatusUnauthorized, message: "Unauthorized: no organization selected", name: "-", gateway: true,
	}
	errSelectionNotAllowed = &failure{
		status: http.StatusForbidden, message: "Forbidden: organization selection not allowed via header",
		name: "organization selection not allowed via header", gateway: true,
	}
	errNoSuchOrganization = &failure{status: http.StatusNotFound, message: "Not Found: organization not found", gateway: true}
	errForbidden          = &failure{status: http.StatusForbidden, message: "Forbidden: insufficient permissions"}
	errNoSuchPath         = &failure{status: http.StatusNotFound, message: "Not Found"}
	errNoSuchObject       = &failure{status: http.StatusNotFound, message: "object not found"}
	errMethodNotAllowed   = &failure{status: http.StatusMethodNotAllowed, message: "Method Not Allowed"}
)

func errInvalidParameter(name, value string) *failure {
	return &failure{status: http.StatusBadRequest, message: fmt.Sprintf("invalid query parameter %s: %q", name, value)}
}

type error1 struct {
	Error   string `json:"error,omitempty"`
	Message string `json:"message"`
}

type error2 struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Status  string `json:"status"`
}

func fail(w http.ResponseWriter, r *http.Request, err *failure) {
	peer.WriteJSON(w, err.status, err.body(version2(r)))
}

func (e *failure) body(version2 bool) any {
	status := http.StatusText(e.status)
	switch {
	case version2 && !e.gateway:
		return error2{Code: e.status, Message: e.message, Status: status}
	case e.name == "-":
		return error1{Message: e.message}
	case e.name != "":
		return error1{Message: e.message, Error: e.name}
	default:
		return error1{Message: e.message, Error: status}
	}
}
