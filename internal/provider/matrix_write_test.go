// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// refusals are the failures after which a request is not accepted, or it is
// unknown whether it was accepted.
var refusals = append(slices.Clone(failures), fault.DropAnswer())

// If any request of a creation fails in any way, there is an error without a
// credential, and the next run creates what is missing.
func TestResources_breakdowns(t *testing.T) {
	t.Parallel()
	for _, managing := range acctest.Managings() {
		t.Run(managing.Resource, func(t *testing.T) {
			t.Parallel()
			for _, rule := range requestsOf(t, managing) {
				for _, effect := range refusals {
					rule.Effect = effect
					systems := acctest.StartSandbox(t)
					systems.Faults.Add(rule)
					m := acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), managing.Resource)
					diagnostics := create(t, m, managing)
					warns := isWarning(managing, rule)
					if unmet := systems.Faults.Unmet(); len(unmet) > 0 || acctest.HasErrors(diagnostics) == warns || len(diagnostics) == 0 {
						t.Errorf("%s: no request met it, or there is no error:\n%s", rule, acctest.Explain(diagnostics))
					}
					wantNoCredentials(t, rule.String(), acctest.Explain(diagnostics), systems)

					systems.Faults.Reset()
					m.Server = acctest.NewSandboxServer(t, systems)
					if diagnostics := create(t, m, managing); acctest.HasErrors(diagnostics) {
						t.Errorf("%s: the next run: %s", rule, acctest.Explain(diagnostics))
					}
					m.Server = acctest.NewSandboxServer(t, systems)
					wantEmptyPlan(t, rule, m, managing)
				}
			}
		})
	}
}

// isWarning reports whether a fault of a request is no error.
func isWarning(managing acctest.Managing, rule fault.Rule) bool {
	request := rule.Method + " " + rule.Path
	for pattern, before := range managing.Confirms {
		if rule.Skip >= before && matchesAny([]string{pattern}, request) {
			return true
		}
	}
	return rule.Effect.String() == fault.DropAnswer().String() && matchesAny(managing.Recovers, request)
}

// requestsOf returns a rule without an effect for each request of a creation.
func requestsOf(t *testing.T, managing acctest.Managing) []fault.Rule {
	t.Helper()
	systems := acctest.StartSandbox(t)
	m := acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), managing.Resource)
	if diagnostics := create(t, m, managing); acctest.HasErrors(diagnostics) {
		t.Fatal(acctest.Explain(diagnostics))
	}
	rules := everyRequest(systems)
	if len(rules) == 0 {
		t.Fatal("the creation sends nothing")
	}
	return rules
}

// create plans the arguments, and applies them if the plan has no error.
func create(t *testing.T, m *acctest.Managed, managing acctest.Managing) []*tfprotov6.Diagnostic {
	t.Helper()
	planned := m.Plan(t.Context(), t, arguments(t, m.Server.Schemas().ResourceSchemas[managing.Resource], managing.Arguments))
	if acctest.HasErrors(planned.Diagnostics) {
		return planned.Diagnostics
	}
	return append(planned.Diagnostics, m.Apply(t.Context(), t, planned)...)
}

func wantEmptyPlan(t *testing.T, rule fault.Rule, m *acctest.Managed, managing acctest.Managing) {
	t.Helper()
	planned := m.Plan(t.Context(), t, arguments(t, m.Server.Schemas().ResourceSchemas[managing.Resource], managing.Arguments))
	if len(planned.Diagnostics) > 0 || !planned.State.Equal(m.State) {
		t.Errorf("%s: the plan after the next run is not empty: %s", rule, acctest.Explain(planned.Diagnostics))
	}
}
