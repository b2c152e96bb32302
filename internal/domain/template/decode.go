// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
)

// envelope is what every answer comes in. Errors come with a 200, too (recorded).
type envelope struct {
	HasError  bool
	HasErrors bool
	Message   string
	Data      json.RawMessage
}

var errNotJSON = errors.New("it is not JSON")

// decodeEnvelope returns the Data of an answer. An empty list may be null
// (recorded).
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

// decodeObject decodes without the library's own words, which can quote values.
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
		return errors.New("its members are not of the types that they should be of")
	}
	return nil
}

// number is a whole number, which may be written as a text.
type number int64

func (n *number) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	value, err := strconv.ParseInt(string(bytes.Trim(data, `"`)), 10, 64)
	if err != nil {
		return errors.New("a number is none")
	}
	*n = number(value)
	return nil
}

// cell is a value of a record as text. Null is blank.
type cell string

func (c *cell) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '{', '[':
		return errors.New("a value is no text")
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
