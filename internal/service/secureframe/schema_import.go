// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// ImportState takes the three identifiers, by the identity or as one text. The
// contract comes from the configuration: Secureframe does not tell it.
func (r *schemaResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	values := strings.SplitN(request.ID, "/", len(identifiers))
	if request.ID == "" && request.Identity != nil {
		values = nil
		for _, name := range identifiers {
			var value types.String
			response.Diagnostics.Append(request.Identity.GetAttribute(ctx, path.Root(name), &value)...)
			values = append(values, value.ValueString())
		}
	}
	if !isSchemaID(values) {
		response.Diagnostics.AddError("Invalid Import ID",
			"A Secureframe schema is imported by connection_id/vendor_slug/schema_slug, for example "+
				"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/securityscorecard/vendor_scorecards: a UUID and two slugs, with slashes between them.")
	}
	if response.Diagnostics.HasError() {
		return
	}
	for i, name := range identifiers {
		response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root(name), values[i])...)
		if response.Identity != nil {
			response.Diagnostics.Append(response.Identity.SetAttribute(ctx, path.Root(name), values[i])...)
		}
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("id"), strings.Join(values, "/"))...)
}

// isSchemaID reports whether the identifiers may be those of a schema.
func isSchemaID(values []string) bool {
	if len(values) != len(identifiers) {
		return false
	}
	imported := contract.Contract{ConnectionID: values[0], VendorSlug: values[1], SchemaSlug: values[2]}
	return !slices.ContainsFunc(imported.Validate(), func(found problem.Problem) bool {
		return slices.Contains(identifiers, found.Attribute)
	})
}
