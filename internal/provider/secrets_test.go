// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// readings read data sources whose responses contain secrets and personal data.
const readings = `
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_companies" "all" {
  include_factors = true
}

data "vendorrisk_securityscorecard_company" "ember" {
  domain = "ember-energy.example"
}

data "vendorrisk_securityscorecard_findings" "critical" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.critical.id]
}

data "vendorrisk_nowsecure_organization" "ours" {}

data "vendorrisk_nowsecure_apps" "all" {}

data "vendorrisk_nowsecure_findings" "latest" {
  include_inconclusive = true
}

data "vendorrisk_nowsecure_findings" "history" {
  mode           = "history"
  seen_after     = "2026-01-01T00:00:00Z"
  include_closed = true
}

data "vendorrisk_gate" "bar" {
  companies = data.vendorrisk_securityscorecard_companies.all.companies
  findings = concat(
    data.vendorrisk_securityscorecard_findings.critical.findings,
    data.vendorrisk_nowsecure_findings.latest.findings,
    data.vendorrisk_nowsecure_findings.history.findings,
  )
  minimum_grade    = "C"
  maximum_findings = { high = 0 }
  enforcement      = "warning"
}

output "everything" {
  value = {
    companies = data.vendorrisk_securityscorecard_companies.all
    company   = data.vendorrisk_securityscorecard_company.ember
    findings  = data.vendorrisk_securityscorecard_findings.critical
    gate      = data.vendorrisk_gate.bar
    mobile = {
      organization = data.vendorrisk_nowsecure_organization.ours
      apps         = data.vendorrisk_nowsecure_apps.all
      latest       = data.vendorrisk_nowsecure_findings.latest
      history      = data.vendorrisk_nowsecure_findings.history
    }
  }
}
`

func testSecretsOfARun(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, readings, systems.Environment()...)
	secrets := map[string]string{
		"the token":           systems.SecurityScorecard.Token,
		"the planted secret":  world.PlantedSecret,
		"the user's email":    systems.World.Account().Email,
		"the NowSecure token": systems.NowSecure.Token,
	}
	for _, personal := range systems.World.NowSecure.PersonalData() {
		secrets["a person"+personal] = personal
	}
	for _, secret := range systems.World.NowSecure.Secrets() {
		secrets["a secret of NowSecure: "+secret] = secret
	}
	runWithoutSecrets(t, workspace, secrets, "plan", "/companies/ember-energy.example/active-issues", [][]string{
		{"init"},
		{"plan", "-out=tfplan"},
		{"show", "-json", "tfplan"},
		{"show", "tfplan"},
		{"apply", "tfplan"},
		{"show", "-json"},
		{"output", "-json"},
		{"plan", "-detailed-exitcode"},
	})
	files := workspace.Files(t)
	for _, name := range []string{"tfplan/tfplan", "tfplan/tfstate", "terraform.tfstate"} {
		if !strings.Contains(files[name], "ember-energy.example") {
			t.Errorf("%s does not contain the data that was read", name)
		}
	}
}

func testSecretsOfFailingRuns(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, noRetries+readings, systems.Environment()...)
	workspace.MustLog(t.Context(), t, 0, "init")
	secrets := map[string]string{
		"the token": systems.SecurityScorecard.Token, "the NowSecure token": systems.NowSecure.Token, "the planted secret": world.PlantedSecret,
	}
	cases := map[string][]fault.Rule{}
	for name, effect := range plantedAnswers(map[string]fault.Effect{
		"401 that echoes the header": fault.EchoAuthorization(http.StatusUnauthorized),
		"400 that echoes the header": fault.EchoAuthorization(http.StatusBadRequest),
		"200 that echoes the header": fault.EchoAuthorization(http.StatusOK),
		"another shape": fault.Respond(http.StatusOK, nil,
			`{"entries":"`+world.PlantedSecret+`","issue_types":{"raw_cookie":"`+world.PlantedSecret+`"}}`),
	}) {
		cases[name] = []fault.Rule{{Path: "/companies/*/active-issues", Effect: effect}, {Path: "/resource/app/*/vulnerability/", Effect: effect}}
	}
	eachFault(t, systems, cases, func(t *testing.T) {
		failWithoutSecrets(t, workspace, secrets,
			[]string{"Unable to Read SecurityScorecard Findings", "Unable to Read NowSecure Findings"}, "plan", "-out=tfplan")
	})
}

// Terraform itself writes variables into plans unless they are ephemeral. The
// provider writes them nowhere else.
func testTokenInAVariable(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, `
variable "token" {
  type      = string
  sensitive = true
}

variable "nowsecure_token" {
  type      = string
  sensitive = true
}

provider "vendorrisk" {
  nowsecure = {
    api_url     = "`+systems.NowSecure.APIURL+`"
    lab_api_url = "`+systems.NowSecure.LabAPIURL+`"
    api_token   = var.nowsecure_token
  }
  securityscorecard = {
    base_url  = "`+systems.SecurityScorecard.BaseURL+`"
    api_token = var.token
  }
}
`+readings, "TF_VAR_token="+systems.SecurityScorecard.Token, "TF_VAR_nowsecure_token="+systems.NowSecure.Token)
	secrets := map[string]string{"the token": systems.SecurityScorecard.Token, "the NowSecure token": systems.NowSecure.Token}
	runWithoutSecrets(t, workspace, secrets, "plan", "/companies/ember-energy.example/active-issues",
		[][]string{{"init"}, {"plan"}, {"apply", "-auto-approve"}, {"show", "-json"}})
}

// Data sources that return email addresses store them in the state, and never
// log them.
func testEmailInTheLog(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, `
data "vendorrisk_securityscorecard_account" "me" {}

data "vendorrisk_securityscorecard_portfolios" "all" {}

data "vendorrisk_nowsecure_users" "all" {}
`, systems.Environment()...)
	workspace.MustLog(t.Context(), t, 0, "init")
	emails := map[string]string{
		"the user's email":           systems.World.Account().Email,
		"the email of a mobile user": systems.World.NowSecure.Users()[0].Email,
	}
	acctest.WantNoSecrets(t, "terraform apply", workspace.MustLog(t.Context(), t, 0, "apply", "-auto-approve").Text(), emails)
	for name, email := range emails {
		if !strings.Contains(workspace.Files(t)["terraform.tfstate"], email) {
			t.Errorf("the state does not contain %s", name)
		}
	}
}
