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
	errUnauthorized     = refusal(401, "unauthorized", "http error 401: Unauthorized")
	errTooManyRequests  = refusal(429, "too_many_requests", "too many requests")
	errNoSuchPath       = refusal(404, "not_found", "not found")
	errMethodNotAllowed = refusal(405, "method_not_allowed", "method not allowed")
	errNoActiveIssues   = refusal(404, "active_issues_not_found", "no active issues found")
	// The message for a forbidden write is in the vendor's SDK, which names it for the
	// addition of a company (code).
	errForbidden    = refusal(403, "forbidden", "User is not allowed to perform this action.")
	errNoIssueTypes = invalid("The issue_types query parameter is required and must contain at least one issue type")
)

func refusal(status int, key, message string) *failure {
	return &failure{StatusCode: status, Key: key, Message: message}
}

func invalid(message string) *failure { return refusal(400, "invalid_parameter", message) }

func errTooManyIssueTypes(limit int) *failure {
	return invalid(fmt.Sprintf("The issue_types query parameter must contain at most %d issue types", limit))
}

func errInvalidParameter(name, value string) *failure {
	return invalid(fmt.Sprintf("The %q query parameter is invalid (%q)", name, value))
}

// errPortfolioNotFound has four lists, as was recorded.
func errPortfolioNotFound(id string) *failure {
	return refusal(404, "portfolio_not_found", "portfolio not found").
		with("portfoliosNotFound", []string{id}).
		with("portfoliosRequested", []string{id}).
		with("portfoliosWithAccess", []string{}).
		with("portfoliosWithoutAccess", []string{})
}

// errCompanyNotFound names the domain twice, as was recorded.
func errCompanyNotFound(identifier string) *failure {
	return refusal(404, "company_not_found", "company not found: "+identifier).with("related", identifier)
}

// errIssueTypeNotFound was recorded as a status, without its message.
func errIssueTypeNotFound(key string) *failure {
	return refusal(404, "issue_type_not_found", "issue type not found: "+key)
}

// errIndustryNotFound is made up: no answer for an unknown industry was
// recorded.
func errIndustryNotFound(industry string) *failure {
	return refusal(404, "industry_not_found", "industry not found: "+industry)
}

// errUserNotFound is made up: only its status is in the specification of other
// requests.
func errUserNotFound() *failure { return refusal(404, "user_not_found", "user not found") }

func errNotInPortfolio(domain string) *failure {
	return refusal(403, "company_not_in_a_portfolio", "company must be added to a portfolio first: "+domain).with("domain", domain)
}

func (f *failure) with(name string, value any) *failure {
	if f.Data == nil {
		f.Data = map[string]any{}
	}
	f.Data[name] = value
	return f
}

// envelope returns the failure as a body. Recorded errors had no key.
func (h *Handler) envelope(err *failure) errorEnvelope {
	body := errorEnvelope{Error: *err}
	if !h.quirks.ErrorKey {
		body.Error.Key = ""
	}
	return body
}
