// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Contract is the user's declaration of one Secureframe schema. The provider
// cannot read it from Secureframe: a person repeats it in the Define Schema
// workflow.
type Contract struct {
	// ConnectionID is the UUID of the custom connection.
	ConnectionID string
	// VendorSlug must be the slug that the connection is configured for (spec).
	VendorSlug string
	SchemaSlug string
	// PrimaryID is the top-level field that identifies a record. Secureframe does
	// not allow changes to it (spec), and does not document nested fields. If
	// Fields does not have it, it is a string or a number.
	PrimaryID string
	// Fields maps dotted paths to fields. Each dot is one level of nesting. A name
	// that contains a dot cannot be declared.
	Fields map[string]Field
	// Category is one of Categories, or empty for data without a model.
	Category string
	// Mapping maps fields of the category to paths of Fields.
	Mapping map[string]string
}

// Field is one declared field.
type Field struct {
	Type     FieldType
	Required bool
}

// FieldType is the type of a declared field.
type FieldType string

// The field types. Secureframe names all of them except numbers, which it
// accepts as JSON.
const (
	TypeString   FieldType = "string"
	TypeNumber   FieldType = "number"
	TypeBoolean  FieldType = "boolean"
	TypeDatetime FieldType = "datetime"
)

// FieldTypes returns every field type.
func FieldTypes() []FieldType {
	return []FieldType{TypeString, TypeNumber, TypeBoolean, TypeDatetime}
}

// Validate returns the problems of the contract, by attribute and key.
func (c Contract) Validate() []problem.Problem {
	return slices.Concat(c.ValidateIdentity(), c.validatePrimaryID(), c.validateFields(), c.validateCategory())
}

// ValidateIdentity returns the problems of the names that identify the contract.
func (c Contract) ValidateIdentity() []problem.Problem {
	var found []problem.Problem
	refuse := func(attribute, message string) {
		found = append(found, problem.Problem{Attribute: attribute, Message: message})
	}
	// uuid also reads forms with braces and without hyphens.
	if len(c.ConnectionID) != len(uuid.Nil.String()) || uuid.Validate(c.ConnectionID) != nil {
		refuse("connection_id", "The ID of a custom connection is a UUID such as 0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0.")
	}
	checkSlug := func(attribute, slug, hint string) {
		switch flaw := posture.IdentifierFlaw(slug); {
		case strings.TrimSpace(slug) == "":
			refuse(attribute, "The slug must not be blank."+hint)
		case flaw != "":
			refuse(attribute, "The slug identifies data in Secureframe for good, and "+flaw+".")
		}
	}
	checkSlug("vendor_slug", c.VendorSlug, " Use the slug that the connection is configured for.")
	checkSlug("schema_slug", c.SchemaSlug, "")
	return found
}

func (c Contract) validatePrimaryID() []problem.Problem {
	found := problems{attribute: "primary_id"}
	field, declared := c.Fields[c.PrimaryID]
	switch {
	case strings.TrimSpace(c.PrimaryID) == "":
		found.errorf("", "The primary ID must name the field that identifies a record.")
	case posture.IdentifierFlaw(c.PrimaryID) != "":
		found.errorf("", "The primary ID is the name of a field in Secureframe for good, and %s.", posture.IdentifierFlaw(c.PrimaryID))
	case strings.Contains(c.PrimaryID, "."):
		found.errorf("", "The primary ID must be a top-level field, because Secureframe does not document nested ones. Add a top-level copy of the field to the records.")
	case declared && field.Type != TypeString && field.Type != TypeNumber:
		found.errorf("", "The primary ID must be declared as string or number in fields[%q], or must not be declared.", c.PrimaryID)
	case !declared && c.isParent(c.PrimaryID):
		found.errorf("", "The primary ID must be a string or a number, but fields below it are declared.")
	}
	return found.list
}

func (c Contract) isParent(path string) bool {
	return slices.ContainsFunc(slices.Collect(maps.Keys(c.Fields)), func(other string) bool {
		return strings.HasPrefix(other, path+".")
	})
}

func (c Contract) validateFields() []problem.Problem {
	found := problems{attribute: "fields"}
	for _, path := range slices.Sorted(maps.Keys(c.Fields)) {
		if slices.Contains(strings.Split(path, "."), "") {
			found.errorf(path, "A path must be one or more names with single dots between them, such as name or factors.network_security.grade.")
		}
		for name := range strings.SplitSeq(path, ".") {
			if flaw := posture.IdentifierFlaw(name); flaw != "" {
				found.errorf(path, "The name %q becomes a field of the schema for good, and %s.", name, flaw)
			}
		}
		for i := range path {
			parent := path[:i]
			if _, ok := c.Fields[parent]; ok && path[i] == '.' {
				found.errorf(path, "The field cannot be below fields[%q], which is declared as a value. Declare only one of them.", parent)
			}
		}
		if !slices.Contains(FieldTypes(), c.Fields[path].Type) {
			found.errorf(path, "The type must be one of %s.", problem.Allowed(FieldTypes()))
		}
	}
	return found.list
}
