// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"os"
	"strings"
)

// frameworkLogLevel is the framework's own variable for the level of its log.
const frameworkLogLevel = "TF_LOG_SDK_FRAMEWORK"

// LimitFrameworkLog keeps the framework of this process from tracing where
// nobody asks for traces, and Terraform would drop them. The framework traces
// every element of every value: a third of a plan that judges ten thousand
// companies.
func LimitFrameworkLog() {
	if os.Getenv(frameworkLogLevel) != "" {
		return
	}
	for _, variable := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"} {
		// JSON is TRACE in another form.
		if level := strings.ToUpper(os.Getenv(variable)); level == "TRACE" || level == "JSON" {
			return
		}
	}
	_ = os.Setenv(frameworkLogLevel, "DEBUG") // Without it, the provider is only slower.
}
