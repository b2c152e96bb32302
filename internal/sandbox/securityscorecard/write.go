// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// extraField is a field that no document names.
const extraField = "x_undocumented"

var null = json.RawMessage("null")

// write sends the body as JSON.
func (h *Handler) write(w http.ResponseWriter, status int, body any) {
	text := encode(body)
	if h.quirks.ExtraFields {
		text = encode(withExtraFields(decode(text)))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text) // a client that is gone needs no answer
}

func encode(body any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic(fmt.Sprintf("securityscorecard: an answer cannot be written: %v", err))
	}
	return text.Bytes()
}

func decode(text []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		panic(fmt.Sprintf("securityscorecard: an answer is no JSON: %v", err))
	}
	return value
}

// withExtraFields adds a field to every object in value.
func withExtraFields(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, field := range value {
			value[name] = withExtraFields(field)
		}
		value[extraField] = map[string]any{"nested": []any{1, "two", nil}}
	case []any:
		for i, element := range value {
			value[i] = withExtraFields(element)
		}
	}
	return value
}

// timestamp writes a time in the form that the quirks ask for. A time that is
// not known is left out.
func (h *Handler) timestamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	switch h.quirks.Timestamps {
	case TimestampsSpace:
		return t.UTC().Format("2006-01-02 15:04:05Z")
	case TimestampsDate:
		return t.UTC().Format(time.DateOnly)
	default:
		return t.UTC().Format("2006-01-02T15:04:05.000Z")
	}
}

// gradeAndScore are the two as they are written. A nil any is left out.
func (h *Handler) gradeAndScore(grade string, score *int) (writtenGrade, writtenScore any) {
	var unknownGrade, unknownScore any
	switch h.quirks.Unscored {
	case UnscoredAsNull:
		unknownGrade, unknownScore = null, null
	case UnscoredAsAbsent:
	default:
		unknownGrade = "?"
	}
	writtenGrade, writtenScore = unknownGrade, unknownScore
	if grade != "?" {
		writtenGrade = grade
	}
	if score != nil {
		writtenScore = *score
	}
	return writtenGrade, writtenScore
}
