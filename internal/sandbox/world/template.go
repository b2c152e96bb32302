// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
)

// ImportTemplate is what rows are imported through.
type ImportTemplate struct {
	ID         int
	Name       string
	ExternalID string
	// ItemType is what a row becomes.
	ItemType string
	// Inserts and Updates are the import options.
	Inserts bool
	Updates bool
	// NotAutomated templates are not enabled for automated import. For the API
	// they do not exist.
	NotAutomated bool
	// KeyColumn finds the item that a row updates. Without one, every row is
	// an insert.
	KeyColumn string
	// Columns are the properties that the values of a row are assigned to, by
	// their position.
	Columns []string
}

// CustomReport is what can be exported beside templates. What was exported
// once is exported again, whatever has changed.
type CustomReport struct {
	ID       int
	Name     string
	ItemType string
	Columns  []string
}

// Export is the items of a template or a report, in the order in which they
// were made.
type Export struct {
	Columns []string
	Rows    [][]string
	// Integers are the columns that hold numbers.
	Integers map[string]bool
}

// customReport is a report with what was exported of it.
type customReport struct {
	CustomReport
	exported *Export
}

// AddImportTemplate adds a template.
func (t *Tenant) AddImportTemplate(template ImportTemplate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.checkNew(template.ID, template.ItemType)
	template.Columns = slices.Clone(template.Columns)
	t.templates = append(t.templates, template)
}

// UpdateImportTemplate changes a template.
func (t *Tenant) UpdateImportTemplate(id int, change func(*ImportTemplate)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	change(t.mustTemplate(id))
}

// ImportTemplates returns all templates, in the order in which they were added.
func (t *Tenant) ImportTemplates() []ImportTemplate {
	t.mu.RLock()
	defer t.mu.RUnlock()
	templates := slices.Clone(t.templates)
	for i := range templates {
		templates[i].Columns = slices.Clone(templates[i].Columns)
	}
	return templates
}

// AddCustomReport adds a report that was not exported yet.
func (t *Tenant) AddCustomReport(report CustomReport) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.checkNew(report.ID, report.ItemType)
	t.reports = append(t.reports, &customReport{CustomReport: report})
}

// Exported returns the items of the template or the report with that id, or
// false when there is neither. A template shows the items as they are.
func (t *Tenant) Exported(id int) (Export, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if template := t.template(id); template != nil && !template.NotAutomated {
		return t.export(template.ItemType, template.Columns), true
	}
	report := t.report(id)
	if report == nil {
		return Export{}, false
	}
	if report.exported == nil {
		exported := t.export(report.ItemType, report.Columns)
		report.exported = &exported
	}
	return *report.exported, true
}

// IsCustomReport reports whether the id is that of a report.
func (t *Tenant) IsCustomReport(id int) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.report(id) != nil
}

func (t *Tenant) export(name string, columns []string) Export {
	from := t.mustType(name)
	exported := Export{Columns: slices.Clone(columns), Integers: map[string]bool{}}
	for _, column := range columns {
		exported.Integers[column] = column == IDColumn || from.properties[column].Integer
	}
	for _, item := range from.items {
		row := make([]string, len(columns))
		for i, column := range columns {
			if !from.properties[column].Hidden {
				row[i] = item.Value(column)
			}
		}
		exported.Rows = append(exported.Rows, row)
	}
	return exported
}

func (t *Tenant) template(id int) *ImportTemplate {
	at := slices.IndexFunc(t.templates, func(template ImportTemplate) bool { return template.ID == id })
	if at < 0 {
		return nil
	}
	return &t.templates[at]
}

func (t *Tenant) mustTemplate(id int) *ImportTemplate {
	found := t.template(id)
	if found == nil {
		panic(fmt.Sprintf("world: there is no import template %d", id))
	}
	return found
}

func (t *Tenant) report(id int) *customReport {
	at := slices.IndexFunc(t.reports, func(report *customReport) bool { return report.ID == id })
	if at < 0 {
		return nil
	}
	return t.reports[at]
}

func (t *Tenant) checkNew(id int, itemType string) {
	t.mustType(itemType)
	if t.template(id) != nil || t.report(id) != nil {
		panic(fmt.Sprintf("world: the id %d is taken", id))
	}
}
