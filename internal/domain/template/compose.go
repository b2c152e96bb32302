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
	// Managed are the columns that a row sets now or has set before.
	Managed map[string]bool
	// BlankColumns may be blank in every record, although they are not managed.
	BlankColumns []string
	// Timestamp is the value for TimestampColumn, if that is set.
	TimestampColumn string
	Timestamp       string
	// Asserted are the keys of rows that were imported before.
	Asserted map[string]bool
	// ExistingOnly omits the rows whose items do not exist.
	ExistingOnly bool
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

// Compose makes the lines of rows, sorted by key. If a problem is not a
// warning, no line may be sent. The export is needed if NeedsExport says so.
func (c Composer) Compose(rows map[string]Row, export Export) ([]Line, []problem.Problem) {
	composition := composition{Composer: c, export: export, blank: map[string]bool{}}
	if c.NeedsExport(rows) {
		index, err := export.Index(c.Template.KeyColumn)
		if err != nil {
			return nil, []problem.Problem{{Attribute: "export_id", Message: fmt.Sprintf(
				"Cannot read the current values of the records: %s. The export must have the same columns as the import template.", err)}}
		}
		composition.index = &index
	}
	lines := make([]Line, 0, len(rows))
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if line, ok := composition.line(key, rows[key]); ok {
			lines = append(lines, line)
		}
	}
	return lines, append(composition.problems, composition.blankProblems()...)
}

// composition is the state of one call to Compose.
type composition struct {
	Composer
	export   Export
	index    *Index
	problems []problem.Problem
	// blank are columns that would be sent blank, although the user may not be
	// able to view them.
	blank map[string]bool
}

func (c *composition) refuse(key, format string, arguments ...any) {
	c.problems = append(c.problems, problem.Problem{Attribute: "rows", Key: key, Message: fmt.Sprintf(format, arguments...)})
}

// keep warns of a new row whose item already exists, for example as a closed
// issue.
func (c *composition) keep(key, column string) {
	c.problems = append(c.problems, problem.Problem{
		Attribute: "rows", Key: key, Field: column, IsWarning: true,
		Message: fmt.Sprintf("The issue is already in ProcessUnity, and keeps its value of %q there, which differs from the row: the column is one of insert_only_columns. "+
			"A closed issue stays closed. Review the issue in ProcessUnity.", column),
	})
}

func (c *composition) line(key string, row Row) (Line, bool) {
	record, exists, ok := c.record(key, row)
	if !ok || c.ExistingOnly && !exists {
		return Line{}, false
	}
	line := Line{Key: key, Values: make([]string, len(c.Template.Columns))}
	for i, column := range c.Template.Columns {
		value, readable := c.value(column, key, row, record, exists)
		if !readable {
			c.refuse(key, "The row does not set the column %q, and the export does not have it. The import would overwrite the column, so nothing was sent. "+
				"Use an export that has every column of the import template, or set the column.", column)
			return Line{}, false
		}
		line.Values[i] = value
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
		c.refuse(key, "The key does not identify one record: %s. Nothing was sent. Remove the duplicates in ProcessUnity.", err)
		return nil, false, false
	case !exists && c.Kind == ThirdParty && !c.ExistingOnly:
		c.refuse(key, "ProcessUnity has no third party with this Id, or the user may not view it. Nothing was sent, because third parties are updated and never created. "+
			"Look up the Id with vendorrisk_processunity_third_parties.")
		return nil, false, false
	case !exists && c.Asserted[key] && !c.ExistingOnly && c.leavesSomething(row):
		c.refuse(key, "The issue was imported before, but is not in the export. If it still exists, the import would overwrite columns that the row does not set, so nothing was sent. "+
			"If it was deleted in ProcessUnity, set drift_detection, so that the next plan creates it again.")
		return nil, false, false
	}
	return record, exists, true
}

// value returns the value of a line in a column.
func (c *composition) value(column, key string, row Row, record Record, exists bool) (value string, readable bool) {
	text, given := row[column]
	switch {
	case column == c.Template.KeyColumn:
		return key, true
	case column == c.TimestampColumn:
		return c.Timestamp, true
	case given && (!exists || !slices.Contains(c.InsertOnly, column)):
		return text, true
	case !exists:
		return "", true
	}
	current, readable := record[column]
	if given && readable && !c.Asserted[key] && current != text {
		c.keep(key, column)
	}
	if readable && !c.export.IsFilled(column) && !c.Managed[column] && !slices.Contains(c.BlankColumns, column) {
		c.blank[column] = true
	}
	return current, readable
}

// blankProblems refuses columns that no row sets and that are blank in every
// record. The user's role may not be allowed to view them, and the import would
// then overwrite them with blanks.
func (c *composition) blankProblems() []problem.Problem {
	var problems []problem.Problem
	for _, column := range slices.Sorted(maps.Keys(c.blank)) {
		problems = append(problems, problem.Problem{Attribute: "blank_columns", Message: fmt.Sprintf(
			"No row sets the column %q, and it is blank in every exported record. ProcessUnity exports a column as blank if the user may not view it, "+
				"and sending the blanks back could clear the column, so nothing was sent. If the column is really blank, add it to blank_columns. Otherwise, allow the user to view it, set it in the rows, or remove it from the import template.",
			column)})
	}
	return problems
}
