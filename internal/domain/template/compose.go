// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Line is a whole row: a text for every column of its template, in their order.
type Line struct {
	Key    string
	Values []string
}

// Composer makes whole lines of rows. A template takes no fewer columns than it
// has (recorded), so what a row does not set is what ProcessUnity has already.
type Composer struct {
	Template Template
	Kind     Kind
	// InsertOnly columns are set in new items only.
	InsertOnly []string
	// Managed are the columns that some row sets, now or before.
	Managed map[string]bool
	// BlankColumns may be blank in every record, though they are not managed.
	BlankColumns []string
	// Timestamp goes into TimestampColumn, where that is set.
	TimestampColumn string
	Timestamp       string
	// Asserted are the keys of rows that were imported before.
	Asserted map[string]bool
	// ExistingOnly leaves out the rows whose items do not exist.
	ExistingOnly bool
}

// NeedsExport reports whether the lines cannot be made without an export.
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

// leavesSomething reports whether a row leaves a column as it is.
func (c Composer) leavesSomething(row Row) bool {
	return slices.ContainsFunc(c.Template.Columns, func(column string) bool { return !c.sets(row, column) })
}

func (c Composer) sets(row Row, column string) bool {
	_, given := row[column]
	return given || column == c.Template.KeyColumn || column == c.TimestampColumn
}

// Compose makes the lines of rows, sorted by key. With problems that are no
// warnings nothing may be sent. The export is needed where NeedsExport says so.
func (c Composer) Compose(rows map[string]Row, export Export) ([]Line, []problem.Problem) {
	composition := composition{Composer: c, export: export, blank: map[string]bool{}}
	if c.NeedsExport(rows) {
		index, err := export.Index(c.Template.KeyColumn)
		if err != nil {
			return nil, []problem.Problem{{Attribute: "export_id", Message: fmt.Sprintf(
				"What the records have now cannot be read: %s. The export must have the same columns as the import template.", err)}}
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

// composition is lines in the making.
type composition struct {
	Composer
	export   Export
	index    *Index
	problems []problem.Problem
	// blank are columns that would be sent blank, and that nobody may have seen.
	blank map[string]bool
}

func (c *composition) refuse(key, format string, arguments ...any) {
	c.problems = append(c.problems, problem.Problem{Attribute: "rows", Key: key, Message: fmt.Sprintf(format, arguments...)})
}

// keep warns of a new row that finds its item there already, closed for example.
func (c *composition) keep(key, column string) {
	c.problems = append(c.problems, problem.Problem{
		Attribute: "rows", Key: key, Field: column, IsWarning: true,
		Message: fmt.Sprintf("The issue was in ProcessUnity already, and keeps the %q that it has there, which is not that of the row: the column is one of insert_only_columns. "+
			"An issue that is closed stays closed. Look at it in ProcessUnity.", column),
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
			c.refuse(key, "The column %q, which the row does not set, cannot be read: the export does not have it. It would be overwritten, so nothing was sent. "+
				"Use an export that has every column of the import template, or set the column.", column)
			return Line{}, false
		}
		line.Values[i] = value
	}
	return line, true
}

// record finds the item of a row, and refuses what must not be sent for it.
func (c *composition) record(key string, row Row) (record Record, exists, ok bool) {
	if c.index == nil {
		return nil, false, true
	}
	record, exists, err := c.index.Find(key)
	switch {
	case err != nil:
		c.refuse(key, "The row cannot be told from others: %s. Nothing was sent. Mend that in ProcessUnity.", err)
		return nil, false, false
	case !exists && c.Kind == ThirdParty && !c.ExistingOnly:
		c.refuse(key, "ProcessUnity has no third party with this Id, or the user may not see it. Nothing was sent: third parties are updated and never made. "+
			"Take the Id from vendorrisk_processunity_third_parties.")
		return nil, false, false
	case !exists && c.Asserted[key] && !c.ExistingOnly && c.leavesSomething(row):
		c.refuse(key, "The issue was imported before, and is not in the export. If it is there nevertheless, columns that the row does not set would be overwritten, so nothing was sent. "+
			"If it was deleted in ProcessUnity, set drift_detection, with which the next plan makes it anew.")
		return nil, false, false
	}
	return record, exists, true
}

// value is what a line has in a column.
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
// record: the user's role may have no right to view them, and then a blank would
// be written over them.
func (c *composition) blankProblems() []problem.Problem {
	var problems []problem.Problem
	for _, column := range slices.Sorted(maps.Keys(c.blank)) {
		problems = append(problems, problem.Problem{Attribute: "blank_columns", Message: fmt.Sprintf(
			"The column %q, which no row sets, is blank in every record that was exported. ProcessUnity exports columns blank that the user may not view, "+
				"and sending that back could clear them, so nothing was sent. If it is blank indeed, add it to blank_columns; otherwise let the user view it, set it in the rows, or take it out of the import template.",
			column)})
	}
	return problems
}
