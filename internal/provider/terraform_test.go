// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const noRetries = `
provider "vendorrisk" {
  jumpcloud         = { max_retries = 0 }
  securityscorecard = { max_retries = 0 }
}
`

// TestTerraform runs the built provider, as users do, with the most detailed log.
func TestTerraform(t *testing.T) {
	t.Parallel()
	terraform, err := acctest.NewTerraform(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]func(*testing.T, *acctest.Terraform){
		"secrets of a run":                     testSecretsOfARun,
		"secrets of failing runs":              testSecretsOfFailingRuns,
		"the token in a variable":              testTokenInAVariable,
		"requested email addresses":            testEmailInTheLog,
		"JumpCloud's secrets of a run":         testJumpCloudSecretsOfARun,
		"JumpCloud's secrets of failing runs":  testJumpCloudSecretsOfFailingRuns,
		"JumpCloud's names that are asked for": testJumpCloudNames,
		"JumpCloud's regions":                  testJumpCloudRegions,
		"secrets of an import":                 testProcessUnitySecretsOfARun,
		"secrets of failing imports":           testProcessUnitySecretsOfFailingRuns,
		"secrets of evidence":                  testSecureframeSecretsOfARun,
		"the default base URL":                 testDefaultBaseURL,
		"a blank base URL":                     testBlankBaseURL,
		"a proxy that refuses":                 testProxyRefuses,
		"an untrusted certificate":             testUntrustedCertificate,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, terraform)
		})
	}
}

// The default is the host of the API.
func testDefaultBaseURL(t *testing.T, terraform *acctest.Terraform) {
	wantHost(t, terraform, "api.securityscorecard.io:443", `data "vendorrisk_securityscorecard_account" "me" {}`,
		"Unable to Read SecurityScorecard Account", "SECURITYSCORECARD_API_TOKEN=token")
}

// wantHost checks that a plan fails because it cannot reach a host. A proxy sees
// the request's destination and refuses it before the credential is sent.
func wantHost(t *testing.T, terraform *acctest.Terraform, host, configuration, failure string, environment ...string) {
	t.Helper()
	type connection struct{ method, host, authorization string }
	connections := make(chan connection, 10)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		credentials := r.Header.Get("Authorization") + r.Header.Get("Proxy-Authorization") + r.Header.Get("X-Api-Key")
		connections <- connection{r.Method, r.Host, credentials}
		w.WriteHeader(http.StatusForbidden)
	}))
	defer proxy.Close()
	workspace := newWorkspace(t, terraform, noRetries+configuration,
		append(environment, "HTTPS_PROXY="+proxy.URL, "https_proxy="+proxy.URL, "NO_PROXY=", "no_proxy=")...)
	workspace.MustLog(t.Context(), t, 0, "init")
	text := workspace.MustLog(t.Context(), t, 1, "plan").Text()
	if !strings.Contains(text, failure) {
		t.Errorf("the plan fails for another reason:\n%s", text)
	}
	want := connection{http.MethodConnect, host, ""}
	if got := <-connections; got != want || len(connections) > 0 {
		t.Errorf("the proxy met %+v and %d more, want %+v alone", got, len(connections), want)
	}
}

// newWorkspace returns a workspace with the most detailed log, to stderr.
func newWorkspace(t *testing.T, terraform *acctest.Terraform, configuration string, environment ...string) *acctest.Workspace {
	t.Helper()
	workspace := terraform.Workspace(t.TempDir(), append(environment, "TF_LOG=trace")...)
	workspace.Configure(t, configuration)
	return workspace
}

// runWithoutSecrets runs commands that must succeed, and checks that their
// output, their log, and the files contain no secret. So that the log is known to
// be complete, the log of the commands with the name must contain the request.
func runWithoutSecrets(t *testing.T, workspace *acctest.Workspace, secrets map[string]string, name, request string, commands [][]string) {
	t.Helper()
	for _, arguments := range commands {
		text := workspace.MustLog(t.Context(), t, 0, arguments...).Text()
		wantNoSecrets(t, workspace, secrets, arguments, text)
		if arguments[0] == name && !strings.Contains(text, request) {
			t.Error("the log is incomplete: it does not have the requests")
		}
	}
}

// failWithoutSecrets is runWithoutSecrets for a command that must fail with the
// words, in a workspace that is initialized.
func failWithoutSecrets(t *testing.T, workspace *acctest.Workspace, secrets map[string]string, words []string, arguments ...string) {
	t.Helper()
	text := workspace.MustLog(t.Context(), t, 1, arguments...).Text()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("terraform %s does not say %q:\n%s", arguments[0], word, text)
		}
	}
	wantNoSecrets(t, workspace, secrets, arguments, text)
}

func wantNoSecrets(t *testing.T, workspace *acctest.Workspace, secrets map[string]string, arguments []string, text string) {
	t.Helper()
	acctest.WantNoSecrets(t, "terraform "+strings.Join(arguments, " "), text, secrets)
	for name, content := range workspace.Files(t) {
		acctest.WantNoSecrets(t, name, content, secrets)
	}
}

// eachFault breaks the systems with one case after the other, so that their runs
// can share a workspace.
func eachFault(t *testing.T, systems *sandbox.Sandbox, cases map[string][]fault.Rule, run func(*testing.T)) {
	t.Helper()
	for name, rules := range cases {
		t.Run(name, func(t *testing.T) {
			systems.Faults.Reset()
			systems.Faults.Add(rules...)
			run(t)
		})
	}
}

// plantedAnswers are answers that contain a secret, and more.
func plantedAnswers(more map[string]fault.Effect) map[string]fault.Effect {
	answers := map[string]fault.Effect{
		"no JSON":       fault.Respond(http.StatusOK, nil, world.PlantedSecret),
		"an error page": fault.Respond(http.StatusBadGateway, nil, "<html>"+world.PlantedSecret+"</html>"),
		"no error body": fault.Respond(http.StatusBadRequest, nil, `{"debug":"`+world.PlantedSecret+`"}`),
		"redirect":      fault.Redirect("https://elsewhere.example/" + world.PlantedSecret),
	}
	maps.Copy(answers, more)
	return answers
}
