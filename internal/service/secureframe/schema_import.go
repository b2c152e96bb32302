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
	identity := parseSchemaID(request.ID)
	if request.ID == "" && request.Identity != nil {
		response.Diagnostics.Append(framework.Decode(request.Identity.Raw, &identity)...)
	}
	if !identity.isValid() {
		response.Diagnostics.AddError("Invalid Import ID",
			"The import ID of a Secureframe schema is connection_id/vendor_slug/schema_slug, a UUID and two slugs, for example "+
				"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/securityscorecard/vendor_scorecards.")
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

// parseSchemaID splits an ID into its parts. It is empty for an invalid ID.
func parseSchemaID(id string) schemaIdentity {
	parts := strings.SplitN(id, "/", 3)
	if len(parts) < 3 {
		return schemaIdentity{}
	}
	return schemaIdentity{ConnectionID: parts[0], VendorSlug: parts[1], SchemaSlug: parts[2]}
}

// isValid reports whether a schema can have the identity.
func (i schemaIdentity) isValid() bool {
	c := contract.Contract{ConnectionID: i.ConnectionID, VendorSlug: i.VendorSlug, SchemaSlug: i.SchemaSlug}
	return len(c.ValidateIdentity()) == 0
}
