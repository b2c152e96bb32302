// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"os"
	"strings"
)

// logLevels are the environment variables for the log levels of this process: of
// terraform-plugin-go and the framework, and of the provider.
var logLevels = []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_VENDORRISK"}

// LimitLog turns off what Terraform would drop of this process's log, unless the
// environment asks for it. Otherwise everything is written as JSON, read by Terraform,
// and dropped: a line for each request, and for each element of some values.
func LimitLog() {
	level := cmp.Or(os.Getenv("TF_LOG_PROVIDER"), os.Getenv("TF_LOG"), "OFF")
	if strings.EqualFold(level, "JSON") {
		level = "TRACE" // In another format.
	}
	for _, variable := range logLevels {
		if os.Getenv(variable) == "" {
			_ = os.Setenv(variable, level) // If it fails, the provider is only slower.
		}
	}
}
