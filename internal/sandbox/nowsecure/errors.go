// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// failure is an error as REST writes it. An error without a name is written
// with its message alone.
type failure struct {
	status  int
	name    string
	message string
}

var (
	errUnauthorized     = &failure{status: http.StatusUnauthorized, message: "Unauthorized"}
	errAppNotVisible    = &failure{status: http.StatusUnauthorized, message: "Unauthorized access to application"}
	errTooManyRequests  = &failure{status: http.StatusTooManyRequests, message: "Too Many Requests"}
	errNoSuchPath       = &failure{status: http.StatusNotFound, name: "NotFoundError", message: "Not found"}
	errMethodNotAllowed = &failure{status: http.StatusMethodNotAllowed, name: "MethodNotAllowedError", message: "Method not allowed"}
)

// errNotFound is one that was recorded, with the kind of thing in it.
func errNotFound(kind string) *failure {
	return &failure{status: http.StatusNotFound, name: "NotFoundError", message: kind + " not found within user scope"}
}

func errInvalid(message string) *failure {
	return &failure{status: http.StatusBadRequest, name: "ValidationError", message: message}
}

func errInvalidParameter(name, value string) *failure {
	return errInvalid(fmt.Sprintf("The value of %s is not valid: %q", name, value))
}

// errGroup lists every group of the tenant, those that the user is no member of
// included.
func (h *Handler) errGroup(reason string) *failure {
	var refs []string
	for _, group := range h.world.Groups() {
		refs = append(refs, group.Ref)
	}
	return errInvalid(reason + ". group must be one of: " + strings.Join(refs, ", "))
}

// body is the failure as it is written.
func (h *Handler) body(err *failure) map[string]any {
	body := map[string]any{"message": err.message}
	if err.name != "" {
		body["name"], body["status"] = err.name, err.status
		if h.quirks.ErrorStatusAsString {
			body["status"] = strconv.Itoa(err.status)
		}
	}
	return body
}

func (h *Handler) fail(w http.ResponseWriter, err *failure) {
	h.write(w, err.status, h.body(err))
}

// checkQuery refuses what cannot be parsed, and what the endpoint does not
// document.
func checkQuery(r *http.Request, parameters []string) *failure {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return errInvalidParameter("the query", r.URL.RawQuery)
	}
	for name, values := range query {
		if !slices.Contains(parameters, name) {
			return errInvalidParameter(name, strings.Join(values, ","))
		}
	}
	return nil
}
