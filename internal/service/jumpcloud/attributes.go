// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// boolAttribute is an optional argument that is true or false.
func boolAttribute(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Optional: true}
}

// includeNamesAttribute asks for what names people and devices.
func includeNamesAttribute(names string) schema.BoolAttribute {
	return boolAttribute("Whether " + names + ". They are personal data, and are then stored in the state. Default: `false`.")
}

// stateFilterAttribute is a filter by a value that may be unknown.
func stateFilterAttribute(description string) schema.BoolAttribute {
	return boolAttribute(description + " An unknown value counts as `false`.")
}

// keeps reports whether a value fits a filter.
func keeps(filter, value *bool) bool {
	return filter == nil || *filter == (value != nil && *value)
}

// notSaid ends the descriptions of values that the API may leave out.
const notSaid = "Null when JumpCloud does not say."

func setting[T any](name, description string, value func(T) *bool) framework.Column[T] {
	return framework.BoolColumn(name, description+" "+notSaid, value)
}

func amount[T any](name, description string, value func(T) *int64) framework.Column[T] {
	return framework.Int64Column(name, description+" "+notSaid, value)
}

func text[T any](name, description string, value func(T) string) framework.Column[T] {
	return framework.StringColumn(name, description+" "+notSaid, value)
}
