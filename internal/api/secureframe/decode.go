// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// lenient is a value that neither identifies nor counts anything. A value of
// another type is its zero value, as null is: the types of the published
// document are not reliable (live).
type lenient[T any] struct{ value T }

func (l *lenient[T]) UnmarshalJSON(data []byte) error {
	var value, none T
	if json.Unmarshal(data, &value) != nil {
		value = none
	}
	l.value = value
	return nil
}

// timestamp is a time in RFC 3339, UTC, or "" when it is absent or cannot be read.
type timestamp string

func (t *timestamp) UnmarshalJSON(data []byte) error {
	var text lenient[string]
	_ = text.UnmarshalJSON(data) // it is lenient
	*t = timestamp(rest.UTC(text.value))
	return nil
}

// counter is a number of things. It may be null or absent, and a text, as other
// numbers of this API are (live). What counts nothing, such as -1, is an error.
type counter struct{ value *int64 }

func (c *counter) UnmarshalJSON(data []byte) error {
	c.value = nil
	if bytes.Equal(data, []byte("null")) {
		return nil
	}
	number, err := strconv.ParseInt(string(bytes.Trim(data, `"`)), 10, 64)
	if err != nil || number < 0 {
		return errors.New("it is not a whole number that is not negative")
	}
	c.value = &number
	return nil
}
