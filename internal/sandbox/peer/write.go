// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package peer

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// JSONType is the content type of JSON.
const JSONType = "application/json; charset=utf-8"

// WriteJSON sends body as JSON, with the changes made to each of its objects.
func WriteJSON(w http.ResponseWriter, status int, body any, changes ...func(object map[string]any)) {
	text := encode(body)
	if len(changes) > 0 {
		text = encode(changed(decode(text), changes))
	}
	WriteText(w, status, JSONType, text)
}

// ExtraField is a change that adds an undocumented field.
func ExtraField(object map[string]any) {
	object["x_undocumented"] = map[string]any{"nested": []any{1, "two", nil}}
}

// WriteText sends a response. It ignores the error of a client that is gone.
func WriteText(w http.ResponseWriter, status int, contentType, text string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

// changed applies the changes to the innermost objects first.
func changed(value any, changes []func(map[string]any)) any {
	switch value := value.(type) {
	case map[string]any:
		for _, field := range value {
			changed(field, changes)
		}
		for _, change := range changes {
			change(value)
		}
	case []any:
		for _, element := range value {
			changed(element, changes)
		}
	}
	return value
}

// encode does not escape < and >, like the systems.
func encode(body any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic("peer: an answer cannot be written: " + err.Error())
	}
	return text.String()
}

func decode(text string) any {
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		panic("peer: an answer is not JSON: " + err.Error())
	}
	return value
}
