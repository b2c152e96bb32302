// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// contractAttributes are the attributes that declare a contract. They are
// top-level attributes of the schema resource, and nested in the argument
// schema of the push resource.
func contractAttributes() map[string]schema.Attribute {
	identifier := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " Changing this forces a new resource.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
		}
	}
	return map[string]schema.Attribute{
		"connection_id": schema.StringAttribute{
			MarkdownDescription: "The UUID of the custom connection, which a person creates in Secureframe. Changing this forces a new resource, unless only its case changes.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{framework.IgnoreCase(), stringplanmodifier.RequiresReplace()},
		},
		"vendor_slug": identifier("The slug of the vendor that the connection is configured for."),
		"schema_slug": identifier("The slug of the schema. Secureframe creates the schema when it first receives data for it."),
		"primary_id": schema.StringAttribute{
			MarkdownDescription: "The top-level field that identifies a record, a string or a number. Secureframe cannot change it: to use another field, set a new `schema_slug`.",
			Required:            true,
		},
		"fields": schema.MapNestedAttribute{
			MarkdownDescription: "The fields of the records, by path: `grade`, or `factors.network_security.grade` for a nested field. Arrays cannot be declared because Secureframe ignores them.",
			Required:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{
					MarkdownDescription: "The type of the values: " + quoted(contract.FieldTypes()) + ". A `datetime` is a string in ISO 8601.",
					Required:            true,
				},
				"required": schema.BoolAttribute{
					MarkdownDescription: "Whether every record must have the field, with a value that is not null. Default: `false`.",
					Optional:            true,
				},
			}},
		},
		"category": schema.StringAttribute{
			MarkdownDescription: "The Secureframe model that the data is mapped to: " + quoted(contract.Categories()) + ". Null for data that only Custom Automated Tests use. Secureframe has no model for vendors.",
			Optional:            true,
		},
		"mapping": schema.MapAttribute{
			MarkdownDescription: "For each field of the category, its path in `fields`, as set in Define Schema: `{ email = \"user.email\" }`. Requires `category`.",
			ElementType:         types.StringType,
			Optional:            true,
		},
	}
}

// contractArguments are the values of contractAttributes.
type contractArguments struct {
	ConnectionID framework.Argument[string]                    `tfsdk:"connection_id"`
	VendorSlug   framework.Argument[string]                    `tfsdk:"vendor_slug"`
	SchemaSlug   framework.Argument[string]                    `tfsdk:"schema_slug"`
	PrimaryID    framework.Argument[string]                    `tfsdk:"primary_id"`
	Fields       framework.Argument[map[string]fieldArguments] `tfsdk:"fields"`
	Category     framework.Argument[string]                    `tfsdk:"category"`
	Mapping      framework.Argument[map[string]string]         `tfsdk:"mapping"`
}

type fieldArguments struct {
	Type     contract.FieldType `tfsdk:"type"`
	Required bool               `tfsdk:"required"`
}

// isKnown reports whether the whole contract is known.
func (a contractArguments) isKnown() bool {
	return a.ConnectionID.IsKnown() && a.VendorSlug.IsKnown() && a.SchemaSlug.IsKnown() && a.PrimaryID.IsKnown() &&
		a.Fields.IsFullyKnown() && a.Category.IsKnown() && a.Mapping.IsFullyKnown()
}

// isMoved reports whether the contracts belong to different schemas, or may do
// so.
func (a contractArguments) isMoved(after contractArguments) bool {
	return !strings.EqualFold(a.ConnectionID.Value, after.ConnectionID.Value) || a.ConnectionID.IsKnown() != after.ConnectionID.IsKnown() || !a.VendorSlug.Equal(after.VendorSlug) || !a.SchemaSlug.Equal(after.SchemaSlug)
}

// identity identifies the schema that the contract belongs to.
func (a contractArguments) identity() schemaIdentity {
	return schemaIdentity{ConnectionID: a.ConnectionID.Value, VendorSlug: a.VendorSlug.Value, SchemaSlug: a.SchemaSlug.Value}
}

// contract is the contract as a domain type. It must be known.
func (a contractArguments) contract() contract.Contract {
	fields := make(map[string]contract.Field, len(a.Fields.Value))
	for path, field := range a.Fields.Value {
		fields[path] = contract.Field(field)
	}
	return contract.Contract{
		ConnectionID: a.ConnectionID.Value, VendorSlug: a.VendorSlug.Value, SchemaSlug: a.SchemaSlug.Value,
		PrimaryID: a.PrimaryID.Value, Fields: fields, Category: a.Category.Value, Mapping: a.Mapping.Value,
	}
}

// schemaIdentity identifies a schema in Secureframe.
type schemaIdentity struct {
	ConnectionID string `tfsdk:"connection_id"`
	VendorSlug   string `tfsdk:"vendor_slug"`
	SchemaSlug   string `tfsdk:"schema_slug"`
}

func (i schemaIdentity) id() string {
	return strings.Join([]string{i.ConnectionID, i.VendorSlug, i.SchemaSlug}, "/")
}

// quoted lists words for a description.
func quoted[S ~string](words []S) string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = fmt.Sprintf("`%s`", word)
	}
	return strings.Join(list, ", ")
}
