// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	defaultLimit = 10
	// defaultMDMLimit applies only to /api/v2/applemdms.
	defaultMDMLimit = 1
	maximumLimit    = 100
)

// list1 is the envelope of version 1. Version 2 has none.
type list1 struct {
	TotalCount *int           `json:"totalCount,omitempty"`
	Results    []world.Object `json:"results"`
}

// page returns the page that the request selects. A page past the end is empty.
func (h *Handler) page(w http.ResponseWriter, r *http.Request, collection world.JumpCloudCollection, objects []world.Object) (any, *failure) {
	objects, err := sorted(r, objects)
	if err != nil {
		return nil, err
	}
	fields, err := h.fields(r)
	if err != nil {
		return nil, err
	}
	limit, err := h.limit(r, collection)
	if err != nil {
		return nil, err
	}
	skip, err := wholeNumber(r, skipParameter, 0, 0)
	if err != nil {
		return nil, err
	}
	start, end := h.window(skip, limit, len(objects))
	if h.quirks.LinkOrigin != "" && end < len(objects) {
		w.Header().Set("Link", "<"+h.quirks.LinkOrigin+nextPage(r, end)+`>; rel="next"`)
	}
	results := make([]world.Object, 0, end-start)
	for _, object := range objects[start:end] {
		results = append(results, h.written(collection, object, fields))
	}
	total := len(objects) + h.quirks.TotalSurplus
	if skip > 0 {
		total += h.quirks.LaterTotalSurplus
	}
	return h.enveloped(w, r, collection, results, total), nil
}

// window is the part of a list that is on a page.
func (h *Handler) window(skip, limit, length int) (start, end int) {
	switch {
	case h.quirks.RepeatPage:
		start = 0
	case skip > 0:
		start = max(0, skip-h.quirks.Shift)
	}
	start = min(start, length)
	if h.quirks.PageSize > 0 {
		limit = min(limit, h.quirks.PageSize)
	}
	return start, min(start+limit, length)
}

func (h *Handler) enveloped(w http.ResponseWriter, r *http.Request, collection world.JumpCloudCollection, results []world.Object, total int) any {
	if envelope, wrapped := envelopes[collection]; wrapped {
		return h.wrapped(envelope, results, total)
	}
	if version2(r) {
		if h.quirks.Totals == TotalsEverywhere {
			w.Header().Set("X-Total-Count", strconv.Itoa(total))
		}
		return results
	}
	if h.quirks.Totals == TotalsNowhere {
		return list1{Results: results}
	}
	return list1{TotalCount: &total, Results: results}
}

func (h *Handler) limit(r *http.Request, collection world.JumpCloudCollection) (int, *failure) {
	unasked := defaultLimit
	if collection == world.JumpCloudAppleMDMs {
		unasked = defaultMDMLimit
	}
	limit, err := wholeNumber(r, limitParameter, unasked, 1)
	if err != nil {
		return 0, err
	}
	if limit > maximumLimit && h.quirks.RefuseLargeLimit {
		return 0, errInvalidParameter(limitParameter, strconv.Itoa(limit))
	}
	return min(limit, maximumLimit), nil
}

// wholeNumber reads a parameter that is at least as large as the least.
func wholeNumber(r *http.Request, name string, unasked, least int) (int, *failure) {
	text := cmp.Or(r.URL.Query().Get(name), strconv.Itoa(unasked))
	number, err := strconv.Atoi(text)
	if err != nil || number < least {
		return 0, errInvalidParameter(name, text)
	}
	return number, nil
}

// sorted serves the only order that clients request.
func sorted(r *http.Request, objects []world.Object) ([]world.Object, *failure) {
	switch order := r.URL.Query().Get(sortParameter); order {
	case "":
		return objects, nil
	case "_id":
		return slices.SortedFunc(slices.Values(objects), func(a, b world.Object) int {
			return strings.Compare(fmt.Sprint(a[order]), fmt.Sprint(b[order]))
		}), nil
	default:
		return nil, errInvalidParameter(sortParameter, order)
	}
}

// fields returns the requested fields. No fields means all of them. Version 2
// separates them with commas, but no endpoint here accepts them.
func (h *Handler) fields(r *http.Request) ([]string, *failure) {
	names := r.URL.Query().Get(fieldsParameter)
	if strings.Contains(names, ",") {
		return nil, errInvalidParameter(fieldsParameter, names)
	}
	if h.quirks.IgnoreFields {
		return nil, nil
	}
	return strings.Fields(names), nil
}

func nextPage(r *http.Request, skip int) string {
	query := r.URL.Query()
	query.Set(skipParameter, strconv.Itoa(skip))
	return r.URL.EscapedPath() + "?" + query.Encode()
}
