// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ImportState reads the three identifiers from the ID or from the identity. The
// contract comes from the configuration: Secureframe has no way to read it.
func (r *schemaResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	var identity schemaIdentity
	if parts := strings.SplitN(request.ID, "/", 3); len(parts) == 3 {
		identity = schemaIdentity{ConnectionID: parts[0], VendorSlug: parts[1], SchemaSlug: parts[2]}
	}
	if request.ID == "" && request.Identity != nil {
		response.Diagnostics.Append(framework.Decode(request.Identity.Raw, &identity)...)
	}
	named := contract.Contract{ConnectionID: identity.ConnectionID, VendorSlug: identity.VendorSlug, SchemaSlug: identity.SchemaSlug}
	if found := named.ValidateIdentity(); len(found) > 0 {
		response.Diagnostics.AddError("Invalid Import ID",
			"The import ID of a Secureframe schema is connection_id/vendor_slug/schema_slug, a UUID and two slugs, for example "+
				"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/securityscorecard/vendor_scorecards.\n\n"+found[0].Attribute+": "+found[0].Message)
	}
	if response.Diagnostics.HasError() {
		return
	}
	for name, value := range map[string]string{
		"id":            identity.id(),
		"connection_id": identity.ConnectionID,
		"vendor_slug":   identity.VendorSlug,
		"schema_slug":   identity.SchemaSlug,
	} {
		response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, identity)...)
}
