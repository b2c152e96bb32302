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

// What of a record must not be found again in what Secureframe says: a value,
// unless it is so short that any text has it, or any piece of the JSON text,
// with which a longer value begins or ends that was cut.
const (
	shortestValue = 3
	shortestPiece = 8
)

// withoutEcho takes Secureframe's words out of an error when they repeat what
// was sent to it: records can hold personal data.
func withoutEcho(err error, objects []json.RawMessage) error {
	failure, ok := errors.AsType[*rest.Error](err)
	if !ok || failure.Status == 0 || !echoes(failure.Message, objects) {
		return err
	}
	quiet := *failure
	quiet.Message = "what it says is not shown, because it repeats what was sent"
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

// hasValue reports whether a message has a value of the object in it.
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
