// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const trivialConfiguration = requiredProvider + `
data "vendorrisk_securityscorecard_account" "me" {}

output "email" {
  value = data.vendorrisk_securityscorecard_account.me.email
}
`

func TestWorkspace_runsTerraformWithThisProvider(t *testing.T) {
	t.Parallel()
	terraform, err := NewTerraform(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("from init to output", func(t *testing.T) {
		t.Parallel()
		testInitToOutput(t, terraform)
	})
	t.Run("the example of the provider", func(t *testing.T) {
		t.Parallel()
		testProviderExample(t, terraform)
	})
	t.Run("interrupted", func(t *testing.T) {
		t.Parallel()
		testInterrupted(t, terraform)
	})
	t.Run("a provider that is not in the mirror", func(t *testing.T) {
		t.Parallel()
		workspace := newWorkspace(t, terraform, `
terraform {
  required_providers {
    null = { source = "hashicorp/null" }
  }
}`)
		if err := workspace.Init(t.Context()); err == nil || !strings.Contains(err.Error(), "Failed to query available provider packages") {
			t.Errorf("terraform init: %v", err)
		}
	})
}

func testInitToOutput(t *testing.T, terraform *Terraform) {
	systems := StartSandbox(t)
	workspace := newWorkspace(t, terraform, trivialConfiguration, systems.Environment()...)
	if text := workspace.MustExit(t.Context(), t, 0, "init").Text(); !strings.Contains(text, "Installed vendorrisk/vendorrisk v"+providerVersion) {
		t.Fatalf("terraform init:\n%s", text)
	}
	text := workspace.MustExit(t.Context(), t, planChanges, "plan", "-detailed-exitcode", "-out=tfplan").Text()
	if strings.Contains(text, "\x1b[") {
		t.Errorf("the plan is colored: %q", text)
	}
	workspace.MustExit(t.Context(), t, 0, "apply", "tfplan")
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
	output := strings.TrimSpace(workspace.MustExit(t.Context(), t, 0, "output", "-json", "email").Stdout)
	if want := strconv.Quote(systems.World.Account().Email); output != want {
		t.Errorf("output %s, want %s", output, want)
	}
	workspace.MustExit(t.Context(), t, 1, "plan", "-no-such-flag")
}

// testProviderExample is TestExamples for the example that configures the
// provider: its credentials and addresses come from the environment.
func testProviderExample(t *testing.T, terraform *Terraform) {
	systems := StartSandbox(t)
	workspace := terraform.Workspace(t.TempDir(), providerEnvironment(systems)...)
	copyExample(t, "provider", workspace.Dir)
	if err := workspace.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	runExample(t, workspace, systems, "provider")
}

// testInterrupted interrupts a plan while its request waits for an answer that
// never comes. If the request ends, the provider has ended.
func testInterrupted(t *testing.T, terraform *Terraform) {
	ctx, interrupt := context.WithCancel(t.Context())
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		interrupt()
		<-r.Context().Done()
		close(ended)
	}))
	defer server.Close()
	workspace := newWorkspace(t, terraform, trivialConfiguration,
		"SECURITYSCORECARD_API_TOKEN=token", "SECURITYSCORECARD_BASE_URL="+server.URL)
	if err := workspace.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.Run(ctx, "plan"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	<-ended
}

func newWorkspace(t *testing.T, terraform *Terraform, configuration string, environment ...string) *Workspace {
	t.Helper()
	workspace := terraform.Workspace(t.TempDir(), environment...)
	if err := os.WriteFile(filepath.Join(workspace.Dir, "main.tf"), []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	return workspace
}

func TestEnvironment_keepsTheCallersSettingsOut(t *testing.T) {
	t.Parallel()
	caller := []string{
		"HOME=/home/robin", "PATH=/bin", "HTTPS_PROXY=http://proxy.example",
		"TF_LOG=trace", "TF_LOG_PATH=log", "TF_VAR_x=1", "TF_CLI_ARGS_plan=-destroy", "TF_CLI_CONFIG_FILE=missing",
		"TF_WORKSPACE=other", "TF_REATTACH_PROVIDERS={}",
		"SECURITYSCORECARD_API_TOKEN=real", "SECURITYSCORECARD_BASE_URL=https://real.example", "JUMPCLOUD_API_KEY=real",
		"NOWSECURE_API_URL=https://real.example", "NOWSECURE_LAB_API_URL=https://real.example", "NOWSECURE_UI_URL=https://real.example",
		"JUMPCLOUD_ORG_ID=real", "JUMPCLOUD_REGION=eu", "SECUREFRAME_REGION=uk", "AWS_REGION=here",
		"PROCESSUNITY_USERNAME=real", "PROCESSUNITY_PASSWORD=real", "PROCESSUNITY_SERVICE_NAME=real", "PROCESSUNITY_SERVICE_PASSWORD=real",
		"PROCESSUNITY_REQUESTS_PER_HOUR=1",
	}
	before := slices.Clone(caller)
	terraform := &Terraform{cliConfig: "ours"}
	want := []string{
		"HOME=/home/robin", "PATH=/bin", "HTTPS_PROXY=http://proxy.example", "AWS_REGION=here",
		"CHECKPOINT_DISABLE=1", "TF_CLI_ARGS=-no-color", "TF_CLI_CONFIG_FILE=ours", "TF_INPUT=0", "TF_IN_AUTOMATION=1",
	}
	if diff := cmp.Diff(want, terraform.environment(caller)); diff != "" {
		t.Errorf("environment (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, caller); diff != "" {
		t.Errorf("the caller's slice was changed (-want +got):\n%s", diff)
	}
}
