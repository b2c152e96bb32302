// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// readTemplate reads an import template with the given settings.
func readTemplate(t *testing.T, settings acctest.Settings) []*tfprotov6.Diagnostic {
	t.Helper()
	return readWith(t, sandbox.ProcessUnity, settings, "vendorrisk_processunity_import_template", map[string]tftypes.Value{
		"template_id": acctest.Number(world.IssueTemplateID),
	})
}

// processUnitySettings point to a sandbox, without the name of the service, which
// has a default.
func processUnitySettings(systems *sandbox.Sandbox) acctest.Settings {
	return without(acctest.SandboxSettings(systems, sandbox.ProcessUnity), "service_name")
}

// processUnityEnvironment are the environment variables of ProcessUnity.
func processUnityEnvironment(systems *sandbox.Sandbox) map[string]string {
	return map[string]string{
		"PROCESSUNITY_BASE_URL":         systems.ProcessUnity.BaseURL,
		"PROCESSUNITY_USERNAME":         systems.ProcessUnity.Username,
		"PROCESSUNITY_PASSWORD":         systems.ProcessUnity.Password,
		"PROCESSUNITY_SERVICE_NAME":     systems.ProcessUnity.ServiceName,
		"PROCESSUNITY_SERVICE_PASSWORD": systems.ProcessUnity.ServicePassword,
	}
}

func TestProcessUnityConfiguration(t *testing.T) { //nolint:paralleltest // its cases set environment variables
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	changed := func(name, value string) map[string]string {
		return with(processUnityEnvironment(systems), name, value)
	}
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	unknownNumber := tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)
	configuredUse{
		name: "ProcessUnity", systems: systems, other: other, use: readTemplate,
		requests: map[string]int{"/*/token": 1, "/*/api/dataexchange/ImportableTemplates": 1},
	}.run(t, map[string]configured{
		"the object":                  {processUnitySettings(systems), nil, nil},
		"the object over environment": {processUnitySettings(systems), processUnityEnvironment(other), nil},
		"the environment":             {nil, processUnityEnvironment(systems), nil},
		"some of both":                {without(processUnitySettings(systems), "password", "base_url"), processUnityEnvironment(systems), nil},
		"without a base URL":          {without(processUnitySettings(systems), "base_url"), nil, []string{"base_url", "PROCESSUNITY_BASE_URL", "tenant's path"}},
		"without a username":          {without(processUnitySettings(systems), "username"), nil, []string{"username", "PROCESSUNITY_USERNAME"}},
		"without a password":          {without(processUnitySettings(systems), "password"), nil, []string{"password", "PROCESSUNITY_PASSWORD"}},
		"without a service password":  {without(processUnitySettings(systems), "service_password"), nil, []string{"PROCESSUNITY_SERVICE_PASSWORD", "a GUID", "onboarding pages of other integrations do not ask for it"}},
		"an empty password":           {nil, changed("PROCESSUNITY_PASSWORD", ""), []string{"PROCESSUNITY_PASSWORD", "empty"}},
		"a password with a line end":  {nil, changed("PROCESSUNITY_PASSWORD", "hunter2\n"), []string{"PROCESSUNITY_PASSWORD", "white space"}},
		"a GUID with a line end":      {nil, changed("PROCESSUNITY_SERVICE_PASSWORD", "hunter2\n"), []string{"PROCESSUNITY_SERVICE_PASSWORD", "white space"}},
		"http off loopback":           {nil, changed("PROCESSUNITY_BASE_URL", "http://app.processunity.net/x"), []string{"PROCESSUNITY_BASE_URL", "https"}},
		"a budget of words":           {nil, changed("PROCESSUNITY_REQUESTS_PER_HOUR", "many"), []string{"PROCESSUNITY_REQUESTS_PER_HOUR", "between 20 and 100000"}},
		"a budget that is small":      {nil, changed("PROCESSUNITY_REQUESTS_PER_HOUR", "19"), []string{"PROCESSUNITY_REQUESTS_PER_HOUR"}},
		"a budget that is large":      {nil, changed("PROCESSUNITY_REQUESTS_PER_HOUR", "100001"), []string{"PROCESSUNITY_REQUESTS_PER_HOUR"}},
		"the largest budget":          {nil, changed("PROCESSUNITY_REQUESTS_PER_HOUR", "100000"), nil},
		"a budget":                    {nil, changed("PROCESSUNITY_REQUESTS_PER_HOUR", "20"), nil},
		"a password not known yet":    {with(processUnitySettings(systems), "password", unknown), processUnityEnvironment(systems), []string{"not known yet"}},
		"a base URL not known yet":    {with(processUnitySettings(systems), "base_url", unknown), processUnityEnvironment(systems), []string{"not known yet"}},
		"a budget not known yet":      {with(processUnitySettings(systems), "requests_per_hour", unknownNumber), processUnityEnvironment(systems), []string{"not known yet"}},
	})
}

func TestProcessUnityConfiguration_anotherService(t *testing.T) {
	systems := acctest.StartSandbox(t)
	other := with(processUnitySettings(systems), "service_name", acctest.String("other"))
	wantError(t, readTemplate(t, other), "grants no token", "service_name")
	for variable, value := range processUnityEnvironment(systems) {
		t.Setenv(variable, value)
	}
	t.Setenv("PROCESSUNITY_SERVICE_NAME", "other")
	wantError(t, readTemplate(t, nil), "grants no token")
}

// Half of the budget can be sent at once. A request that would wait for more than
// two minutes is an error that names the setting.
func TestProcessUnityConfiguration_requestsPerHour(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{"processunity": with(processUnitySettings(systems), "requests_per_hour", acctest.Number(20))})
	var diagnostics []*tfprotov6.Diagnostic
	for id := 1; len(diagnostics) == 0 || !strings.Contains(acctest.Explain(diagnostics), "limit"); id++ {
		if id > 20 {
			t.Fatal("there is no limit")
		}
		_, diagnostics = server.Read(t.Context(), t, "vendorrisk_processunity_third_parties", map[string]tftypes.Value{"export_id": acctest.Number(id)})
	}
	wantError(t, diagnostics, "Unable to Read ProcessUnity Third Parties", "the request limit is used up", "requests_per_hour")
	if got := len(systems.Requests.All()); got != 10 {
		t.Errorf("%d requests, want 10", got)
	}
}

func TestProcessUnityConfiguration_badInput(t *testing.T) {
	t.Parallel()
	wantRefused(t, sandbox.ProcessUnity, map[string]refused{
		"no https":              {"base_url", acctest.String("http://app.processunity.net/mycompany"), "https URL"},
		"a blank name":          {"username", acctest.String(" "), "without invisible characters"},
		"no password":           {"password", acctest.String(""), "trimspace()"},
		"a line end":            {"password", acctest.String("hunter2\n"), "trimspace()"},
		"a blank service":       {"service_name", acctest.String(""), "without invisible characters"},
		"a GUID with a space":   {"service_password", acctest.String("hunter2 "), "trimspace()"},
		"too few requests":      {"requests_per_hour", acctest.Number(19), "a whole number from 20 to 100000"},
		"too many requests":     {"requests_per_hour", acctest.Number(100_001), "a whole number from 20 to 100000"},
		"no concurrency":        {"max_concurrency", acctest.Number(0), "a whole number from 1 to 32"},
		"too long a timeout":    {"request_timeout", acctest.String("11m"), "between 1s and 10m0s"},
		"too many retries":      {"max_retries", acctest.Number(11), "a whole number from 0 to 10"},
		"a password with a tab": {"password", acctest.String("\thunter2"), "trimspace()"},
	})
	wantAccepted(t, sandbox.ProcessUnity, acctest.Settings{
		"base_url": acctest.String("https://app.processunity.net/mycompany"), "username": acctest.String("web.service"),
		"password": acctest.String("a pass phrase"), "service_name": acctest.String("directwebservice"), "service_password": acctest.String("{guid}"),
		"requests_per_hour": acctest.Number(20), "request_timeout": acctest.String("10m"),
	})
}

// imports use all data sources and resources of ProcessUnity.
var imports = fmt.Sprintf(`
data "vendorrisk_processunity_import_template" "issues" {
  template_id = %d
}

data "vendorrisk_processunity_third_parties" "all" {
  template_id = %d
}

resource "vendorrisk_processunity_issue_import" "findings" {
  template_id     = data.vendorrisk_processunity_import_template.issues.template_id
  rows            = { "ssc:a.example:b" = { "Name" = "An issue", "Risk Severity" = "High" } }
  drift_detection = true
}
`, world.IssueTemplateID, world.ThirdPartyTemplateID)

const processUnityNoRetries = `
provider "vendorrisk" {
  processunity = { max_retries = 0 }
}
`

func processUnitySecrets(systems *sandbox.Sandbox) map[string]string {
	return map[string]string{
		"the password":         systems.ProcessUnity.Password,
		"the service password": systems.ProcessUnity.ServicePassword,
		"a token":              "token-",
	}
}

func testProcessUnitySecretsOfARun(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, imports, systems.Environment()...)
	runWithoutSecrets(t, workspace, processUnitySecrets(systems), "apply", "/api/importexport/Import/", [][]string{
		{"init"},
		{"plan", "-out=tfplan"},
		{"show", "-json", "tfplan"},
		{"apply", "tfplan"},
		{"show", "-json"},
		{"plan", "-detailed-exitcode"},
		{"destroy", "-auto-approve"},
	})
}

func testProcessUnitySecretsOfFailingRuns(t *testing.T, terraform *acctest.Terraform) {
	const token, listing, importing = "/*/token", "/*/api/dataexchange/ImportableTemplates", "/*/api/importexport/Import/*"
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, processUnityNoRetries+imports, systems.Environment()...)
	workspace.MustLog(t.Context(), t, 0, "init")
	eachFault(t, systems, map[string][]fault.Rule{
		"a grant that echoes the body":     {{Path: token, Effect: fault.EchoBody(http.StatusBadRequest)}},
		"a grant that succeeds with it":    {{Path: token, Effect: fault.EchoBody(http.StatusOK)}},
		"a listing that echoes the header": {{Path: listing, Effect: fault.EchoAuthorization(http.StatusUnauthorized)}},
		"a listing that has the header":    {{Path: listing, Effect: fault.EchoAuthorization(http.StatusOK)}},
		"an import that echoes the header": {{Path: importing, Effect: fault.EchoAuthorization(http.StatusBadRequest)}},
		"an import that has the header":    {{Path: importing, Effect: fault.EchoAuthorization(http.StatusOK)}},
		"a redirect":                       {{Path: token, Effect: fault.Redirect("https://elsewhere.example/token")}},
	}, func(t *testing.T) {
		failWithoutSecrets(t, workspace, processUnitySecrets(systems), []string{"ProcessUnity: could not"}, "apply", "-auto-approve")
	})
}
