// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
)

// Object is an object as JSON has it: its values are strings, numbers, bools,
// nil, []any and Object.
type Object = map[string]any

// Set sets the field at a dotted path, with the objects on the way to it.
func Set(object Object, path string, value any) {
	name, rest, nested := strings.Cut(path, ".")
	if !nested {
		object[name] = value
		return
	}
	child, ok := object[name].(Object)
	if !ok {
		child = Object{}
		object[name] = child
	}
	Set(child, rest, value)
}

// Get returns the field at a dotted path, or false when it is absent.
func Get(object Object, path string) (any, bool) {
	name, rest, nested := strings.Cut(path, ".")
	value, present := object[name]
	if !nested || !present {
		return value, present
	}
	child, ok := value.(Object)
	if !ok {
		return nil, false
	}
	return Get(child, rest)
}

// Unset removes the fields at dotted paths. Those that are absent stay so.
func Unset(object Object, paths ...string) {
	for _, path := range paths {
		name, rest, nested := strings.Cut(path, ".")
		if !nested {
			delete(object, name)
		} else if child, ok := object[name].(Object); ok {
			Unset(child, rest)
		}
	}
}

// CloneObject returns a copy that shares nothing with the object.
func CloneObject(object Object) Object {
	cloned := maps.Clone(object)
	for name, value := range cloned {
		cloned[name] = cloneValue(value)
	}
	return cloned
}

func cloneValue(value any) any {
	switch value := value.(type) {
	case Object:
		return CloneObject(value)
	case []any:
		cloned := make([]any, len(value))
		for i, element := range value {
			cloned[i] = cloneValue(element)
		}
		return cloned
	default:
		return value
	}
}

// structureOf maps the dotted path of every field to the name of its type.
// Arrays are left out.
func structureOf(object map[string]any) map[string]string {
	structure := map[string]string{}
	for name, value := range object {
		switch value := value.(type) {
		case map[string]any:
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
func scalarAt(object map[string]any, path string) (text string, ok bool) {
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
func withoutArrays(object map[string]any) map[string]any {
	kept := make(map[string]any, len(object))
	for name, value := range object {
		switch value := value.(type) {
		case []any:
		case map[string]any:
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
func merge(record, partial map[string]any) map[string]any {
	merged := map[string]any{}
	maps.Copy(merged, record)
	for name, value := range partial {
		switch value := value.(type) {
		case nil:
			delete(merged, name)
		case map[string]any:
			old, _ := merged[name].(map[string]any)
			merged[name] = merge(old, value)
		default:
			merged[name] = value
		}
	}
	return merged
}
