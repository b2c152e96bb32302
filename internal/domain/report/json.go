// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// JSON is the report in the published format.
func (r Report) JSON() string { return encode(r) }

// encode writes JSON in which names cannot be taken for anything else: HTML,
// invisible characters, and commands of CI systems are escaped.
func encode(value any) string {
	text, err := json.Marshal(value, json.Deterministic(true), json.FormatNilSliceAsNull(false), json.FormatNilMapAsNull(false),
		jsontext.EscapeForHTML(true), jsontext.AllowInvalidUTF8(true), jsontext.WithIndent("  "))
	if err != nil {
		panic(fmt.Sprintf("a report cannot be written as JSON: %s", err)) // Every type here can.
	}
	return escape(string(append(text, '\n')))
}

// commands begin commands of CI systems. In JSON that encode has indented, both
// are only in strings.
var commands = strings.NewReplacer("##", `#\u0023`, "::", `:\u003a`)

// escape escapes what is not seen. In JSON that encode has indented, such
// characters are only in strings.
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
