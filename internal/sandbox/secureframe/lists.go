// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// ListQuirks are the ways in which lists may differ from the document of August
// 2026.
type ListQuirks struct {
	// Envelope is how a list is written.
	Envelope Envelope
	// TotalSurplus is added to every total.
	TotalSurplus int
	// IgnorePage returns the first page for every page.
	IgnorePage bool
	// MaxPageSize limits every page; 0 is 100 (live).
	MaxPageSize int
	// Shift moves the entries by that number of places after the first page, as if
	// some before them were removed or, if it is negative, added.
	Shift int
	// CountsAsText writes the numbers of tests as texts, as other numbers are (live).
	CountsAsText bool
}

// Envelope is how a list is written.
type Envelope int

// The envelopes of a list.
const (
	EnvelopeWithTotal    Envelope = iota // {"data":[…],"meta":{"total":n}} (spec of August)
	EnvelopeWithoutTotal                 // {"data":[…]} (live, June)
	EnvelopeArray                        // [{"data":{…}},…] (spec of June)
)

// The parameters of a list. include and relationships are documented, and have no
// effect (live).
var listParameters = []string{"page", "per_page", "q", "sort", "include", "relationships"}

func (h *Handler) handleLists() {
	for _, collection := range []world.SecureframeCollection{
		world.SecureframeControls, world.SecureframeFrameworks, world.SecureframeTests, world.SecureframeTPRMVendors,
	} {
		h.Handle("GET /"+string(collection), h.list(collection), listParameters...)
	}
}

// entityNames are in the errors about fields that cannot be filtered by.
var entityNames = map[world.SecureframeCollection]string{
	world.SecureframeControls: "Control", world.SecureframeFrameworks: "Framework",
	world.SecureframeTests: "Test", world.SecureframeTPRMVendors: "VendorRiskDetail",
}

func (h *Handler) list(collection world.SecureframeCollection) peer.Endpoint[failure] {
	return func(_ http.ResponseWriter, r *http.Request) (any, *failure) {
		if r.URL.Query().Has("sort") {
			return nil, errBadRequest("sort is not served here")
		}
		objects, err := h.filtered(r, collection)
		if err != nil {
			return nil, err
		}
		return h.page(r, string(collection), objects)
	}
}

// filtered serves the only filter that clients use: one framework, as a phrase of
// Lucene. Another value than that of a framework is no error (live).
func (h *Handler) filtered(r *http.Request, collection world.SecureframeCollection) ([]world.Object, *failure) {
	objects, query := h.compliance.Objects(collection), r.URL.Query().Get("q")
	field, value, _ := strings.Cut(query, ":")
	wanted, err := strconv.Unquote(value)
	isFiltered := collection == world.SecureframeTests || collection == world.SecureframeControls
	switch {
	case query == "":
	case field != "frameworks" || !isFiltered:
		return nil, &failure{http.StatusBadRequest, entityNames[collection] + " is not filterable by " + field}
	case err != nil:
		return nil, errBadRequest("q is not a field and a quoted value")
	default:
		objects = slices.DeleteFunc(objects, func(object world.Object) bool {
			frameworks, _ := object[world.SecureframeFrameworksField].([]any)
			return !slices.Contains(frameworks, any(wanted))
		})
	}
	for _, object := range objects {
		delete(object, world.SecureframeFrameworksField)
		if h.quirks.CountsAsText {
			countsAsText(object)
		}
	}
	return objects, nil
}

func countsAsText(object world.Object) {
	for name, value := range object {
		if number, ok := value.(float64); ok && strings.HasSuffix(name, "_count") {
			object[name] = strconv.FormatFloat(number, 'f', -1, 64)
		}
	}
}

// page returns the page that the request selects. A page past the end is empty
// (live).
func (h *Handler) page(r *http.Request, kind string, objects []world.Object) (any, *failure) {
	number, err := wholeNumber(r, "page", 1)
	if err != nil {
		return nil, err
	}
	largest := cmp.Or(h.quirks.MaxPageSize, 100)
	size, err := wholeNumber(r, "per_page", largest)
	if err != nil {
		return nil, err
	}
	size = min(size, largest)
	start := (number - 1) * size
	switch {
	case h.quirks.IgnorePage:
		start = 0
	case number > 1:
		start = max(0, start+h.quirks.Shift)
	}
	start = min(start, len(objects))
	entries := []any{}
	for _, object := range objects[start:min(start+size, len(objects))] {
		entries = append(entries, wrapped(kind, object))
	}
	return h.enveloped(entries, len(objects)+h.quirks.TotalSurplus), nil
}

// wrapped is an object as the API writes it. Relationships are always empty
// (live).
func wrapped(kind string, attributes world.Object) map[string]any {
	return map[string]any{
		"id": attributes["id"], "type": kind, "attributes": attributes, "relationships": map[string]any{}, "links": map[string]any{},
	}
}

func (h *Handler) enveloped(entries []any, total int) any {
	switch h.quirks.Envelope {
	case EnvelopeWithoutTotal:
		return map[string]any{"data": entries}
	case EnvelopeArray:
		array := make([]any, len(entries))
		for i, entry := range entries {
			array[i] = map[string]any{"data": entry}
		}
		return array
	default:
		return map[string]any{"data": entries, "meta": map[string]any{"total": total}}
	}
}

// wholeNumber reads a parameter that is at least 1.
func wholeNumber(r *http.Request, name string, unasked int) (int, *failure) {
	number, err := strconv.Atoi(cmp.Or(r.URL.Query().Get(name), strconv.Itoa(unasked)))
	if err != nil || number < 1 {
		return 0, errBadRequest(name + " is not a number of 1 or more")
	}
	return number, nil
}
