// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// tables is a provider whose one data source returns many rows.
type tables struct {
	provider.Provider

	rows []row
}

func (t tables) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}
func (t tables) Resources(context.Context) []func() resource.Resource                     { return nil }

func (t tables) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "tables"
}

func (t tables) DataSources(context.Context) []func() datasource.DataSource {
	system := framework.System[any, any]{Client: func(any) (any, error) { return nil, nil }}
	return []func() datasource.DataSource{func() datasource.DataSource {
		return framework.NewDataSource(system, framework.DataSource[any, struct{}]{
			Name: "rows",
			Schema: func() schema.Schema {
				return schema.Schema{Attributes: map[string]schema.Attribute{"rows": rowColumns.ListAttribute("Rows.")}}
			},
			Read: func(context.Context, any, struct{}) (framework.Values, diag.Diagnostics) {
				return framework.Values{"rows": rowColumns.List(t.rows)}, nil //nolint:contextcheck // types take one that nothing uses
			},
		})
	}}
}

// readRows reads the only data source of a server, and returns its state.
func readRows(t *testing.T, server tfprotov6.ProviderServer) tftypes.Value {
	t.Helper()
	stateType := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"rows": tftypes.List{ElementType: rowColumns.Type()}}}
	config, err := tfprotov6.NewDynamicValue(stateType, tftypes.NewValue(stateType, map[string]tftypes.Value{"rows": rowColumns.ListOrNull(nil)}))
	if err != nil {
		t.Fatal(err)
	}
	response, err := server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "tables_rows", Config: &config})
	if err != nil || len(response.Diagnostics) > 0 {
		t.Fatal(err, response.Diagnostics)
	}
	state, err := response.State.Unmarshal(stateType)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// A state bypasses the framework, which would walk every value several times,
// and the result is the same. Allocations are counted for the whole process, so
// no other test may run at the same time.
func TestServer_goesPastTheFramework(t *testing.T) { //nolint:paralleltest // AllocsPerRun refuses to run in a parallel test
	source := tables{rows: make([]row, 1000)}
	for i := range source.rows {
		source.rows[i] = rows()[2]
	}
	bare := providerserver.NewProtocol6(source)()
	served := framework.NewServer(bare)
	if !readRows(t, served).Equal(readRows(t, bare)) {
		t.Error("the state is not the one of the framework")
	}
	allocations := func(server tfprotov6.ProviderServer) float64 {
		return testing.AllocsPerRun(1, func() { readRows(t, server) })
	}
	if ratio := allocations(served) / allocations(bare); ratio > 0.6 {
		t.Errorf("a read allocates %.2f times what it does in the framework alone", ratio)
	}
}
