// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// mutation is one way to spoil a value of an answer.
type mutation struct {
	name string
	// fits reports whether the mutation changes a value at a place.
	fits func(place fault.Place, value any) bool
	edit fault.Edit
	// isOfType says that the mutation depends on the type of a value only.
	isOfType bool
}

// The first one that fits tells whether a field is read at all: of one that is not,
// the type does not matter.
var mutations = []mutation{
	{name: "an object", fits: unless(isObject), edit: to(map[string]any{"unheard": "of"}), isOfType: true},
	{name: "a text", fits: unless(isText), edit: asText, isOfType: true},
	{name: "deleted", fits: inDocument, edit: func(any) []any { return nil }},
	{name: "null", fits: unless(isNull), edit: to(nil)},
	{name: "a number", fits: unless(isNumber), edit: to(7), isOfType: true},
	{name: "a boolean", fits: unless(isBoolean), edit: to(true), isOfType: true},
	{name: "an array", fits: unless(isArray), edit: to([]any{"unheard"}), isOfType: true},
	{name: "an empty object", fits: filled(isObject), edit: to(map[string]any{})},
	{name: "an empty text", fits: filled(isText), edit: to("")},
	{name: "an empty array", fits: filled(isArray), edit: to([]any{})},
	{name: "doubled", fits: isEntry, edit: func(value any) []any { return []any{value, value} }},
	{name: "doubled, the better one last", fits: isEntry, edit: func(value any) []any { return []any{value, better("", value)} }},
	{name: "doubled, the better one first", fits: isEntry, edit: func(value any) []any { return []any{better("", value), value} }},
	{name: "negative", fits: always(isNumber), edit: to(-1)},
	{name: "too large", fits: always(isNumber), edit: to(json.Number("1e9"))},
	{name: "a fraction", fits: always(isNumber), edit: to(json.Number("0.5"))},
	{name: "in another case", fits: always(hasCase), edit: swapCase},
	{name: "with a zero-width space", fits: filled(isText), edit: withZeroWidthSpace},
}

func inDocument(place fault.Place, _ any) bool { return len(place) > 0 }

func isEntry(place fault.Place, _ any) bool {
	if len(place) == 0 {
		return false
	}
	_, inArray := place[len(place)-1].(int)
	return inArray
}

func always(is func(any) bool) func(fault.Place, any) bool {
	return func(_ fault.Place, value any) bool { return is(value) }
}

func unless(is func(any) bool) func(fault.Place, any) bool {
	return func(_ fault.Place, value any) bool { return !is(value) }
}

func filled(is func(any) bool) func(fault.Place, any) bool {
	return func(_ fault.Place, value any) bool { return is(value) && !isEmpty(value) }
}

func isNull(value any) bool    { return value == nil }
func isObject(value any) bool  { return is[map[string]any](value) }
func isArray(value any) bool   { return is[[]any](value) }
func isText(value any) bool    { return is[string](value) }
func isNumber(value any) bool  { return is[json.Number](value) }
func isBoolean(value any) bool { return is[bool](value) }

func is[T any](value any) bool {
	_, ok := value.(T)
	return ok
}

func isEmpty(value any) bool {
	switch value := value.(type) {
	case string:
		return value == ""
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	default:
		return false
	}
}

func to(replacement any) fault.Edit { return func(any) []any { return []any{replacement} } }

// asText writes a number as a text, and anything else as a word.
func asText(value any) []any {
	if number, ok := value.(json.Number); ok {
		return []any{number.String()}
	}
	return []any{"unheard of"}
}

func hasCase(value any) bool {
	text, _ := value.(string)
	return strings.ToUpper(text) != strings.ToLower(text)
}

func swapCase(value any) []any {
	text, _ := value.(string)
	if upper := strings.ToUpper(text); upper != text {
		return []any{upper}
	}
	return []any{strings.ToLower(text)}
}

func withZeroWidthSpace(value any) []any {
	text, _ := value.(string)
	letters := []rune(text)
	middle := (len(letters) + 1) / 2
	return []any{string(letters[:middle]) + "\u200b" + string(letters[middle:])}
}

// The words of the systems, worst first, and what they become in better.
var betterWords = map[string][]string{
	"A":        {"F", "D", "C", "B"},
	"info":     {"critical", "high", "medium", "low", "warn"},
	"closed":   {"open", "active"},
	"ENROLLED": {"NOT_ENROLLED"},
	"ALWAYS":   {"DISABLED"},
}

// better returns a value that is better news, as far as its words say: the best
// grade, score and severity, no count, and switches that are turned over.
func better(key string, value any) any {
	switch value := value.(type) {
	case map[string]any:
		object := map[string]any{}
		for key, member := range value {
			object[key] = better(key, member)
		}
		return object
	case []any:
		array := []any{}
		for _, entry := range value {
			array = append(array, better(key, entry))
		}
		return array
	case bool:
		return !value
	case json.Number:
		return betterNumber(key, value)
	case string:
		for word, worse := range betterWords {
			if slices.Contains(worse, value) {
				return word
			}
		}
	}
	return value
}

func betterNumber(key string, value json.Number) any {
	switch {
	case strings.Contains(key, "count"), strings.Contains(key, "cvss"):
		return 0
	case strings.HasSuffix(key, "score"):
		return 100
	default:
		return value
	}
}
