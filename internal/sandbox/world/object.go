// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"maps"
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
