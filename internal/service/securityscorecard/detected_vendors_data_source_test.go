// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func detected(domain, name string, score any, more map[string]any) map[string]any {
	row := map[string]any{
		"domain": domain, "name": name, "score": score, "industry": nil, "sources": nil, "observed_at": nil,
		"score_change_30d": nil, "products": nil, "connections": nil, "connections_percent": nil,
	}
	maps.Copy(row, more)
	return row
}

func observed(industry, at string, sources ...any) map[string]any {
	return map[string]any{"industry": industry, "sources": sources, "observed_at": at}
}

func TestDetectedVendorsDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "detected_vendors", `data "vendorrisk_securityscorecard_detected_vendors" "test" {
  domain = "https://Kestrel-Health.example/"
}`,
		map[string]any{
			"domain": "https://Kestrel-Health.example/", "portfolio_id": nil, "degree": nil, "sources": nil, "minimum_connections": nil, "total": 5,
			"vendors": []any{
				detected("borealis-cloud.example", "Borealis Cloud", 91, observed("technology", "2026-11-19T03:30:00Z", "Detected libraries", "HTTP requests")),
				detected("harbor-mail.example", "Harbor Mail", 77, observed("technology", "2026-11-08T03:30:00Z", "Mail exchange")),
				detected("lantern-legal.example", "Lantern Legal", 72, observed("legal", "2026-11-06T03:30:00Z", "Enhanced illumination")),
				detected("northwind-cdn.example", "Northwind CDN", 58, observed("technology", "2026-11-25T03:30:00Z", "HTTP requests")),
				detected("quartz-fonts.example", "Quartz Fonts", nil, observed("unknown", "2026-11-14T03:30:00Z", "Detected libraries")),
			},
		},
		map[string]int{"/vendor-detection/kestrel-health.example/third-party": 1})
}

func TestDetectedVendorsDataSource_arguments(t *testing.T) {
	t.Parallel()
	ofOwn := func(more arguments) arguments {
		given := arguments{"domain": acctest.String(world.OwnDomain)}
		maps.Copy(given, more)
		return given
	}
	ofPortfolio := arguments{"portfolio_id": acctest.String(world.CriticalVendorsID), "minimum_connections": acctest.Number(2)}
	tests := map[string]struct {
		given arguments
		want  []any
	}{
		"fourth parties":         {ofOwn(arguments{"degree": acctest.String("fourth")}), []any{"granite-hosting.example"}},
		"one source":             {ofOwn(arguments{"sources": acctest.Strings("HTTP requests")}), []any{"borealis-cloud.example", "northwind-cdn.example"}},
		"a source that none has": {ofOwn(arguments{"sources": acctest.Strings("http requests")}), []any{}},
		"at least 2 connections": {ofPortfolio, []any{"borealis-cloud.example", "northwind-cdn.example"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "detected_vendors", test.given)
			acctest.Equal(t, "domains", acctest.Column(t, state["vendors"], "domain"), test.want)
		})
	}
	state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "detected_vendors", ofPortfolio)
	acctest.Equal(t, "vendor", acctest.Rows(t, state["vendors"])[1], detected("northwind-cdn.example", "Northwind CDN", 58, map[string]any{
		"score_change_30d": -4, "products": 3, "connections": 2, "connections_percent": 33,
	}))
}

// Filters keep what they cannot judge.
func TestDetectedVendorsDataSource_unknownValues(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body  string
		given arguments
	}{
		"without a source":      {`{"entries":[{"domain":"a.example","source":null}],"total":1}`, arguments{"domain": acctest.String(world.OwnDomain), "sources": acctest.Strings("Mail exchange")}},
		"without a count":       {`{"entries":[{"domain":"a.example"}],"total":1}`, arguments{"portfolio_id": acctest.String(world.CriticalVendorsID), "minimum_connections": acctest.Number(9)}},
		"with a negative count": {`{"entries":[{"domain":"a.example","connections_count":-1}],"total":1}`, arguments{"portfolio_id": acctest.String(world.CriticalVendorsID), "minimum_connections": acctest.Number(9)}},
	} {
		systems := acctest.StartSandbox(t)
		systems.Faults.Add(fault.Rule{Effect: fault.Respond(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, test.body)})
		state := read(t, acctest.NewSandboxServer(t, systems), "detected_vendors", test.given)
		acctest.Equal(t, name, acctest.Column(t, state["vendors"], "domain"), []any{"a.example"})
	}
}

func TestDetectedVendorsDataSource_errors(t *testing.T) {
	t.Parallel()
	for domain, words := range map[string][]string{
		world.NotFollowed: {"must be in a portfolio", "license of its own", "list the third-party vendors of lantern-legal.example: HTTP 403"},
		"nobody.example":  {"It does not exist in SecurityScorecard", "company not found: nobody.example"},
	} {
		failed := readError(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "detected_vendors", arguments{"domain": acctest.String(domain)})
		acctest.WantText(t, failed, append(words, "Unable to Read SecurityScorecard Detected Vendors")...)
	}
}

// An argument that the endpoint cannot answer is refused at plan.
func TestDetectedVendorsDataSource_combinations(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]arguments{
		"neither":                  {},
		"both":                     {"domain": acctest.String("a.example"), "portfolio_id": acctest.String("x")},
		"degree of a portfolio":    {"degree": acctest.String("third"), "portfolio_id": acctest.String("x")},
		"sources of a portfolio":   {"sources": acctest.Strings("x"), "portfolio_id": acctest.String("x")},
		"connections of a company": {"minimum_connections": acctest.Number(1), "domain": acctest.String("a.example")},
	} {
		if diagnostics := acctest.NewServer(t).Validate(t.Context(), t, typeName("detected_vendors"), given); !acctest.HasErrors(diagnostics) {
			t.Errorf("%s is accepted", name)
		}
	}
}
