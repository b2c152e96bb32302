// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
)

// dataSource is what the data sources of this package have in common.
type dataSource struct{ entity }

func (d *dataSource) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = d.typeName(request.ProviderTypeName)
}

func (d *dataSource) Configure(_ context.Context, request datasource.ConfigureRequest, response *datasource.ConfigureResponse) {
	d.configure(request.ProviderData, &response.Diagnostics)
}
