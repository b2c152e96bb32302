// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// CloudResourceTypes is the whole table.
func CloudResourceTypes() map[string]string { return cloudResourceTypes() }

// IsExact and IsDatetime are what only records show otherwise.
func IsExact(number string) bool { return isExact(jsontext.Value(number)) }

func IsDatetime(text string) bool { return isDatetime(text) }

// The enums that Secureframe documents.
const (
	EnumCloudResourceType = "cloud_resource_type"
	EnumTrainingSlug      = "training_slug"
)

// CategoryFields are the fields of a category by name.
func CategoryFields(name string) map[string]categoryField {
	return documented().Categories[name].Fields
}

// EnumValues are the values of an enum, sorted, earlier ones too.
func EnumValues(name string) []string {
	return slices.Sorted(maps.Keys(documented().Enums[name].set()))
}

// EarlierEnumValues maps the values that the newest documentation no longer
// lists to the version that does.
func EarlierEnumValues(name string) map[string]string { return documented().Enums[name].Earlier }
