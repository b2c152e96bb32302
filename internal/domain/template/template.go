// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package template has the rules for ProcessUnity's import templates: it checks
// templates, makes complete lines from rows, and reads responses. It does not
// depend on Terraform or HTTP.
//
// Sources named in comments: "recorded" is a published observation, "said" the
// statement of one author. There is no public specification.
package template

import (
	"fmt"
	"slices"
	"strings"
)

// Template is an import template of a tenant.
type Template struct {
	ID         int64
	Name       string
	ImportType string
	// KeyColumn decides whether a line is an insert or an update.
	KeyColumn  string
	ExternalID string
	// Inserts and Updates say what the template may do.
	Inserts bool
	Updates bool
	// Columns are in the order of the values of a line (recorded).
	Columns []string
}

// Has reports whether the template has a column.
func (t Template) Has(column string) bool { return slices.Contains(t.Columns, column) }

// DecodeTemplates reads a list of import templates.
func DecodeTemplates(body []byte) ([]Template, error) {
	data, err := decodeEnvelope(body)
	if err != nil {
		return nil, err
	}
	entries, err := decodeList[struct {
		Template
		ID number // Template's own ID would not read a string.
		// Template's own would be false when the answer does not say.
		Inserts, Updates *bool
	}](data, "import templates")
	if err != nil {
		return nil, err
	}
	templates := make([]Template, len(entries))
	for i, entry := range entries {
		switch {
		case entry.Inserts == nil || entry.Updates == nil:
			return nil, fmt.Errorf("it does not say whether import template %d inserts and updates", entry.ID)
		case len(entry.Columns) == 0 || slices.Contains(entry.Columns, ""):
			return nil, fmt.Errorf("import template %d has no columns, or one without a name", entry.ID)
		}
		templates[i] = entry.Template
		templates[i].ID, templates[i].Inserts, templates[i].Updates = int64(entry.ID), *entry.Inserts, *entry.Updates
	}
	return templates, nil
}

// Find returns the template with the ID.
func Find(templates []Template, id int64) (Template, bool) {
	i := slices.IndexFunc(templates, func(t Template) bool { return t.ID == id })
	if i < 0 {
		return Template{}, false
	}
	return templates[i], true
}

// suggestion names the column that differs from a name only in case or white
// space.
func (t Template) suggestion(name string) string {
	for _, column := range t.Columns {
		if strings.EqualFold(strings.TrimSpace(column), strings.TrimSpace(name)) {
			return fmt.Sprintf(" Did you mean %q?", column)
		}
	}
	return ""
}
