// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package secureframe has the resources that publish to Secureframe. What they
// push can neither be read back nor deleted there: their state is what was
// accepted, not what Secureframe has.
package secureframe

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// base is what the resources of this package have in common.
type base struct {
	clients *clients.Set
	// name is the type name without the provider's and the system's.
	name string
}

func (b *base) Metadata(_ context.Context, request resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_secureframe_" + b.name
}

func (b *base) Configure(_ context.Context, request resource.ConfigureRequest, response *resource.ConfigureResponse) {
	if set, ok := framework.ProviderData[*clients.Set](request.ProviderData, &response.Diagnostics); ok {
		b.clients = set
	}
}

// Read claims nothing: Secureframe cannot be asked for what was pushed.
func (b *base) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// client returns the client, or adds why there is none.
func (b *base) client(diags *diag.Diagnostics) (*api.Client, bool) {
	client, err := b.clients.Secureframe()
	if err != nil {
		diags.AddError("Unable to Use Secureframe", err.Error())
		return nil, false
	}
	return client, true
}
