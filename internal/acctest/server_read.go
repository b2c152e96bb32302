// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// NewSandboxServer returns the provider, configured with ConfigureSandbox.
func NewSandboxServer(t *testing.T, systems *sandbox.Sandbox) *Server {
	t.Helper()
	server := NewServer(t)
	server.ConfigureSandbox(t.Context(), t, systems)
	return server
}

// MustRead reads a data source and returns its attributes as Plain does. The test
// fails on any diagnostic.
func (s *Server) MustRead(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) map[string]any {
	t.Helper()
	state, diagnostics := s.Read(ctx, t, typeName, arguments)
	if len(diagnostics) > 0 {
		t.Fatalf("%s: %s", typeName, Explain(diagnostics))
	}
	return PlainAttributes(t, state)
}

// ReadError reads a data source and returns its only diagnostic, which must be an
// error. Only the arguments may have values.
func (s *Server) ReadError(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) *tfprotov6.Diagnostic {
	t.Helper()
	state, diagnostics := s.Read(ctx, t, typeName, arguments)
	for attribute, value := range state {
		if _, isArgument := arguments[attribute]; !isArgument && !value.IsNull() {
			t.Errorf("%s: %s has a value in addition to the error: %s", typeName, attribute, value)
		}
	}
	return OnlyError(t, diagnostics)
}
