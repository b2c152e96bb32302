// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	_ "embed" // the objects
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// JumpCloudAsOf is the instant that all times in JumpCloud's worlds are
// relative to. What a world passes or fails, it does at this instant.
var JumpCloudAsOf = time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)

// JumpCloudTime is the time that many days after JumpCloudAsOf, as JumpCloud
// writes it.
func JumpCloudTime(days int) string {
	return JumpCloudAsOf.AddDate(0, 0, days).Format("2006-01-02T15:04:05.000Z")
}

//go:embed jumpcloud.json
var jumpCloudTemplatesJSON []byte

// jumpCloudTemplates holds one object of each kind, with every field that the
// specification of 2026-03-31 or a recording has, and with values that pass
// every check.
var jumpCloudTemplates = mustDecode[map[JumpCloudCollection]Object](jumpCloudTemplatesJSON)

func mustDecode[T any](text []byte) (decoded T) {
	if err := json.Unmarshal(text, &decoded); err != nil {
		panic("world: a document cannot be read: " + err.Error())
	}
	return decoded
}

// fields are the dotted paths at which an object differs from its template. A
// field that is "absent" is not there.
type fields = map[string]any

// newObject returns a complete object of a kind. The words are replaced in its
// template and in the fields at which it differs, which may be given by the name
// of a variant.
func newObject(collection JumpCloudCollection, words []string, differing ...any) Object {
	resolve := resolver{strings.NewReplacer(words...)}
	object := resolve.object(jumpCloudTemplates[collection])
	for _, differing := range differing {
		changes, known := differing.(fields)
		if !known {
			changes, known = jumpCloudOrganizations.Variants[fmt.Sprint(differing)]
		}
		if !known {
			panic(fmt.Sprintf("world: JumpCloud's objects have no variant %q", differing))
		}
		for path, value := range changes {
			if value == "absent" {
				Unset(object, path)
			} else {
				Set(object, path, resolve.value(value))
			}
		}
	}
	return object
}

// resolver copies values as documents have them, and replaces words:
// "days:-30" is JumpCloudTime(-30), and "date:-30" its date.
type resolver struct{ words *strings.Replacer }

func (r resolver) object(object Object) Object {
	resolved := make(Object, len(object))
	for name, value := range object {
		resolved[name] = r.value(value)
	}
	return resolved
}

func (r resolver) value(value any) any {
	switch value := value.(type) {
	case Object:
		return r.object(value)
	case []any:
		resolved := make([]any, len(value))
		for i, element := range value {
			resolved[i] = r.value(element)
		}
		return resolved
	case string:
		return r.text(value)
	default:
		return value
	}
}

func (r resolver) text(text string) string {
	form, days, timed := strings.Cut(text, ":")
	if !timed || form != "days" && form != "date" {
		return r.words.Replace(text)
	}
	number, err := strconv.Atoi(days)
	if err != nil {
		panic(fmt.Sprintf("world: %q is no number of days", text))
	}
	if form == "date" {
		return JumpCloudTime(number)[:len(time.DateOnly)]
	}
	return JumpCloudTime(number)
}

// objectID returns the 24 hexadecimal digits that follow from the words.
func objectID(words ...any) string {
	return strings.ReplaceAll(identifier(words...), "-", "")[:24]
}

// idOf is the ID of an object of either version of the API.
func idOf(object Object) string {
	for _, field := range []string{"_id", "id", "objectId"} {
		if id, ok := object[field].(string); ok {
			return id
		}
	}
	return ""
}

// splitName makes "Patrizia" and "Quillmoor" of "patrizia.quillmoor".
func splitName(name string) (given, family string) {
	given, family, _ = strings.Cut(name, ".")
	return capitalize(given), capitalize(family)
}

func capitalize(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
