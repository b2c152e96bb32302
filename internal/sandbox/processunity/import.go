// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"fmt"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The limits of one import.
const (
	maxRows  = 20_000
	maxBytes = 20 << 20
)

// importRows imports the rows through the template that the path names.
func (h *Handler) importRows(w http.ResponseWriter, r *http.Request) *failure {
	template, found := h.automated(r)
	if !found {
		return errNotFound
	}
	if len(body(r)) > maxBytes {
		return errTooLarge
	}
	sent, err := decodeImport(r)
	if err != nil {
		return errBadRequest
	}
	if len(sent.data) > maxRows {
		h.refuse(w, fmt.Sprintf("The number of records exceeds the maximum of %d.", maxRows))
		return nil
	}
	rows, problem := assign(sent.data, len(template.Columns))
	if problem != "" {
		h.refuse(w, problem)
		return nil
	}
	imported := h.world.ImportRows(template.ID, h.quirks.Rules, rows)
	h.writeResult(w, imported, sent.includeLog && !h.quirks.NoLog)
	return nil
}

// assign takes the values of each row by their position, whatever their names
// are. A row that is an array is passed over in silence. The first problem
// refuses all rows; line 1 is that of the names.
func assign(data []rawRow, columns int) (rows [][]string, problem string) {
	for i, row := range data {
		switch {
		case row.isArray:
		case row.notText:
			return nil, fmt.Sprintf("General error (line %d)", i+2)
		case len(row.values) != columns:
			return nil, fmt.Sprintf("Column count mismatch between import template columns and data columns being imported. (%d vs. %d)",
				columns, len(row.values))
		default:
			rows = append(rows, row.values)
		}
	}
	return rows, ""
}

// writeResult answers with the totals, in one of the two shapes.
func (h *Handler) writeResult(w http.ResponseWriter, imported world.Import, withLog bool) {
	var result object
	if h.quirks.Result == ResultEnvelope {
		result = h.envelopeResult(imported)
	} else {
		result = h.directResult(imported)
	}
	if withLog {
		result = append(result, member{"Log", logOf(imported)})
	}
	write(w, http.StatusOK, result)
}

// directResult says nothing of rows that are RowIgnored. The member for no
// action was only seen in the other shape.
func (h *Handler) directResult(imported world.Import) object {
	result := object{
		{"TotalRecords", len(imported.Rows)},
		{"TotalAddedRecords", imported.Count(world.RowInserted)},
		{"TotalUpdatedRecords", imported.Count(world.RowUpdated)},
		{"TotalSkippedInserts", imported.Count(world.RowSkippedInsert)},
		{"TotalSkippedUpdates", imported.Count(world.RowSkippedUpdate)},
		{"TotalEmptyRecords", imported.Count(world.RowEmpty)},
		{"TotalNoKeyRecords", imported.Count(world.RowNoKey)},
		{"TotalNoParentRecords", 0},
		{"TotalInvalid", imported.Count(world.RowInvalid)},
		{"TotalWarnings", warnings(imported)},
		{"HasError", false},
		{"Message", nil},
	}
	if h.quirks.Rules.NoAction {
		result = append(result, member{"TotalNoActionRecords", imported.Count(world.RowNoAction)})
	}
	return result
}

// envelopeResult says nothing of skipped rows but that they are not ready.
func (h *Handler) envelopeResult(imported world.Import) object {
	inserted, updated, same := imported.Count(world.RowInserted), imported.Count(world.RowUpdated), imported.Count(world.RowNoAction)
	totals := object{
		{"TotalRecords", len(imported.Rows)},
		{"TotalReadyRecords", inserted + updated + same},
		{"TotalErrorRecords", imported.Count(world.RowInvalid) + imported.Count(world.RowNoKey)},
		{"TotalInsertRecords", inserted},
		{"TotalUpdateRecords", updated},
		{"TotalDeleteRecords", 0},
	}
	if h.quirks.Rules.NoAction {
		totals = append(totals, member{"TotalNoActionRecords", same})
	}
	return object{{"HasError", false}, {"HasErrors", false}, {"Message", nil}, {"Data", totals}}
}

func warnings(imported world.Import) int {
	count := 0
	for _, row := range imported.Rows {
		if row.Warning {
			count++
		}
	}
	return count
}

// logOf has a line for each row: what was sent, by the template's columns, and
// what became of it. Of the statuses, only SUCCESS was seen.
func logOf(imported world.Import) []object {
	lines := []object{}
	for _, row := range imported.Rows {
		line := object{}
		for i, column := range imported.Columns {
			line = append(line, member{column, row.Values[i]})
		}
		lines = append(lines, append(line, member{"STATUS", status(row.Outcome)}, member{"MESSAGE", row.Message}))
	}
	return lines
}

func status(outcome world.Outcome) string {
	switch outcome {
	case world.RowInserted, world.RowUpdated, world.RowNoAction:
		return "SUCCESS"
	case world.RowInvalid, world.RowNoKey:
		return "ERROR"
	default:
		return "SKIPPED"
	}
}
