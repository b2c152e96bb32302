// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func (r *schemaResource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "`connection_id/vendor_slug/schema_slug`.",
			Computed:            true,
		},
		"bootstrap": schema.StringAttribute{
			MarkdownDescription: "A sample record as a JSON object with its primary ID, best with a value for every field: `jsonencode({ … })`. " +
				"It is pushed when the resource is created, and never again, so that Secureframe makes the schema from its structure and a person can define it before real data comes. " +
				"Secureframe keeps it like any other record and cannot delete it: take a real one. A later change sends nothing.",
			Optional: true,
		},
		"allow_breaking": schema.BoolAttribute{
			MarkdownDescription: "Whether fields may be removed or get another type, which is otherwise refused: Secureframe does not say what becomes of the data that it has. Default: `false`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
		"definition_steps": schema.ListAttribute{
			MarkdownDescription: "What a person must do in Secureframe, one step a line, before it processes any data of the schema.",
			ElementType:         types.StringType,
			Computed:            true,
		},
	}
	maps.Copy(attributes, contractAttributes())
	response.Schema = schema.Schema{
		MarkdownDescription: "The contract of one schema of a Secureframe custom connection: what its records look like. " +
			"Secureframe cannot be told of it: it makes a schema from the first data that comes, and a person defines it in the Define Schema workflow, by `definition_steps`. " +
			"So this resource keeps the contract in the state, checks records against it before they are sent, and refuses changes that Secureframe does not allow. " +
			"It reads nothing, and destroying it deletes nothing at Secureframe. Custom connections need Secureframe's Early Access program.",
		Attributes: attributes,
	}
}

func (r *schemaResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, response *resource.IdentitySchemaResponse) {
	response.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"connection_id": identityschema.StringAttribute{
			Description:       "The UUID of the custom connection.",
			RequiredForImport: true,
		},
		"vendor_slug": identityschema.StringAttribute{
			Description:       "The vendor that the connection is configured for.",
			RequiredForImport: true,
		},
		"schema_slug": identityschema.StringAttribute{
			Description:       "The slug of the schema.",
			RequiredForImport: true,
		},
	}}
}
