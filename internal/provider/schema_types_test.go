// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// The state of a data source bypasses the framework, which would compare values
// of custom types for semantic equality. Therefore computed attributes have no
// custom types.
func TestSchema_computedAttributesHaveNoCustomType(t *testing.T) {
	t.Parallel()
	for _, newDataSource := range provider.New("test")().DataSources(t.Context()) {
		var metadata datasource.MetadataResponse
		var described datasource.SchemaResponse
		newDataSource().Metadata(t.Context(), datasource.MetadataRequest{ProviderTypeName: "vendorrisk"}, &metadata)
		newDataSource().Schema(t.Context(), datasource.SchemaRequest{}, &described)
		for name, attribute := range described.Schema.Attributes {
			if attribute.IsComputed() && hasCustomType(attribute) {
				t.Errorf("%s.%s is computed and has a custom type", metadata.TypeName, name)
			}
		}
	}
}

// hasCustomType reports whether an attribute or a nested attribute has a type
// that is not one of the framework's own.
func hasCustomType(attribute schema.Attribute) bool {
	if nested, ok := attribute.(schema.NestedAttribute); ok {
		for _, inner := range nested.GetNestedObject().GetAttributes() {
			if one, ok := inner.(schema.Attribute); !ok || hasCustomType(one) {
				return true
			}
		}
	}
	return isCustom(attribute.GetType())
}

func isCustom(attributeType attr.Type) bool {
	if reflect.TypeOf(attributeType).PkgPath() != reflect.TypeFor[basetypes.StringType]().PkgPath() {
		return true
	}
	elements, ok := attributeType.(attr.TypeWithElementType)
	return ok && isCustom(elements.ElementType())
}
