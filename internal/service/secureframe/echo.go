// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// The shortest parts of a record that an error message must not repeat: a
// value, and a piece of the JSON text. A shorter value is in almost any text. A
// piece may be the start or the end of a longer value that was cut.
const (
	shortestValue = 3
	shortestPiece = 8
)

// withoutEcho removes Secureframe's message from an error if it repeats data
// that was sent: records can contain personal data.
func withoutEcho(err error, objects []json.RawMessage) error {
	failure, ok := errors.AsType[*rest.Error](err)
	if !ok || failure.Status == 0 || !echoes(failure.Message, objects) {
		return err
	}
	quiet := *failure
	quiet.Message = "the message is not shown because it repeats data that was sent"
	return &quiet
}

func echoes(message string, objects []json.RawMessage) bool {
	for _, object := range objects {
		for start := 0; start+shortestPiece <= len(message); start++ {
			if bytes.Contains(object, []byte(message[start:start+shortestPiece])) {
				return true
			}
		}
		if hasValue(message, object) {
			return true
		}
	}
	return false
}

// hasValue reports whether a message contains a value of the object.
func hasValue(message string, object json.RawMessage) bool {
	decoder := jsontext.NewDecoder(bytes.NewReader(object))
	for {
		token, err := decoder.ReadToken()
		if err != nil {
			return false
		}
		if kind := token.Kind(); kind != '"' && kind != '0' {
			continue
		}
		_, read := decoder.StackIndex(decoder.StackDepth())
		if isName := decoder.StackDepth() > 0 && read%2 == 1; isName {
			continue
		}
		if value := token.String(); len(value) >= shortestValue && strings.Contains(message, value) {
			return true
		}
	}
}
