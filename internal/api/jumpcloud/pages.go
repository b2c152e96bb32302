// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"cmp"
	"context"
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
	// total is how many objects the list has; nil when the answer does not say.
	total *int
}

// object is one of a list.
type object interface{ ID() string }

// readV1 reads a list of the first version of the API, sorted by the API, so
// that no object moves from a page to one that was read before (docs).
func readV1[T object](ctx context.Context, client *rest.Client, l list) ([]T, error) {
	l.query = with(l.query, "sort", "_id")
	return readPages(ctx, client, l, func(response *rest.Response) (page[T], error) {
		answer, err := rest.DecodeJSON[struct {
			Total   *int `json:"totalCount"`
			Results *[]T `json:"results"`
		}](response.Body)
		if err != nil {
			return page[T]{}, err
		}
		if answer.Results == nil {
			return page[T]{}, errors.New(`it has no "results"`)
		}
		return page[T]{objects: *answer.Results, total: answer.Total}, nil
	})
}

// readV2 reads a list of the second version: an array, with the total in a
// header that not every list is known to send (recorded).
func readV2[T object](ctx context.Context, client *rest.Client, l list) ([]T, error) {
	return readPages(ctx, client, l, func(response *rest.Response) (page[T], error) {
		objects, err := rest.DecodeJSON[[]T](response.Body)
		if err != nil {
			return page[T]{}, err
		}
		if objects == nil {
			return page[T]{}, errors.New("it is null, not a list")
		}
		read := page[T]{objects: objects}
		if total, err := strconv.Atoi(response.Header.Get("X-Total-Count")); err == nil {
			read.total = &total
		}
		return read, nil
	})
}

// readPages reads a list whole, sorted by id, or not at all. A page that is shorter than
// asked for is not the last one by that: the last is the one that completes
// the total, or that is empty.
func readPages[T object](ctx context.Context, client *rest.Client, l list, decode func(*rest.Response) (page[T], error)) ([]T, error) {
	collected := collection[T]{objects: []T{}, ids: map[string]bool{}}
	for skip, pages := 0, 0; ; pages++ {
		request := l.request(skip)
		if pages == maxPages {
			return nil, client.Unexpected(request, fmt.Errorf("it does not end after %d pages", maxPages))
		}
		current, err := rest.GetResponse(ctx, client, request, decode)
		if err != nil {
			return nil, err
		}
		if current.total != nil {
			collected.announced = max(collected.announced, *current.total)
		}
		if err := collected.add(current.objects); err != nil {
			return nil, client.Unexpected(request, err)
		}
		skip += len(current.objects)
		if len(current.objects) == 0 || skip == collected.announced {
			if err := collected.complete(); err != nil {
				return nil, client.Unexpected(request, err)
			}
			slices.SortFunc(collected.objects, func(a, b T) int { return cmp.Compare(a.ID(), b.ID()) })
			return collected.objects, nil
		}
	}
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

// collection is what has come of a list, each object once.
type collection[T object] struct {
	objects []T
	ids     map[string]bool
	// announced is the largest total that was named: objects that vanish while
	// pages are read move others past the next page's begin.
	announced int
}

func (c *collection[T]) add(objects []T) error {
	before := len(c.objects)
	for _, object := range objects {
		id := object.ID()
		if id == "" {
			return errors.New("an object has no id")
		}
		if !c.ids[id] {
			c.ids[id] = true
			c.objects = append(c.objects, object)
		}
	}
	if len(objects) > 0 && len(c.objects) == before {
		return errors.New("the same page came twice")
	}
	return nil
}

func (c *collection[T]) complete() error {
	if c.announced > len(c.objects) {
		return fmt.Errorf("it announces %d objects, and has %d: the list may have changed while it was read", c.announced, len(c.objects))
	}
	return nil
}
