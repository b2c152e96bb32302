// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// numberedPageSize is the most entries that a numbered page may have (spec).
const numberedPageSize = 5000

// maxNumberedPages keeps a list that never ends from being read forever.
const maxNumberedPages = 1000

// readNumbered reads all pages of a list whose pages have numbers and a Link
// header to the next one (spec). Either is enough. The last page is the one that
// completes the total, or that is empty: a server may send shorter pages than
// were asked for.
func readNumbered[T any](ctx context.Context, client *rest.Client, request rest.Request, entries rest.Entries[T]) ([]T, error) {
	collected := rest.NewCollection(entries)
	for number := 1; ; {
		if number > maxNumberedPages {
			return nil, client.Unexpected(request, fmt.Errorf("it does not end after %d pages", maxNumberedPages))
		}
		before, last := collected.Len(), 0
		request.Query = url.Values{"page": {strconv.Itoa(number)}, "limit": {strconv.Itoa(numberedPageSize)}}
		for page, err := range rest.Pages(ctx, client, request, decodeCollection[T]) {
			if err != nil {
				return nil, err
			}
			collected.Announce(page.announced())
			if err := collected.Add(*page.Entries); err != nil {
				return nil, client.Unexpected(request, err)
			}
			last = len(*page.Entries)
			number++
		}
		switch {
		case last == 0, collected.HasAllAnnounced():
			whole, err := collected.Whole()
			if err != nil {
				return nil, client.Unexpected(request, err)
			}
			return whole, nil
		case collected.Len() == before:
			return nil, client.Unexpected(request, errors.New("the same page came twice"))
		}
	}
}
