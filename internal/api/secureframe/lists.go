// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// pageSize is the most that one page may have, and the default (spec). More is
// silently cut to it (live).
const pageSize = 100

// maxPages keeps a list that never ends from being read forever.
var maxPages = 2000

// list is a collection of the API.
type list struct {
	// noun is the name of one entry: "test".
	noun  string
	path  string
	query url.Values
}

// resource is one object, as the API wraps it (spec).
type resource[A any] struct {
	ID         string `json:"id"`
	Attributes *A     `json:"attributes"`
}

// page is one page of a list.
type page[A any] struct {
	entries []resource[A]
	// total is how many entries the list has, or 0 when the answer does not say.
	total int64
}

// decodePage reads a page: an object with "data" and, since August 2026, a total
// (spec, live), or an array of objects that each have "data" (the document of June
// 2026).
func decodePage[A any](response *rest.Response) (page[A], error) {
	if bytes.HasPrefix(bytes.TrimSpace(response.Body), []byte("[")) {
		return decodeArray[A](response.Body)
	}
	answer, err := rest.DecodeJSON[struct {
		Data *[]resource[A] `json:"data"`
		Meta *struct {
			Total counter `json:"total"`
		} `json:"meta"`
	}](response.Body)
	switch {
	case err != nil:
		return page[A]{}, err
	case hasError(response.Body):
		return page[A]{}, errors.New("answered as a success, with an error inside: " + cmp.Or(errorMessage(response.Body), "without a message"))
	case answer.Data == nil:
		return page[A]{}, errors.New(`it has no "data"`)
	}
	read := page[A]{entries: *answer.Data}
	if answer.Meta != nil && answer.Meta.Total.value != nil {
		read.total = *answer.Meta.Total.value
	}
	return read, read.check()
}

func decodeArray[A any](body []byte) (page[A], error) {
	wrapped, err := rest.DecodeJSON[[]struct {
		Data resource[A] `json:"data"`
	}](body)
	if err != nil {
		return page[A]{}, err
	}
	read := page[A]{entries: make([]resource[A], len(wrapped))}
	for i, one := range wrapped {
		read.entries[i] = one.Data
	}
	return read, read.check()
}

// check refuses an entry without attributes: every value of it would be unknown.
func (p page[A]) check() error {
	for i, entry := range p.entries {
		if entry.Attributes == nil {
			return fmt.Errorf(`entry %d has no "attributes"`, i+1)
		}
	}
	return nil
}

// identified are attributes that repeat the ID of their object (spec).
type identified interface{ repeatedID() string }

// readList reads a list whole, sorted by ID, or not at all. The last page is the
// one that completes the total, or that is empty: that a page is shorter than
// asked for does not say so. Pages move while objects are added or removed, so a
// list with less than its total is an error.
func readList[A identified](ctx context.Context, client *rest.Client, l list) ([]resource[A], error) {
	collected := rest.NewCollection(rest.Entries[resource[A]]{
		Noun: l.noun, Key: "id", Identity: func(entry resource[A]) string { return entry.ID },
	})
	for number := 1; ; number++ {
		request := l.request(number)
		if number > maxPages {
			return nil, client.Unexpected(request, fmt.Errorf("it does not end after %d pages", maxPages))
		}
		current, err := rest.GetResponse(ctx, client, request, decodePage[A])
		if err != nil {
			return nil, err
		}
		if err := addPage(collected, current); err != nil {
			return nil, client.Unexpected(request, err)
		}
		if len(current.entries) > 0 && !collected.HasAllAnnounced() {
			continue
		}
		entries, err := collected.Whole()
		if err != nil {
			return nil, client.Unexpected(request, err)
		}
		slices.SortFunc(entries, func(a, b resource[A]) int { return cmp.Compare(a.ID, b.ID) })
		return entries, nil
	}
}

// addPage takes a page. One without a new entry came before: the server does not
// know the parameter page.
func addPage[A identified](collected *rest.Collection[resource[A]], current page[A]) error {
	for _, entry := range current.entries {
		if repeated := (*entry.Attributes).repeatedID(); entry.ID != "" && repeated != "" && repeated != entry.ID {
			return fmt.Errorf("the entry %q has the attributes of %q", entry.ID, repeated)
		}
	}
	before := collected.Len()
	collected.Announce(int(current.total))
	if err := collected.Add(current.entries); err != nil {
		return err
	}
	if len(current.entries) > 0 && collected.Len() == before {
		return errors.New("the same page came twice")
	}
	return nil
}

func (l list) request(number int) rest.Request {
	query := url.Values{"page": {strconv.Itoa(number)}, "per_page": {strconv.Itoa(pageSize)}}
	maps.Copy(query, l.query)
	return rest.Request{Operation: "list the " + l.noun + "s", Path: l.path, Query: query}
}

// identity is the ID of an object among its attributes.
type identity struct {
	ID lenient[string] `json:"id"`
}

func (i identity) repeatedID() string { return i.ID.value }
