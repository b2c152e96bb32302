// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"math"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// property is a property of an entity. Its value is nil, a string, a list of
// strings, or a bool or a number, or a pointer to one. nil is written as null:
// JupiterOne's classes demand that a property is there, and let it be null.
type property struct {
	name  string
	value any
}

// is is a property.
func is(name string, value any) property { return property{name, value} }

// optional is a property that is left out if there is no value: the classes have
// no null for it.
func optional(name, value string) []property {
	if value == "" {
		return nil
	}
	return []property{{name, value}}
}

// optionalTime is optional for a time.
func optionalTime(name, value string) []property {
	if time := milliseconds(value); time != nil {
		return []property{{name, time}}
	}
	return nil
}

// text is nil for "".
func text[S ~string](value S) any {
	if value == "" {
		return nil
	}
	return string(value)
}

// texts is nil for "".
func texts(value string) any {
	if value == "" {
		return nil
	}
	return []string{value}
}

// milliseconds is a time since the epoch, as JupiterOne writes times. It is nil
// for what is not a time.
func milliseconds(value string) any {
	parsed, ok := posture.ParseTime(value)
	if !ok {
		return nil
	}
	return parsed.UnixMilli()
}

// isOpen is nil if it is unknown.
func isOpen(status posture.Status) any {
	switch status {
	case posture.Open, posture.Closed:
		return status == posture.Open
	}
	return nil
}

func appendValue(buffer []byte, value any) []byte {
	switch value := value.(type) {
	case string:
		return appendText(buffer, value)
	case []string:
		return appendList(buffer, value)
	case bool:
		return strconv.AppendBool(buffer, value)
	case *bool:
		if value != nil {
			return strconv.AppendBool(buffer, *value)
		}
	case int64:
		return strconv.AppendInt(buffer, value, 10)
	case *int64:
		if value != nil {
			return strconv.AppendInt(buffer, *value, 10)
		}
	case *float64:
		if value != nil && !math.IsInf(*value, 0) && !math.IsNaN(*value) {
			return strconv.AppendFloat(buffer, *value, 'f', -1, 64)
		}
	}
	return append(buffer, "null"...)
}

func appendList(buffer []byte, values []string) []byte {
	if values == nil {
		return append(buffer, "null"...)
	}
	buffer = append(buffer, '[')
	for i, value := range values {
		if i > 0 {
			buffer = append(buffer, ',')
		}
		buffer = appendText(buffer, value)
	}
	return append(buffer, ']')
}
