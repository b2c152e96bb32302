// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// A URL is read as people mean it, from the configuration and from the
// environment.
func TestAddress_isReadAsPeopleWriteIt(t *testing.T) {
	systems := acctest.StartSandbox(t)
	for name, test := range map[string]struct {
		system, setting, variable, address string
		ends                               []string
		dataSource                         string
		given                              map[string]tftypes.Value
	}{
		"SecurityScorecard": {
			sandbox.SecurityScorecard, "base_url", "SECURITYSCORECARD_BASE_URL", systems.SecurityScorecard.BaseURL,
			[]string{"", "/", "//", " ", "\n"},
			accountType, nil,
		},
		"JumpCloud": {
			sandbox.JumpCloud, "base_url", "JUMPCLOUD_BASE_URL", systems.JumpCloud.BaseURL,
			[]string{"/", "/api", "/api/", "/api/v1", "/api/v2", "/api/v2/\r\n"},
			"vendorrisk_jumpcloud_organization", nil,
		},
		"NowSecure": {
			sandbox.NowSecure, "api_url", "NOWSECURE_API_URL", systems.NowSecure.APIURL,
			[]string{"/", "/graphql", "/graphql/"},
			"vendorrisk_nowsecure_apps", nil,
		},
		"ProcessUnity": {
			sandbox.ProcessUnity, "base_url", "PROCESSUNITY_BASE_URL", systems.ProcessUnity.BaseURL,
			[]string{"/", "/api", "/token", "/api/importexport", "/api/dataexchange/", "\n"},
			"vendorrisk_processunity_import_template",
			map[string]tftypes.Value{"template_id": acctest.Number(world.IssueTemplateID)},
		},
	} {
		for _, end := range test.ends {
			t.Run(name+" "+end, func(t *testing.T) {
				settings := acctest.SandboxSettings(systems, test.system)
				wantAccepted(t, test.system, with(settings, test.setting, acctest.String(test.address+end)))
				wantNoDiagnostics(t, readWith(t, test.system, settings, test.dataSource, test.given))
				t.Setenv(test.variable, test.address+end)
				wantNoDiagnostics(t, readWith(t, test.system, without(settings, test.setting), test.dataSource, test.given))
			})
		}
	}
}

// What is wrong with a URL is said at its attribute.
func TestAddress_refused(t *testing.T) {
	t.Parallel()
	base := func(value, words string) refused { return refused{"base_url", acctest.String(value), words} }
	const own = "must have no path at this host: use https://api.securityscorecard.io"
	wantRefused(t, sandbox.SecurityScorecard, map[string]refused{
		"empty":              base("", "is blank: remove it"),
		"blank":              base(" \n", "is blank: remove it"),
		"no scheme":          base("api.securityscorecard.io", "has no scheme: it must look like https://"),
		"a port, no scheme":  base("127.0.0.1:8080", "has no scheme"),
		"a version":          base("https://api.securityscorecard.io/v1", own),
		"a request":          base("https://API.SecurityScorecard.io/companies/hunter2/", own),
		"a byte order mark":  base("\ufeffhttps://api.example.com", "byte order mark"),
		"a zero-width space": base("https://api.exam\u200bple.com", "an invisible character"),
		"a no-break space":   base("https://api.example.com\u00a0/x", "no-break space"),
		"a space":            base("https://api.example.com/a b", "contains white space"),
		"a user":             base("https://hunter2@api.example.com", "no user or password"),
		"a query":            base("https://api.example.com/?key=hunter2", "no query"),
		"a fragment":         base("https://api.example.com/#hunter2", "no fragment"),
	})
	wantRefused(t, sandbox.JumpCloud, map[string]refused{
		"another version": base("https://console.jumpcloud.com/api/v3", "use https://console.jumpcloud.com"),
	})
	wantRefused(t, sandbox.ProcessUnity, map[string]refused{
		"no tenant":            base("https://app.processunity.net/", "lacks the tenant's path: it must look like https://app.processunity.net/mycompany"),
		"a path, no tenant":    base("https://app.processunity.net/api", "lacks the tenant's path"),
		"a token's, no tenant": base("https://app.processunity.net/token", "lacks the tenant's path"),
	})
}

// What is wrong with a URL of the environment is said with the variable.
func TestAddress_refusedInTheEnvironment(t *testing.T) {
	systems := acctest.StartSandbox(t)
	for name, test := range map[string]struct{ value, words string }{
		"no tenant":         {"https://app.processunity.net", "lacks the tenant's path"},
		"blank":             {" ", "is not configured: set base_url"},
		"a byte order mark": {"\ufeffhttps://app.processunity.net/x", "byte order mark"},
		"a user":            {"https://u:hunter2@app.processunity.net/x", "no user or password"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("PROCESSUNITY_BASE_URL", test.value)
			wantError(t, readTemplate(t, without(processUnitySettings(systems), "base_url")), "PROCESSUNITY_BASE_URL", test.words)
		})
	}
	wantRequests(t, systems, nil)
}
