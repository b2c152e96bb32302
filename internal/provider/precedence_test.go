// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

const (
	tokenVariable   = "SECURITYSCORECARD_API_TOKEN"
	baseURLVariable = "SECURITYSCORECARD_BASE_URL"
	accountType     = "vendorrisk_securityscorecard_account"
)

// unset removes a variable that the test has set with t.Setenv, which restores
// it after the test.
func unset(t *testing.T, variable string) {
	t.Helper()
	if err := os.Unsetenv(variable); err != nil {
		t.Fatal(err)
	}
}

// configure configures the provider.
type configure func(*testing.T, *acctest.Server)

// settings are a configuration of SecurityScorecard. Omitted settings are null.
func settings(values map[string]tftypes.Value) configure {
	return func(t *testing.T, server *acctest.Server) {
		t.Helper()
		server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: values})
	}
}

// whole replaces the configuration of SecurityScorecard with null or unknown.
func whole(value any) configure {
	return func(t *testing.T, server *acctest.Server) {
		t.Helper()
		server.ConfigureObjects(t.Context(), t, map[string]tftypes.Value{
			sandbox.SecurityScorecard: tftypes.NewValue(server.SystemType(t, sandbox.SecurityScorecard), value),
		})
	}
}

// readAccount reads the account with the given provider configuration.
func readAccount(t *testing.T, with configure) []*tfprotov6.Diagnostic {
	t.Helper()
	server := acctest.NewServer(t)
	with(t, server)
	_, diagnostics := server.Read(t.Context(), t, accountType, nil)
	return diagnostics
}

func wantNoDiagnostics(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	if len(diagnostics) > 0 {
		t.Fatal(acctest.Explain(diagnostics))
	}
}

// hunter2 is the secret in settings that are refused. No error may contain it.
const hunter2 = "hunter2"

// wantError checks that there is one error, which contains the words.
func wantError(t *testing.T, diagnostics []*tfprotov6.Diagnostic, words ...string) {
	t.Helper()
	text := acctest.Explain(diagnostics)
	if strings.Contains(text, hunter2) {
		t.Errorf("the error contains the value:\n%s", text)
	}
	if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("want exactly one error, got:\n%s", text)
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the error does not say %q:\n%s", word, text)
		}
	}
}

func wantRequests(t *testing.T, systems *sandbox.Sandbox, want map[string]int) {
	t.Helper()
	if diff := acctest.DiffRequests(systems, want); diff != "" {
		t.Error(diff)
	}
}

func TestConfiguration_environment(t *testing.T) {
	systems := acctest.StartSandbox(t)
	for name, configure := range map[string]configure{
		"no object":       whole(nil),
		"an empty object": settings(nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(tokenVariable, systems.SecurityScorecard.Token)
			t.Setenv(baseURLVariable, systems.SecurityScorecard.BaseURL)
			systems.Requests.Reset()
			wantNoDiagnostics(t, readAccount(t, configure))
			wantRequests(t, systems, map[string]int{"/me": 1})
		})
	}
}

func TestConfiguration_beatsTheEnvironment(t *testing.T) {
	configured, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	t.Setenv(tokenVariable, other.SecurityScorecard.Token)
	t.Setenv(baseURLVariable, other.SecurityScorecard.BaseURL)
	wantNoDiagnostics(t, readAccount(t, settings(map[string]tftypes.Value{
		"base_url":  acctest.String(configured.SecurityScorecard.BaseURL),
		"api_token": acctest.String(configured.SecurityScorecard.Token),
	})))
	wantRequests(t, configured, map[string]int{"/me": 1})
	wantRequests(t, other, nil)
}

// Each setting is looked up separately.
func TestConfiguration_besideTheEnvironment(t *testing.T) {
	configured, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	t.Setenv(tokenVariable, configured.SecurityScorecard.Token)
	t.Setenv(baseURLVariable, other.SecurityScorecard.BaseURL)
	wantNoDiagnostics(t, readAccount(t, settings(map[string]tftypes.Value{
		"base_url": acctest.String(configured.SecurityScorecard.BaseURL),
	})))
	wantRequests(t, configured, map[string]int{"/me": 1})
	wantRequests(t, other, nil)
}

func TestConfiguration_badEnvironment(t *testing.T) {
	systems := acctest.StartSandbox(t)
	for name, test := range map[string]struct{ token, baseURL, variable, words, kept string }{
		"empty token":           {"", systems.SecurityScorecard.BaseURL, tokenVariable, "empty", ""},
		"token with a line end": {"hunter2\n", systems.SecurityScorecard.BaseURL, tokenVariable, "white space", "hunter2"},
		"http off loopback":     {systems.SecurityScorecard.Token, "http://api.example.com", baseURLVariable, "must be https", ""},
		"byte order mark":       {"\ufeffhunter2", systems.SecurityScorecard.BaseURL, tokenVariable, "byte order mark", "hunter2"},
		"password in the URL":   {systems.SecurityScorecard.Token, "https://u:hunter2@api.example.com", baseURLVariable, "no user", "hunter2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(tokenVariable, test.token)
			t.Setenv(baseURLVariable, test.baseURL)
			diagnostics := readAccount(t, whole(nil))
			wantError(t, diagnostics, "Unable to Use SecurityScorecard", test.variable, test.words)
			if test.kept != "" && strings.Contains(acctest.Explain(diagnostics), test.kept) {
				t.Errorf("the error contains the value:\n%s", acctest.Explain(diagnostics))
			}
		})
	}
	wantRequests(t, systems, nil)
}

// There is no fallback from an unknown setting to the environment, which may
// have another account.
func TestConfiguration_unknown(t *testing.T) {
	systems := acctest.StartSandbox(t)
	unknown := func(name string, valueType tftypes.Type) configure {
		return settings(map[string]tftypes.Value{name: tftypes.NewValue(valueType, tftypes.UnknownValue)})
	}
	for name, configure := range map[string]configure{
		"api_token":        unknown("api_token", tftypes.String),
		"base_url":         unknown("base_url", tftypes.String),
		"max_concurrency":  unknown("max_concurrency", tftypes.Number),
		"max_retries":      unknown("max_retries", tftypes.Number),
		"request_timeout":  unknown("request_timeout", tftypes.String),
		"the whole object": whole(tftypes.UnknownValue),
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(tokenVariable, systems.SecurityScorecard.Token)
			t.Setenv(baseURLVariable, systems.SecurityScorecard.BaseURL)
			wantError(t, readAccount(t, configure), "Unable to Use SecurityScorecard", "not known yet", "terraform apply -target")
		})
	}
	wantRequests(t, systems, nil)
}

func TestConfiguration_unknownAtPlan(t *testing.T) {
	systems := acctest.StartSandbox(t)
	t.Setenv(tokenVariable, systems.SecurityScorecard.Token)
	acctest.UnitTest(t, resource.TestStep{
		Config: `
resource "terraform_data" "token" {
  input = "` + systems.SecurityScorecard.Token + `"
}

provider "vendorrisk" {
  securityscorecard = {
    base_url  = "` + systems.SecurityScorecard.BaseURL + `"
    api_token = terraform_data.token.output
  }
}

data "vendorrisk_securityscorecard_account" "me" {}`,
		ExpectError: regexp.MustCompile(`(?s)pre-apply plan.*Error: Unable to Use SecurityScorecard.*not\s+known\s+yet`),
	})
	wantRequests(t, systems, nil)
}

// A system that is not configured is an error only if it is used.
func TestConfiguration_missing(t *testing.T) {
	t.Setenv(tokenVariable, "")
	unset(t, tokenVariable)
	const gate = `
data "vendorrisk_gate" "test" {
  companies     = [{ domain = "good.example", grade = "A" }]
  minimum_grade = "B"
}

output "passed" {
  value = data.vendorrisk_gate.test.passed && provider::vendorrisk::grade_at_least("A", "B")
}`
	acctest.UnitTest(t,
		resource.TestStep{Config: `provider "vendorrisk" {}` + gate},
		resource.TestStep{
			Config:      gate + "\ndata \"vendorrisk_securityscorecard_account\" \"me\" {}\n",
			ExpectError: regexp.MustCompile(`(?s)Error: Unable to Use SecurityScorecard.*not\s+configured.*api_token.*securityscorecard\s+attribute.*` + tokenVariable),
		},
	)
	for _, configure := range []configure{whole(nil), settings(nil)} {
		wantError(t, readAccount(t, configure), "SecurityScorecard is not configured", "api_token", tokenVariable)
	}
}

// A system that is configured but not used causes no request, and no error if
// its host does not exist.
func TestConfigure_sendsNothing(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewServer(t)
	server.ConfigureSandbox(t.Context(), t, systems)
	state, diagnostics := server.Read(t.Context(), t, "vendorrisk_gate", map[string]tftypes.Value{
		"minimum_companies": acctest.Number(0),
	})
	wantNoDiagnostics(t, diagnostics)
	acctest.Equal(t, "passed", acctest.Plain(t, state["passed"]), true)
	wantRequests(t, systems, nil)
}
