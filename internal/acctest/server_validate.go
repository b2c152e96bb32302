// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Validate validates the arguments of a data source, as a plan does before the
// read. Omitted arguments are null.
func (s *Server) Validate(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	configType := s.Schema(t, typeName)
	response, err := s.provider.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: typeName,
		Config:   dynamic(t, configType, object(t, configType, arguments)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

// WantRefused checks that the arguments of a data source are refused with one
// error with the words, at the attribute if that is not "".
func (s *Server) WantRefused(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value, attribute string, words ...string) {
	t.Helper()
	failure := OnlyError(t, s.Validate(ctx, t, typeName, arguments))
	WantText(t, failure, words...)
	if attribute != "" {
		WantAttribute(t, failure, attribute)
	}
}

// WantAccepted checks that the arguments of a data source are accepted.
func (s *Server) WantAccepted(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) {
	t.Helper()
	if diagnostics := s.Validate(ctx, t, typeName, arguments); len(diagnostics) > 0 {
		t.Error(Explain(diagnostics))
	}
}
