// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Place is where a value is in a decoded JSON document: the keys of objects
// (string) and the indexes of arrays (int) that lead to it. The document itself
// is at the empty place.
type Place []any

// String returns the place without indexes: "entries[].grade". It is the same
// for the same field of every entry.
func (p Place) String() string {
	var text strings.Builder
	for _, step := range p {
		if key, ok := step.(string); ok {
			fmt.Fprintf(&text, ".%s", key)
		} else {
			text.WriteString("[]")
		}
	}
	return strings.TrimPrefix(text.String(), ".")
}

// Places returns every value of a document with its place, in a stable order.
func Places(document any) iter.Seq2[Place, any] {
	return func(yield func(Place, any) bool) { walk(nil, document, yield) }
}

func walk(place Place, value any, yield func(Place, any) bool) bool {
	if !yield(place, value) {
		return false
	}
	switch value := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			if !walk(append(slices.Clone(place), key), value[key], yield) {
				return false
			}
		}
	case []any:
		for i, entry := range value {
			if !walk(append(slices.Clone(place), i), entry, yield) {
				return false
			}
		}
	}
	return true
}

// Edit returns what takes the place of a value: nothing removes it, and several
// values follow one another, in an array.
type Edit func(value any) []any

// Edit returns the document with an edited value. It does not change the
// document. A document that does not have the place is returned as it is.
func (p Place) Edit(document any, edit Edit) any {
	edited := p.edit(document, edit)
	if len(edited) == 0 {
		return nil
	}
	return edited[0]
}

func (p Place) edit(value any, edit Edit) []any {
	if len(p) == 0 {
		return edit(value)
	}
	switch value := value.(type) {
	case map[string]any:
		key, ok := p[0].(string)
		member, found := value[key]
		if !ok || !found {
			break
		}
		object := maps.Clone(value)
		delete(object, key)
		for _, edited := range p[1:].edit(member, edit) {
			object[key] = edited
		}
		return []any{object}
	case []any:
		i, ok := p[0].(int)
		if !ok || i >= len(value) {
			break
		}
		return []any{slices.Concat(value[:i], p[1:].edit(value[i], edit), value[i+1:])}
	}
	return []any{value}
}
