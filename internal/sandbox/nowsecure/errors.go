// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"fmt"
	"net/http"
)

// failure is an error of REST. The forms of the bodies were recorded: a 401 has
// a message alone.
type failure struct {
	status  int
	name    string
	message string
}

var (
	errUnauthorized     = &failure{status: http.StatusUnauthorized, message: "Unauthorized"}
	errAppNotVisible    = &failure{status: http.StatusUnauthorized, message: "Unauthorized access to application"}
	errNoLicense        = &failure{status: http.StatusForbidden, message: "Forbidden"}
	errTooManyRequests  = &failure{status: http.StatusTooManyRequests, message: "Too Many Requests"}
	errNoSuchPath       = &failure{status: http.StatusNotFound, name: "NotFoundError", message: "Not found"}
	errMethodNotAllowed = &failure{status: http.StatusMethodNotAllowed, name: "MethodNotAllowedError", message: "Method not allowed"}
)

func errInvalid(message string) *failure {
	return &failure{status: http.StatusBadRequest, name: "ValidationError", message: message}
}

func errInvalidParameter(name, value string) *failure {
	return errInvalid(fmt.Sprintf("The value of %s is not valid: %q", name, value))
}

func (f *failure) body() map[string]any {
	body := map[string]any{"message": f.message}
	if f.name != "" {
		body["name"], body["status"] = f.name, f.status
	}
	return body
}
