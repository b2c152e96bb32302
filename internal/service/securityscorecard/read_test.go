// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// arguments are the arguments of a data source on the wire.
type arguments = map[string]tftypes.Value

// typeName is the full name of a data source of this package.
func typeName(name string) string { return "vendorrisk_securityscorecard_" + name }

// read reads a data source, and expects no diagnostics.
func read(t *testing.T, server *acctest.Server, name string, given arguments) map[string]any {
	t.Helper()
	return server.MustRead(t.Context(), t, typeName(name), given)
}

// readError reads a data source, and expects one error and nothing else: only
// the arguments have values.
func readError(t *testing.T, server *acctest.Server, name string, given arguments) *tfprotov6.Diagnostic {
	t.Helper()
	return server.ReadError(t.Context(), t, typeName(name), given)
}

// terraformTest plans and applies a configuration with one data source named
// "test" over the default world. It checks the state, the requests of the first
// plan, that no request was sent twice, and that the next plan is empty.
func terraformTest(t *testing.T, name, config string, wantState map[string]any, wantRequests map[string]int) {
	t.Helper()
	terraformTestOver(t, acctest.StartSandbox(t), name, config, wantState, wantRequests)
}

// terraformTestOver is terraformTest over any sandbox.
func terraformTestOver(t *testing.T, systems *sandbox.Sandbox, name, config string, wantState map[string]any, wantRequests map[string]int) {
	t.Helper()
	acctest.UnitTestDataSource(t, systems, typeName(name), config, wantState,
		acctest.ExpectRequests(systems, wantRequests), acctest.ExpectNoRepeatedRequests(systems))
}
