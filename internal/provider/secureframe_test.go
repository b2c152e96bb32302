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

const secureframePush = "/custom_connections/" + world.ScorecardsConnectionID + "/data"

// pushOne pushes one record with the given settings of Secureframe. nil means
// that Secureframe is not configured.
func pushOne(t *testing.T, settings acctest.Settings) []*tfprotov6.Diagnostic {
	t.Helper()
	m := acctest.NewManaged(t, acctest.NewServer(t), "vendorrisk_secureframe_push")
	m.Server.Configure(t.Context(), t, map[string]acctest.Settings{"secureframe": settings})
	fields := m.Type(t).AttributeTypes["schema"].(tftypes.Object).AttributeTypes["fields"].(tftypes.Map) //nolint:forcetypeassert // a test may panic
	schemaType := m.Type(t).AttributeTypes["schema"]
	planned := m.Plan(t.Context(), t, map[string]tftypes.Value{
		"schema": tftypes.NewValue(schemaType, map[string]tftypes.Value{
			"connection_id": acctest.String(world.ScorecardsConnectionID), "vendor_slug": acctest.String("securityscorecard"),
			"schema_slug": acctest.String("s"), "primary_id": acctest.String("id"),
			"fields":   tftypes.NewValue(fields, map[string]tftypes.Value{}),
			"category": tftypes.NewValue(tftypes.String, nil),
			"mapping":  tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, nil),
		}),
		"records": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": acctest.String("{}")}),
	})
	if len(planned.Diagnostics) > 0 {
		t.Fatalf("the plan must not need the settings: %s", acctest.Explain(planned.Diagnostics))
	}
	return m.Apply(t.Context(), t, planned)
}

// secureframeSettings point to a sandbox.
func secureframeSettings(systems *sandbox.Sandbox) acctest.Settings {
	return acctest.SandboxSettings(systems, sandbox.Secureframe)
}

func TestSecureframeConfiguration(t *testing.T) { //nolint:paralleltest // its cases set environment variables
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	of := func(systems *sandbox.Sandbox) map[string]string {
		return map[string]string{
			"SECUREFRAME_API_KEY": systems.Secureframe.Key, "SECUREFRAME_API_SECRET": systems.Secureframe.Secret,
			"SECUREFRAME_BASE_URL": systems.Secureframe.BaseURL,
		}
	}
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	configuredUse{
		name: "Secureframe", systems: systems, other: other, use: pushOne, requests: map[string]int{secureframePush: 1},
	}.run(t, map[string]configured{
		"configured":                         {secureframeSettings(systems), nil, nil},
		"configured, not by the environment": {secureframeSettings(systems), of(other), nil},
		"by the environment":                 {without(secureframeSettings(systems), "api_key", "api_secret", "base_url"), of(systems), nil},
		"nothing":                            {nil, nil, []string{"api_key", "SECUREFRAME_API_KEY"}},
		"no secret":                          {without(secureframeSettings(systems), "api_secret"), nil, []string{"api_secret", "SECUREFRAME_API_SECRET"}},
		"no key":                             {without(secureframeSettings(systems), "api_key"), nil, []string{"api_key", "SECUREFRAME_API_KEY"}},
		"a secret with a line end":           {without(secureframeSettings(systems), "api_secret"), map[string]string{"SECUREFRAME_API_SECRET": "hunter2\n"}, []string{"SECUREFRAME_API_SECRET", "white space"}},
		"a secret that is not known yet":     {with(secureframeSettings(systems), "api_secret", unknown), of(systems), []string{"not known yet", "Secureframe"}},
		"a region that is not known yet":     {with(secureframeSettings(systems), "region", unknown), of(systems), []string{"not known yet", "Secureframe"}},
		"no such region":                     {secureframeSettings(systems), map[string]string{"SECUREFRAME_REGION": "eu"}, []string{"SECUREFRAME_REGION", "us, uk"}},
		"a region and a base URL":            {with(secureframeSettings(systems), "region", acctest.String("uk")), nil, nil},
		"http off loopback":                  {without(secureframeSettings(systems), "base_url"), map[string]string{"SECUREFRAME_BASE_URL": "http://api.secureframe.com"}, []string{"SECUREFRAME_BASE_URL", "https"}},
	})
}
