// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// sandboxSettings returns the settings that point the provider to every system of
// a sandbox, by the system's attribute, without retries.
func sandboxSettings(systems *sandbox.Sandbox) map[string]map[string]any {
	all := map[string]map[string]any{
		sandbox.JumpCloud: {
			"base_url":        systems.JumpCloud.BaseURL,
			"api_key":         systems.JumpCloud.APIKey,
			"organization_id": systems.JumpCloud.OrganizationID,
		},
		sandbox.NowSecure: {
			"api_url":     systems.NowSecure.APIURL,
			"lab_api_url": systems.NowSecure.LabAPIURL,
			"api_token":   systems.NowSecure.Token,
		},
		sandbox.ProcessUnity: {
			"base_url":         systems.ProcessUnity.BaseURL,
			"username":         systems.ProcessUnity.Username,
			"password":         systems.ProcessUnity.Password,
			"service_name":     systems.ProcessUnity.ServiceName,
			"service_password": systems.ProcessUnity.ServicePassword,
		},
		sandbox.Secureframe: {
			"base_url":   systems.Secureframe.BaseURL,
			"api_key":    systems.Secureframe.Key,
			"api_secret": systems.Secureframe.Secret,
		},
		sandbox.SecurityScorecard: {
			"base_url":  systems.SecurityScorecard.BaseURL,
			"api_token": systems.SecurityScorecard.Token,
			"username":  systems.World.Account().Username,
		},
	}
	for _, settings := range all {
		settings["max_retries"] = 0
		maps.DeleteFunc(settings, func(_ string, value any) bool { return value == "" })
	}
	return all
}

// SandboxSettings returns the settings that point the provider to one system of a
// sandbox, without retries.
func SandboxSettings(systems *sandbox.Sandbox, system string) Settings {
	settings := Settings{}
	for name, value := range sandboxSettings(systems)[system] {
		settings[name] = inferred(value)
	}
	return settings
}

// ProviderConfig returns the provider's configuration in HCL that points to every
// system of a sandbox, without retries. changes apply to the settings of every
// system. A nil value removes a setting.
func ProviderConfig(systems *sandbox.Sandbox, changes ...map[string]any) string {
	all := sandboxSettings(systems)
	lines := []string{"", "provider \"vendorrisk\" {"}
	for _, system := range slices.Sorted(maps.Keys(all)) {
		for _, change := range changes {
			maps.Copy(all[system], change)
		}
		object, err := json.Marshal(all[system]) // A JSON object is valid HCL.
		if err != nil {
			panic(err)
		}
		lines = append(lines, fmt.Sprintf("  %s = %s", system, object))
	}
	return strings.Join(append(lines, "}", ""), "\n")
}
