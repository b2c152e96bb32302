// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// attributes are the wire values of an object's attributes.
type attributes = map[string]tftypes.Value

// arguments are those of an import in the domain's terms. What is not known is
// zero.
type arguments struct {
	templateID int64
	exportID   int64
	// rows are those that are known whole.
	rows map[string]template.Row
	template.Arguments
	detectsDrift bool
}

// readArguments reads the arguments of a configuration, a plan or a state.
func readArguments(reader *framework.WireReader, kind template.Kind, object attributes) arguments {
	a := arguments{Arguments: template.Arguments{Kind: kind, Columns: map[string][]string{}}}
	a.templateID = readNumber(reader, object["template_id"])
	a.exportID = cmp.Or(readNumber(reader, object["export_id"]), a.templateID)
	a.detectsDrift = readKnown(object["drift_detection"], reader.Bool)
	a.AllowInserts = readKnown(object["allow_inserts"], reader.Bool)
	a.TimestampColumn = readKnown(object["timestamp_column"], reader.String)
	a.InsertOnlyColumns = readTexts(reader, object["insert_only_columns"])
	a.BlankColumns = readTexts(reader, object["blank_columns"])
	a.OnRemoved = readCells(reader, object["on_removed"])
	a.rows = map[string]template.Row{}
	for key, value := range readKnown(object["rows"], reader.Attributes) {
		a.Columns[key] = readColumns(reader, value)
		if value.IsFullyKnown() {
			a.rows[key] = readCells(reader, value)
		}
	}
	return a
}

// readColumns are the names of the columns that a row may set.
func readColumns(reader *framework.WireReader, row tftypes.Value) []string {
	cells := readKnown(row, reader.Attributes)
	columns := slices.Sorted(maps.Keys(cells))
	return slices.DeleteFunc(columns, func(column string) bool { return cells[column].IsNull() })
}

// readCells reads a map of texts without those that are null or not known. Null
// is nil.
func readCells(reader *framework.WireReader, value tftypes.Value) template.Row {
	var row template.Row
	for column, text := range readKnown(value, reader.Attributes) {
		if row == nil {
			row = template.Row{}
		}
		if text.IsKnown() && !text.IsNull() {
			row[column] = reader.String(text)
		}
	}
	return row
}

func readTexts(reader *framework.WireReader, value tftypes.Value) []string {
	if !value.IsFullyKnown() {
		return nil
	}
	return framework.ReadList(reader, value, reader.String)
}

func readNumber(reader *framework.WireReader, value tftypes.Value) int64 {
	if number := readKnown(value, reader.Number); number != nil {
		return *number
	}
	return 0
}

// readKnown reads a value, which is zero while it is not known.
func readKnown[T any](value tftypes.Value, read func(tftypes.Value) T) T {
	if !value.IsKnown() {
		var zero T
		return zero
	}
	return read(value)
}

func (a arguments) id() string { return strconv.FormatInt(a.templateID, 10) }

// composer makes lines for a template. before are the rows of the state.
func (a arguments) composer(t template.Template, before map[string]template.Row) template.Composer {
	managed := map[string]bool{}
	for _, rows := range []map[string]template.Row{before, a.rows} {
		for _, row := range rows {
			for column := range row {
				managed[column] = true
			}
		}
	}
	return template.Composer{
		Template:        t,
		Managed:         managed,
		Kind:            a.Kind,
		InsertOnly:      a.InsertOnlyColumns,
		BlankColumns:    a.BlankColumns,
		TimestampColumn: a.TimestampColumn,
	}
}

// countNames are the attributes of last_import.
var countNames = map[string]func(template.Counts) int64{
	"total":     func(c template.Counts) int64 { return c.Total },
	"added":     func(c template.Counts) int64 { return c.Added },
	"updated":   func(c template.Counts) int64 { return c.Updated },
	"no_action": func(c template.Counts) int64 { return c.NoAction },
	"skipped":   func(c template.Counts) int64 { return c.Skipped },
	"invalid":   func(c template.Counts) int64 { return c.Invalid },
	"warnings":  func(c template.Counts) int64 { return c.Warnings },
}

// countsType is the wire type of last_import.
func countsType() tftypes.Object {
	types := map[string]tftypes.Type{}
	for name := range countNames {
		types[name] = tftypes.Number
	}
	return tftypes.Object{AttributeTypes: types}
}

func countsValue(counts template.Counts) tftypes.Value {
	values := attributes{}
	for name, count := range countNames {
		values[name] = tftypes.NewValue(tftypes.Number, count(counts))
	}
	return tftypes.NewValue(countsType(), values)
}
