// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// ImportRules are what is not known of how rows are imported. The zero value
// is what does most harm to a client that does not expect it.
type ImportRules struct {
	// NoAction tells rows that change nothing from updates.
	NoAction bool
	// UnknownOption says what happens to a value that its pick list does not
	// have.
	UnknownOption UnknownOption
}

// UnknownOption says what happens to a value that a pick list does not have. All
// of them were seen.
type UnknownOption int

// What happens to an unknown option.
const (
	OptionIsInvalid   UnknownOption = iota // the row fails
	OptionSkipsTheRow                      // the row is in the total, and nowhere else
	OptionIsBlank                          // the row is imported without the value
)

// Outcome is what became of one row.
type Outcome int

// The outcomes of a row.
const (
	RowInserted      Outcome = iota + 1
	RowUpdated               // which includes rows that change nothing
	RowNoAction              // with ImportRules.NoAction
	RowSkippedInsert         // the template does not insert
	RowSkippedUpdate         // the template does not update
	RowEmpty                 // every value is blank
	RowNoKey                 // the key column is blank
	RowInvalid
	RowIgnored // OptionSkipsTheRow
)

// ImportedRow is one row and what became of it.
type ImportedRow struct {
	// Values are in the order of the template's columns.
	Values  []string
	Outcome Outcome
	// Message says what became of it. It quotes no value.
	Message string
	// Warning says that the row was imported without one of its values.
	Warning bool
	// Key is the value of the key column.
	Key string
}

// Import is one accepted import.
type Import struct {
	TemplateID int
	Columns    []string
	Rows       []ImportedRow
}

// Count is the number of rows with the outcome.
func (i Import) Count(outcome Outcome) int { return len(i.Keys(outcome)) }

// Keys are the keys of the rows with the outcome, in their order.
func (i Import) Keys(outcome Outcome) []string {
	var keys []string
	for _, row := range i.Rows {
		if row.Outcome == outcome {
			keys = append(keys, row.Key)
		}
	}
	return keys
}

// Warnings is the number of rows that were imported without one of their values.
func (i Import) Warnings() int {
	count := 0
	for _, row := range i.Rows {
		if row.Warning {
			count++
		}
	}
	return count
}

// Imports returns the imports through a template, in order.
func (t *Tenant) Imports(templateID int) []Import {
	t.mu.RLock()
	defer t.mu.RUnlock()
	t.mustTemplate(templateID)
	var imports []Import
	for _, one := range t.imports {
		if one.TemplateID == templateID {
			imports = append(imports, one)
		}
	}
	return imports
}

// InsertedKeys are the keys of all rows that were inserted through a template,
// in order. A key that comes twice was duplicated.
func (t *Tenant) InsertedKeys(templateID int) []string {
	var keys []string
	for _, one := range t.Imports(templateID) {
		keys = append(keys, one.Keys(RowInserted)...)
	}
	return keys
}

// ImportRows imports rows that have a value for each of the template's columns.
// Rows are taken one by one: those before a row that fails stay imported, and
// so do those after it.
func (t *Tenant) ImportRows(templateID int, rules ImportRules, rows [][]string) Import {
	t.mu.Lock()
	defer t.mu.Unlock()
	template := t.mustTemplate(templateID)
	run := importRun{tenant: t, template: *template, rules: rules, into: t.mustType(template.ItemType)}
	run.indexKeys()
	imported := Import{TemplateID: templateID, Columns: slices.Clone(template.Columns)}
	for _, values := range rows {
		imported.Rows = append(imported.Rows, run.row(values))
	}
	t.imports = append(t.imports, imported)
	return imported
}

// importRun is one import while it goes on.
type importRun struct {
	tenant   *Tenant
	template ImportTemplate
	rules    ImportRules
	into     *itemType
	byKey    map[string][]Item
}

func (r *importRun) indexKeys() {
	r.byKey = map[string][]Item{}
	for _, item := range r.into.items {
		key := item.Value(r.template.KeyColumn)
		r.byKey[key] = append(r.byKey[key], item)
	}
}

func (r *importRun) row(values []string) ImportedRow {
	row := ImportedRow{Values: slices.Clone(values)}
	if at := slices.Index(r.template.Columns, r.template.KeyColumn); at >= 0 {
		row.Key = values[at]
	}
	if !slices.ContainsFunc(values, func(value string) bool { return value != "" }) {
		return row.becomes(RowEmpty, "Empty record.")
	}
	if row.Key == "" && r.template.KeyColumn != "" {
		return row.becomes(RowNoKey, "No key value.")
	}
	var found []Item
	if row.Key != "" {
		found = r.byKey[row.Key]
	}
	switch {
	case len(found) == 0 && !r.template.Inserts:
		return row.becomes(RowSkippedInsert, "Insert skipped.")
	case len(found) > 0 && !r.template.Updates:
		return row.becomes(RowSkippedUpdate, "Update skipped.")
	case len(found) > 1:
		return row.becomes(RowInvalid, "More than one item has this key")
	}
	accepted, refused := r.check(&row)
	switch {
	case refused != nil && refused.Options != nil && r.rules.UnknownOption == OptionSkipsTheRow:
		return row.becomes(RowIgnored, fmt.Sprintf("Invalid value (%s)", refused.Name))
	case refused != nil:
		return row.becomes(RowInvalid, fmt.Sprintf("Invalid value (%s)", refused.Name))
	case len(found) == 0:
		return r.insert(row, accepted)
	default:
		return r.update(row, found[0], accepted)
	}
}

func (r ImportedRow) becomes(outcome Outcome, message string) ImportedRow {
	r.Outcome, r.Message = outcome, message
	return r
}

// check returns the values by column, or the property that refuses its value.
func (r *importRun) check(row *ImportedRow) (accepted map[string]string, refused *ItemProperty) {
	accepted = map[string]string{}
	warning := false
	for i, column := range r.template.Columns {
		accepted[column] = row.Values[i]
		property := r.into.properties[column]
		if row.Values[i] == "" || r.tenant.takes(property, row.Values[i]) {
			continue
		}
		if property.Options == nil || r.rules.UnknownOption != OptionIsBlank {
			return nil, &property
		}
		accepted[column], warning = "", true
	}
	row.Warning = warning
	return accepted, nil
}

func (t *Tenant) takes(property ItemProperty, value string) bool {
	switch {
	case property.Options != nil:
		return slices.Contains(property.Options, value)
	case property.Integer:
		_, err := strconv.ParseInt(value, 10, 32)
		return err == nil
	case property.References != "":
		return slices.ContainsFunc(t.mustType(property.References).items, func(item Item) bool { return item.ID == value })
	default:
		return property.MaxLength == 0 || utf8.RuneCountInString(value) <= property.MaxLength
	}
}

func (r *importRun) insert(row ImportedRow, values map[string]string) ImportedRow {
	added := r.tenant.add(r.into, values)
	key := added.Value(r.template.KeyColumn)
	r.byKey[key] = append(r.byKey[key], added)
	return row.becomes(RowInserted, "Item inserted.")
}

func (r *importRun) update(row ImportedRow, item Item, values map[string]string) ImportedRow {
	before := maps.Clone(item.Values)
	for column, value := range values {
		item.set(column, value)
	}
	if r.rules.NoAction && maps.Equal(before, item.Values) {
		return row.becomes(RowNoAction, "No action.")
	}
	return row.becomes(RowUpdated, "Item updated")
}
