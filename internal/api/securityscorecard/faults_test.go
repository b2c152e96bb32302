// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// reading is a read that meets a fault at a path, what its error says could
// not be done, and whether it gave anything.
type reading struct {
	path      string
	operation string
	read      func(context.Context, *securityscorecard.Client) (something bool, err error)
}

var (
	withFactors = securityscorecard.CompaniesQuery{PortfolioIDs: []string{critical}, IncludeFactors: true}
	discovered  = securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}}
	chosen      = securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}, IssueTypes: []string{"open_port"}}
)

func companies(query securityscorecard.CompaniesQuery) func(context.Context, *securityscorecard.Client) (bool, error) {
	return func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		companies, err := client.Companies(ctx, query)
		return companies != nil, err
	}
}

func findings(query securityscorecard.FindingsQuery) func(context.Context, *securityscorecard.Client) (bool, error) {
	return func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		findings, err := client.Findings(ctx, query)
		return findings != nil, err
	}
}

func company(ctx context.Context, client *securityscorecard.Client) (bool, error) {
	company, issueTypes, err := client.Company(ctx, "ember-energy.example")
	return company.Domain != "" || company.FindingCounts != nil || issueTypes != nil, err
}

// readings are every read of the client with every request that it makes.
var readings = map[string]reading{
	"account": {"/me", "read the account of the API token", func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		account, err := client.Account(ctx)
		return account != securityscorecard.Account{}, err
	}},
	"portfolios": {"/portfolios", "list portfolios", func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		portfolios, err := client.Portfolios(ctx)
		return portfolios != nil, err
	}},
	"portfolio by id": {"/portfolios", "list portfolios", func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		portfolio, err := client.PortfolioByID(ctx, cloud)
		return portfolio.ID != "", err
	}},
	"portfolio by name": {"/portfolios", "list portfolios", func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		portfolio, err := client.PortfolioByName(ctx, "Cloud Services")
		return portfolio.ID != "", err
	}},
	"issue types": {"/metadata/issue-types", "list issue types", func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		issueTypes, err := client.IssueTypes(ctx)
		return issueTypes != nil, err
	}},
	"companies of all portfolios": {"/portfolios", "list portfolios", companies(securityscorecard.CompaniesQuery{})},
	"companies of a named portfolio": {
		"/portfolios", "list portfolios", companies(securityscorecard.CompaniesQuery{PortfolioNames: []string{"Cloud Services"}}),
	},
	"companies":           {portfolioPath(cloud), "list the companies of portfolio " + cloud, companies(securityscorecard.CompaniesQuery{})},
	"companies' factors":  {factorsPath("delta-data.example"), "read the factors of company delta-data.example", companies(withFactors)},
	"company":             {"/companies/ember-energy.example", "read company ember-energy.example", company},
	"company's factors":   {factorsPath("ember-energy.example"), "read the factors of company ember-energy.example", company},
	"findings' metadata":  {"/metadata/issue-types", "list issue types", findings(discovered)},
	"findings' companies": {portfolioPath(critical), "list the companies of portfolio " + critical, findings(discovered)},
	"findings' factors":   {factorsPath("delta-data.example"), "read the factors of company delta-data.example", findings(discovered)},
	"findings": {
		"/companies/delta-data.example/active-issues", "read the active issues of company delta-data.example", findings(discovered),
	},
	"findings' metadata, chosen types":  {"/metadata/issue-types", "list issue types", findings(chosen)},
	"findings' companies, chosen types": {portfolioPath(critical), "list the companies of portfolio " + critical, findings(chosen)},
	"findings, chosen types": {
		"/companies/delta-data.example/active-issues", "read the active issues of company delta-data.example", findings(chosen),
	},
}

// faults are what may come instead of an answer, with the status and a part of
// the message that the error must have. Status 0 is no answer.
var faults = map[string]struct {
	effect fault.Effect
	status int
	want   string
}{
	"400":             {refusal(400, "bad parameter"), 400, "HTTP 400 Bad Request: bad parameter"},
	"401":             {refusal(401, "http error 401: Unauthorized"), 401, "HTTP 401 Unauthorized: http error 401: Unauthorized"},
	"403":             {refusal(403, "not yours"), 403, "HTTP 403 Forbidden: not yours"},
	"404":             {refusal(404, "not found"), 404, "HTTP 404 Not Found: not found"},
	"422":             {refusal(422, "no"), 422, "HTTP 422 Unprocessable Entity: no"},
	"429":             {fault.TooManyRequests(3600), 429, "HTTP 429 Too Many Requests: too many requests (try again in 1h0m0s)"},
	"429, no more":    {fault.TooManyRequestsWithoutRetryAfter(), 429, "HTTP 429 Too Many Requests"},
	"500":             {fault.InternalServerError(), 500, "HTTP 500 Internal Server Error: internal error"},
	"503":             {fault.GatewayPage(), 503, "HTTP 503 Service Unavailable: the body is an HTML page"},
	"403, no JSON":    {fault.Respond(403, nil, "Forbidden"), 403, "HTTP 403 Forbidden"},
	"403, another":    {fault.Respond(403, nil, `{"error":"Forbidden"}`), 403, "HTTP 403 Forbidden"},
	"echo":            {fault.EchoAuthorization(401), 401, "cannot accept Token (redacted)"},
	"echo in success": {fault.EchoAuthorization(200), 200, "cannot accept Token (redacted)"},
	"drop":            {fault.DropConnection(), 0, "no answer: "},
	"drop mid-body":   {fault.DropMidBody(), 0, "no answer: the answer broke off: "},
	"redirect":        {fault.Redirect("https://other.example/"), 302, "HTTP 302 Found: it redirects"},
	"garbage":         {fault.Garbage(), 200, "the answer is not what was asked for: it cannot be read: "},
	"HTML":            {fault.HTMLPage(), 200, "the answer is not what was asked for: the body is an HTML page, not JSON: "},
	"cut short":       {fault.CutShort(), 200, "the answer is not what was asked for: it cannot be read: "},
	"empty":           {fault.EmptyBody(), 200, "the answer is not what was asked for: it is empty"},
	"blank":           {success(" \n"), 200, "the answer is not what was asked for: it is empty"},
	"nothing":         {success(`{}`), 200, "the answer is not what was asked for: it "},
	"null":            {success(`null`), 200, "the answer is not what was asked for: it "},
	"list":            {success(`[]`), 200, "the answer is not what was asked for: it cannot be read: "},
	"text":            {success(`"ok"`), 200, "the answer is not what was asked for: it cannot be read: "},
	"nulls":           {success(`{"entries":null,"issue_types":null,"domain":null,"email":null}`), 200, "the answer is not what was asked for: it "},
	"error inside":    {success(`{"error":{"message":"oops","statusCode":500},"entries":[],"issue_types":[]}`), 500, "with an error inside: oops"},
	"error of a kind": {success(`{"error":{},"entries":[],"issue_types":[]}`), 200, "with an error inside"},
	"error in words":  {success(`{"error":"oops","entries":[],"issue_types":[]}`), 200, "the answer is not what was asked for: it cannot be read: "},
	"another company": {
		success(`{"name":"Other","domain":"other.example","grade":"A","score":100,"industry":"energy"}`), 200, "the answer is not what was asked for: it ",
	},
	"not found, as a success": {success(`{"error":{"message":"not found","statusCode":404}}`), 404, "with an error inside: not found"},
}

func refusal(status int, message string) fault.Effect {
	return fault.Respond(status, http.Header{"Content-Type": {"application/json"}}, `{"error":{"message":"`+message+`","statusCode":0}}`)
}

func success(body string) fault.Effect {
	return fault.Respond(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body)
}

// Every fault of every request is one clear error, and never a list.
func TestFaults(t *testing.T) {
	t.Parallel()
	for what, reading := range readings {
		for how, met := range faults {
			if how == "not found, as a success" && strings.HasSuffix(reading.path, "active-issues") {
				continue // there it means that there are none
			}
			t.Run(what+", "+how, func(t *testing.T) {
				t.Parallel()
				s := start(t)
				s.Faults.Add(fault.Rule{Method: http.MethodGet, Path: reading.path, Effect: met.effect})
				something, err := reading.read(t.Context(), newClient(t, s))
				failure := asError(t, s, err)
				if something || failure.Status != met.status || failure.Operation != reading.operation || !strings.Contains(err.Error(), met.want) {
					t.Errorf("got something: %v, %v\nwant status %d and %q", something, err, met.status, met.want)
				}
				if met := s.Requests.Count(sandbox.Path(reading.path)); met != 1 && how != "drop" {
					t.Errorf("%d requests met the fault, want one", met)
				}
			})
		}
	}
}

// An answer that does not come is an error, too. Timeouts are tested for all
// requests where time is virtual; these take theirs.
func TestFaults_hang(t *testing.T) {
	t.Parallel()
	for _, what := range []string{"companies", "company's factors", "findings"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s, reading := start(t), readings[what]
			s.Faults.Add(fault.Rule{Path: reading.path, Effect: fault.Hang()})
			client := newClient(t, s, func(config *rest.Config) { config.RequestTimeout = 2 * time.Second })
			something, err := reading.read(t.Context(), client)
			want := "SecurityScorecard: could not " + reading.operation + ": no answer: nothing complete within 2s"
			if _ = asError(t, s, err); something || err.Error() != want {
				t.Errorf("got something: %v, %v\nwant %s", something, err, want)
			}
		})
	}
}

// The same client works when the fault has passed: nothing of it was kept.
func TestFaults_pass(t *testing.T) {
	t.Parallel()
	for what, reading := range readings {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(fault.Rule{Path: reading.path, Times: 1, Effect: fault.Garbage()})
			client := newClient(t, s)
			if something, err := reading.read(t.Context(), client); err == nil || something {
				t.Errorf("got something: %v, %v, want an error", something, err)
			}
			if something, err := reading.read(t.Context(), client); err != nil || !something {
				t.Errorf("got something: %v, %v, want an answer", something, err)
			}
		})
	}
}
