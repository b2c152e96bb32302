// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Open opens an ephemeral resource. Omitted arguments are null.
func (s *Server) Open(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) (map[string]tftypes.Value, []*tfprotov6.Diagnostic) {
	t.Helper()
	configType := objectType(t, s.schemas.EphemeralResourceSchemas[typeName])
	response, err := s.provider.OpenEphemeralResource(ctx, &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: typeName,
		Config:   dynamic(t, configType, object(t, configType, arguments)),
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := response.Result.Unmarshal(configType)
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := result.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes, response.Diagnostics
}

// ValidateEphemeral is Validate for an ephemeral resource.
func (s *Server) ValidateEphemeral(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	configType := objectType(t, s.schemas.EphemeralResourceSchemas[typeName])
	response, err := s.provider.ValidateEphemeralResourceConfig(ctx, &tfprotov6.ValidateEphemeralResourceConfigRequest{
		TypeName: typeName,
		Config:   dynamic(t, configType, object(t, configType, arguments)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}
