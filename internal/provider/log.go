// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"os"
	"strings"
)

// frameworkLogLevel is the framework's environment variable for its log level.
const frameworkLogLevel = "TF_LOG_SDK_FRAMEWORK"

// LimitFrameworkLog turns the framework's traces off in this process, unless the
// environment asks for them. Otherwise Terraform would discard them. The
// framework traces every element of every value, which takes a third of a plan
// with a gate over ten thousand companies.
func LimitFrameworkLog() {
	if os.Getenv(frameworkLogLevel) != "" {
		return
	}
	for _, variable := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"} {
		// JSON is TRACE in another format.
		if level := strings.ToUpper(os.Getenv(variable)); level == "TRACE" || level == "JSON" {
			return
		}
	}
	_ = os.Setenv(frameworkLogLevel, "DEBUG") // If it fails, the provider is only slower.
}
