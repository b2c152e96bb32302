// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Listed is one result of a list resource.
type Listed struct {
	DisplayName string
	Identity    map[string]any
	// Resource is nil unless it was asked for.
	Resource    map[string]any
	Diagnostics []*tfprotov6.Diagnostic
}

// List lists the resources of a type, as terraform query does. It needs a Terraform
// of its own: 1.14 or later.
func (s *Server) List(ctx context.Context, t *testing.T, typeName string, limit int64, includeResource bool, arguments map[string]tftypes.Value) []Listed {
	t.Helper()
	provider, ok := s.provider.(tfprotov6.ProviderServerWithListResource) //nolint:staticcheck // until ProviderServer has it
	if !ok {
		t.Fatalf("a %T has no list resources", s.provider)
	}
	configType := objectType(t, s.schemas.ListResourceSchemas[typeName])
	stream, err := provider.ListResource(ctx, &tfprotov6.ListResourceRequest{
		TypeName: typeName, Config: dynamic(t, configType, object(t, configType, arguments)), IncludeResource: includeResource, Limit: limit,
	})
	if err != nil {
		t.Fatal(err)
	}
	m := NewManaged(t, s, typeName)
	var all []Listed
	for result := range stream.Results { //nolint:contextcheck // Identity has the context of the test
		listed := Listed{DisplayName: result.DisplayName, Diagnostics: result.Diagnostics}
		if result.Identity != nil {
			m.identity = result.Identity
			listed.Identity = m.Identity(t)
		}
		if result.Resource != nil {
			listed.Resource = PlainAttributes(t, as[map[string]tftypes.Value](t, m.unmarshal(t, result.Resource)))
		}
		all = append(all, listed)
	}
	return all
}
