// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// jumpCloudReadings read everything from JumpCloud, and use the values wherever
// Terraform stores or shows them.
const jumpCloudReadings = `
data "vendorrisk_jumpcloud_organization" "this" {}

data "vendorrisk_jumpcloud_access_policies" "all" {}

data "vendorrisk_jumpcloud_administrators" "all" {}

data "vendorrisk_jumpcloud_applications" "all" {}

data "vendorrisk_jumpcloud_ip_lists" "all" {}

data "vendorrisk_jumpcloud_service_accounts" "all" {}

data "vendorrisk_jumpcloud_user_groups" "all" {
  include_members = true
}

data "vendorrisk_jumpcloud_users" "all" {}

data "vendorrisk_jumpcloud_systems" "all" {}

data "vendorrisk_jumpcloud_posture" "all" {
  as_of                 = "2026-12-01T00:00:00Z"
  allowed_email_domains = ["other.example"]
}

data "vendorrisk_gate" "bar" {
  findings         = data.vendorrisk_jumpcloud_posture.all.findings
  maximum_findings = { info = 0 }
  enforcement      = "warning"
}

output "everything" {
  value = {
    organization   = data.vendorrisk_jumpcloud_organization.this
    administrators = data.vendorrisk_jumpcloud_administrators.all
    inventory = [
      data.vendorrisk_jumpcloud_access_policies.all, data.vendorrisk_jumpcloud_applications.all, data.vendorrisk_jumpcloud_ip_lists.all,
      data.vendorrisk_jumpcloud_service_accounts.all, data.vendorrisk_jumpcloud_user_groups.all,
    ]
    users          = data.vendorrisk_jumpcloud_users.all
    systems        = data.vendorrisk_jumpcloud_systems.all
    posture        = data.vendorrisk_jumpcloud_posture.all
    gate           = data.vendorrisk_gate.bar
  }
}
`

// jumpCloudSecrets are the credential and every secret in JumpCloud's answers.
func jumpCloudSecrets(systems *sandbox.Sandbox) map[string]string {
	secrets := map[string]string{"the API key": systems.JumpCloud.APIKey, "the planted secret": world.PlantedSecret}
	for i, secret := range systems.World.JumpCloud.Secrets() {
		secrets[fmt.Sprintf("secret %d", i)] = secret
	}
	return secrets
}

// Terraform's output, logs and files contain no secrets, and names of people and
// devices only if they are requested.
func testJumpCloudSecretsOfARun(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, jumpCloudReadings, systems.Environment()...)
	secrets := jumpCloudSecrets(systems)
	for i, personal := range systems.World.JumpCloud.PersonalData() {
		secrets[fmt.Sprintf("personal datum %d", i)] = personal
	}
	if len(secrets) < 50 {
		t.Fatalf("there are only %d secrets and personal data to look for", len(secrets))
	}
	runWithoutSecrets(t, workspace, secrets, "plan", "/api/systemusers", [][]string{
		{"init"}, {"plan", "-out=tfplan"}, {"show", "-json", "tfplan"}, {"apply", "tfplan"}, {"show", "-json"}, {"plan", "-detailed-exitcode"},
	})
	if !strings.Contains(workspace.Files(t)["terraform.tfstate"], "user-mfa-enrolled") {
		t.Error("the state does not contain the data that was read")
	}
}

func testJumpCloudSecretsOfFailingRuns(t *testing.T, terraform *acctest.Terraform) {
	const key = "X-Api-Key"
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, noRetries+jumpCloudReadings, systems.Environment()...)
	workspace.MustLog(t.Context(), t, 0, "init")
	cases := map[string][]fault.Rule{}
	for name, effect := range plantedAnswers(map[string]fault.Effect{
		"401 that echoes the key": fault.EchoHeader(http.StatusUnauthorized, key),
		"403 that echoes the key": fault.EchoHeader(http.StatusForbidden, key),
		"200 that echoes the key": fault.EchoHeader(http.StatusOK, key),
		"another shape":           fault.Respond(http.StatusOK, nil, `{"results":[{"_id":{"systemToken":"`+world.PlantedSecret+`"}}]}`),
	}) {
		cases[name] = []fault.Rule{{System: sandbox.JumpCloud, Path: "/api/systems", Effect: effect}}
	}
	eachFault(t, systems, cases, func(t *testing.T) {
		failWithoutSecrets(t, workspace, jumpCloudSecrets(systems),
			[]string{"Unable to Read JumpCloud Systems", "Unable to Read a Part of JumpCloud"}, "plan", "-out=tfplan")
	})
}

// Requested names are in the state, and never in the log of the requests.
func testJumpCloudNames(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, `
data "vendorrisk_jumpcloud_users" "all" {
  include_names = true
}

data "vendorrisk_jumpcloud_systems" "all" {
  include_names = true
}

data "vendorrisk_jumpcloud_posture" "all" {
  include_names = true
}
`, systems.Environment()...)
	workspace.MustLog(t.Context(), t, 0, "init")
	names := map[string]string{"an email address": "maximus.wetherlam@" + world.JumpCloudDomain, "a hostname": "marble-mac"}
	acctest.WantNoSecrets(t, "terraform apply", workspace.MustLog(t.Context(), t, 0, "apply", "-auto-approve").Text(), names)
	state := workspace.Files(t)["terraform.tfstate"]
	for what, name := range names {
		if strings.Count(state, name) < 2 {
			t.Errorf("the state does not contain %s in a list and in a finding", what)
		}
	}
	acctest.WantNoSecrets(t, "the state", state, jumpCloudSecrets(systems))
	for _, personal := range systems.World.JumpCloud.PersonalData("email", "username", "hostname", "name") {
		if strings.Contains(state, `"`+personal+`"`) {
			t.Errorf("the state contains %q, which is in no attribute", personal)
		}
	}
}

// Each region has its own host.
func testJumpCloudRegions(t *testing.T, terraform *acctest.Terraform) {
	const users = `data "vendorrisk_jumpcloud_users" "all" {}`
	for host, environment := range map[string][]string{
		"console.jumpcloud.com:443":    {"JUMPCLOUD_API_KEY=key"},
		"console.eu.jumpcloud.com:443": {"JUMPCLOUD_API_KEY=key", "JUMPCLOUD_REGION=eu"},
		"console.in.jumpcloud.com:443": {"JUMPCLOUD_API_KEY=key", "JUMPCLOUD_REGION=in"},
	} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			wantHost(t, terraform, host, users, "Unable to Read JumpCloud Users", environment...)
		})
	}
}
