// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"os"
	"strings"
)

const (
	sdkLogLevel      = "TF_LOG_SDK"
	providerLogLevel = "TF_LOG_PROVIDER"
)

// LimitLog turns off what Terraform would drop of this process's log, unless the
// environment asks for it. Otherwise everything is written as JSON, read by Terraform,
// and dropped: a line for each request, and for each element of some values.
//
// The framework and the protocol have loggers of their own. That they would write
// nothing is found quickly only if their own level says so: otherwise each line of a
// value's walk looks for its logger in a context that is as deep as the walk is long.
func LimitLog() {
	asked := cmp.Or(os.Getenv(providerLogLevel), os.Getenv("TF_LOG"), "OFF")
	if strings.EqualFold(asked, "JSON") {
		asked = "TRACE" // In another format.
	}
	ofSDK := cmp.Or(os.Getenv(sdkLogLevel), asked)
	for variable, level := range map[string]string{
		sdkLogLevel:                      ofSDK,
		sdkLogLevel + "_FRAMEWORK":       ofSDK,
		sdkLogLevel + "_PROTO":           ofSDK,
		providerLogLevel + "_VENDORRISK": asked,
	} {
		if os.Getenv(variable) == "" {
			_ = os.Setenv(variable, level) // If it fails, the provider is only slower.
		}
	}
}
