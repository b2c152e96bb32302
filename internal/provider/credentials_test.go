// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

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
