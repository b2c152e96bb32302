// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"os"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

func TestLimitLog(t *testing.T) {
	variables := []string{"TF_LOG", "TF_LOG_CORE", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_SDK_PROTO", "TF_LOG_PROVIDER_VENDORRISK"}
	for name, test := range map[string]struct {
		environment map[string]string
		// want are the levels of the SDK, the framework, the protocol, and the provider.
		want string
	}{
		"nothing is asked for": {nil, "OFF OFF OFF OFF"},
		"a level":              {map[string]string{"TF_LOG": "INFO"}, "INFO INFO INFO INFO"},
		"of Terraform alone":   {map[string]string{"TF_LOG_CORE": "TRACE"}, "OFF OFF OFF OFF"},
		"of providers":         {map[string]string{"TF_LOG": "ERROR", "TF_LOG_PROVIDER": "DEBUG"}, "DEBUG DEBUG DEBUG DEBUG"},
		"as JSON":              {map[string]string{"TF_LOG": "json"}, "TRACE TRACE TRACE TRACE"},
		"of the SDK":           {map[string]string{"TF_LOG_SDK": "TRACE"}, "TRACE TRACE TRACE OFF"},
		"of the framework":     {map[string]string{"TF_LOG": "WARN", "TF_LOG_SDK_FRAMEWORK": "TRACE"}, "WARN TRACE WARN WARN"},
		"of this provider":     {map[string]string{"TF_LOG": "WARN", "TF_LOG_PROVIDER_VENDORRISK": "DEBUG"}, "WARN WARN WARN DEBUG"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range variables {
				t.Setenv(variable, test.environment[variable])
			}
			provider.LimitLog()
			levels := make([]string, 0, 4)
			for _, variable := range variables[3:] {
				levels = append(levels, os.Getenv(variable))
			}
			if got := strings.Join(levels, " "); got != test.want {
				t.Errorf("the levels are %s, want %s", got, test.want)
			}
		})
	}
}
