// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package jumpcloud has the data sources over JumpCloud.
package jumpcloud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// dataSource is what the data sources of this package have in common.
type dataSource struct {
	clients *clients.Set
	// name is the type name without the provider's and the system's.
	name string
}

func (d *dataSource) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_jumpcloud_" + d.name
}

func (d *dataSource) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	if set, ok := framework.ProviderData[*clients.Set](request.ProviderData, &response.Diagnostics); ok {
		d.clients = set
	}
}

// client returns the client, or adds why there is none.
func (d *dataSource) client(diags *diag.Diagnostics) (*api.Client, bool) {
	client, err := d.clients.JumpCloud()
	if err != nil {
		diags.AddError("Unable to Use JumpCloud", err.Error())
		return nil, false
	}
	return client, true
}

// includeNamesAttribute asks for what names people and devices.
func includeNamesAttribute(names string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether " + names + ". They are personal data, and then stand in the state. Default: `false`.",
		Optional:            true,
	}
}

// stateFilterAttribute is a filter by a value that may not be known.
func stateFilterAttribute(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description + " What is not known counts as `false`: it is not taken for good.",
		Optional:            true,
	}
}

// keeps reports whether a value fits a filter.
func keeps(filter types.Bool, value *bool) bool {
	return filter.IsNull() || filter.ValueBool() == (value != nil && *value)
}

// named returns a name where names are asked for.
func named(include types.Bool, name string) string {
	if !include.ValueBool() {
		return ""
	}
	return name
}

// totalAttribute counts a list.
func totalAttribute() schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "The number of objects in the list.",
		Computed:            true,
	}
}
