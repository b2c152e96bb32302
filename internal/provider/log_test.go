// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"os"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

func TestLimitLog(t *testing.T) {
	for name, test := range map[string]struct {
		environment          map[string]string
		wantSDK, wantRequest string
	}{
		"nothing is asked for": {nil, "OFF", "OFF"},
		"a level":              {map[string]string{"TF_LOG": "INFO"}, "INFO", "INFO"},
		"of Terraform alone":   {map[string]string{"TF_LOG_CORE": "TRACE"}, "OFF", "OFF"},
		"of providers":         {map[string]string{"TF_LOG": "ERROR", "TF_LOG_PROVIDER": "DEBUG"}, "DEBUG", "DEBUG"},
		"as JSON":              {map[string]string{"TF_LOG": "json"}, "TRACE", "TRACE"},
		"of the SDK":           {map[string]string{"TF_LOG_SDK": "TRACE"}, "TRACE", "OFF"},
		"of this provider":     {map[string]string{"TF_LOG": "WARN", "TF_LOG_PROVIDER_VENDORRISK": "DEBUG"}, "WARN", "DEBUG"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"TF_LOG", "TF_LOG_CORE", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_PROVIDER_VENDORRISK"} {
				t.Setenv(variable, test.environment[variable])
			}
			provider.LimitLog()
			if sdk, request := os.Getenv("TF_LOG_SDK"), os.Getenv("TF_LOG_PROVIDER_VENDORRISK"); sdk != test.wantSDK || request != test.wantRequest {
				t.Errorf("the levels are %q and %q, want %q and %q", sdk, request, test.wantSDK, test.wantRequest)
			}
		})
	}
}
