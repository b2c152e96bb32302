// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// DecodeJSON reads a whole body into a T. Its errors say in which way the body
// is wrong, without quoting it and without Go's names.
func DecodeJSON[T any](body []byte) (T, error) {
	var value T
	if len(bytes.TrimSpace(body)) == 0 {
		return value, errors.New("it is empty")
	}
	err := json.Unmarshal(body, &value)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		kind, _, _ := strings.Cut(wrong.Value, " ") // the value itself follows a number
		return value, fmt.Errorf("it cannot be read: it has a value of the type %s where another type is expected", kind)
	}
	if err != nil {
		return value, fmt.Errorf("it cannot be read: %w", err)
	}
	return value, nil
}
