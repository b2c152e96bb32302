// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// BenchmarkStart is what the provider does in each start, without the start of the
// process. Terraform starts it three times for a plan, and asks for all schemas
// once or more often.
func BenchmarkStart(b *testing.B) {
	b.Run("schema", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := provider.NewServer("test")().GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("metadata", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := provider.NewServer("test")().GetMetadata(b.Context(), &tfprotov6.GetMetadataRequest{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
