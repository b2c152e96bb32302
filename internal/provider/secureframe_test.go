// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"strings"
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
func pushOne(t *testing.T, settings map[string]tftypes.Value) []*tfprotov6.Diagnostic {
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

func secureframeSettings(systems *sandbox.Sandbox) map[string]tftypes.Value {
	return map[string]tftypes.Value{
		"base_url":    acctest.String(systems.Secureframe.BaseURL),
		"api_key":     acctest.String(systems.Secureframe.Key),
		"api_secret":  acctest.String(systems.Secureframe.Secret),
		"max_retries": acctest.Number(0),
	}
}

func wantPushes(t *testing.T, systems *sandbox.Sandbox, want int) {
	t.Helper()
	if got := systems.Requests.Count(sandbox.Path(secureframePush)); got != want {
		t.Errorf("%d pushes, want %d", got, want)
	}
}

func TestSecureframeConfiguration(t *testing.T) {
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	without := func(names ...string) map[string]tftypes.Value {
		settings := secureframeSettings(systems)
		for _, name := range names {
			delete(settings, name)
		}
		return settings
	}
	of := func(systems *sandbox.Sandbox) map[string]string {
		return map[string]string{
			"SECUREFRAME_API_KEY": systems.Secureframe.Key, "SECUREFRAME_API_SECRET": systems.Secureframe.Secret,
			"SECUREFRAME_BASE_URL": systems.Secureframe.BaseURL,
		}
	}
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	for name, test := range map[string]struct {
		settings    map[string]tftypes.Value
		environment map[string]string
		// failure has words of the only error. If it is empty, the push succeeds.
		failure []string
	}{
		"configured":                         {secureframeSettings(systems), nil, nil},
		"configured, not by the environment": {secureframeSettings(systems), of(other), nil},
		"by the environment":                 {without("api_key", "api_secret", "base_url"), of(systems), nil},
		"nothing":                            {nil, nil, []string{"api_key", "SECUREFRAME_API_KEY"}},
		"no secret":                          {without("api_secret"), nil, []string{"api_secret", "SECUREFRAME_API_SECRET"}},
		"no key":                             {without("api_key"), nil, []string{"api_key", "SECUREFRAME_API_KEY"}},
		"a secret with a line end":           {without("api_secret"), map[string]string{"SECUREFRAME_API_SECRET": "hunter2\n"}, []string{"SECUREFRAME_API_SECRET", "white space"}},
		"a secret that is not known yet":     {withSetting(secureframeSettings(systems), "api_secret", unknown), of(systems), []string{"not known yet", "Secureframe"}},
		"a region that is not known yet":     {withSetting(secureframeSettings(systems), "region", unknown), of(systems), []string{"not known yet", "Secureframe"}},
		"no such region":                     {secureframeSettings(systems), map[string]string{"SECUREFRAME_REGION": "eu"}, []string{"SECUREFRAME_REGION", "us, uk"}},
		"a region and a base URL":            {withSetting(secureframeSettings(systems), "region", acctest.String("uk")), nil, nil},
		"http off loopback":                  {without("base_url"), map[string]string{"SECUREFRAME_BASE_URL": "http://api.secureframe.com"}, []string{"SECUREFRAME_BASE_URL", "https"}},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range test.environment {
				t.Setenv(variable, value)
			}
			systems.Requests.Reset()
			diagnostics := pushOne(t, test.settings)
			wantPushes(t, other, 0)
			if test.failure == nil {
				if len(diagnostics) > 0 {
					t.Error(acctest.Explain(diagnostics))
				}
				wantPushes(t, systems, 1)
				return
			}
			text := acctest.Explain(diagnostics)
			if len(diagnostics) != 1 || !strings.Contains(text, "Unable to Use Secureframe") || strings.Contains(text, "hunter2") {
				t.Error(text)
			}
			for _, word := range test.failure {
				if !strings.Contains(text, word) {
					t.Errorf("the error does not say %q: %s", word, text)
				}
			}
			wantPushes(t, systems, 0)
		})
	}
}

func withSetting(settings map[string]tftypes.Value, name string, value tftypes.Value) map[string]tftypes.Value {
	settings[name] = value
	return settings
}
