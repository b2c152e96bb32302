// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// SecureframeConfig is the provider's configuration that points at a sandbox's
// Secureframe, without retries. settings are further lines of its object.
func SecureframeConfig(systems *sandbox.Sandbox, settings ...string) string {
	var lines strings.Builder
	for _, setting := range settings {
		lines.WriteString("    " + setting + "\n")
	}
	return fmt.Sprintf(`
provider "vendorrisk" {
  secureframe = {
    base_url    = %q
    api_key     = %q
    api_secret  = %q
    max_retries = 0
%s  }
}
`, systems.Secureframe.BaseURL, systems.Secureframe.Key, systems.Secureframe.Secret, lines.String())
}

// ConfigureSecureframe points the provider at a sandbox's Secureframe, without
// retries.
func (s *Server) ConfigureSecureframe(ctx context.Context, t *testing.T, systems *sandbox.Sandbox) {
	t.Helper()
	s.ConfigureSystems(ctx, t, map[string]map[string]tftypes.Value{"secureframe": {
		"base_url":    String(systems.Secureframe.BaseURL),
		"api_key":     String(systems.Secureframe.Key),
		"api_secret":  String(systems.Secureframe.Secret),
		"max_retries": Number(0),
	}})
}
