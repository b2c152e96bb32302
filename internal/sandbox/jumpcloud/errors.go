// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

// failure is an error.
type failure struct {
	status  int
	message string
	// name is the "error" of version 1 when it is not the status in words, and
	// "-" when there is none.
	name string
	// gateway says that both versions of the API write it as version 1 does.
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

func (h *Handler) fail(w http.ResponseWriter, r *http.Request, err *failure) {
	if h.quirks.HTMLErrors {
		write(w, err.status, "text/html; charset=UTF-8", []byte(cdnPage))
		return
	}
	write(w, err.status, jsonType, encode(err.body(version2(r))))
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

const (
	jsonType = "application/json; charset=utf-8"
	cdnPage  = `<!DOCTYPE html>
<html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1><p>Cloudflare Ray ID: 8f1c2d3e4a5b6c7d</p></body></html>
`
)

func encode(body any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic(fmt.Sprintf("jumpcloud: an answer cannot be written: %v", err))
	}
	return text.Bytes()
}

// write sends an answer. A client that is gone needs none.
func write(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
