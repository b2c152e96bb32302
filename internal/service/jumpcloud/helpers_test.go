// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// arguments are the arguments of a data source on the wire.
type arguments = map[string]tftypes.Value

// typeName is the full name of a data source of this package.
func typeName(name string) string { return "vendorrisk_jumpcloud_" + name }

// asOf is the time at which the sandbox's data is what it is made for.
var asOf = acctest.String(world.JumpCloudTime(0))

// serve serves an organization.
func serve(t *testing.T, organization *world.JumpCloud, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	w := world.Default()
	w.JumpCloud = organization
	return acctest.StartWorld(t, w, options...)
}

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
func readError(t *testing.T, server *acctest.Server, name string, given arguments) *tfprotov6.Diagnostic {
	t.Helper()
	state, diagnostics := server.Read(t.Context(), t, typeName(name), given)
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
			t.Errorf("the diagnostic does not say %q:\n%s", word, text)
		}
	}
}

// equal compares plain values.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// rows are the rows of a list.
func rows(t *testing.T, list any) []map[string]any {
	t.Helper()
	elements, ok := list.([]any)
	if !ok {
		t.Fatalf("%T is no list", list)
	}
	all := []map[string]any{}
	for _, element := range elements {
		all = append(all, element.(map[string]any)) //nolint:forcetypeassert // a test may panic
	}
	return all
}

// column takes one attribute out of every row of a list.
func column(t *testing.T, list any, name string) []any {
	t.Helper()
	values := []any{}
	for _, row := range rows(t, list) {
		values = append(values, row[name])
	}
	return values
}

// row is the row of a list that has the id.
func row(t *testing.T, list any, id string) map[string]any {
	t.Helper()
	for _, candidate := range rows(t, list) {
		if candidate["id"] == id {
			return candidate
		}
	}
	t.Fatalf("no row has the id %s", id)
	return nil
}
