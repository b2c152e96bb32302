// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// jumpCloudSettings point to a sandbox.
func jumpCloudSettings(systems *sandbox.Sandbox) acctest.Settings {
	return acctest.SandboxSettings(systems, sandbox.JumpCloud)
}

func TestJumpCloudConfiguration(t *testing.T) { //nolint:paralleltest // its cases set environment variables
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	of := func(systems *sandbox.Sandbox) map[string]string {
		return map[string]string{
			"JUMPCLOUD_API_KEY": systems.JumpCloud.APIKey, "JUMPCLOUD_BASE_URL": systems.JumpCloud.BaseURL,
			"JUMPCLOUD_ORG_ID": systems.JumpCloud.OrganizationID,
		}
	}
	const nobodys = "0123456789abcdef01234567"
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	configuredUse{
		name: "JumpCloud", systems: systems, other: other,
		requests: map[string]int{"/api/organizations": 1, "/api/organizations/" + systems.JumpCloud.OrganizationID: 1},
		use: func(t *testing.T, settings acctest.Settings) []*tfprotov6.Diagnostic {
			t.Helper()
			return readWith(t, sandbox.JumpCloud, settings, "vendorrisk_jumpcloud_organization", nil)
		},
	}.run(t, map[string]configured{
		"configured":                                 {jumpCloudSettings(systems), nil, nil},
		"configured, not by the environment":         {jumpCloudSettings(systems), of(other), nil},
		"by the environment":                         {nil, of(systems), nil},
		"by the environment, of an empty object":     {acctest.Settings{}, of(systems), nil},
		"configuration and environment":              {acctest.Settings{"base_url": acctest.String(systems.JumpCloud.BaseURL)}, with(of(systems), "JUMPCLOUD_BASE_URL", other.JumpCloud.BaseURL), nil},
		"without an organization":                    {without(jumpCloudSettings(systems), "organization_id"), nil, nil},
		"a region and a base URL":                    {with(jumpCloudSettings(systems), "region", acctest.String("in")), nil, nil},
		"the region beats the environment":           {with(jumpCloudSettings(systems), "region", acctest.String("eu")), map[string]string{"JUMPCLOUD_REGION": "mars"}, nil},
		"the organization beats the environment":     {jumpCloudSettings(systems), map[string]string{"JUMPCLOUD_ORG_ID": nobodys}, nil},
		"nothing":                                    {nil, nil, []string{"JumpCloud is not configured", "api_key", "JUMPCLOUD_API_KEY"}},
		"a key with a line end":                      {without(jumpCloudSettings(systems), "api_key"), map[string]string{"JUMPCLOUD_API_KEY": "hunter2\n"}, []string{"JUMPCLOUD_API_KEY", "white space"}},
		"an empty key":                               {without(jumpCloudSettings(systems), "api_key"), map[string]string{"JUMPCLOUD_API_KEY": ""}, []string{"JUMPCLOUD_API_KEY", "empty"}},
		"no organization ID":                         {without(jumpCloudSettings(systems), "organization_id"), map[string]string{"JUMPCLOUD_ORG_ID": "acme"}, []string{"JUMPCLOUD_ORG_ID", "24 digits", "Organization Profile"}},
		"no such region":                             {jumpCloudSettings(systems), map[string]string{"JUMPCLOUD_REGION": "uk"}, []string{"JUMPCLOUD_REGION", "us, eu, in"}},
		"http off loopback":                          {without(jumpCloudSettings(systems), "base_url"), map[string]string{"JUMPCLOUD_BASE_URL": "http://console.jumpcloud.com"}, []string{"JUMPCLOUD_BASE_URL", "https"}},
		"a key that is not known yet":                {with(jumpCloudSettings(systems), "api_key", unknown), of(systems), []string{"not known yet", "JumpCloud", "-target"}},
		"an organization that is not known yet":      {with(jumpCloudSettings(systems), "organization_id", unknown), of(systems), []string{"not known yet"}},
		"a region that is not known yet":             {with(jumpCloudSettings(systems), "region", unknown), of(systems), []string{"not known yet"}},
		"a base URL that is not known yet":           {with(jumpCloudSettings(systems), "base_url", unknown), of(systems), []string{"not known yet"}},
		"a number of requests that is not known yet": {with(jumpCloudSettings(systems), "max_concurrency", tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)), of(systems), []string{"not known yet"}},
	})
}

// Invalid settings are refused at the attribute, and the key is not shown.
func TestJumpCloudConfiguration_badInput(t *testing.T) {
	t.Parallel()
	wantRefused(t, sandbox.JumpCloud, map[string]refused{
		"a key with a line end":     {"api_key", acctest.String("hunter2\n"), "trimspace()"},
		"an empty key":              {"api_key", acctest.String(""), "trimspace()"},
		"an organization's name":    {"organization_id", acctest.String("acme"), "24 digits"},
		"an ID that is too short":   {"organization_id", acctest.String("5f2a9c1e7b3d4a0012c4e8f"), "24 digits"},
		"an ID that is too long":    {"organization_id", acctest.String("5f2a9c1e7b3d4a0012c4e8f1a"), "24 digits"},
		"an ID of other characters": {"organization_id", acctest.String("5f2a9c1e7b3d4a0012c4e8fg"), "24 digits"},
		"an empty ID":               {"organization_id", acctest.String(""), "24 digits"},
		"another region":            {"region", acctest.String("US"), `"us" "eu" "in"`},
		"another host":              {"base_url", acctest.String("http://console.jumpcloud.com"), "https"},
		"too much concurrency":      {"max_concurrency", acctest.Number(5), "a whole number from 1 to 4"},
		"no concurrency":            {"max_concurrency", acctest.Number(0), "a whole number from 1 to 4"},
	})
	wantAccepted(t, sandbox.JumpCloud, acctest.Settings{
		"api_key": acctest.String("x"), "organization_id": acctest.String("5F2A9C1E7B3D4A0012C4E8F1"), "region": acctest.String("in"),
		"base_url": acctest.String("https://proxy.example.com/jumpcloud/"), "max_concurrency": acctest.Number(4),
	})
}

// Requests have a user agent, and there are never more concurrent requests than
// the limit.
func TestJumpCloudRequests(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		settings acctest.Settings
		limit    int
	}{
		"one":     {acctest.Settings{"max_concurrency": acctest.Number(1)}, 1},
		"four":    {acctest.Settings{"max_concurrency": acctest.Number(4)}, 4},
		"default": {nil, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			w.JumpCloud = world.GenerateJumpCloud(1, 250, 250)
			systems := acctest.StartWorld(t, w, sandbox.WithLatency(2*time.Millisecond))
			settings := jumpCloudSettings(systems)
			maps.Copy(settings, test.settings)
			wantNoDiagnostics(t, readWith(t, sandbox.JumpCloud, settings, "vendorrisk_jumpcloud_posture", nil))
			wantRequestsTo(t, systems, sandbox.JumpCloud, test.limit)
		})
	}
}
