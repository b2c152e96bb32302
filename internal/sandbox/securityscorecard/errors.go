// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import "fmt"

// failure is an error as the API writes it.
type failure struct {
	Message    string         `json:"message"`
	StatusCode int            `json:"statusCode"`
	Data       map[string]any `json:"data,omitempty"`
	Key        string         `json:"key,omitempty"`
}

type errorEnvelope struct {
	Error failure `json:"error"`
}

var (
	errUnauthorized     = &failure{Message: "http error 401: Unauthorized", StatusCode: 401, Key: "unauthorized"}
	errTooManyRequests  = &failure{Message: "too many requests", StatusCode: 429, Key: "too_many_requests"}
	errNoSuchPath       = &failure{Message: "not found", StatusCode: 404, Key: "not_found"}
	errMethodNotAllowed = &failure{Message: "method not allowed", StatusCode: 405, Key: "method_not_allowed"}
	errNoIssueTypes     = &failure{
		Message:    "The issue_types query parameter is required and must contain at least one issue type",
		StatusCode: 400, Key: "invalid_parameter",
	}
	errNoActiveIssues = &failure{Message: "no active issues found", StatusCode: 404, Key: "active_issues_not_found"}
)

func errTooManyIssueTypes(limit int) *failure {
	return &failure{
		Message:    fmt.Sprintf("The issue_types query parameter must contain at most %d issue types", limit),
		StatusCode: 400, Key: "invalid_parameter",
	}
}

func errInvalidParameter(name, value string) *failure {
	return &failure{
		Message:    fmt.Sprintf("The %q query parameter is invalid (%q)", name, value),
		StatusCode: 400, Key: "invalid_parameter",
	}
}

func errPortfolioNotFound(id string) *failure {
	return &failure{
		Message: "portfolio not found", StatusCode: 404, Key: "portfolio_not_found",
		Data: map[string]any{"portfoliosNotFound": []string{id}},
	}
}

func errCompanyNotFound(identifier string) *failure {
	return &failure{
		Message: "company not found: " + identifier, StatusCode: 404, Key: "company_not_found",
		Data: map[string]any{"related": "domain"},
	}
}

func errNotInPortfolio(domain string) *failure {
	return &failure{
		Message: "company must be added to a portfolio first: " + domain, StatusCode: 403,
		Key: "company_not_in_a_portfolio", Data: map[string]any{"domain": domain},
	}
}

// envelope is the failure as a body. Recorded errors had no key.
func (h *Handler) envelope(err *failure) errorEnvelope {
	body := errorEnvelope{Error: *err}
	if !h.quirks.ErrorKey {
		body.Error.Key = ""
	}
	return body
}
