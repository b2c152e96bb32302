// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"slices"
	"strings"
)

// environment returns the environment of Terraform. It removes the variables of
// Terraform and of the systems from the caller's environment.
func (t *Terraform) environment(caller []string) []string {
	kept := slices.DeleteFunc(slices.Clone(caller), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return strings.HasPrefix(name, "TF_") || isConnection(name)
	})
	return append(kept,
		"CHECKPOINT_DISABLE=1",
		"TF_CLI_ARGS=-no-color",
		"TF_CLI_CONFIG_FILE="+t.cliConfig,
		"TF_INPUT=0",
		"TF_IN_AUTOMATION=1",
	)
}

// isConnection reports whether a variable may have a system's address or
// credential.
func isConnection(name string) bool {
	return slices.ContainsFunc([]string{
		"_API_URL", "_BASE_URL", "_UI_URL", "_TOKEN", "_KEY", "_SECRET", "_USERNAME", "_PASSWORD", "_SERVICE_NAME", "_REQUESTS_PER_HOUR",
		"JUMPCLOUD_ORG_ID", "JUMPCLOUD_REGION", "SECUREFRAME_REGION",
	}, func(suffix string) bool {
		return strings.HasSuffix(name, suffix)
	})
}
