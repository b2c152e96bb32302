// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
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
		return value, fmt.Errorf("it cannot be read: of type %s is something that must not be", kind)
	}
	if err != nil {
		return value, fmt.Errorf("it cannot be read: %w", err)
	}
	return value, nil
}

// The forms of time that the systems write, all with or without a fraction.
var timeLayouts = []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z07", time.DateOnly}

// ParseTime reads a time, with T or a space, or a date alone, which is its
// first moment in UTC. It is false for anything else.
func ParseTime(text string) (time.Time, bool) {
	for _, layout := range timeLayouts {
		if parsed, err := time.Parse(layout, text); err == nil {
			return parsed.UTC(), true
		}
	}
	return time.Time{}, false
}
