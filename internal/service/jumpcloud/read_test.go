// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"testing"

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

// read reads a data source that is expected to be read without a diagnostic.
func read(t *testing.T, systems *sandbox.Sandbox, name string, given arguments) map[string]any {
	t.Helper()
	return acctest.NewSandboxServer(t, systems).MustRead(t.Context(), t, typeName(name), given)
}

// readError reads a data source that is expected to end in one error and
// nothing else: no attribute but the arguments has a value.
func readError(t *testing.T, server *acctest.Server, name string, given arguments) *tfprotov6.Diagnostic {
	t.Helper()
	return server.ReadError(t.Context(), t, typeName(name), given)
}

// row is the row of a list that has the id.
func row(t *testing.T, list any, id string) map[string]any {
	t.Helper()
	for _, candidate := range acctest.Rows(t, list) {
		if candidate["id"] == id {
			return candidate
		}
	}
	t.Fatalf("no row has the id %s", id)
	return nil
}
