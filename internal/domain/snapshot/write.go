// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/go-json-experiment/json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// encoded is a document as JSON. The rows are in one place each: posture.Company
// and posture.Finding name their members.
type encoded struct {
	Version         int               `json:"version"`
	Source          string            `json:"source"`
	TakenAt         string            `json:"taken_at"`
	Scope           posture.Scope     `json:"scope"`
	Companies       []posture.Company `json:"companies"`
	CoveredSubjects []string          `json:"covered_subjects"`
	Findings        []posture.Finding `json:"findings"`
	Unknown         []posture.Finding `json:"unknown"`
	SHA256          string            `json:"sha256"`
}

// TooLargeError is a document that nothing would read.
type TooLargeError struct{ Size int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the snapshot has %d MB, and a snapshot may have %d MB", e.Size>>20, MaximumSize>>20)
}

// Write returns the document as JSON, with one row in a line, so that versions of
// it can be compared. Its last member is the digest of all before it.
func (d Document) Write() (string, error) { return d.write(MaximumSize) }

func (d Document) write(limit int) (string, error) {
	if err := d.check(); err != nil {
		return "", fmt.Errorf("what was read contradicts itself: %w", err)
	}
	w := writer{}
	w.member("version", Version)
	w.member("source", d.Source)
	w.member("taken_at", d.TakenAt.UTC().Format(timeFormat))
	w.member("scope", d.Scope)
	list(&w, "companies", d.Companies)
	list(&w, "covered_subjects", d.Covered)
	list(&w, "findings", d.Findings)
	list(&w, "unknown", d.Unknown)
	if w.err != nil {
		return "", fmt.Errorf("what was read cannot be written as JSON: %w", w.err)
	}
	w.WriteString(digestMember(w.Bytes()))
	if w.Len() > limit {
		return "", &TooLargeError{Size: w.Len()}
	}
	return w.String(), nil
}

// digestMember is the last member of a document that begins with text.
func digestMember(text []byte) string {
	sum := sha256.Sum256(text)
	return digestName + `"` + hex.EncodeToString(sum[:]) + "\"\n}\n"
}

const digestName = `"sha256": `

// writer writes a JSON object.
type writer struct {
	bytes.Buffer
	err error
}

func (w *writer) member(name string, value any) {
	opening := ""
	if w.Len() == 0 {
		opening = "{\n"
	}
	fmt.Fprintf(w, "%s%q: %s,\n", opening, name, w.json(value))
}

func (w *writer) json(value any) []byte {
	text, err := json.Marshal(value, json.Deterministic(true))
	if err != nil && w.err == nil {
		w.err = err
	}
	return text
}

// list writes a list with an element in each line. A nil list is null.
func list[T any](w *writer, name string, elements []T) {
	if elements == nil {
		fmt.Fprintf(w, "%q: null,\n", name)
		return
	}
	fmt.Fprintf(w, "%q: [", name)
	separator := "\n"
	for i := range elements {
		w.WriteString(separator)
		w.Write(w.json(&elements[i]))
		separator = ",\n"
	}
	w.WriteString("\n],\n")
}
