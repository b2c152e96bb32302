// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// classes are how nodes look. Each has its own text color on its own background,
// so that it can be read on a light and on a dark page.
var classes = []struct{ name, style string }{
	{"blue", "fill:#0550ae,stroke:#033d8b,color:#ffffff"},
	{"green", "fill:#116329,stroke:#044f1e,color:#ffffff"},
	{"lime", "fill:#4d7c0f,stroke:#3f6212,color:#ffffff"},
	{"yellow", "fill:#9a6700,stroke:#7d4e00,color:#ffffff"},
	{"orange", "fill:#bc4c00,stroke:#953800,color:#ffffff"},
	{"red", "fill:#a40e26,stroke:#82071e,color:#ffffff"},
	{"grey", "fill:#57606a,stroke:#8c959f,color:#ffffff,stroke-dasharray:4"},
	{"pale", "fill:#eaeef2,stroke:#8c959f,color:#24292f"},
}

// flowchart writes Mermaid.
type flowchart struct {
	text strings.Builder
	used map[string]bool
}

func newFlowchart() *flowchart {
	f := &flowchart{used: map[string]bool{}}
	f.text.WriteString("flowchart LR\n")
	return f
}

// node draws a node with lines of any text. shape is its brackets.
func (f *flowchart) node(id, shape, class string, lines ...string) {
	f.used[class] = true
	labels := []string{}
	for _, line := range lines {
		if label := label(line); label != "" {
			labels = append(labels, label)
		}
	}
	if len(labels) == 0 {
		labels = []string{"unnamed"}
	}
	if shape == "" {
		shape = "[]"
	}
	half := len(shape) / 2
	fmt.Fprintf(&f.text, "  %s%s\"%s\"%s:::%s\n", id, shape[:half], strings.Join(labels, "<br/>"), shape[half:], class)
}

// edge draws an arrow. One from nothing is not drawn.
func (f *flowchart) edge(from, to string) {
	if from != "" {
		fmt.Fprintf(&f.text, "  %s --> %s\n", from, to)
	}
}

// String is the text, with the classes that are used.
func (f *flowchart) String() string {
	for _, class := range classes {
		if f.used[class.name] {
			fmt.Fprintf(&f.text, "  classDef %s %s\n", class.name, class.style)
		}
	}
	return f.text.String()
}

// maximumLabel is the number of characters of a line.
const maximumLabel = 40

// label writes any text so that Mermaid, and Markdown and HTML in it, take it
// for nothing else. What is not a letter, a digit or a space is written as an
// entity code, which Mermaid writes with # and not with &.
func label(text string) string {
	var label strings.Builder
	for _, r := range posture.Shorten(posture.Printable(text), maximumLabel) {
		if r == ' ' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			label.WriteRune(r)
			continue
		}
		fmt.Fprintf(&label, "#%d;", r)
	}
	return label.String()
}
