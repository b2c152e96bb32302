// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"os"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

func TestLimitFrameworkLog(t *testing.T) {
	for name, test := range map[string]struct {
		environment map[string]string
		want        string
	}{
		"not requested":       {nil, "DEBUG"},
		"less is asked for":   {map[string]string{"TF_LOG": "INFO"}, "DEBUG"},
		"only of Terraform":   {map[string]string{"TF_LOG_CORE": "TRACE"}, "DEBUG"},
		"traces":              {map[string]string{"TF_LOG": "trace"}, ""},
		"traces as JSON":      {map[string]string{"TF_LOG": "JSON"}, ""},
		"traces of providers": {map[string]string{"TF_LOG_PROVIDER": "TRACE"}, ""},
		"traces of the SDK":   {map[string]string{"TF_LOG_SDK": "TRACE"}, ""},
		"a level is set":      {map[string]string{"TF_LOG_SDK_FRAMEWORK": "ERROR"}, "ERROR"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"TF_LOG", "TF_LOG_CORE", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK"} {
				t.Setenv(variable, test.environment[variable])
			}
			provider.LimitFrameworkLog()
			if got := os.Getenv("TF_LOG_SDK_FRAMEWORK"); got != test.want {
				t.Errorf("the level is %q, want %q", got, test.want)
			}
		})
	}
}
