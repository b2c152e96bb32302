// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"net/http"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// importTemplates lists the templates that are enabled for automated import.
func (h *Handler) importTemplates(w http.ResponseWriter, _ *http.Request) *failure {
	listed := []any{}
	if !h.quirks.ListBySuffix {
		listed = h.listed(0)
	}
	h.writeData(w, listed)
	return nil
}

// importTemplate is the list with a suffix: an Id, or 0 for all. It was seen to
// be empty for 0, and one source asks for single templates so.
func (h *Handler) importTemplate(w http.ResponseWriter, r *http.Request) *failure {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return errNotFound
	}
	listed := []any{}
	if h.quirks.ListBySuffix {
		listed = h.listed(id)
	}
	h.writeData(w, listed)
	return nil
}

// listed describes one template, or all of them for 0.
func (h *Handler) listed(id int) []any {
	listed := []any{}
	for _, template := range h.world.ImportTemplates() {
		if !template.NotAutomated && (id == 0 || id == template.ID) {
			listed = append(listed, describe(template))
		}
	}
	return listed
}

// describe has the members of the recorded listing, in their order.
func describe(template world.ImportTemplate) object {
	return object{
		{"Id", template.ID},
		{"Name", template.Name},
		{"Inserts", template.Inserts},
		{"Updates", template.Updates},
		{"ImportType", template.ItemType},
		{"KeyColumn", template.KeyColumn},
		{"ParentKeyColumn", ""},
		{"Columns", template.Columns},
		{"ExternalId", template.ExternalID},
	}
}

// automated is the template that the path names, if the API knows it.
func (h *Handler) automated(r *http.Request) (world.ImportTemplate, bool) {
	for _, template := range h.world.ImportTemplates() {
		if strconv.Itoa(template.ID) == r.PathValue("id") {
			return template, !template.NotAutomated
		}
	}
	return world.ImportTemplate{}, false
}

// writeData sends a list in the envelope.
func (h *Handler) writeData(w http.ResponseWriter, list []any) {
	data := any(list)
	if h.quirks.NullData && len(list) == 0 {
		data = nil
	}
	write(w, http.StatusOK, object{{"Message", nil}, {"HasError", false}, {"Data", data}})
}
