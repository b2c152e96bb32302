// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// failures are the ways in which a request can fail permanently, and what the
// error says.
var failures = map[string]struct {
	effect fault.Effect
	words  []string
}{
	"400": {
		respond(http.StatusBadRequest, `{"error":{"message":"The query parameter is invalid","statusCode":400}}`),
		[]string{"HTTP 400 Bad Request: The query parameter is invalid"},
	},
	"401": {
		respond(http.StatusUnauthorized, `{"error":{"message":"http error 401: Unauthorized","statusCode":401}}`),
		[]string{"HTTP 401", "does not accept the API token", "SECURITYSCORECARD_API_TOKEN", "revokes the old one"},
	},
	"403": {
		respond(http.StatusForbidden, `{"error":{"message":"no access","statusCode":403}}`),
		[]string{"HTTP 403 Forbidden: no access", "add the company to a portfolio first", "Read Only access", "plan must include the API"},
	},
	"404": {
		respond(http.StatusNotFound, `{"error":{"message":"not found","statusCode":404}}`),
		[]string{"HTTP 404 Not Found: not found", "Check the spelling"},
	},
	"429 for ever": {fault.TooManyRequests(0), []string{"HTTP 429", "5,000 requests an hour", "max_concurrency"}},
	"429 for a long time": {
		fault.TooManyRequests(1800),
		[]string{"HTTP 429", "5,000 requests an hour", "try again in 30m0s"},
	},
	"429 for a time not said": {fault.TooManyRequestsWithoutRetryAfter(), []string{"HTTP 429", "5,000 requests an hour"}},
	"500":                     {fault.InternalServerError(), []string{"HTTP 500 Internal Server Error: internal error", nothingAssumed}},
	"gateway page":            {fault.GatewayPage(), []string{"HTTP 503 Service Unavailable", "an HTML page", nothingAssumed}},
	"HTML page":               {fault.HTMLPage(), []string{"HTTP 200", "not what was asked for", "an HTML page", nothingAssumed}},
	"garbage":                 {fault.Garbage(), []string{"HTTP 200", "not what was asked for", nothingAssumed}},
	"cut short":               {fault.CutShort(), []string{"HTTP 200", "not what was asked for", nothingAssumed}},
	"empty body":              {fault.EmptyBody(), []string{"HTTP 200", "not what was asked for", "empty", nothingAssumed}},
	"no object":               {respond(http.StatusOK, `[]`), []string{"HTTP 200", "not what was asked for", nothingAssumed}},
	"null":                    {respond(http.StatusOK, `null`), []string{"HTTP 200", "not what was asked for", nothingAssumed}},
	"an object with nothing":  {respond(http.StatusOK, `{}`), []string{"HTTP 200", "not what was asked for", nothingAssumed}},
	"an error as a success": {
		respond(http.StatusOK, `{"error":{"message":"something broke","statusCode":500}}`),
		[]string{"HTTP 500", "answered as a success, with an error inside: something broke", nothingAssumed},
	},
	"a company summary": {
		respond(http.StatusOK, `{"name":"Somebody","domain":"somebody.example","grade":"A","score":100,"uuid":"u"}`),
		[]string{"HTTP 200", "not what was asked for", nothingAssumed},
	},
	"dropped connection":      {fault.DropConnection(), []string{"no answer", nothingAssumed}},
	"dropped in the middle":   {fault.DropMidBody(), []string{"no answer", "broke off", nothingAssumed}},
	"redirect":                {fault.Redirect("https://elsewhere.example/"), []string{"HTTP 302", "it redirects", nothingAssumed}},
	"echo of the credential":  {fault.EchoAuthorization(http.StatusBadRequest), []string{"HTTP 400", "cannot accept Token (redacted)"}},
	"echo inside of a 200":    {fault.EchoAuthorization(http.StatusOK), []string{"(redacted)"}},
	"another status, no body": {respond(http.StatusTeapot, ""), []string{"HTTP 418", nothingAssumed}},
}

const nothingAssumed = "The data could not be read, and no value is assumed."

func respond(status int, body string) fault.Effect {
	return fault.Respond(status, http.Header{"Content-Type": {"application/json"}}, body)
}

// reads are the data sources, and the requests that each depends on.
var reads = map[string]struct {
	dataSource string
	given      arguments
	paths      []string
}{
	"account": {"account", nil, []string{"/me"}},
	"account by username": {
		"account", arguments{"username": acctest.String("robin")}, []string{"/v2/users/by-username/robin"},
	},
	"portfolios": {"portfolios", nil, []string{"/portfolios"}},
	"portfolio":  {"portfolio", arguments{"name": acctest.String("Critical Vendors")}, []string{"/portfolios"}},
	"companies": {
		"companies",
		arguments{"include_factors": acctest.Bool(true)},
		[]string{"/portfolios", "/portfolios/*/companies", "/portfolios/" + world.CloudServicesID + "/companies", "/companies/harbor-mail.example/factors"},
	},
	"company": {
		"company",
		arguments{"domain": acctest.String("delta-data.example")},
		[]string{"/companies/*", "/companies/*/factors"},
	},
	"findings": {
		"findings",
		arguments{"portfolio_ids": acctest.Strings(world.CriticalVendorsID)},
		[]string{"/metadata/issue-types", "/portfolios/*/companies", "/companies/*/factors", "/companies/delta-data.example/active-issues"},
	},
	"chosen findings": {
		"findings",
		arguments{"domains": acctest.Strings("delta-data.example"), "issue_types": acctest.Strings("csp_no_policy")},
		[]string{"/companies/*/active-issues", "/companies/*/factors"},
	},
	"recommendations": {
		"findings",
		arguments{"domains": acctest.Strings("delta-data.example"), "include_recommendations": acctest.Bool(true)},
		[]string{"/metadata/issue-types/ssh_weak_cipher"},
	},
	"issue type":  {"issue_type", arguments{"type": acctest.String("open_port")}, []string{"/metadata/issue-types/open_port"}},
	"industry":    {"industry", arguments{"industry": acctest.String("energy")}, []string{"/industries/energy/score", "/industries/energy/factors"}},
	"issue types": {"issue_types", nil, []string{"/metadata/issue-types"}},
	"detected vendors": {
		"detected_vendors", arguments{"domain": acctest.String(world.OwnDomain)}, []string{"/vendor-detection/*/third-party"},
	},
	"vendors of a portfolio": {
		"detected_vendors", arguments{"portfolio_id": acctest.String(world.CriticalVendorsID)}, []string{"/vendor-detection/portfolios/*"},
	},
	"tag":  {"tag", arguments{"name": acctest.String("Handles payments")}, []string{"/scorecard-tags", "/scorecard-tags/*/companies"}},
	"tags": {"tags", nil, []string{"/scorecard-tags"}},
}

// Any failure is one error, which says what could not be read. No value is
// stored that could be treated as good news.
func TestDataSources_failures(t *testing.T) {
	t.Parallel()
	for name, failure := range failures {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantFailure(t, "company", reads["company"].given, fault.Rule{Path: "/companies/*", Effect: failure.effect}, failure.words)
		})
	}
}

// Each request may fail, and an object without its fields is a failure too.
func TestDataSources_failuresOfEachRequest(t *testing.T) {
	t.Parallel()
	for name, test := range reads {
		for _, path := range test.paths {
			for _, kind := range []string{"500", "an object with nothing"} {
				t.Run(name+" "+path+" "+kind, func(t *testing.T) {
					t.Parallel()
					wantFailure(t, test.dataSource, test.given, fault.Rule{Path: path, Effect: failures[kind].effect}, failures[kind].words)
				})
			}
		}
	}
}

func wantFailure(t *testing.T, dataSource string, given arguments, rule fault.Rule, words []string) {
	t.Helper()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(rule)
	got := readError(t, acctest.NewSandboxServer(t, systems), dataSource, given)
	acctest.WantText(t, got, "Unable to Read SecurityScorecard", "Original Error: SecurityScorecard: could not ")
	acctest.WantText(t, got, words...)
	if strings.Contains(got.Summary+got.Detail, systems.SecurityScorecard.Token) {
		t.Errorf("the error has the token:\n%s", got.Detail)
	}
	for _, unmet := range systems.Faults.Unmet() {
		t.Errorf("no request met the fault %s", unmet)
	}
}
