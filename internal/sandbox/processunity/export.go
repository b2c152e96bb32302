// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// filter keeps the rows whose value of a column is one of the values.
type filter struct {
	ColumnName string
	Values     []string
}

// exportRows exports the report or the template that the path names, without
// pages.
func (h *Handler) exportRows(w http.ResponseWriter, r *http.Request) *failure {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || (h.quirks.NoTemplateExport && !h.world.IsCustomReport(id)) {
		return errNotFound
	}
	filters, ok := decodeFilters(r)
	if !ok {
		return errBadRequest
	}
	exported, found := h.world.Exported(id)
	if !found {
		return errNotFound
	}
	for _, filter := range filters {
		at := slices.Index(exported.Columns, filter.ColumnName)
		if at < 0 {
			h.refuse(w, "Invalid filter column")
			return nil
		}
		exported.Rows = slices.DeleteFunc(slices.Clone(exported.Rows), func(row []string) bool {
			return !slices.Contains(filter.Values, row[at])
		})
	}
	rows := []any{}
	for _, row := range exported.Rows {
		rows = append(rows, h.exportedRow(exported, row))
	}
	h.writeData(w, rows)
	return nil
}

// decodeFilters reads {} or {"Filters":[{"ColumnName":"…","Values":["…"]}]}.
func decodeFilters(r *http.Request) (filters []filter, ok bool) {
	var sent *struct{ Filters []filter }
	decoder := json.NewDecoder(bytes.NewReader(body(r)))
	decoder.DisallowUnknownFields()
	if !isJSON(r) || decoder.Decode(&sent) != nil || sent == nil || decoder.More() {
		return nil, false
	}
	return sent.Filters, true
}

func (h *Handler) exportedRow(exported world.Export, row []string) object {
	cells := object{}
	for i, column := range exported.Columns {
		cells = append(cells, member{column, h.cell(row[i], exported.Integers[column])})
	}
	return cells
}

func (h *Handler) cell(value string, integer bool) any {
	switch {
	case !h.quirks.TypedCells:
		return value
	case value == "":
		return nil
	case integer:
		return json.Number(value)
	default:
		return value
	}
}
