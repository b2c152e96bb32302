// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package acctest is the harness of tests and programs that run the provider:
// under real Terraform, or in process over the plugin protocol, with the
// sandbox for a peer.
package acctest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// ProviderFactories are what resource.TestCase needs to run this provider, as
// main serves it, in the process of the test.
func ProviderFactories() map[string]func() (tfprotov6.ProviderServer, error) {
	provider.LimitFrameworkLog()
	return map[string]func() (tfprotov6.ProviderServer, error){
		"vendorrisk": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("test")(), nil },
	}
}

// StartSandbox serves the default world until the test ends.
func StartSandbox(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return StartWorld(t, world.Default(), options...)
}

// StartWorld serves a world until the test ends.
func StartWorld(t *testing.T, w *world.World, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.Start(t, w, options...)
}

// ProviderConfig is the provider's configuration that points at a sandbox.
// settings are further lines of every system's object, "max_retries = 0".
func ProviderConfig(systems *sandbox.Sandbox, settings ...string) string {
	var lines strings.Builder
	for _, setting := range settings {
		lines.WriteString("    " + setting + "\n")
	}
	return fmt.Sprintf(`
provider "vendorrisk" {
  jumpcloud = {
    base_url        = %q
    api_key         = %q
    organization_id = %q
%[9]s  }
  nowsecure = {
    api_url     = %[4]q
    lab_api_url = %[5]q
    api_token   = %[6]q
%[9]s  }
  securityscorecard = {
    base_url  = %[7]q
    api_token = %[8]q
%[9]s  }
}
`, systems.JumpCloud.BaseURL, systems.JumpCloud.APIKey, systems.JumpCloud.OrganizationID,
		systems.NowSecure.APIURL, systems.NowSecure.LabAPIURL, systems.NowSecure.Token,
		systems.SecurityScorecard.BaseURL, systems.SecurityScorecard.Token, lines.String())
}
