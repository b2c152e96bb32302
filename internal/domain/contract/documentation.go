// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"sync"
)

// documentationJSON holds what Secureframe documents about categories and
// enums, with the date it was taken. To bring it up to date, edit this file.
//
//go:embed documentation.json
var documentationJSON []byte

type documentation struct {
	Date       string              `json:"date"`
	Categories map[string]category `json:"categories"`
	Enums      map[string]enum     `json:"enums"`
}

type category struct {
	// Title is the category's heading in the documentation.
	Title string `json:"title"`
	// Since is the first version that has the category, empty for all.
	Since  string                   `json:"since"`
	Fields map[string]CategoryField `json:"fields"`
}

type enum struct {
	Values []string `json:"values"`
	// Earlier maps a value that only an older version lists to that version.
	Earlier map[string]string `json:"earlier"`
}

// CategoryField is a field of Secureframe's own model.
type CategoryField struct {
	Type     FieldType `json:"type"`
	Required bool      `json:"required"`
	// Advised fields are not required but should be set (spec).
	Advised bool `json:"advised"`
	// Enum names the enum that the field's values are from, or is empty.
	Enum string `json:"enum"`
}

// The enums that Secureframe documents.
const (
	EnumCloudResourceType = "cloud_resource_type"
	EnumTrainingSlug      = "training_slug"
)

var documented = sync.OnceValue(func() documentation {
	var d documentation
	if err := json.Unmarshal(documentationJSON, &d); err != nil {
		panic("documentation.json: " + err.Error())
	}
	return d
})

// DocumentedOn is the date, as YYYY-MM-DD, on which the categories and enums
// were taken from Secureframe's documentation. The lists grow without notice.
func DocumentedOn() string { return documented().Date }

// Categories returns the names of the model mappings, sorted. The names are
// ours: the documentation has only headings, and the API takes none of them.
func Categories() []string {
	return slices.Sorted(maps.Keys(documented().Categories))
}

// CategoryFields returns the fields of a category by name, and whether there
// is such a category.
func CategoryFields(name string) (map[string]CategoryField, bool) {
	c, ok := documented().Categories[name]
	return maps.Clone(c.Fields), ok
}

// EnumValues returns the values of an enum, sorted. Values that only an
// earlier version of the documentation lists are among them.
func EnumValues(name string) []string {
	e := documented().Enums[name]
	return slices.Sorted(maps.Keys(e.set()))
}

// EarlierEnumValues maps the values that the newest documentation no longer
// lists to the version that does.
func EarlierEnumValues(name string) map[string]string {
	return maps.Clone(documented().Enums[name].Earlier)
}

func (e enum) set() map[string]bool {
	set := make(map[string]bool, len(e.Values)+len(e.Earlier))
	for _, value := range e.Values {
		set[value] = true
	}
	for value := range e.Earlier {
		set[value] = true
	}
	return set
}
