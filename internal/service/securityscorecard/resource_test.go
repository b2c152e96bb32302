// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// object has arguments in Go's own types. As in HCL, omitted attributes are null.
type object = map[string]any

// changed returns arguments with changes. nil removes one.
func changed(arguments, changes object) object {
	all := maps.Clone(arguments)
	maps.Copy(all, changes)
	return all
}

// run is one resource over several runs of Terraform, each with its own provider.
type run struct {
	*acctest.Managed

	systems *sandbox.Sandbox
}

func newRun(t *testing.T, systems *sandbox.Sandbox, typeName string) *run {
	t.Helper()
	return &run{acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), typeName), systems}
}

// next begins the next run, with a refresh, and returns its diagnostics.
func (r *run) next(t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	r.Server = acctest.NewSandboxServer(t, r.systems)
	if r.State.IsNull() {
		return nil
	}
	return r.Refresh(t.Context(), t)
}

func (r *run) plan(t *testing.T, arguments object) *acctest.Planned {
	t.Helper()
	config := acctest.WireAttributes(t, r.Type(t), arguments)
	if diagnostics := r.Validate(t.Context(), t, config); acctest.HasErrors(diagnostics) {
		t.Fatalf("the arguments are refused: %s", acctest.Explain(diagnostics))
	}
	return r.Plan(t.Context(), t, config)
}

// apply plans and applies arguments, and returns all diagnostics.
func (r *run) apply(t *testing.T, arguments object) []*tfprotov6.Diagnostic {
	t.Helper()
	planned := r.plan(t, arguments)
	if acctest.HasErrors(planned.Diagnostics) {
		t.Fatalf("the plan is refused: %s", acctest.Explain(planned.Diagnostics))
	}
	return append(planned.Diagnostics, r.Apply(t.Context(), t, planned)...)
}

func (r *run) mustApply(t *testing.T, arguments object) {
	t.Helper()
	acctest.WantDiagnostics(t, r.apply(t, arguments))
}

// destroy destroys the resource, and returns all diagnostics.
func (r *run) destroy(t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	planned := r.PlanDestroy(t.Context(), t)
	if acctest.HasErrors(planned.Diagnostics) {
		return planned.Diagnostics
	}
	return append(planned.Diagnostics, r.Apply(t.Context(), t, planned)...)
}

// mustBeSettled checks that the plan of the next run is empty.
func (r *run) mustBeSettled(t *testing.T, arguments object) {
	t.Helper()
	acctest.WantDiagnostics(t, r.next(t))
	planned := r.plan(t, arguments)
	acctest.WantDiagnostics(t, planned.Diagnostics)
	if !planned.State.Equal(r.State) {
		t.Errorf("the next plan is not empty:\nstate %s\nplan  %s", r.State, planned.State)
	}
}

// writes are the requests that are not reads, since the log was emptied.
func writes(systems *sandbox.Sandbox) []string {
	list := []string{}
	for _, request := range systems.Requests.All() {
		if request.Method != "GET" && !strings.HasSuffix(request.Path, "/bulk-searches") {
			list = append(list, request.Method+" "+request.Path)
		}
	}
	return list
}
