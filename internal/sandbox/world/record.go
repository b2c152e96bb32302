// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"encoding/json"
	"maps"
	"strconv"
)

// structureOf maps the dotted path of every field to the name of its type.
// Arrays are left out.
func structureOf(object Object) map[string]string {
	structure := map[string]string{}
	for name, value := range object {
		switch value := value.(type) {
		case Object:
			for path, kind := range structureOf(value) {
				structure[name+"."+path] = kind
			}
		case string:
			structure[name] = "string"
		case json.Number:
			structure[name] = "number"
		case bool:
			structure[name] = "boolean"
		case nil:
			structure[name] = "null"
		}
	}
	return structure
}

// scalarAt returns the text of the string, number or boolean at a dotted path.
func scalarAt(object Object, path string) (text string, ok bool) {
	value, _ := Get(object, path)
	switch value := value.(type) {
	case string:
		return value, true
	case json.Number:
		return value.String(), true
	case bool:
		return strconv.FormatBool(value), true
	default:
		return "", false
	}
}

// withoutArrays returns a copy of the object without its arrays.
func withoutArrays(object Object) Object {
	kept := make(Object, len(object))
	for name, value := range object {
		switch value := value.(type) {
		case []any:
		case Object:
			kept[name] = withoutArrays(value)
		default:
			kept[name] = value
		}
	}
	return kept
}

// merge returns the record with the fields of a partial object: null deletes a
// field, an object is merged field by field, and anything else replaces what
// was there. That fields of nested objects count as fields is not documented.
func merge(record, partial Object) Object {
	merged := Object{}
	maps.Copy(merged, record)
	for name, value := range partial {
		switch value := value.(type) {
		case nil:
			delete(merged, name)
		case Object:
			old, _ := merged[name].(Object)
			merged[name] = merge(old, value)
		default:
			merged[name] = value
		}
	}
	return merged
}
