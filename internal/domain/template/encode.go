// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
)

// Encode writes the body of an import. The members of an object are in the
// order of the template's columns: ProcessUnity matches them by position and
// ignores their names (recorded), although other notes say that it matches them
// by name. A Go map would have a different order.
func Encode(columns []string, lines []Line) ([]byte, error) {
	body := []byte(`{"data":[`)
	for i, line := range lines {
		if len(line.Values) != len(columns) {
			return nil, errors.New("a line does not have a value for every column")
		}
		if i > 0 {
			body = append(body, ',')
		}
		var err error
		if body, err = appendLine(body, columns, line.Values); err != nil {
			return nil, err
		}
	}
	return append(body, `],"param":{"IncludeLog":true}}`...), nil
}

func appendLine(body []byte, columns, values []string) ([]byte, error) {
	body = append(body, '{')
	for i, column := range columns {
		if i > 0 {
			body = append(body, ',')
		}
		var nameErr, valueErr error
		body, nameErr = jsontext.AppendQuote(body, column)
		body = append(body, ':')
		body, valueErr = jsontext.AppendQuote(body, values[i])
		if nameErr != nil || valueErr != nil {
			return nil, errors.New("a text is not valid UTF-8")
		}
	}
	return append(body, '}'), nil
}
