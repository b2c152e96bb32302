// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// Every argument refuses an invalid value, at the argument, before anything is
// read or sent. Unknown arguments are accepted.
func TestDataSources_input(t *testing.T) {
	t.Parallel()
	refused := map[string]map[string]bool{}
	for _, reading := range acctest.Readings() {
		server := acctest.NewServer(t)
		schema := server.Schemas().DataSourceSchemas[reading.DataSource]
		validate := func(changes map[string]any) []*tfprotov6.Diagnostic {
			given := maps.Clone(reading.Arguments)
			if given == nil {
				given = map[string]any{}
			}
			maps.Copy(given, changes)
			return server.Validate(t.Context(), t, reading.DataSource, arguments(t, schema, given))
		}
		if diagnostics := validate(nil); len(diagnostics) > 0 {
			t.Errorf("%s: %s", reading.DataSource, acctest.Explain(diagnostics))
		}
		if refused[reading.DataSource] == nil {
			refused[reading.DataSource] = map[string]bool{}
		}
		for argument, value := range reading.Refused {
			wantRefusal(t, reading.DataSource, argument, validate(map[string]any{argument: value}))
			refused[reading.DataSource][argument] = true
		}
		for argument := range reading.Arguments {
			if diagnostics := validate(map[string]any{argument: acctest.Unknown{}}); len(diagnostics) > 0 {
				t.Errorf("%s: unknown %s: %s", reading.DataSource, argument, acctest.Explain(diagnostics))
			}
		}
	}
	for name, schema := range acctest.NewServer(t).Schemas().DataSourceSchemas {
		wantRefusals(t, name, schema, refused[name])
	}
}

// A fraction where a whole number must be is refused in the provider's words: the
// framework would report an error in the provider.
func TestDataSources_refuseFractions(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	tested := 0
	for _, reading := range acctest.Readings() {
		schema := server.Schemas().DataSourceSchemas[reading.DataSource]
		for _, attribute := range schema.Block.Attributes {
			if attribute.Type == nil || !attribute.Type.Is(tftypes.Number) || attribute.Computed {
				continue
			}
			tested++
			given := maps.Clone(reading.Arguments)
			if given == nil {
				given = map[string]any{}
			}
			given[attribute.Name] = 0.5
			text := acctest.Explain(server.Validate(t.Context(), t, reading.DataSource, arguments(t, schema, given)))
			if strings.Contains(text, "error in the provider") || strings.Contains(text, "%!") {
				t.Errorf("%s: %s: %s", reading.DataSource, attribute.Name, text)
			}
		}
	}
	if tested < 7 {
		t.Errorf("%d attributes are numbers", tested)
	}
}

// Every argument of a resource refuses an invalid value during validation or
// plan, at the argument.
func TestResources_input(t *testing.T) {
	t.Parallel()
	for _, managing := range acctest.Managings() {
		t.Run(managing.Resource, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			server := acctest.NewSandboxServer(t, systems)
			schema := server.Schemas().ResourceSchemas[managing.Resource]
			refused := map[string]bool{}
			for argument, value := range managing.Refused {
				given := maps.Clone(managing.Arguments)
				given[argument] = value
				m := acctest.NewManaged(t, server, managing.Resource)
				wire := arguments(t, schema, given)
				diagnostics := m.Validate(t.Context(), t, wire)
				if !acctest.HasErrors(diagnostics) {
					diagnostics = m.Plan(t.Context(), t, wire).Diagnostics
				}
				wantRefusal(t, managing.Resource, argument, diagnostics)
				refused[argument] = true
			}
			for argument, reason := range managing.WithoutRefusal {
				if reason == "" || refused[argument] {
					t.Errorf("%s has no good reason, or is refused", argument)
				}
				refused[argument] = true
			}
			wantRefusals(t, managing.Resource, schema, refused)
		})
	}
}

// Every argument of a function that can be invalid is refused at its position.
func TestFunctions_input(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for _, calling := range acctest.Callings() {
		if _, failure := server.Call(t.Context(), t, calling.Function, calling.Arguments...); failure != nil {
			t.Errorf("%s: %s", calling.Function, failure.Text)
		}
		for i, value := range calling.Refused {
			if value == nil {
				continue
			}
			given := append([]any{}, calling.Arguments...)
			given[i] = value
			_, failure := server.Call(t.Context(), t, calling.Function, given...)
			if failure == nil || failure.FunctionArgument == nil || *failure.FunctionArgument != int64(i) {
				t.Errorf("%s: argument %d is %v, and the error %+v", calling.Function, i, value, failure)
			}
		}
	}
}

// OpenTofu sends null without any bytes. It has the same effect as the null that
// Terraform sends.
func TestFunctions_takeNullAsOpenTofuSendsIt(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for _, calling := range acctest.Callings() {
		for i := range calling.Arguments {
			given := slices.Clone(calling.Arguments)
			given[i] = nil
			sent := server.FunctionArguments(t, calling.Function, given...)
			want, wantFailure := server.CallWire(t.Context(), t, calling.Function, sent)
			sent[i] = &tfprotov6.DynamicValue{}
			got, failure := server.CallWire(t.Context(), t, calling.Function, sent)
			if diff := cmp.Diff(want, got) + cmp.Diff(wantFailure, failure); diff != "" {
				t.Errorf("%s: argument %d is null (-Terraform +OpenTofu):\n%s", calling.Function, i, diff)
			}
		}
	}
}

// wantRefusal checks for an error at the argument, or at a part of it.
func wantRefusal(t *testing.T, entity, argument string, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError && diagnostic.Attribute != nil &&
			len(diagnostic.Attribute.Steps()) > 0 && diagnostic.Attribute.Steps()[0].Equal(tftypes.AttributeName(argument)) {
			return
		}
	}
	t.Errorf("%s: %s is not refused at the argument:\n%s", entity, argument, acctest.Explain(diagnostics))
}

// wantRefusals checks that the table has a refused value for every argument,
// except those for which the type alone decides.
func wantRefusals(t *testing.T, entity string, schema *tfprotov6.Schema, refused map[string]bool) {
	t.Helper()
	for _, attribute := range canBeSet(schema) {
		if isBool := attribute.Type != nil && attribute.Type.Is(tftypes.Bool); !isBool && !refused[attribute.Name] {
			t.Errorf("%s: the table has no refused value for %s", entity, attribute.Name)
		}
	}
}
