// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// write sends a body as JSON. A client that is gone needs none.
func (h *Handler) write(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		panic("nowsecure: an answer cannot be written: " + err.Error())
	}
	if h.quirks.NullsAbsent || h.quirks.ExtraFields {
		text = h.rewrite(text)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text)
}

// rewrite returns the JSON without the fields that are null, or with more
// fields, as the quirks say.
func (h *Handler) rewrite(text []byte) []byte {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var body any
	if err := decoder.Decode(&body); err != nil {
		panic("nowsecure: an answer is no JSON: " + err.Error())
	}
	h.rewriteValue(body)
	text, err := json.Marshal(body)
	if err != nil {
		panic("nowsecure: an answer cannot be written: " + err.Error())
	}
	return text
}

func (h *Handler) rewriteValue(value any) {
	switch value := value.(type) {
	case map[string]any:
		for name, field := range value {
			if field == nil && h.quirks.NullsAbsent {
				delete(value, name)
			}
			h.rewriteValue(field)
		}
		if h.quirks.ExtraFields {
			value["x_undocumented"] = map[string]any{"a": []int{1}}
		}
	case []any:
		for _, element := range value {
			h.rewriteValue(element)
		}
	}
}

// timestamp is null for the zero time.
func timestamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return new(t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// orNull is null for the empty text.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// id writes an ID as a number, or as the quirks say. 0 is null.
func (h *Handler) id(id int64) any {
	switch {
	case id == 0:
		return nil
	case h.quirks.IDsAsStrings:
		return strconv.FormatInt(id, 10)
	default:
		return id
	}
}
