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

// ProcessUnityConfig is the provider's configuration that points at a
// sandbox's ProcessUnity, without retries. settings are further lines of its
// object.
func ProcessUnityConfig(systems *sandbox.Sandbox, settings ...string) string {
	var lines strings.Builder
	for _, setting := range settings {
		lines.WriteString("    " + setting + "\n")
	}
	at := systems.ProcessUnity
	return fmt.Sprintf(`
provider "vendorrisk" {
  processunity = {
    base_url         = %q
    username         = %q
    password         = %q
    service_name     = %q
    service_password = %q
    max_retries      = 0
%s  }
}
`, at.BaseURL, at.Username, at.Password, at.ServiceName, at.ServicePassword, lines.String())
}

// ConfigureProcessUnity points the provider at a sandbox's ProcessUnity,
// without retries.
func (s *Server) ConfigureProcessUnity(ctx context.Context, t *testing.T, systems *sandbox.Sandbox) {
	t.Helper()
	s.ConfigureSystems(ctx, t, map[string]map[string]tftypes.Value{"processunity": {
		"base_url":         String(systems.ProcessUnity.BaseURL),
		"username":         String(systems.ProcessUnity.Username),
		"password":         String(systems.ProcessUnity.Password),
		"service_name":     String(systems.ProcessUnity.ServiceName),
		"service_password": String(systems.ProcessUnity.ServicePassword),
		"max_retries":      Number(0),
	}})
}
