// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// identifier is an ID, which the API writes as a string in one place and as a
// number in another. Digits are kept as they came: some do not fit a float64.
type identifier string

// text is a text; any other value is as absent.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(data []byte) error {
	var read string
	_ = json.Unmarshal(data, &read)
	*t = text(read)
	return nil
}

// decimal is a number, which the API writes as a text in one place; nil if it is
// anything else.
type decimal struct{ value *float64 }

// UnmarshalJSON implements json.Unmarshaler.
func (d *decimal) UnmarshalJSON(data []byte) error {
	number := string(data)
	if unquoted, err := strconv.Unquote(number); err == nil {
		number = unquoted
	}
	if value, err := strconv.ParseFloat(number, 64); err == nil {
		d.value = &value
	}
	return nil
}

// outcome is whether a check found something. It is null for a check that came
// to no result, which is most often left out: an outcome that is absent must not
// be taken for one.
type outcome struct {
	said  bool
	value *bool
}

// UnmarshalJSON implements json.Unmarshaler.
func (o *outcome) UnmarshalJSON(data []byte) error {
	o.said = true
	return json.Unmarshal(data, &o.value)
}

var wholeNumber = regexp.MustCompile(`^-?[0-9]+$`)

// UnmarshalJSON implements json.Unmarshaler.
func (i *identifier) UnmarshalJSON(data []byte) error {
	if wholeNumber.Match(data) {
		*i = identifier(data)
		return nil
	}
	var text string // "" for null
	if json.Unmarshal(data, &text) != nil {
		return errors.New("an ID is neither a string nor a whole number")
	}
	*i = identifier(text)
	return nil
}

// decodeList decodes a list of REST's.
func decodeList[T any](entries rest.Entries[T]) func(body []byte) ([]T, error) {
	return func(body []byte) ([]T, error) {
		list, err := rest.DecodeJSON[[]T](body)
		if err != nil {
			return nil, err
		}
		if list == nil {
			return nil, errors.New("it is not a list")
		}
		return rest.Distinct(list, entries)
	}
}
