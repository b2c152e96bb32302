// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// DecodeJSON reads a whole body into a T. Its errors say what is wrong with the
// body and where, without quoting it and without Go's names.
func DecodeJSON[T any](body []byte) (T, error) {
	var value T
	if len(bytes.TrimSpace(body)) == 0 {
		return value, errors.New("it is empty")
	}
	err := json.Unmarshal(body, &value)
	if err != nil && json.Valid(body) {
		err = misfit("", body, reflect.TypeFor[T]())
	}
	if err != nil {
		return value, fmt.Errorf("it cannot be read: %w", err)
	}
	return value, nil
}

// ErrorText is a message in the body of an error: a text, or an object with a
// "message". Anything else is ignored.
type ErrorText string

// UnmarshalJSON implements json.Unmarshaler.
func (t *ErrorText) UnmarshalJSON(data []byte) error {
	var text string
	var object struct{ Message string }
	if json.Unmarshal(data, &text) == nil {
		*t = ErrorText(text)
	} else if json.Unmarshal(data, &object) == nil {
		*t = ErrorText(object.Message)
	}
	return nil
}

// UTC writes a system's time in RFC 3339, UTC, to the second, or "" when it is
// absent or cannot be read.
func UTC(text string) string {
	parsed, ok := posture.ParseTime(text)
	if !ok {
		return ""
	}
	return parsed.Format(time.RFC3339)
}
