// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// newWorkspace is a workspace with a configuration.
func newWorkspace(t *testing.T, terraform *acctest.Terraform, configuration string) *acctest.Workspace {
	t.Helper()
	workspace := terraform.Workspace(t.TempDir())
	configuration += `
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}
`
	if err := os.WriteFile(filepath.Join(workspace.Dir, "main.tf"), []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	return workspace
}
