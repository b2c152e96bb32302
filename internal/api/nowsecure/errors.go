// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// ErrNotVisible is an application that does not exist, or that the token's user
// may not see: the API does not tell these apart.
var ErrNotVisible = errors.New("the application does not exist, or the token's user may not see it")

// ErrNoReports is an application that GraphQL does not list, where the reports
// are.
var ErrNoReports = errors.New("the API lists the application without its assessments")

// refPattern is a UUID. For an unknown group, the API's message lists the UUIDs
// of all groups of the tenant (client).
var refPattern = regexp.MustCompile(`(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// withoutRefs removes what a message must not tell. An error names what was
// asked for beside the message.
func withoutRefs(message string) string {
	return refPattern.ReplaceAllString(message, "(redacted)")
}

// errorMessage is the rest.Config.ErrorMessage of this API. The statuses in
// error bodies come as numbers and as strings, and are not needed.
func errorMessage(body []byte) string {
	var answer struct {
		Message     rest.ErrorText   `json:"message"`
		Description rest.ErrorText   `json:"description"`
		Errors      []rest.ErrorText `json:"errors"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	said := []string{}
	for _, text := range append([]rest.ErrorText{answer.Message, answer.Description}, answer.Errors...) {
		if text != "" {
			said = append(said, string(text))
		}
	}
	return withoutRefs(strings.Join(said, ": "))
}

// asNotVisible distinguishes the refusal of an application that the token's user
// may not see from the refusal of a bad token. Both are 401, with different
// messages (client);
// GraphQL may say the same in a 200.
func asNotVisible(err error) error {
	refused, ok := errors.AsType[*rest.Error](err)
	if ok && (refused.Status == http.StatusUnauthorized || refused.Status == http.StatusOK) &&
		strings.Contains(refused.Message, "access to application") {
		return notVisibleError{refused}
	}
	return err
}

// notVisibleError is the API's refusal of an application. It is not
// rest.ErrUnauthorized: the token is good.
type notVisibleError struct{ refusal *rest.Error }

func (e notVisibleError) Error() string { return e.refusal.Error() }

func (e notVisibleError) Is(target error) bool { return target == ErrNotVisible }
