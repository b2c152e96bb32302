// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
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
	// username is that of the provider's configuration, if it is not the sandbox's;
	// "" in it is none.
	username *string
}

func newRun(t *testing.T, systems *sandbox.Sandbox, typeName string) *run {
	t.Helper()
	return &run{Managed: acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), typeName), systems: systems}
}

// restart begins the next run, without a refresh.
func (r *run) restart(t *testing.T) {
	t.Helper()
	r.Server = acctest.NewServer(t)
	settings := acctest.SandboxSettings(r.systems, sandbox.SecurityScorecard)
	if r.username != nil {
		settings["username"] = framework.String(*r.username)
	}
	r.Server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings})
}

// next begins the next run, with a refresh, and returns its diagnostics.
func (r *run) next(t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	r.restart(t)
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

// apply plans and applies arguments in a run of its own, and returns all
// diagnostics.
func (r *run) apply(t *testing.T, arguments object) []*tfprotov6.Diagnostic {
	t.Helper()
	r.restart(t)
	planned := r.plan(t, arguments)
	if acctest.HasErrors(planned.Diagnostics) {
		t.Fatalf("the plan is refused: %s", acctest.Explain(planned.Diagnostics))
	}
	return append(planned.Diagnostics, r.Apply(t.Context(), t, planned)...)
}

func (r *run) mustApply(t *testing.T, arguments object) {
	t.Helper()
	r.mustApplyWith(t, arguments)
}

// mustApplyWith is mustApply with warnings.
func (r *run) mustApplyWith(t *testing.T, arguments object, warnings ...string) {
	t.Helper()
	acctest.WantDiagnostics(t, r.apply(t, arguments), warnings...)
}

// destroy destroys the resource, and returns all diagnostics.
func (r *run) destroy(t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	r.restart(t)
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
		if request.Method != http.MethodGet && !strings.HasSuffix(request.Path, "/bulk-searches") {
			list = append(list, request.Method+" "+request.Path)
		}
	}
	return list
}
