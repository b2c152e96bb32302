// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// cursorParameter has the number of a page: "<page>", or "<page>.<any>" if
// several addresses return the same page.
const cursorParameter = "cursor"

// form describes how a list is sent.
type form struct {
	size     int     // of a page; 0 means no pages
	counter  Counter // which has the number of all entries
	truncate int     // to that many entries; 0 is all
}

// list returns a page of entries, each in the form that write returns.
func list[E, W any](h *Handler, w http.ResponseWriter, r *http.Request, entries []E, form form, write func(E) W) (any, *failure) {
	body := map[string]any{}
	if name := map[Counter]string{CounterTotal: "total", CounterCount: "count"}[form.counter]; name != "" {
		body[name] = len(entries)
		if r.URL.Query().Has(cursorParameter) {
			body[name] = len(entries) + h.quirks.LaterTotalSurplus
		}
	}
	if form.truncate > 0 {
		entries = entries[:min(form.truncate, len(entries))]
	}
	entries, err := page(h, w, r, entries, form.size)
	if err != nil {
		return nil, err
	}
	written := make([]W, len(entries))
	for i, entry := range entries {
		written[i] = write(entry)
	}
	body["entries"] = written
	return body, nil
}

// page returns one page of entries with the given size, and sets the Link
// header to the next page. A size of 0 means no paging.
func page[T any](h *Handler, w http.ResponseWriter, r *http.Request, entries []T, size int) ([]T, *failure) {
	cursor := r.URL.Query().Get(cursorParameter)
	if size == 0 && cursor == "" {
		return entries, nil
	}
	number, turn, valid := readCursor(cursor)
	start := number * size
	if number > 0 {
		start = max(0, start-h.quirks.Shift)
	}
	if !valid || size == 0 || (start >= len(entries) && number > 0) {
		return nil, errInvalidParameter(cursorParameter, cursor)
	}
	end := min(start+size, len(entries))
	if next := h.nextPage(r, number, turn, (number+1)*size >= len(entries)); next != "" {
		w.Header().Set("Link", "<"+next+`>; rel="next"`)
	}
	return entries[start:end], nil
}

// readCursor returns the number of the page, from 0, and the number of followed
// links to the same data.
func readCursor(cursor string) (number, turn int, valid bool) {
	first, second, _ := strings.Cut(cursor, ".")
	number, numberErr := strconv.Atoi(cmp.Or(first, "0"))
	turn, turnErr := strconv.Atoi(cmp.Or(second, "0"))
	return number, turn, numberErr == nil && turnErr == nil && number >= 0
}

// nextPage returns the address in the link, or an empty string if there is no
// next page.
func (h *Handler) nextPage(r *http.Request, number, turn int, last bool) string {
	switch h.quirks.Link {
	case LinkToItself:
		return h.linkOrigin(r) + r.URL.RequestURI()
	case LinkToSameData:
		return h.pageURL(r, fmt.Sprintf("0.%d", turn+1))
	case LinkToSeenPage:
		if last {
			return h.pageURL(r, "0")
		}
	case LinkForward:
		if last {
			return ""
		}
	}
	return h.pageURL(r, strconv.Itoa(number+1))
}

// pageURL returns the address of the request with another cursor.
func (h *Handler) pageURL(r *http.Request, cursor string) string {
	query := r.URL.Query()
	query.Set(cursorParameter, cursor)
	return h.linkOrigin(r) + r.URL.EscapedPath() + "?" + query.Encode()
}

func (h *Handler) linkOrigin(r *http.Request) string {
	return cmp.Or(h.quirks.LinkOrigin, baseURL(r))
}
