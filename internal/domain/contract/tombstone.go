// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Tombstone is the object that is pushed for removed records. Secureframe
// cannot delete a record. A partial push can only change or empty its fields.
type Tombstone struct {
	// Fields are the paths of the fields that it sets, sorted.
	Fields []string

	checker *Checker
	object  string
}

// Tombstone returns the tombstone that sets fields to values in JSON: strings,
// numbers, booleans, or null, which deletes the field. A field is a declared
// path, or a field of the category, such as active, which is set through the
// mapping. The problems are the same for every record.
func (c Contract) Tombstone(fields map[string]json.RawMessage) (Tombstone, []problem.Problem) {
	found := problems{attribute: "tombstone"}
	if len(fields) == 0 {
		found.errorf("", "A tombstone needs at least one field, such as active = false.")
	}
	object := map[string]any{}
	names := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		path, ok := c.resolve(name)
		switch {
		case path == c.PrimaryID:
			found.errorf(name, "The primary ID cannot be set, because it identifies the record of the tombstone.")
		case !ok:
			found.errorf(name, "A tombstone can set only declared fields and mapped fields of the category. This field is neither.")
		case names[path] != "":
			found.errorf(name, "The field is the same as %q. Set only one of them.", names[path])
		case !isScalar(jsontext.Value(fields[name])):
			found.errorf(name, "The value must be a string in UTF-8, a number, a boolean, or null.")
		default:
			names[path] = name
			plant(object, strings.Split(path, "."), fields[name])
		}
	}
	if problem.HasErrors(found.list) {
		return Tombstone{}, found.list
	}
	text, _ := json.Marshal(object) // The values are JSON.
	tombstone := Tombstone{Fields: slices.Sorted(maps.Keys(names)), checker: c.Checker(Options{Mode: ModePartial}), object: string(text)}
	// A key that is valid as a string and as a number.
	_, ofRecord := tombstone.Record("0")
	for _, p := range ofRecord {
		p.Attribute, p.Key = "tombstone", names[p.Field]
		found.list = append(found.list, p)
	}
	return tombstone, found.list
}

// resolve returns the path for a name: the name itself if it is declared, or
// else the path that the category's field of that name is mapped to.
func (c Contract) resolve(name string) (path string, ok bool) {
	if _, declared := c.Fields[name]; declared || name == c.PrimaryID {
		return name, true
	}
	path, ok = c.Mapping[name]
	return path, ok
}

// Record returns the partial object for the record with a primary ID.
func (t Tombstone) Record(key string) (Record, []problem.Problem) {
	return t.checker.Record(key, t.object)
}

// isScalar reports whether a field can have the value.
func isScalar(value jsontext.Value) bool {
	return value.IsValid() && value.Kind() != '{' && value.Kind() != '['
}

func plant(object map[string]any, path []string, value any) {
	for ; len(path) > 1; path = path[1:] {
		inner, ok := object[path[0]].(map[string]any)
		if !ok {
			inner = map[string]any{}
			object[path[0]] = inner
		}
		object = inner
	}
	object[path[0]] = value
}
