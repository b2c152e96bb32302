// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
)

// envelope is the outer object of every response. Errors can also have status
// 200 (recorded).
type envelope struct {
	HasError  bool
	HasErrors bool
	Message   string
	Data      json.RawMessage
}

var errNotJSON = errors.New("it is not JSON")

// decodeEnvelope returns the Data of a response.
func decodeEnvelope(body []byte) (json.RawMessage, error) {
	var answer envelope
	if err := decodeObject(body, &answer); err != nil {
		return nil, err
	}
	switch {
	case answer.HasError || answer.HasErrors:
		return nil, errors.New("it reports an error: " + cmp.Or(answer.Message, "without a message"))
	case answer.Data == nil:
		return nil, errors.New("it has no Data")
	}
	return answer.Data, nil
}

// decodeList decodes a list of objects. Null was seen in place of lists
// (recorded), and is an error: it may stand for records that are not shown.
func decodeList[T any](data json.RawMessage, objects string) ([]T, error) {
	var list []*T
	if json.Unmarshal(data, &list) != nil || list == nil || slices.Contains(list, nil) {
		return nil, errors.New("its Data is not a list of " + objects)
	}
	values := make([]T, len(list))
	for i, value := range list {
		values[i] = *value
	}
	return values, nil
}

// decodeObject decodes without the library's own error messages, which can
// quote values.
func decodeObject(body []byte, target any) error {
	body = bytes.TrimSpace(body)
	switch {
	case bytes.HasPrefix(body, []byte("<")):
		return errors.New("it is an HTML page")
	case !json.Valid(body):
		return errNotJSON
	case !bytes.HasPrefix(body, []byte("{")):
		return errors.New("it is not a JSON object")
	}
	if json.Unmarshal(body, target) != nil {
		return errors.New("its members have unexpected types")
	}
	return nil
}

// number is an integer, which may be written as a string.
type number int64

func (n *number) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	value, err := strconv.ParseInt(string(bytes.Trim(data, `"`)), 10, 64)
	if err != nil {
		return errors.New("a number is not an integer")
	}
	*n = number(value)
	return nil
}

// cell is a value of a record as text. Null is blank.
type cell string

func (c *cell) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '{', '[':
		return errors.New("a value is not text")
	case '"':
		var value string
		err := json.Unmarshal(data, &value)
		*c = cell(value)
		return err
	}
	if *c = cell(data); string(data) == "null" {
		*c = ""
	}
	return nil
}
