// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func (r *schemaResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "`connection_id/vendor_slug/schema_slug`.",
			Computed:            true,
		},
		"bootstrap": schema.StringAttribute{
			MarkdownDescription: "A sample record as a JSON object with its primary ID, preferably with a value for every field: `jsonencode({ … })`. " +
				"It is pushed only when the resource is created. Secureframe then creates the schema from its structure, and a person can define the schema before real data arrives. " +
				"Secureframe keeps the sample like any other record and cannot delete it, so use a real record. A later change sends nothing. A replacement with the same identifiers does not push it again, unless the configuration has `create_before_destroy`.",
			Optional: true,
		},
		"allow_breaking": framework.FlagAttribute("Whether fields may be removed or change their type. Otherwise the plan refuses such changes, because Secureframe does not document what happens to existing data."),
		"destination": schema.StringAttribute{
			MarkdownDescription: "The base URL that data of the schema is sent to. Null if the provider has no credentials for Secureframe. At another base URL, a person must define the schema again, and the sample is pushed again.",
			Computed:            true,
		},
		"timeouts": framework.TimeoutsAttribute(ctx),
		"definition_steps": schema.ListAttribute{
			MarkdownDescription: "The steps that a person must complete in Secureframe before it processes any data of the schema, one step per element.",
			ElementType:         types.StringType,
			Computed:            true,
		},
	}
	maps.Copy(attributes, contractAttributes())
	response.Schema = schema.Schema{
		MarkdownDescription: "The contract of one schema of a Secureframe custom connection: the fields that its records have. " +
			"The contract cannot be sent to Secureframe. Secureframe creates a schema from the first data that it receives, and a person defines it in the Define Schema workflow, following `definition_steps`. " +
			"This resource therefore stores the contract in the state, checks records against it before they are sent, and refuses changes that Secureframe does not allow. " +
			"It reads nothing from Secureframe, and destroying it deletes nothing there. Custom connections require Secureframe's Early Access program.",
		Attributes: attributes,
	}
}

func (r *schemaResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, response *resource.IdentitySchemaResponse) {
	identifier := func(description string) identityschema.StringAttribute {
		return identityschema.StringAttribute{Description: description, RequiredForImport: true}
	}
	response.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"connection_id": identifier("The UUID of the custom connection."),
		"vendor_slug":   identifier("The slug of the vendor that the connection is configured for."),
		"schema_slug":   identifier("The slug of the schema."),
	}}
}
