// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Line is a complete row: a text for every column of its template, in the order
// of the columns.
type Line struct {
	Key    string
	Values []string
}

// Composer makes complete lines from rows. A template accepts only lines with
// all of its columns (recorded), so a column that a row does not set gets the
// value that ProcessUnity already has.
type Composer struct {
	Template Template
	Kind     Kind
	// InsertOnly columns are set in new items only.
	InsertOnly []string
	// BlankColumns may be blank in every record, although a row does not set them.
	BlankColumns []string
	// Timestamp is the value for TimestampColumn, if that is set.
	TimestampColumn string
	Timestamp       string
	// Asserted are the rows that were imported before. A row without cells may not
	// have arrived.
	Asserted map[string]Row
	// IsMoved says that they were imported through another template.
	IsMoved bool
	// OnRemoved are the values that mark removed issues.
	OnRemoved Row
	// Marks returns the values that this run has marked an issue with, or nil. It
	// may be nil.
	Marks func(key string) map[string]string
	// EscapeFormulas prefixes texts that a spreadsheet takes for a formula.
	EscapeFormulas bool
	// ExistingOnly omits the rows whose items do not exist.
	ExistingOnly bool
}

// Composition is the result of Compose.
type Composition struct {
	// Lines are sorted by key.
	Lines []Line
	// Problems are about all rows. If one is not a warning, no line may be sent.
	Problems []problem.Problem
	// Refused are problems of rows that have no line.
	Refused []problem.Problem
}

// NeedsExport reports whether the lines need an export.
func (c Composer) NeedsExport(rows map[string]Row) bool {
	if c.ExistingOnly || len(c.InsertOnly) > 0 || c.Kind == ThirdParty && c.Template.Inserts {
		return len(rows) > 0
	}
	for _, row := range rows {
		if c.leavesSomething(row) {
			return true
		}
	}
	return false
}

// leavesSomething reports whether a row does not set a column.
func (c Composer) leavesSomething(row Row) bool {
	return slices.ContainsFunc(c.Template.Columns, func(column string) bool { return !c.sets(row, column) })
}

func (c Composer) sets(row Row, column string) bool {
	_, given := row[column]
	return given || column == c.Template.KeyColumn || column == c.TimestampColumn
}

// Compose makes the lines of rows. The export is needed if NeedsExport says so.
func (c Composer) Compose(rows map[string]Row, export Export) Composition {
	composition := composition{
		Composer: c, export: export, isWithheld: map[string]bool{},
		unreadable: map[string]bool{}, withheld: map[string]bool{}, blank: map[string]bool{}, willBeBlank: map[string]bool{},
	}
	if c.NeedsExport(rows) {
		index, err := export.Index(c.Template.KeyColumn)
		if err != nil {
			return Composition{Problems: []problem.Problem{{Attribute: "export_id", Message: fmt.Sprintf(
				"Cannot read the current values of the records: %s. The export must have the same columns as the import template.", err)}}}
		}
		composition.index = &index
		composition.findWithheld()
	}
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if line, ok := composition.line(key, rows[key]); ok {
			composition.Lines = append(composition.Lines, line)
		}
	}
	composition.addColumnProblems()
	return composition.Composition
}

// composition is the state of one call to Compose.
type composition struct {
	Composer
	Composition
	export Export
	index  *Index
	// isWithheld are columns that are blank in every record, although one was set.
	isWithheld map[string]bool
	// The columns that a row does not set, by what is wrong with them. willBeBlank
	// are those of new items.
	unreadable, withheld, blank, willBeBlank map[string]bool
}

// findWithheld finds the columns that the user may not view: the export has them
// blank in every record, and a row has set one of these records.
func (c *composition) findWithheld() {
	for key, row := range c.Asserted {
		if _, exists, err := c.index.Find(key); err != nil || !exists {
			continue
		}
		for column, text := range row {
			if text != "" && !c.export.IsFilled(column) {
				c.isWithheld[column] = true
			}
		}
	}
}

func (c *composition) refuse(key, format string, arguments ...any) {
	c.Refused = append(c.Refused, problem.Problem{Attribute: "rows", Key: key, Message: fmt.Sprintf(format, arguments...)})
}

func (c *composition) warn(key, column, format string, arguments ...any) {
	c.Problems = append(c.Problems, problem.Problem{
		Attribute: "rows", Key: key, Field: column, IsWarning: true, Message: fmt.Sprintf(format, arguments...),
	})
}

func (c *composition) line(key string, row Row) (Line, bool) {
	record, exists, ok := c.record(key, row)
	if !ok || c.ExistingOnly && !exists {
		return Line{}, false
	}
	marks := c.marks(key, record)
	line := Line{Key: key, Values: make([]string, len(c.Template.Columns))}
	for i, column := range c.Template.Columns {
		text, given := row[column]
		_, isMarked := marks[column]
		switch isInsertOnly := slices.Contains(c.InsertOnly, column); {
		case column == c.Template.KeyColumn:
			line.Values[i] = key
		case column == c.TimestampColumn:
			line.Values[i] = c.Timestamp
		case given && isInsertOnly && exists && !isMarked:
			line.Values[i] = c.keep(key, column, text, record)
		case given:
			line.Values[i] = c.Escaped(text)
		case exists:
			line.Values[i] = c.echo(column, record)
		default:
			c.leaveBlank(column)
		}
	}
	return line, true
}

// record finds the item of a row, and refuses rows that must not be sent.
func (c *composition) record(key string, row Row) (record Record, exists, ok bool) {
	if c.index == nil {
		return nil, false, true
	}
	record, exists, err := c.index.Find(key)
	switch {
	case err != nil:
		c.refuse(key, "The key does not identify one record: %s. The row is not sent. Remove the duplicates in ProcessUnity.", err)
		return nil, false, false
	case !exists && c.Kind == ThirdParty && !c.ExistingOnly:
		c.refuse(key, "ProcessUnity has no third party with this Id, or the user may not view it. The row is not sent, because third parties are updated and never created. "+
			"Look up the Id with vendorrisk_processunity_third_parties, or remove the row.")
		return nil, false, false
	case !exists && !c.IsMoved && len(c.Asserted[key]) > 0 && !c.ExistingOnly && c.leavesSomething(row):
		c.refuse(key, "The issue was imported before, but is not in the export. If it still exists, the import would overwrite columns that the row does not set, so the row is not sent. "+
			"If it was deleted in ProcessUnity, set drift_detection, so that the next plan creates it again.")
		return nil, false, false
	}
	return record, exists, true
}

// marks returns the values that mark an issue as removed, if it has all of them:
// those of on_removed, if the row is new to the resource, or those that this run has
// set. A person may have set the same values. A finding that is reported again counts
// for more.
func (c *composition) marks(key string, record Record) Row {
	var marks Row
	if c.Marks != nil {
		marks = c.Marks(key)
	}
	if marks == nil && len(c.Asserted[key]) == 0 {
		marks = c.OnRemoved
	}
	for column, mark := range marks {
		if record[column] != mark {
			return nil
		}
	}
	return marks
}

// keep returns the current value of an insert-only column. It warns of a new row
// whose issue is already there with another value.
func (c *composition) keep(key, column, text string, record Record) string {
	current := c.echo(column, record)
	if _, readable := record[column]; readable && len(c.Asserted[key]) == 0 && current != text {
		c.warn(key, column, "The issue is already in ProcessUnity, and keeps its value of %q there, which differs from the row: the column is one of insert_only_columns. "+
			"A closed issue stays closed. Review the issue in ProcessUnity.", column)
	}
	return current
}

// echo returns the current value of a column that a row does not set.
func (c *composition) echo(column string, record Record) string {
	current, readable := record[column]
	switch {
	case !readable:
		c.unreadable[column] = true
	case c.export.IsFilled(column):
	case c.isWithheld[column]:
		c.withheld[column] = true
	case !slices.Contains(c.BlankColumns, column):
		c.blank[column] = true
	}
	return current
}

// leaveBlank notes a column that a new item leaves blank, so that the first plan
// says what later ones refuse.
func (c *composition) leaveBlank(column string) {
	if c.Kind == Issue && !c.export.IsFilled(column) && !slices.Contains(c.BlankColumns, column) {
		c.willBeBlank[column] = true
	}
}

// addColumnProblems refuses columns that a row does not set, and that the export does
// not have, or has blank in every record. The user's role may not be allowed to view
// a blank column, and the import would then clear it.
func (c *composition) addColumnProblems() {
	const blindness = "ProcessUnity exports a column as blank if the user may not view it, and sending the blanks back could clear the column"
	c.addColumns("export_id", c.unreadable, false, "The export does not have columns that a row does not set, and the import would overwrite them, so nothing is sent: %s. "+
		"Use an export that has every column of the import template, or set the columns in every row.")
	c.addColumns("blank_columns", c.withheld, false, "Columns that a row does not set are blank in every exported record, although this resource has set them before: %s. "+blindness+", so nothing is sent. "+
		"Allow the user to view the columns, or set them in every row. If they were cleared in ProcessUnity, set drift_detection, so that the next plan restores them.")
	c.addColumns("blank_columns", c.blank, false, "Columns that a row does not set are blank in every exported record: %s. "+blindness+", so nothing is sent. "+
		"Add the columns that are really blank to blank_columns. Allow the user to view the others, set them in every row, or remove them from the import template.")
	for column := range c.blank {
		delete(c.willBeBlank, column)
	}
	c.addColumns("blank_columns", c.willBeBlank, true, "A new row does not set columns that are blank in every exported record: %s. "+
		"Once the issue exists, a change of the row is refused until blank_columns has these columns. "+blindness+".")
}

func (c *composition) addColumns(attribute string, columns map[string]bool, isWarning bool, format string) {
	if len(columns) > 0 {
		c.Problems = append(c.Problems, problem.Problem{
			Attribute: attribute, IsWarning: isWarning, Message: fmt.Sprintf(format, quoted(slices.Sorted(maps.Keys(columns)))),
		})
	}
}
