// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// notAccepted says why a success is not an acceptance, or returns "". Only a 202
// is one (spec). Its body is not documented and not read, except for what it
// must not be: a page, or an error. See isKnown, too.
func notAccepted(response *rest.Response) string {
	switch {
	case isPage(response):
		return "the body is an HTML page, which a proxy or a sign-in may have sent: the data is not known to be accepted"
	case hasError(response.Body):
		return "answered as a success, with an error inside: " + cmp.Or(errorMessage(response.Body), "without a message")
	case response.Status != http.StatusAccepted:
		return "only the status 202 is documented for accepted data: the data is not known to be accepted. Check base_url"
	}
	return ""
}

// isKnown reports whether the body of an acceptance is one that the API may give:
// none, or JSON.
func isKnown(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) == 0 || json.Valid(body)
}

func isPage(response *rest.Response) bool {
	return strings.Contains(strings.ToLower(response.Header.Get("Content-Type")), "html") ||
		bytes.HasPrefix(bytes.TrimSpace(response.Body), []byte("<"))
}

// hasError reports whether the body is an object with an error, or with a list
// of errors that is not empty.
func hasError(body []byte) bool {
	var answer struct {
		Error  json.RawMessage `json:"error"`
		Errors json.RawMessage `json:"errors"`
	}
	return json.Unmarshal(body, &answer) == nil && (says(answer.Error) || says(answer.Errors))
}

func says(value json.RawMessage) bool {
	switch string(value) {
	case "", "null", "false", `""`, "[]", "{}", "0":
		return false
	}
	return true
}
