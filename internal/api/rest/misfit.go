// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// part is a value inside of a document, and the type that it is decoded into.
type part struct {
	path     string
	document json.RawMessage
	into     reflect.Type
}

// misfit says which value of a document does not fit into the type, what it
// is, and what it must be: "entries[17].port is a string, not a number".
// encoding/json knows neither the index nor the path into values that decode
// themselves. nil means that the document fits.
func misfit(path string, document json.RawMessage, into reflect.Type) error {
	err := json.Unmarshal(document, reflect.New(into).Interface())
	if err == nil {
		return nil
	}
	for into.Kind() == reflect.Pointer {
		into = into.Elem()
	}
	for _, inner := range parts(path, document, into) {
		if err := misfit(inner.path, inner.document, inner.into); err != nil {
			return err
		}
	}
	subject := cmp.Or(path, "it")
	wrong, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return fmt.Errorf("%s: %w", subject, err)
	}
	got, want := kindOf(document), wordFor(wrong.Type)
	if got == want {
		return fmt.Errorf("%s is not a whole number, or is out of range", subject)
	}
	return fmt.Errorf("%s is %s, not %s", subject, got, want)
}

// parts are the values inside of a list or an object, or nil for a value that
// decodes itself.
func parts(path string, document json.RawMessage, into reflect.Type) []part {
	if reflect.PointerTo(into).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return nil
	}
	var inside []part
	switch into.Kind() { //nolint:exhaustive // all others have nothing inside
	case reflect.Slice:
		var elements []json.RawMessage
		_ = json.Unmarshal(document, &elements)
		for i, element := range elements {
			inside = append(inside, part{fmt.Sprintf("%s[%d]", path, i), element, into.Elem()})
		}
	case reflect.Struct:
		var members map[string]json.RawMessage
		_ = json.Unmarshal(document, &members)
		inside = fields(path, members, into)
	}
	return inside
}

// fields are the members of an object that a struct has fields for.
func fields(path string, members map[string]json.RawMessage, into reflect.Type) []part {
	var inside []part
	for field := range into.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" && field.Type.Kind() == reflect.Struct {
			inside = append(inside, fields(path, members, field.Type)...)
			continue
		}
		name = cmp.Or(name, field.Name)
		for member, document := range members {
			if field.IsExported() && strings.EqualFold(member, name) {
				inside = append(inside, part{strings.TrimPrefix(path+"."+name, "."), document, field.Type})
			}
		}
	}
	return inside
}

// kindOf names the type of a value in JSON.
func kindOf(document json.RawMessage) string {
	switch bytes.TrimSpace(document)[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	default:
		return "a number"
	}
}

// wordFor names the type in JSON that a Go type is decoded from.
func wordFor(into reflect.Type) string {
	switch into.Kind() { //nolint:exhaustive // all others are numbers
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "a boolean"
	default:
		return "a number"
	}
}
