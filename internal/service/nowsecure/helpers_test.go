// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// arguments are the arguments of a data source on the wire.
type arguments = map[string]tftypes.Value

// typeName is the full name of a data source of this package.
func typeName(name string) string { return "vendorrisk_nowsecure_" + name }

// configured is a provider of its own, in process, that does not retry.
func configured(t *testing.T, systems *sandbox.Sandbox) *acctest.Server {
	t.Helper()
	server := acctest.NewServer(t)
	server.ConfigureSandbox(t.Context(), t, systems)
	return server
}

// read reads a data source that is expected to be read without a diagnostic.
func read(t *testing.T, systems *sandbox.Sandbox, name string, given arguments) map[string]any {
	t.Helper()
	state, diagnostics := configured(t, systems).Read(t.Context(), t, typeName(name), given)
	if len(diagnostics) > 0 {
		t.Fatalf("%s: %s", name, acctest.Explain(diagnostics))
	}
	return acctest.PlainAttributes(t, state)
}

// readError reads a data source that is expected to end in one error and
// nothing else: no attribute but the arguments has a value.
func readError(t *testing.T, systems *sandbox.Sandbox, name string, given arguments) *tfprotov6.Diagnostic {
	t.Helper()
	state, diagnostics := configured(t, systems).Read(t.Context(), t, typeName(name), given)
	for attribute, value := range state {
		if _, isArgument := given[attribute]; !isArgument && !value.IsNull() {
			t.Errorf("%s: %s has a value beside the error: %s", name, attribute, value)
		}
	}
	return onlyError(t, diagnostics)
}

// onlyError returns the one diagnostic, which must be an error.
func onlyError(t *testing.T, diagnostics []*tfprotov6.Diagnostic) *tfprotov6.Diagnostic {
	t.Helper()
	if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("want exactly one error, got %d diagnostics:\n%s", len(diagnostics), acctest.Explain(diagnostics))
	}
	return diagnostics[0]
}

// wantText checks that the diagnostic has all the words.
func wantText(t *testing.T, diagnostic *tfprotov6.Diagnostic, words ...string) {
	t.Helper()
	text := diagnostic.Summary + "\n" + diagnostic.Detail
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the error does not say %q:\n%s", word, text)
		}
	}
}

// wantAttribute checks that the diagnostic stands at the root attribute, or at
// a part of it; "" is at none.
func wantAttribute(t *testing.T, diagnostic *tfprotov6.Diagnostic, name string) {
	t.Helper()
	if name == "" && diagnostic.Attribute == nil {
		return
	}
	if diagnostic.Attribute == nil || len(diagnostic.Attribute.Steps()) == 0 ||
		!diagnostic.Attribute.Steps()[0].Equal(tftypes.AttributeName(name)) {
		t.Errorf("the error stands at %s, want %s", diagnostic.Attribute, name)
	}
}

// equal compares plain values.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// rowsOf are the objects of a list.
func rowsOf(t *testing.T, list any) []map[string]any {
	t.Helper()
	elements, ok := list.([]any)
	if !ok {
		t.Fatalf("%T is no list", list)
	}
	rows := []map[string]any{}
	for _, element := range elements {
		rows = append(rows, element.(map[string]any)) //nolint:forcetypeassert // a test may panic
	}
	return rows
}

// column takes one attribute out of every row of a list.
func column(t *testing.T, list any, name string) []any {
	t.Helper()
	values := []any{}
	for _, row := range rowsOf(t, list) {
		values = append(values, row[name])
	}
	return values
}

// terraformTest plans and applies a configuration with one data source named
// "test" over the default world, and checks its state, the requests of the
// first plan, and that the next plan is empty.
func terraformTest(t *testing.T, name, config string, wantState map[string]any, wantRequests map[string]int) {
	t.Helper()
	systems := acctest.StartSandbox(t)
	checks := []statecheck.StateCheck{}
	for attribute, value := range wantState {
		checks = append(checks, statecheck.ExpectKnownValue("data."+typeName(name)+".test",
			tfjsonpath.New(attribute), acctest.Exactly(value)))
	}
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.ProviderFactories(),
		Steps: []resource.TestStep{{
			Config: acctest.ProviderConfig(systems, "max_retries = 0") + config,
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply:             []plancheck.PlanCheck{acctest.ExpectRequests(systems, wantRequests)},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: checks,
		}},
	})
}
