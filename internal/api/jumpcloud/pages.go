// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// pageSize is the most that one page may have; the default is 10, and in one
// list 1 (spec).
const pageSize = 100

// maxPages keeps a list that never ends from being read forever.
var maxPages = 2000

// list is a collection of the API.
type list struct {
	// noun is what it holds: "users".
	noun   string
	path   string
	query  url.Values
	header http.Header
}

// page is one page of a list.
type page[T any] struct {
	objects []T
	// total is how many objects the list has, or 0 when the answer does not say.
	total int
}

// object is one of a list.
type object interface{ ID() string }

// readV1 reads a list of the first version of the API, sorted by the API, so
// that no object moves from a page to one that was read before (docs).
func readV1[T object](ctx context.Context, client *rest.Client, l list) ([]T, error) {
	l.query = with(l.query, "sort", "_id")
	return readPages(ctx, client, l, func(response *rest.Response) (page[T], error) {
		answer, err := rest.DecodeJSON[struct {
			Total   int                `json:"totalCount"`
			Results *[]json.RawMessage `json:"results"`
		}](response.Body)
		if err != nil {
			return page[T]{}, err
		}
		if answer.Results == nil {
			return page[T]{}, errors.New(`it has no "results"`)
		}
		objects, err := decodeObjects[T](*answer.Results)
		return page[T]{objects: objects, total: answer.Total}, err
	})
}

// readV2 reads a list of the second version: an array, with the total in a
// header that not every list is known to send (recorded).
func readV2[T object](ctx context.Context, client *rest.Client, l list) ([]T, error) {
	return readPages(ctx, client, l, func(response *rest.Response) (page[T], error) {
		documents, err := rest.DecodeJSON[[]json.RawMessage](response.Body)
		if err != nil {
			return page[T]{}, err
		}
		if documents == nil {
			return page[T]{}, errors.New("it is null, not a list")
		}
		objects, err := decodeObjects[T](documents)
		if err != nil {
			return page[T]{}, err
		}
		total, err := strconv.Atoi(cmp.Or(response.Header.Get("X-Total-Count"), "0"))
		if err != nil {
			return page[T]{}, errors.New("its X-Total-Count is not a number")
		}
		return page[T]{objects: objects, total: total}, nil
	})
}

// readPages reads a list whole, sorted by id, or not at all. A page that is
// shorter than asked for is not the last one by that: the last is the one that
// completes the total, or that is empty.
func readPages[T object](ctx context.Context, client *rest.Client, l list, decode func(*rest.Response) (page[T], error)) ([]T, error) {
	collected := rest.NewCollection(rest.Entries[T]{Noun: "object", Key: "id", Identity: T.ID})
	for pages := 0; ; pages++ {
		request := l.request(collected.Received())
		if pages == maxPages {
			return nil, client.Unexpected(request, fmt.Errorf("it does not end after %d pages", maxPages))
		}
		current, err := rest.GetResponse(ctx, client, request, decode)
		if err != nil {
			return nil, err
		}
		if err := add(collected, current); err != nil {
			return nil, client.Unexpected(request, err)
		}
		if len(current.objects) > 0 && !collected.HasAllAnnounced() {
			continue
		}
		objects, err := collected.Whole()
		if err != nil {
			return nil, client.Unexpected(request, err)
		}
		slices.SortFunc(objects, func(a, b T) int { return cmp.Compare(a.ID(), b.ID()) })
		return objects, nil
	}
}

// add takes a page. One without a new object came before.
func add[T object](collected *rest.Collection[T], current page[T]) error {
	before := collected.Len()
	collected.Announce(current.total)
	if err := collected.Add(current.objects); err != nil {
		return err
	}
	if len(current.objects) > 0 && collected.Len() == before {
		return errors.New("the same page came twice")
	}
	return nil
}

func (l list) request(skip int) rest.Request {
	query := with(l.query, "limit", strconv.Itoa(pageSize))
	query.Set("skip", strconv.Itoa(skip))
	return rest.Request{Operation: "list the " + l.noun, Path: l.path, Query: query, Header: l.header}
}

func with(query url.Values, name, value string) url.Values {
	query = maps.Clone(query)
	if query == nil {
		query = url.Values{}
	}
	query.Set(name, value)
	return query
}
