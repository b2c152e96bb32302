// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"net/http"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// importTemplates lists the templates that are enabled for automated import.
func (h *Handler) importTemplates(http.ResponseWriter, *http.Request) (any, *failure) {
	if h.quirks.ListBySuffix {
		return h.list(nil), nil
	}
	return h.listed(0), nil
}

// importTemplate is the list with a suffix: an Id, or 0 for all. It was seen to
// be empty for 0, and one source asks for single templates so.
func (h *Handler) importTemplate(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return nil, errNotFound
	}
	if !h.quirks.ListBySuffix {
		return h.list(nil), nil
	}
	return h.listed(id), nil
}

// listedTemplate has the members of the recorded listing, in their order.
type listedTemplate struct {
	ID              int `json:"Id"`
	Name            string
	Inserts         bool
	Updates         bool
	ImportType      string
	KeyColumn       string
	ParentKeyColumn string
	Columns         []string
	ExternalID      string `json:"ExternalId"`
}

// listed describes one template, or all of them for 0.
func (h *Handler) listed(id int) envelope {
	var listed []any
	for _, template := range h.world.ImportTemplates() {
		if !template.NotAutomated && (id == 0 || id == template.ID) {
			listed = append(listed, listedTemplate{
				ID: template.ID, Name: template.Name, Inserts: template.Inserts, Updates: template.Updates,
				ImportType: template.ItemType, KeyColumn: template.KeyColumn, Columns: template.Columns, ExternalID: template.ExternalID,
			})
		}
	}
	return h.list(listed)
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
