// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ConfigureSystems configures the provider with the settings of systems, by
// their attributes; what is left out is null. It fails the test on diagnostics.
func (s *Server) ConfigureSystems(ctx context.Context, t *testing.T, systems map[string]map[string]tftypes.Value) {
	t.Helper()
	s.configure(ctx, t, s.objects(t, systems))
}

// ValidateSystems validates the settings of systems, as ConfigureSystems takes
// them.
func (s *Server) ValidateSystems(ctx context.Context, t *testing.T, systems map[string]map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	config := s.providerConfig(t, s.objects(t, systems))
	response, err := s.provider.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

func (s *Server) objects(t *testing.T, systems map[string]map[string]tftypes.Value) map[string]tftypes.Value {
	t.Helper()
	objects := map[string]tftypes.Value{}
	for name, settings := range systems {
		objects[name] = object(t, s.systemType(t, name), settings)
	}
	return objects
}
