// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// credentials are all settings that are part of a credential.
var credentials = []struct {
	system, attribute, variable string
	// isTyped says that a person chose it: it may have letters of any script.
	isTyped bool
}{
	{sandbox.JumpCloud, "api_key", "JUMPCLOUD_API_KEY", false},
	{sandbox.JumpCloud, "organization_id", "JUMPCLOUD_ORG_ID", false},
	{sandbox.NowSecure, "api_token", "NOWSECURE_API_TOKEN", false},
	{sandbox.ProcessUnity, "username", "PROCESSUNITY_USERNAME", true},
	{sandbox.ProcessUnity, "password", "PROCESSUNITY_PASSWORD", true},
	{sandbox.ProcessUnity, "service_name", "PROCESSUNITY_SERVICE_NAME", true},
	{sandbox.ProcessUnity, "service_password", "PROCESSUNITY_SERVICE_PASSWORD", false},
	{sandbox.Secureframe, "api_key", "SECUREFRAME_API_KEY", false},
	{sandbox.Secureframe, "api_secret", "SECUREFRAME_API_SECRET", false},
	{sandbox.SecurityScorecard, "api_token", "SECURITYSCORECARD_API_TOKEN", false},
}

// use uses a system with the given settings.
func use(t *testing.T, system string, settings acctest.Settings) []*tfprotov6.Diagnostic {
	t.Helper()
	switch system {
	case sandbox.Secureframe:
		return pushOne(t, settings)
	case sandbox.ProcessUnity:
		return readTemplate(t, settings)
	}
	return readWith(t, system, settings, map[string]string{
		sandbox.JumpCloud:         "vendorrisk_jumpcloud_organization",
		sandbox.NowSecure:         "vendorrisk_nowsecure_organization",
		sandbox.SecurityScorecard: accountType,
	}[system], nil)
}

// unseen are values with characters that no credential has, and their names.
var unseen = map[string]string{
	"\ufeffhunter2": "byte order mark",
	"hunter2\u200b": "an invisible character",
	"hun\u2060ter2": "an invisible character",
	"hunter2\x7f":   "a control character",
}

func TestCredentials_refusedAtTheAttribute(t *testing.T) {
	t.Parallel()
	for _, credential := range credentials {
		tests := map[string]refused{}
		for value, words := range unseen {
			tests[credential.variable+" "+words] = refused{credential.attribute, acctest.String(value), words}
		}
		wantRefused(t, credential.system, tests)
	}
}

// A value of the environment is refused before a request, with its variable.
func TestCredentials_refusedInTheEnvironment(t *testing.T) {
	systems := acctest.StartSandbox(t)
	for _, credential := range credentials {
		for value, words := range unseen {
			t.Run(credential.variable+" "+words, func(t *testing.T) {
				t.Setenv(credential.variable, value)
				settings := without(acctest.SandboxSettings(systems, credential.system), credential.attribute)
				wantError(t, use(t, credential.system, settings), "environment variable "+credential.variable, words)
			})
		}
	}
	wantRequests(t, systems, nil)
}

// A name and a password of a person have letters of any script. Keys and tokens
// have none.
func TestCredentials_letters(t *testing.T) {
	t.Parallel()
	for _, credential := range credentials {
		if value := acctest.String("J\u00fcrgen"); credential.isTyped {
			wantAccepted(t, credential.system, acctest.Settings{credential.attribute: value})
		} else {
			wantRefused(t, credential.system, map[string]refused{credential.variable: {credential.attribute, value, "not ASCII"}})
		}
	}
}

// With Terraform: a file of PowerShell is refused before a request, and what the
// error advises makes it good.
func TestCredentials_fileWithAByteOrderMark(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	file := filepath.Join(t.TempDir(), "token.txt")
	if err := os.WriteFile(file, []byte("\ufeff"+systems.SecurityScorecard.Token+"\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	configuration := func(token string) string {
		return fmt.Sprintf(`
provider "vendorrisk" {
  securityscorecard = { base_url = %q, api_token = %s }
}

data "vendorrisk_securityscorecard_account" "me" {}`, systems.SecurityScorecard.BaseURL, token)
	}
	acctest.UnitTest(t, resource.TestStep{
		Config:      configuration(fmt.Sprintf(`file(%q)`, file)),
		ExpectError: regexp.MustCompile(`(?s)Attribute securityscorecard\.api_token.*byte\s+order\s+mark`),
	})
	wantRequests(t, systems, nil)
	acctest.UnitTest(t, resource.TestStep{
		Config: configuration(fmt.Sprintf(`trimspace(trimprefix(file(%q), "\ufeff"))`, file)),
	})
}
