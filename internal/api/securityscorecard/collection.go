// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// collection is how the API writes lists. The counter is called total or
// count, or is left out (spec, live).
type collection[T any] struct {
	failure
	Entries *[]T `json:"entries"`
	Total   int  `json:"total"`
	Count   int  `json:"count"`
}

// decodeCollection refuses an answer without entries: for a path that it does
// not know the API sends a company summary with a 200 (live).
func decodeCollection[T any](body []byte) (collection[T], error) {
	answer, err := rest.DecodeJSON[collection[T]](body)
	if err != nil {
		return answer, err
	}
	if err := answer.err(); err != nil {
		return answer, err
	}
	if answer.Entries == nil {
		return answer, errors.New(`it has no "entries"`)
	}
	return answer, nil
}

// announced is how many entries the API says there are, or 0.
func (c collection[T]) announced() int { return max(c.Total, c.Count, 0) }

// readCollection reads all pages of a list. The API documents none for the
// lists read here, and reserves the right to add them by a Link header (spec).
// A list that is shorter than it says is an error.
func readCollection[T any](ctx context.Context, client *rest.Client, request rest.Request, entries rest.Entries[T]) ([]T, error) {
	collected := rest.NewCollection(entries)
	for page, err := range rest.Pages(ctx, client, request, decodeCollection[T]) {
		if err != nil {
			return nil, err
		}
		collected.Announce(page.announced())
		if err := collected.Add(*page.Entries); err != nil {
			return nil, client.Unexpected(request, err)
		}
	}
	whole, err := collected.Whole()
	if err != nil {
		return nil, client.Unexpected(request, err)
	}
	return whole, nil
}
