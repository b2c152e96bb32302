// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// JSON is the report in the published format, with one subject, violation or waiver
// in a line, so that versions of it can be compared.
func (r Report) JSON() string { return escape(inLines(encode(r))) }

// encode writes JSON without space. HTML in names is escaped.
func encode(value any, options ...json.Options) []byte {
	text, err := json.Marshal(value, json.JoinOptions(options...), json.Deterministic(true), json.FormatNilSliceAsNull(false), json.FormatNilMapAsNull(false),
		jsontext.EscapeForHTML(true), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		panic(fmt.Sprintf("a report cannot be written as JSON: %s", err)) // Every type here can.
	}
	return text
}

// inLines lays out an object that was written without space: a line for each member,
// and for each element of a list.
func inLines(object []byte) string {
	var lines strings.Builder
	lines.Grow(len(object) + len(object)/16)
	decoder := jsontext.NewDecoder(bytes.NewBuffer(object), jsontext.AllowDuplicateNames(true)) // It was just written.
	_, _ = decoder.ReadToken()
	separator := "{\n  "
	for decoder.PeekKind() != '}' {
		lines.WriteString(separator)
		copyValue(&lines, decoder)
		lines.WriteString(": ")
		if decoder.PeekKind() == '[' {
			copyElements(&lines, decoder)
		} else {
			copyValue(&lines, decoder)
		}
		separator = ",\n  "
	}
	lines.WriteString("\n}\n")
	return lines.String()
}

func copyElements(lines *strings.Builder, list *jsontext.Decoder) {
	_, _ = list.ReadToken()
	lines.WriteByte('[')
	separator, end := "\n    ", "]"
	for list.PeekKind() != ']' {
		lines.WriteString(separator)
		copyValue(lines, list)
		separator, end = ",\n    ", "\n  ]"
	}
	_, _ = list.ReadToken()
	lines.WriteString(end)
}

func copyValue(lines *strings.Builder, decoder *jsontext.Decoder) {
	value, err := decoder.ReadValue()
	if err != nil {
		panic(fmt.Sprintf("a report was written as JSON that cannot be read: %s", err))
	}
	lines.Write(value)
}

// commands begin commands of CI systems. In JSON, both are only in strings.
var commands = strings.NewReplacer("##", `#\u0023`, "::", `:\u003a`)

// escape keeps names from being taken for anything else: it escapes invisible
// characters and commands of CI systems. In JSON, such characters are only in strings.
func escape(text string) string {
	if strings.Contains(text, "##") || strings.Contains(text, "::") {
		text = commands.Replace(text)
	}
	if isPlain(text) || !strings.ContainsFunc(text, isHidden) {
		return text
	}
	var escaped strings.Builder
	for _, r := range text {
		if !isHidden(r) {
			escaped.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&escaped, `\u%04x`, unit)
		}
	}
	return escaped.String()
}

// isPlain reports whether a text has printable ASCII and line ends only. Most have,
// and they may be long.
func isPlain(text string) bool {
	for i := range len(text) {
		if (text[i] < ' ' && text[i] != '\n') || text[i] > '~' {
			return false
		}
	}
	return true
}

func isHidden(r rune) bool {
	if r < utf8.RuneSelf { // Most are.
		return r < ' ' && r != '\n' || r == '\x7f'
	}
	return !unicode.IsPrint(r) || posture.IsInvisible(r)
}
