// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// sentImport is the body of an import.
type sentImport struct {
	data       []rawRow
	includeLog bool
}

// rawRow is one row as it was sent, without the names, which have no meaning.
type rawRow struct {
	values []string
	// isArray says that the row is no object, but an array.
	isArray bool
	// notText says that a value, or the row, is of another type.
	notText bool
}

var errBody = errors.New("the body is not that of an import")

// decodeImport reads {"data":[…],"param":{"IncludeLog":true}}. The names of
// these, but of no others, may come in any case, as both were seen to.
func decodeImport(r *http.Request) (sentImport, error) {
	var members map[string]json.RawMessage
	if !isJSON(r) || json.Unmarshal(body(r), &members) != nil {
		return sentImport{}, errBody
	}
	var sent sentImport
	seen := map[string]bool{}
	for name, value := range members {
		var err error
		name = strings.ToLower(name)
		switch name {
		case "data":
			err = json.Unmarshal(value, &sent.data)
		case "param":
			sent.includeLog, err = decodeParam(value)
		default:
			err = errBody
		}
		if err != nil || seen[name] {
			return sentImport{}, errBody
		}
		seen[name] = true
	}
	if !seen["data"] {
		return sentImport{}, errBody
	}
	return sent, nil
}

func decodeParam(text json.RawMessage) (includeLog bool, err error) {
	var members map[string]any
	if err := json.Unmarshal(text, &members); err != nil {
		return false, err
	}
	for name, value := range members {
		if !strings.EqualFold(name, "IncludeLog") {
			return false, errBody
		}
		switch value {
		case true, "true":
			includeLog = true
		case false, "false":
		default:
			return false, errBody
		}
	}
	return includeLog, nil
}

// UnmarshalJSON reads a row of any type. The members of an object are taken in
// the order in which they stand, and so is one whose name comes twice.
func (row *rawRow) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	opening, err := decoder.Token()
	if err != nil {
		return err
	}
	switch opening {
	case json.Delim('['):
		row.isArray = true
		return nil
	case json.Delim('{'):
	default:
		row.notText = true
		return nil
	}
	for decoder.More() {
		if _, err := decoder.Token(); err != nil { // the name
			return err
		}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		text, isText := value.(string)
		row.notText = row.notText || !isText
		row.values = append(row.values, text)
	}
	return nil
}
