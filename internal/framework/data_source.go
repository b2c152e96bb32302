// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Values are the wire values of attributes, by name.
type Values = map[string]tftypes.Value

// DataSource declares the parts that are specific to a data source: its schema,
// its arguments and its read. NewDataSource adds what all data sources have in
// common. C is the system's client, and A is the struct that Decode reads the
// arguments into.
type DataSource[C, A any] struct {
	// Name is the type name without the names of the provider and the system:
	// "companies".
	Name   string
	Schema func() schema.Schema
	// Validators and Validate refuse conflicting arguments. Both may be nil. The
	// configuration that Validate gets may have unknown values.
	Validators []datasource.ConfigValidator
	Validate   func(config tftypes.Value) diag.Diagnostics
	// Read returns the computed attributes. If they are nil, nothing is stored.
	// They are stored even with an error, which still fails the read.
	Read func(ctx context.Context, client C, arguments A) (Values, diag.Diagnostics)
}

// NewDataSource returns a data source of a system.
func NewDataSource[S, C, A any](system System[S, C], declared DataSource[C, A]) datasource.DataSource {
	return &dataSource[S, C, A]{reader[S, C, A]{system: system, declared: declared}}
}

// reader is what the data source and the ephemeral resource of one declaration
// have in common.
type reader[S, C, A any] struct {
	system   System[S, C]
	declared DataSource[C, A]
	set      S
}

// validate refuses arguments. The configuration may have unknown values.
func (r *reader[S, C, A]) validate(config tftypes.Value) diag.Diagnostics {
	if r.declared.Validate == nil {
		return nil
	}
	return r.declared.Validate(config)
}

// read returns the computed attributes. If they are nil, nothing is stored.
func (r *reader[S, C, A]) read(ctx context.Context, config tftypes.Value) (Values, diag.Diagnostics) {
	var arguments A
	diags := Decode(config, &arguments)
	if diags.HasError() {
		return nil, diags
	}
	client, ok := r.system.client(r.set, &diags)
	if !ok {
		return nil, diags
	}
	return r.declared.Read(ctx, client, arguments)
}

type dataSource[S, C, A any] struct{ reader[S, C, A] }

func (d *dataSource[S, C, A]) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = d.system.typeName(request.ProviderTypeName, d.declared.Name)
}

func (d *dataSource[S, C, A]) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = d.declared.Schema()
}

func (d *dataSource[S, C, A]) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	d.set = providerData[S](request.ProviderData, &response.Diagnostics)
}

func (d *dataSource[S, C, A]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return d.declared.Validators
}

func (d *dataSource[S, C, A]) ValidateConfig(_ context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse) {
	response.Diagnostics.Append(d.validate(request.Config.Raw)...)
}

func (d *dataSource[S, C, A]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	computed, diags := d.read(ctx, request.Config.Raw)
	response.Diagnostics.Append(diags...)
	if computed != nil {
		response.Diagnostics.Append(setState(ctx, &response.State, request.Config, computed)...)
	}
}
