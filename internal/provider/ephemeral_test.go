// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// An ephemeral resource has the schema of the data source of its name, and reads
// and refuses the same. So the tests of the data source hold for it too.
func TestEphemeralResources_areTheDataSourcesOfTheirNames(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	schemas := server.Schemas()
	for name, schema := range schemas.EphemeralResourceSchemas {
		if diff := cmp.Diff(schemas.DataSourceSchemas[name].Block.Attributes, schema.Block.Attributes); diff != "" {
			t.Errorf("the schema of %s (-data source +ephemeral resource):\n%s", name, diff)
		}
	}
	opened := map[string]bool{}
	for _, reading := range acctest.Readings() {
		schema, ok := schemas.EphemeralResourceSchemas[reading.DataSource]
		if !ok {
			continue
		}
		opened[reading.DataSource] = true
		given := arguments(t, schema, reading.Arguments)
		want, wantDiagnostics := server.Read(t.Context(), t, reading.DataSource, given)
		got, diagnostics := server.Open(t.Context(), t, reading.DataSource, given)
		if diff := cmp.Diff(acctest.PlainAttributes(t, want), acctest.PlainAttributes(t, got)); diff != "" {
			t.Errorf("%s (-data source +ephemeral resource):\n%s", reading.DataSource, diff)
		}
		if diff := cmp.Diff(acctest.Explain(wantDiagnostics), acctest.Explain(diagnostics)); diff != "" {
			t.Errorf("diagnostics of %s (-data source +ephemeral resource):\n%s", reading.DataSource, diff)
		}
		for argument, value := range reading.Refused {
			changed := map[string]any{}
			maps.Copy(changed, reading.Arguments)
			changed[argument] = value
			refused := arguments(t, schema, changed)
			want := acctest.Explain(server.Validate(t.Context(), t, reading.DataSource, refused))
			got := acctest.Explain(server.ValidateEphemeral(t.Context(), t, reading.DataSource, refused))
			if diff := cmp.Diff(want, got); want == "" || diff != "" {
				t.Errorf("%s of %s is refused (-data source +ephemeral resource):\n%s", argument, reading.DataSource, diff)
			}
		}
	}
	acctest.Equal(t, "opened", slices.Sorted(maps.Keys(opened)), slices.Sorted(maps.Keys(schemas.EphemeralResourceSchemas)))
}

// What the validators of a whole configuration refuse is refused by the ephemeral
// resource too.
func TestEphemeralResources_refuseCombinations(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, given := range map[string]map[string]any{
		"vendorrisk_nowsecure_findings":         {"mode": "history", "seen_after": "2026-01-01T00:00:00Z", "seen_within_days": 1},
		"vendorrisk_securityscorecard_findings": {},
	} {
		diagnostics := server.ValidateEphemeral(t.Context(), t, name, arguments(t, server.Schemas().EphemeralResourceSchemas[name], given))
		if !acctest.HasErrors(diagnostics) {
			t.Errorf("%s accepts %v", name, given)
		}
	}
}
