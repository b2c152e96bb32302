// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"fmt"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The limits of one import.
const (
	maxRows  = 20_000
	maxBytes = 20 << 20
)

// importRows imports the rows through the template that the path names.
func (h *Handler) importRows(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	template, found := h.automated(r)
	if !found {
		return nil, errNotFound
	}
	if len(peer.Body(r)) > maxBytes {
		return nil, errTooLarge
	}
	sent, ok := decodeImport(peer.Body(r))
	if !ok || !peer.HasMediaType(r, "application/json") {
		return nil, errBadRequest
	}
	if len(sent.rows) > maxRows {
		return refusal(fmt.Sprintf("The number of records exceeds the maximum of %d.", maxRows)), nil
	}
	rows, problem := values(sent.rows, len(template.Columns))
	if problem != "" {
		return refusal(problem), nil
	}
	imported := h.world.ImportRows(template.ID, h.quirks.Rules, rows)
	result := h.result(imported)
	if sent.includeLog && !h.quirks.NoLog {
		result["Log"] = logOf(imported)
	}
	return result, nil
}

// result are the totals, in one of the two shapes.
func (h *Handler) result(imported world.Import) map[string]any {
	count, total := imported.Count, len(imported.Rows)
	if h.quirks.Result == ResultEnvelope {
		totals := map[string]any{ // nothing of skipped rows, but that they are not ready
			"TotalRecords":       total,
			"TotalReadyRecords":  count(world.RowInserted) + count(world.RowUpdated) + count(world.RowNoAction),
			"TotalErrorRecords":  count(world.RowInvalid) + count(world.RowNoKey),
			"TotalInsertRecords": count(world.RowInserted),
			"TotalUpdateRecords": count(world.RowUpdated),
			"TotalDeleteRecords": 0,
		}
		h.addNoAction(totals, imported)
		return map[string]any{"HasError": false, "HasErrors": false, "Message": nil, "Data": totals}
	}
	totals := map[string]any{ // nothing of rows that are RowIgnored
		"TotalRecords":         total,
		"TotalAddedRecords":    count(world.RowInserted),
		"TotalUpdatedRecords":  count(world.RowUpdated),
		"TotalSkippedInserts":  count(world.RowSkippedInsert),
		"TotalSkippedUpdates":  count(world.RowSkippedUpdate),
		"TotalEmptyRecords":    count(world.RowEmpty),
		"TotalNoKeyRecords":    count(world.RowNoKey),
		"TotalNoParentRecords": 0,
		"TotalInvalid":         count(world.RowInvalid),
		"TotalWarnings":        imported.Warnings(),
		"HasError":             false,
		"Message":              nil,
	}
	h.addNoAction(totals, imported)
	return totals
}

// addNoAction adds a member that was only seen in the envelope.
func (h *Handler) addNoAction(totals map[string]any, imported world.Import) {
	if h.quirks.Rules.NoAction {
		totals["TotalNoActionRecords"] = imported.Count(world.RowNoAction)
	}
}

// logOf has a line for each row: what was sent, by the template's columns, and
// what became of it. Of the statuses, only SUCCESS was seen.
func logOf(imported world.Import) []map[string]string {
	lines := []map[string]string{}
	for _, row := range imported.Rows {
		line := map[string]string{"STATUS": status(row.Outcome), "MESSAGE": row.Message}
		for i, column := range imported.Columns {
			line[column] = row.Values[i]
		}
		lines = append(lines, line)
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
