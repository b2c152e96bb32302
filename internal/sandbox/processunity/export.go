// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

// exportRows exports all of the report or the template that the path names. No
// filter is served.
func (h *Handler) exportRows(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || (h.quirks.NoTemplateExport && !h.world.IsCustomReport(id)) {
		return nil, errNotFound
	}
	filters, isObject := peer.Members(peer.Body(r))
	if !isObject || filters != nil || !peer.HasMediaType(r, "application/json") {
		return nil, errBadRequest
	}
	exported, found := h.world.Exported(id)
	if !found {
		return nil, errNotFound
	}
	var rows []any
	for _, row := range exported.Rows {
		cells := map[string]any{}
		for i, column := range exported.Columns {
			cells[column] = h.cell(row[i], exported.Integers[column])
		}
		rows = append(rows, cells)
	}
	return h.list(rows), nil
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
