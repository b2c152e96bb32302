// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/go-json-experiment/json"
)

// documentationJSON has the categories and enums that Secureframe documents,
// with the date on which they were copied. To update it, edit this file.
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
	// Since is the first version that has the category. It is empty if all
	// versions have it.
	Since  string                   `json:"since"`
	Fields map[string]categoryField `json:"fields"`
}

type enum struct {
	Values []string `json:"values"`
	// Earlier maps a value that only an older version lists to that version.
	Earlier map[string]string `json:"earlier"`
}

// categoryField is a field of Secureframe's own model.
type categoryField struct {
	Type     FieldType `json:"type"`
	Required bool      `json:"required"`
	// Advised fields are not required but should be set (spec).
	Advised bool `json:"advised"`
	// Enum is the name of the enum of the field's values, or empty.
	Enum string `json:"enum"`
}

var documented = embedded[documentation](documentationJSON)

// embedded reads an embedded JSON document when it is first needed. The JSON
// package refuses duplicate names.
func embedded[T any](document []byte) func() T {
	return sync.OnceValue(func() (read T) {
		if err := json.Unmarshal(document, &read); err != nil {
			panic(fmt.Sprintf("an embedded document is not the JSON of a %T: %s", read, err))
		}
		return read
	})
}

// DocumentedOn is the date, as YYYY-MM-DD, on which the categories and enums
// were copied from Secureframe's documentation. The lists grow without notice.
func DocumentedOn() string { return documented().Date }

// Categories returns the names of the model mappings, sorted. The names are our
// own: the documentation has only headings, and the API accepts no names.
func Categories() []string {
	return slices.Sorted(maps.Keys(documented().Categories))
}

// set returns all values, including values that only an earlier version of the
// documentation lists.
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
