// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ConfigureSystems configures the provider with the settings of systems, by
// their attributes; what is left out is null, as is a system without settings.
// It fails the test on diagnostics.
func (s *Server) ConfigureSystems(ctx context.Context, t *testing.T, systems map[string]map[string]tftypes.Value) {
	t.Helper()
	s.configure(ctx, t, s.objects(t, systems))
}

func (s *Server) objects(t *testing.T, systems map[string]map[string]tftypes.Value) map[string]tftypes.Value {
	t.Helper()
	objects := map[string]tftypes.Value{}
	for name, settings := range systems {
		objects[name] = tftypes.NewValue(s.systemType(t, name), nil)
		if settings != nil {
			objects[name] = object(t, s.systemType(t, name), settings)
		}
	}
	return objects
}
