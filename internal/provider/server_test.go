// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// What goes past the framework is what would have come out of it.
func TestServer_answersAsTheFrameworkDoes(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	served := acctest.NewServerOf(t, provider.NewServer("test")())
	framework := acctest.NewServerOf(t, providerserver.NewProtocol6(provider.New("test")())())
	for _, server := range []*acctest.Server{served, framework} {
		server.ConfigureSandbox(t.Context(), t, systems)
	}
	arguments := map[string]map[string]tftypes.Value{
		"vendorrisk_gate": {
			"minimum_companies": acctest.Number(1),
			"as_of":             acctest.String("2026-12-01T00:00:00Z"),
		},
		"vendorrisk_nowsecure_findings": {
			"mode": acctest.String("history"), "seen_after": acctest.String("2026-01-01T00:00:00+02:00"), "include_closed": acctest.Bool(true),
		},
		"vendorrisk_securityscorecard_companies": {"include_factors": acctest.Bool(true)},
		"vendorrisk_securityscorecard_company":   {"domain": acctest.String("https://Delta-Data.example/")},
		"vendorrisk_securityscorecard_findings":  {"domains": acctest.Strings("foxtrot-freight.example")},
		"vendorrisk_securityscorecard_portfolio": {"name": acctest.String("Critical Vendors")},
	}
	for name := range served.Schemas().DataSourceSchemas {
		want, wantDiagnostics := framework.Read(t.Context(), t, name, arguments[name])
		got, diagnostics := served.Read(t.Context(), t, name, arguments[name])
		if len(want) == 0 {
			t.Errorf("%s: read nothing", name)
		}
		if diff := cmp.Diff(acctest.PlainAttributes(t, want), acctest.PlainAttributes(t, got)); diff != "" {
			t.Errorf("%s: state (-framework +served):\n%s", name, diff)
		}
		if diff := cmp.Diff(acctest.Explain(wantDiagnostics), acctest.Explain(diagnostics)); diff != "" {
			t.Errorf("%s: diagnostics (-framework +served):\n%s", name, diff)
		}
	}
}

// Terraform finds the later parts of the protocol by type assertion: a wrapper
// that lacks a method hides what the provider has.
func TestServer_hidesNothing(t *testing.T) {
	t.Parallel()
	served := reflect.TypeOf(provider.NewServer("test")())
	framework := reflect.TypeOf(providerserver.NewProtocol6(provider.New("test")())())
	for method := range framework.Methods() {
		if _, ok := served.MethodByName(method.Name); !ok {
			t.Errorf("%s is hidden", method.Name)
		}
	}
}
