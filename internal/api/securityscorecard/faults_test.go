// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type reading = sandboxtest.Reading[*securityscorecard.Client]

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

func industry(ctx context.Context, client *securityscorecard.Client) (bool, error) {
	industry, err := client.Industry(ctx, "energy")
	return industry.AverageScore != nil || industry.Factors != nil, err
}

// readings are every read of the client with every request that it makes.
var readings = map[string]reading{
	"account": {Path: "/me", Operation: "read the account of the API token", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		account, err := client.Account(ctx)
		return account.Username != "", err
	}},
	"account by username": {Path: "/v2/users/by-username/robin", Operation: "read the account robin", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		account, err := client.AccountByUsername(ctx, "robin")
		return account.Username != "", err
	}},
	"portfolios": {Path: "/portfolios", Operation: "list portfolios", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		portfolios, err := client.Portfolios(ctx)
		return portfolios != nil, err
	}},
	"portfolio by id": {Path: "/portfolios", Operation: "list portfolios", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		portfolio, err := client.PortfolioByID(ctx, cloud)
		return portfolio.ID != "", err
	}},
	"portfolio by name": {Path: "/portfolios", Operation: "list portfolios", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		portfolio, err := client.PortfolioByName(ctx, "Cloud Services")
		return portfolio.ID != "", err
	}},
	"issue types": {Path: "/metadata/issue-types", Operation: "list issue types", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		issueTypes, err := client.IssueTypes(ctx)
		return issueTypes != nil, err
	}},
	"issue type": {Path: "/metadata/issue-types/open_port", Operation: "read issue type open_port", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		issueType, err := client.IssueType(ctx, "open_port")
		return issueType.Type != "", err
	}},
	"industry's score":            {Path: "/industries/energy/score", Operation: "read the score of industry energy", Read: industry},
	"industry's factors":          {Path: "/industries/energy/factors", Operation: "read the factors of industry energy", Read: industry},
	"companies of all portfolios": {Path: "/portfolios", Operation: "list portfolios", Read: companies(securityscorecard.CompaniesQuery{})},
	"companies of a named portfolio": {
		Path: "/portfolios", Operation: "list portfolios", Read: companies(securityscorecard.CompaniesQuery{PortfolioNames: []string{"Cloud Services"}}),
	},
	"companies":           {Path: portfolioPath(cloud), Operation: "list the companies of portfolio " + cloud, Read: companies(securityscorecard.CompaniesQuery{})},
	"companies' factors":  {Path: factorsPath("delta-data.example"), Operation: "read the factors of company delta-data.example", Read: companies(withFactors)},
	"company":             {Path: "/companies/ember-energy.example", Operation: "read company ember-energy.example", Read: company},
	"company's factors":   {Path: factorsPath("ember-energy.example"), Operation: "read the factors of company ember-energy.example", Read: company},
	"findings' metadata":  {Path: "/metadata/issue-types", Operation: "list issue types", Read: findings(discovered)},
	"findings' companies": {Path: portfolioPath(critical), Operation: "list the companies of portfolio " + critical, Read: findings(discovered)},
	"findings' factors":   {Path: factorsPath("delta-data.example"), Operation: "read the factors of company delta-data.example", Read: findings(discovered)},
	"findings": {
		Path: "/companies/delta-data.example/active-issues", Operation: "read the active issues of company delta-data.example", Read: findings(discovered),
	},
	"detected vendors": {Path: thirdPartyPath, Operation: "list the third-party vendors of kestrel-health.example", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		vendors, err := client.DetectedVendors(ctx, world.OwnDomain, securityscorecard.ThirdParty)
		return vendors != nil, err
	}},
	"vendors of a portfolio": {Path: portfolioVendorsPath, Operation: "list the vendors of the companies of portfolio " + critical, Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		vendors, err := client.PortfolioVendors(ctx, critical)
		return vendors != nil, err
	}},
	"tag": {Path: "/scorecard-tags", Operation: "list tags", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		tag, err := client.TagByID(ctx, world.PaymentsTagID)
		return tag.ID != "", err
	}},
	"companies with a tag": {Path: taggedPath, Operation: "list the companies with tag " + world.PaymentsTagID, Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		companies, err := client.TagCompanies(ctx, world.PaymentsTagID)
		return companies != nil, err
	}},
	"alert rules": {Path: rulesPath, Operation: "list alert rules", Read: func(ctx context.Context, client *securityscorecard.Client) (bool, error) {
		client.Username = "robin"
		rules, err := client.AlertRules(ctx)
		return rules != nil, err
	}},
	"findings' metadata, chosen types":  {Path: "/metadata/issue-types", Operation: "list issue types", Read: findings(chosen)},
	"findings' companies, chosen types": {Path: portfolioPath(critical), Operation: "list the companies of portfolio " + critical, Read: findings(chosen)},
	"findings, chosen types": {
		Path: "/companies/delta-data.example/active-issues", Operation: "read the active issues of company delta-data.example", Read: findings(chosen),
	},
}

// faults are what may come instead of an answer.
var faults = sandboxtest.Faults(map[string]sandboxtest.Fault{
	"400":             {Effect: refusal(400, "bad parameter"), Status: 400, Want: "HTTP 400 Bad Request: bad parameter"},
	"401":             {Effect: refusal(401, "http error 401: Unauthorized"), Status: 401, Want: "HTTP 401 Unauthorized: http error 401: Unauthorized"},
	"403":             {Effect: refusal(403, "not yours"), Status: 403, Want: "HTTP 403 Forbidden: not yours"},
	"404":             {Effect: refusal(404, "not found"), Status: 404, Want: "HTTP 404 Not Found: not found"},
	"422":             {Effect: refusal(422, "no"), Status: 422, Want: "HTTP 422 Unprocessable Entity: no"},
	"429":             {Effect: fault.TooManyRequests(3600), Status: 429, Want: "HTTP 429 Too Many Requests: too many requests (try again in 1h0m0s)"},
	"429, no more":    {Effect: fault.TooManyRequestsWithoutRetryAfter(), Status: 429, Want: "HTTP 429 Too Many Requests"},
	"500":             {Effect: fault.InternalServerError(), Status: 500, Want: "HTTP 500 Internal Server Error: internal error"},
	"403, no JSON":    {Effect: fault.Respond(403, nil, "Forbidden"), Status: 403, Want: "HTTP 403 Forbidden"},
	"403, another":    {Effect: fault.Respond(403, nil, `{"error":"Forbidden"}`), Status: 403, Want: "HTTP 403 Forbidden"},
	"echo":            {Effect: fault.EchoAuthorization(401), Status: 401, Want: "cannot accept Token (redacted)"},
	"echo in success": {Effect: fault.EchoAuthorization(200), Status: 200, Want: "cannot accept Token (redacted)"},
	"list":            {Effect: success(`[]`), Status: 200, Want: "the answer is not what was asked for: it cannot be read: "},
	"nulls":           {Effect: success(`{"entries":null,"issue_types":null,"domain":null,"email":null}`), Status: 200, Want: "the answer is not what was asked for: it "},
	"error inside":    {Effect: success(`{"error":{"message":"oops","statusCode":500},"entries":[],"issue_types":[]}`), Status: 500, Want: "with an error inside: oops"},
	"error of a kind": {Effect: success(`{"error":{},"entries":[],"issue_types":[]}`), Status: 200, Want: "with an error inside"},
	"error in words":  {Effect: success(`{"error":"oops","entries":[],"issue_types":[]}`), Status: 200, Want: "the answer is not what was asked for: it cannot be read: "},
	"another company": {
		Effect: success(`{"name":"Other","domain":"other.example","grade":"A","score":100,"industry":"energy"}`), Status: 200, Want: "the answer is not what was asked for: it ",
	},
	"not found, as a success": {Effect: success(`{"error":{"message":"not found","statusCode":404}}`), Status: 404, Want: "with an error inside: not found", AnswerAt: "active-issues"},
})

func refusal(status int, message string) fault.Effect {
	return sandboxtest.RespondJSON(status, `{"error":{"message":"`+message+`","statusCode":0}}`)
}

func success(body string) fault.Effect { return sandboxtest.RespondJSON(http.StatusOK, body) }

var faultTests = sandboxtest.FaultTests[*securityscorecard.Client]{
	Readings: readings,
	Faults:   faults,
	Start:    func(t *testing.T) *sandbox.Sandbox { return start(t) },
	NewClient: func(t *testing.T, s *sandbox.Sandbox, timeout time.Duration) *securityscorecard.Client {
		return newClient(t, s, func(config *rest.Config) { config.RequestTimeout = timeout })
	},
	Error: func(t *testing.T, s *sandbox.Sandbox, err error) (int, string) {
		failure := asError(t, s, err)
		return failure.Status, failure.Operation
	},
}

func TestFaults(t *testing.T) {
	t.Parallel()
	faultTests.Run(t, "SecurityScorecard", "companies", "company's factors", "findings")
}
