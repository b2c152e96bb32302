// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// attributes are the wire values of an object's attributes.
type attributes = map[string]tftypes.Value

// identifiers are the attributes that say which schema a contract is of.
var identifiers = []string{"connection_id", "vendor_slug", "schema_slug"}

// contractAttributes are the attributes that declare a contract. The schema
// resource has them at its top, the push resource in its argument schema.
func contractAttributes() map[string]schema.Attribute {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	return map[string]schema.Attribute{
		"connection_id": schema.StringAttribute{
			MarkdownDescription: "The UUID of the custom connection, which a person makes in Secureframe. A change makes a new resource.",
			Required:            true,
			PlanModifiers:       replace,
		},
		"vendor_slug": schema.StringAttribute{
			MarkdownDescription: "The vendor that the connection is configured for. A change makes a new resource.",
			Required:            true,
			PlanModifiers:       replace,
		},
		"schema_slug": schema.StringAttribute{
			MarkdownDescription: "The slug of the schema. Secureframe makes a schema of it when data first comes for it. A change makes a new resource.",
			Required:            true,
			PlanModifiers:       replace,
		},
		"primary_id": schema.StringAttribute{
			MarkdownDescription: "The top-level field that identifies a record, a string or a number. Secureframe never changes it: another one needs a new `schema_slug`.",
			Required:            true,
		},
		"fields": schema.MapNestedAttribute{
			MarkdownDescription: "What the records have, by path: `grade`, or `factors.network_security.grade` for a nested field. Arrays cannot be declared: Secureframe ignores them.",
			Required:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{
					MarkdownDescription: "The type of the values: " + quoted(contract.FieldTypes()) + ". A `datetime` is a string in ISO 8601.",
					Required:            true,
				},
				"required": schema.BoolAttribute{
					MarkdownDescription: "Whether every record must have the field, and not as null. Default: `false`.",
					Optional:            true,
				},
			}},
		},
		"category": schema.StringAttribute{
			MarkdownDescription: "Secureframe's own model that the data is mapped to: " + quoted(contract.Categories()) + ". Null for data that only Custom Automated Tests look at, as there is no model of vendors.",
			Optional:            true,
		},
		"mapping": schema.MapAttribute{
			MarkdownDescription: "Which path of `fields` each field of the category is, as it is set in Define Schema: `{ email = \"user.email\" }`. Only with `category`.",
			ElementType:         types.StringType,
			Optional:            true,
		},
	}
}

// isContractKnown reports whether nothing of a contract waits for the apply.
func isContractKnown(object attributes) bool {
	for name := range contractAttributes() {
		if !object[name].IsFullyKnown() {
			return false
		}
	}
	return true
}

// readContract reads a contract that is known.
func readContract(reader *framework.WireReader, object attributes) contract.Contract {
	return contract.Contract{
		ConnectionID: reader.String(object["connection_id"]),
		VendorSlug:   reader.String(object["vendor_slug"]),
		SchemaSlug:   reader.String(object["schema_slug"]),
		PrimaryID:    reader.String(object["primary_id"]),
		Fields: framework.ReadMap(reader, object["fields"], func(value tftypes.Value) contract.Field {
			field := reader.Attributes(value)
			return contract.Field{
				Type:     contract.FieldType(reader.String(field["type"])),
				Required: reader.Bool(field["required"]),
			}
		}),
		Category: reader.String(object["category"]),
		Mapping:  framework.ReadMap(reader, object["mapping"], reader.String),
	}
}

// schemaID is the ID of the schema that a contract is of.
func schemaID(c contract.Contract) string {
	return strings.Join([]string{c.ConnectionID, c.VendorSlug, c.SchemaSlug}, "/")
}

func destination(c contract.Contract) api.Destination {
	return api.Destination{ConnectionID: c.ConnectionID, VendorSlug: c.VendorSlug, SchemaSlug: c.SchemaSlug}
}

// isMoved reports whether two objects are of different schemas, or may be.
func isMoved(before, after attributes) bool {
	return slices.ContainsFunc(identifiers, func(name string) bool { return !before[name].Equal(after[name]) })
}

// quoted lists words for a description.
func quoted[S ~string](words []S) string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = fmt.Sprintf("`%s`", word)
	}
	return strings.Join(list, ", ")
}
