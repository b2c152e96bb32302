// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package processunity has the data sources and resources over ProcessUnity.
// Its web services import rows and export records: a resource is a set of rows
// that is kept asserted through one import template.
package processunity

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// entity is what the data sources and resources of this package have in common.
type entity struct {
	clients *clients.Set
	// name is the type name without the provider's and the system's.
	name string
}

func (e *entity) typeName(provider string) string { return provider + "_processunity_" + e.name }

func (e *entity) configure(data any, diags *diag.Diagnostics) {
	if set, ok := framework.ProviderData[*clients.Set](data, diags); ok {
		e.clients = set
	}
}

// client returns the client, or adds why there is none.
func (e *entity) client(diags *diag.Diagnostics) (*api.Client, bool) {
	client, err := e.clients.ProcessUnity()
	if err != nil {
		diags.AddError("Unable to Use ProcessUnity", err.Error())
		return nil, false
	}
	return client, true
}
