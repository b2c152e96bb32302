// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// BenchmarkRead is what the provider spends on a read of ten thousand companies,
// the request and the wire value included, and not what Terraform then does.
func BenchmarkRead(b *testing.B) {
	systems, err := sandbox.Start(b.Context(), world.Generate(1, world.Size{Companies: 10_000, Portfolios: 1}))
	if err != nil {
		b.Fatal(err)
	}
	const companies = "vendorrisk_securityscorecard_companies"
	schemas, err := provider.NewServer("test")().GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	configuration := wire(b, schemas.Provider.ValueType(), map[string]tftypes.Value{
		"securityscorecard": objectOf(b, schemas.Provider.ValueType(), "securityscorecard", map[string]tftypes.Value{
			"base_url":  tftypes.NewValue(tftypes.String, systems.SecurityScorecard.BaseURL),
			"api_token": tftypes.NewValue(tftypes.String, systems.SecurityScorecard.Token),
		}),
	})
	arguments := wire(b, schemas.DataSourceSchemas[companies].ValueType(), nil)
	b.ReportAllocs()
	for b.Loop() {
		server := provider.NewServer("test")()
		if _, err := server.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{Config: configuration}); err != nil {
			b.Fatal(err)
		}
		response, err := server.ReadDataSource(b.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: companies, Config: arguments})
		if err != nil || len(response.Diagnostics) > 0 {
			b.Fatal(err, response.Diagnostics)
		}
	}
}

// objectOf is an object that is an attribute of another. What is omitted is null.
func objectOf(b *testing.B, outer tftypes.Type, attribute string, values map[string]tftypes.Value) tftypes.Value {
	b.Helper()
	return complete(b, outer.(tftypes.Object).AttributeTypes[attribute], values) //nolint:forcetypeassert // it is in the schema
}

func complete(b *testing.B, valueType tftypes.Type, values map[string]tftypes.Value) tftypes.Value {
	b.Helper()
	all := map[string]tftypes.Value{}
	for name, attribute := range valueType.(tftypes.Object).AttributeTypes { //nolint:forcetypeassert // it is in the schema
		all[name] = tftypes.NewValue(attribute, nil)
		if value, ok := values[name]; ok {
			all[name] = value
		}
	}
	return tftypes.NewValue(valueType, all)
}

func wire(b *testing.B, valueType tftypes.Type, values map[string]tftypes.Value) *tfprotov6.DynamicValue {
	b.Helper()
	value, err := tfprotov6.NewDynamicValue(valueType, complete(b, valueType, values))
	if err != nil {
		b.Fatal(err)
	}
	return &value
}
