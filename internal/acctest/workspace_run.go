// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const requiredProvider = `
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}
`

// Configure replaces the configuration. It also adds the provider requirement.
func (w *Workspace) Configure(t *testing.T, configuration string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(w.Dir, "main.tf"), []byte(requiredProvider+configuration), 0o600); err != nil {
		t.Fatal(err)
	}
}

// planChanges is the exit code of plan -detailed-exitcode if there are changes.
const planChanges = 2

// MustExit is Run for a command that must exit with the exit code.
func (w *Workspace) MustExit(ctx context.Context, t *testing.T, exitCode int, arguments ...string) Result {
	t.Helper()
	result, err := w.Run(ctx, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	if result.ExitCode != exitCode {
		t.Fatalf("terraform %s: exit code %d, want %d\n%s", strings.Join(arguments, " "), result.ExitCode, exitCode, result.Text())
	}
	return result
}

// MustLog is MustExit for a command that must write the most detailed log to
// stderr, as with TF_LOG=trace.
func (w *Workspace) MustLog(ctx context.Context, t *testing.T, exitCode int, arguments ...string) Result {
	t.Helper()
	result := w.MustExit(ctx, t, exitCode, arguments...)
	if !strings.Contains(result.Stderr, "[TRACE]") {
		t.Fatalf("terraform %s logs nothing", strings.Join(arguments, " "))
	}
	return result
}
