// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"github.com/go-json-experiment/json/jsontext"
)

// scalar checks a string, number, boolean, or null against its field.
func (w *walk) scalar(l *leaf, kind jsontext.Kind, text jsontext.Value) {
	switch {
	case l.primary:
		w.primaryID(l, kind, text)
	case kind == 'n' && l.required:
		w.errorf(l.path, "%q is required and must not be null.", l.path)
	case kind == 'n':
		w.null()
	case !l.fieldType.accepts(kind):
		w.wrongType(l, kind)
	case l.fieldType == TypeDatetime && !isDatetime(unquote(text)):
		w.errorf(l.path, "%q must be a time in ISO 8601, such as 2024-01-31T00:00:00Z.", l.path)
	case l.enum != nil && !l.enum[unquote(text)]:
		w.unknownValue(l)
	}
}

func (t FieldType) accepts(kind jsontext.Kind) bool {
	switch t {
	case TypeNumber:
		return kind == '0'
	case TypeBoolean:
		return kind == 't' || kind == 'f'
	default:
		return kind == '"'
	}
}

func (w *walk) wrongType(l *leaf, kind jsontext.Kind) {
	switch {
	case l.primary && l.fieldType == "":
		w.errorf(l.path, "%q is the primary ID and must be a string or a number, but is %s.", l.path, article(kind))
	case l.fieldType == TypeDatetime:
		w.errorf(l.path, "%q must be a string that holds a time in ISO 8601, but is %s.", l.path, article(kind))
	default:
		w.errorf(l.path, "%q must be a %s, but is %s.", l.path, l.fieldType, article(kind))
	}
}

func (w *walk) primaryID(l *leaf, kind jsontext.Kind, text jsontext.Value) {
	w.hasPrimaryID = true
	var id string
	switch {
	case kind == 'n' && w.isKeyless:
		w.errorf(l.path, "%q is the primary ID and must not be null.", l.path)
		return
	case kind == 'n':
		w.errorf(l.path, "%q is the primary ID and must not be null. Remove it, and the provider sets it to the key.", l.path)
		return
	case kind != '"' && kind != '0', l.fieldType != "" && !l.fieldType.accepts(kind):
		w.wrongType(l, kind)
		return
	case kind == '"':
		id = unquote(text)
	default:
		id = canonicalNumber(text)
	}
	if w.isKeyless {
		w.key = id
		return
	}
	if id != w.key {
		w.errorf(l.path, "%q is the primary ID and must equal the key of the record. Remove it, and the provider sets it to the key.", l.path)
	}
}

func (w *walk) unknownValue(l *leaf) {
	const message = "%q has a value that is not in Secureframe's list of %s as of %s."
	if w.checker.options.StrictEnums {
		w.errorf(l.path, message+" Use a value from the list, or set strict_enums = false.", l.path, l.enumName, DocumentedOn())
		return
	}
	w.warnf(l.path, message+" Secureframe may not accept it.", l.path, l.enumName, DocumentedOn())
}

// unquote returns the text of a JSON string that the decoder has checked.
func unquote(text jsontext.Value) string {
	unquoted, _ := jsontext.AppendUnquote(nil, text)
	return string(unquoted)
}

func article(kind jsontext.Kind) string {
	switch kind {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case '0':
		return "a number"
	case 'n':
		return "null"
	default:
		return "a boolean"
	}
}
