// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// readJumpCloud reads the organization with the given settings of JumpCloud. nil
// means that JumpCloud is not configured.
func readJumpCloud(t *testing.T, dataSource string, settings map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{"jumpcloud": settings})
	_, diagnostics := server.Read(t.Context(), t, "vendorrisk_jumpcloud_"+dataSource, nil)
	return diagnostics
}

// jumpCloudSettings point to a sandbox, with changes.
func jumpCloudSettings(systems *sandbox.Sandbox, changes ...map[string]tftypes.Value) map[string]tftypes.Value {
	settings := map[string]tftypes.Value{
		"base_url":        acctest.String(systems.JumpCloud.BaseURL),
		"api_key":         acctest.String(systems.JumpCloud.APIKey),
		"organization_id": acctest.String(systems.JumpCloud.OrganizationID),
		"max_retries":     acctest.Number(0),
	}
	for _, change := range changes {
		maps.Copy(settings, change)
	}
	return settings
}

// without returns the settings without some of them.
func without(settings map[string]tftypes.Value, names ...string) map[string]tftypes.Value {
	for _, name := range names {
		delete(settings, name)
	}
	return settings
}

func TestJumpCloudConfiguration(t *testing.T) {
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	of := func(systems *sandbox.Sandbox) map[string]string {
		return map[string]string{
			"JUMPCLOUD_API_KEY": systems.JumpCloud.APIKey, "JUMPCLOUD_BASE_URL": systems.JumpCloud.BaseURL,
			"JUMPCLOUD_ORG_ID": systems.JumpCloud.OrganizationID,
		}
	}
	const nobodys = "0123456789abcdef01234567"
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	one := func(name string, value tftypes.Value) map[string]tftypes.Value {
		return map[string]tftypes.Value{name: value}
	}
	for name, test := range map[string]struct {
		settings    map[string]tftypes.Value
		environment map[string]string
		// failure has words of the only error. If it is empty, the read succeeds.
		failure []string
	}{
		"configured":                                 {jumpCloudSettings(systems), nil, nil},
		"configured, not by the environment":         {jumpCloudSettings(systems), of(other), nil},
		"by the environment":                         {nil, of(systems), nil},
		"by the environment, of an empty object":     {map[string]tftypes.Value{}, of(systems), nil},
		"configuration and environment":              {one("base_url", acctest.String(systems.JumpCloud.BaseURL)), withVariable(of(systems), "JUMPCLOUD_BASE_URL", other.JumpCloud.BaseURL), nil},
		"without an organization":                    {without(jumpCloudSettings(systems), "organization_id"), nil, nil},
		"a region and a base URL":                    {jumpCloudSettings(systems, one("region", acctest.String("in"))), nil, nil},
		"the region beats the environment":           {jumpCloudSettings(systems, one("region", acctest.String("eu"))), map[string]string{"JUMPCLOUD_REGION": "mars"}, nil},
		"the organization beats the environment":     {jumpCloudSettings(systems), map[string]string{"JUMPCLOUD_ORG_ID": nobodys}, nil},
		"nothing":                                    {nil, nil, []string{"JumpCloud is not configured", "api_key", "JUMPCLOUD_API_KEY"}},
		"a key with a line end":                      {without(jumpCloudSettings(systems), "api_key"), map[string]string{"JUMPCLOUD_API_KEY": "hunter2\n"}, []string{"JUMPCLOUD_API_KEY", "white space"}},
		"an empty key":                               {without(jumpCloudSettings(systems), "api_key"), map[string]string{"JUMPCLOUD_API_KEY": ""}, []string{"JUMPCLOUD_API_KEY", "empty"}},
		"no organization ID":                         {without(jumpCloudSettings(systems), "organization_id"), map[string]string{"JUMPCLOUD_ORG_ID": "acme"}, []string{"JUMPCLOUD_ORG_ID", "24 digits", "Organization Profile"}},
		"no such region":                             {jumpCloudSettings(systems), map[string]string{"JUMPCLOUD_REGION": "uk"}, []string{"JUMPCLOUD_REGION", "us, eu, in"}},
		"http off loopback":                          {without(jumpCloudSettings(systems), "base_url"), map[string]string{"JUMPCLOUD_BASE_URL": "http://console.jumpcloud.com"}, []string{"JUMPCLOUD_BASE_URL", "https"}},
		"a key that is not known yet":                {jumpCloudSettings(systems, one("api_key", unknown)), of(systems), []string{"not known yet", "JumpCloud", "-target"}},
		"an organization that is not known yet":      {jumpCloudSettings(systems, one("organization_id", unknown)), of(systems), []string{"not known yet"}},
		"a region that is not known yet":             {jumpCloudSettings(systems, one("region", unknown)), of(systems), []string{"not known yet"}},
		"a base URL that is not known yet":           {jumpCloudSettings(systems, one("base_url", unknown)), of(systems), []string{"not known yet"}},
		"a number of requests that is not known yet": {jumpCloudSettings(systems, one("max_concurrency", tftypes.NewValue(tftypes.Number, tftypes.UnknownValue))), of(systems), []string{"not known yet"}},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range test.environment {
				t.Setenv(variable, value)
			}
			systems.Requests.Reset()
			diagnostics := readJumpCloud(t, "organization", test.settings)
			wantRequests(t, other, nil)
			if test.failure == nil {
				wantNoDiagnostics(t, diagnostics)
				wantRequests(t, systems, map[string]int{"/api/organizations": 1, "/api/organizations/" + systems.JumpCloud.OrganizationID: 1})
				return
			}
			wantError(t, diagnostics, append(test.failure, "Unable to Use JumpCloud")...)
			if strings.Contains(acctest.Explain(diagnostics), "hunter2") {
				t.Errorf("the error contains the value:\n%s", acctest.Explain(diagnostics))
			}
			wantRequests(t, systems, nil)
		})
	}
}

func withVariable(environment map[string]string, variable, value string) map[string]string {
	environment[variable] = value
	return environment
}

// Invalid settings are refused at the attribute, and the key is not shown.
func TestJumpCloudConfiguration_badInput(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, test := range map[string]struct {
		attribute string
		value     tftypes.Value
		words     string
	}{
		"a key with a line end":     {"api_key", acctest.String("hunter2\n"), "trimspace()"},
		"an empty key":              {"api_key", acctest.String(""), "trimspace()"},
		"an organization's name":    {"organization_id", acctest.String("acme"), "24 digits"},
		"an ID that is too short":   {"organization_id", acctest.String("5f2a9c1e7b3d4a0012c4e8f"), "24 digits"},
		"an ID that is too long":    {"organization_id", acctest.String("5f2a9c1e7b3d4a0012c4e8f1a"), "24 digits"},
		"an ID of other characters": {"organization_id", acctest.String("5f2a9c1e7b3d4a0012c4e8fg"), "24 digits"},
		"an empty ID":               {"organization_id", acctest.String(""), "24 digits"},
		"another region":            {"region", acctest.String("US"), `"us" "eu" "in"`},
		"another host":              {"base_url", acctest.String("http://console.jumpcloud.com"), "https"},
		"too much concurrency":      {"max_concurrency", acctest.Number(5), "between 1 and 4"},
		"no concurrency":            {"max_concurrency", acctest.Number(0), "between 1 and 4"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := server.ValidateProvider(t.Context(), t, map[string]acctest.Settings{"jumpcloud": {test.attribute: test.value}})
			wantError(t, diagnostics, test.words)
			if strings.Contains(acctest.Explain(diagnostics), "hunter2") {
				t.Error(acctest.Explain(diagnostics))
			}
			want := tftypes.NewAttributePath().WithAttributeName("jumpcloud").WithAttributeName(test.attribute)
			if !want.Equal(diagnostics[0].Attribute) {
				t.Errorf("the error is at %s, want %s", diagnostics[0].Attribute, want)
			}
		})
	}
	diagnostics := server.ValidateProvider(t.Context(), t, map[string]acctest.Settings{"jumpcloud": {
		"api_key": acctest.String("x"), "organization_id": acctest.String("5F2A9C1E7B3D4A0012C4E8F1"), "region": acctest.String("in"),
		"base_url": acctest.String("https://proxy.example.com/jumpcloud/"), "max_concurrency": acctest.Number(4),
	}})
	wantNoDiagnostics(t, diagnostics)
}

// Requests have a user agent, and there are never more concurrent requests than
// the limit.
func TestJumpCloudRequests(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		settings map[string]tftypes.Value
		limit    int
	}{
		"one":     {map[string]tftypes.Value{"max_concurrency": acctest.Number(1)}, 1},
		"four":    {map[string]tftypes.Value{"max_concurrency": acctest.Number(4)}, 4},
		"default": {nil, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			w.JumpCloud = world.GenerateJumpCloud(1, 250, 250)
			systems := acctest.StartWorld(t, w, sandbox.WithLatency(2*time.Millisecond))
			wantNoDiagnostics(t, readJumpCloud(t, "posture", jumpCloudSettings(systems, test.settings)))
			if most := systems.Requests.MaxInFlight(); most > test.limit {
				t.Errorf("%d concurrent requests, the limit is %d", most, test.limit)
			}
			for _, request := range systems.Requests.All() {
				type asked struct {
					UserAgent  string
					Authorized bool
				}
				if diff := cmp.Diff(asked{"terraform-provider-vendorrisk/test", true}, asked{request.UserAgent, request.Authorized}); diff != "" {
					t.Errorf("%s: %s", acctest.Address(request), diff)
				}
			}
		})
	}
}
