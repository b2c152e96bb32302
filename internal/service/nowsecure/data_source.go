// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package nowsecure has the data sources over NowSecure.
package nowsecure

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
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
	response.TypeName = request.ProviderTypeName + "_nowsecure_" + d.name
}

func (d *dataSource) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	if set, ok := framework.ProviderData[*clients.Set](request.ProviderData, &response.Diagnostics); ok {
		d.clients = set
	}
}

// client returns the client, or adds why there is none.
func (d *dataSource) client(diags *diag.Diagnostics) (*api.Client, bool) {
	client, err := d.clients.NowSecure()
	if err != nil {
		diags.AddError("Unable to Use NowSecure", err.Error())
		return nil, false
	}
	return client, true
}
