// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// notSet means that a variable is not set.
const notSet = "-"

// nowSecureVariables are the environment variables of the system.
var nowSecureVariables = []string{"NOWSECURE_API_TOKEN", "NOWSECURE_API_URL", "NOWSECURE_LAB_API_URL"}

// readApps reads the applications with the given provider settings.
func readApps(t *testing.T, settings map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	return readWith(t, sandbox.NowSecure, settings, "vendorrisk_nowsecure_apps", nil)
}

var appsRequests = map[string]int{"/graphql": 2, "/app/": 1}

func TestNowSecure_environment(t *testing.T) {
	systems := acctest.StartSandbox(t)
	at := systems.NowSecure
	t.Setenv("NOWSECURE_API_TOKEN", at.Token)
	t.Setenv("NOWSECURE_API_URL", at.APIURL)
	t.Setenv("NOWSECURE_LAB_API_URL", at.LabAPIURL)
	wantNoDiagnostics(t, readApps(t, nil))
	wantRequests(t, systems, appsRequests)
}

// Each setting is looked up separately, first in the configuration.
func TestNowSecure_configurationBeatsTheEnvironment(t *testing.T) {
	configured, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	at, elsewhere := configured.NowSecure, other.NowSecure
	all := map[string]tftypes.Value{
		"api_token": acctest.String(at.Token), "api_url": acctest.String(at.APIURL), "lab_api_url": acctest.String(at.LabAPIURL),
	}
	t.Setenv("NOWSECURE_API_TOKEN", elsewhere.Token)
	t.Setenv("NOWSECURE_API_URL", elsewhere.APIURL)
	t.Setenv("NOWSECURE_LAB_API_URL", elsewhere.LabAPIURL)
	wantNoDiagnostics(t, readApps(t, all))
	delete(all, "lab_api_url")
	t.Setenv("NOWSECURE_LAB_API_URL", at.LabAPIURL)
	wantNoDiagnostics(t, readApps(t, all))
	wantRequests(t, configured, map[string]int{"/graphql": 4, "/app/": 2})
	wantRequests(t, other, nil)
}

// The token is sent only to hosts that are configured for it.
func TestNowSecure_badSettings(t *testing.T) {
	systems := acctest.StartSandbox(t)
	at := systems.NowSecure
	token := map[string]tftypes.Value{"api_token": acctest.String(at.Token)}
	for name, test := range map[string]struct {
		settings    map[string]tftypes.Value
		environment []string
		words       []string
	}{
		"nothing":                 {nil, []string{notSet, notSet, notSet}, []string{"not configured", "api_token", "nowsecure attribute", "NOWSECURE_API_TOKEN"}},
		"one URL, configured":     {map[string]tftypes.Value{"api_token": acctest.String(at.Token), "api_url": acctest.String(at.APIURL)}, []string{notSet, notSet, notSet}, []string{"NOWSECURE_LAB_API_URL", "both be set"}},
		"one URL, in environment": {token, []string{notSet, notSet, at.LabAPIURL}, []string{"NOWSECURE_API_URL", "both be set"}},
		"token with a line end":   {nil, []string{"hunter2\n", at.APIURL, at.LabAPIURL}, []string{"NOWSECURE_API_TOKEN", "white space"}},
		"http off loopback":       {token, []string{notSet, "http://api.example.com", at.LabAPIURL}, []string{"NOWSECURE_API_URL", "must be https"}},
		"lab http off loopback":   {token, []string{notSet, at.APIURL, "http://lab.example.com"}, []string{"NOWSECURE_LAB_API_URL", "must be https"}},
		"password in a URL":       {token, []string{notSet, at.APIURL, "https://u:hunter2@lab.example.com"}, []string{"NOWSECURE_LAB_API_URL", "no user"}},
		"unknown token":           {map[string]tftypes.Value{"api_token": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)}, []string{at.Token, at.APIURL, at.LabAPIURL}, []string{"not known yet", "terraform apply -target"}},
		"unknown URL":             {map[string]tftypes.Value{"lab_api_url": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)}, []string{at.Token, at.APIURL, at.LabAPIURL}, []string{"not known yet"}},
	} {
		t.Run(name, func(t *testing.T) {
			for i, variable := range nowSecureVariables {
				t.Setenv(variable, test.environment[i])
				if test.environment[i] == notSet {
					unset(t, variable)
				}
			}
			diagnostics := readApps(t, test.settings)
			wantError(t, diagnostics, append(test.words, "Unable to Use NowSecure")...)
		})
	}
	wantRequests(t, systems, nil)
}

// The API refuses an invalid token, and the error says where the token is set.
func TestNowSecure_wrongToken(t *testing.T) {
	systems := acctest.StartSandbox(t)
	t.Setenv("NOWSECURE_API_TOKEN", "another-token")
	t.Setenv("NOWSECURE_API_URL", systems.NowSecure.APIURL)
	t.Setenv("NOWSECURE_LAB_API_URL", systems.NowSecure.LabAPIURL)
	diagnostics := readApps(t, nil)
	wantError(t, diagnostics, "Unable to Read NowSecure Applications", "NOWSECURE_API_TOKEN", "365 days", "HTTP 401 Unauthorized: Unauthorized")
	wantRequests(t, systems, map[string]int{"/graphql": 1})
}

// Links lead to the pages that are configured, or else to those of the
// environment. Nothing is sent there.
func TestNowSecure_pages(t *testing.T) {
	systems := acctest.StartSandbox(t)
	settings := acctest.Settings{
		"api_token": acctest.String(systems.NowSecure.Token), "api_url": acctest.String(systems.NowSecure.APIURL), "lab_api_url": acctest.String(systems.NowSecure.LabAPIURL),
	}
	wantURL := func(base any) {
		t.Helper()
		server := acctest.NewServer(t)
		server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.NowSecure: settings})
		state := server.MustRead(t.Context(), t, "vendorrisk_nowsecure_apps", map[string]tftypes.Value{"packages": acctest.Strings("com.cobalt.scan")})
		if base != nil {
			base = base.(string) + "/app/" + world.CobaltRef //nolint:forcetypeassert // it is one, or nil
		}
		acctest.Equal(t, "URL", acctest.Column(t, state["apps"], "url"), []any{base})
	}
	wantURL(nil)
	t.Setenv("NOWSECURE_UI_URL", "https://ui.environment.example/")
	wantURL("https://ui.environment.example")
	settings["ui_url"] = acctest.String("https://ui.customer.example")
	wantURL("https://ui.customer.example")
}

// Invalid settings are refused at the attribute.
func TestNowSecure_badInput(t *testing.T) {
	t.Parallel()
	wantRefused(t, sandbox.NowSecure, map[string]refused{
		"api_url":         {"api_url", acctest.String("http://api.example.com"), "must be an https URL"},
		"lab_api_url":     {"lab_api_url", acctest.String("https://user:hunter2@lab.example.com"), "must be an https URL"},
		"ui_url":          {"ui_url", acctest.String("ui.example.com"), "must be an https URL"},
		"api_token":       {"api_token", acctest.String("hunter2\n"), "trimspace()"},
		"max_concurrency": {"max_concurrency", acctest.Number(33), "a whole number from 1 to 32"},
		"request_timeout": {"request_timeout", acctest.String("11m"), "between 1s and 10m0s"},
	})
}

// The requests use the settings, and both hosts share the limit.
func TestNowSecure_requests(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	wantNoDiagnostics(t, readWith(t, sandbox.NowSecure, acctest.Settings{
		"api_token": acctest.String(systems.NowSecure.Token), "api_url": acctest.String(systems.NowSecure.APIURL),
		"lab_api_url": acctest.String(systems.NowSecure.LabAPIURL), "max_concurrency": acctest.Number(1),
	}, "vendorrisk_nowsecure_findings", map[string]tftypes.Value{"mode": acctest.String("history")}))
	wantRequestsTo(t, systems, sandbox.NowSecure, 1)
}
