// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// PastQuery chooses companies and days. Domains and PortfolioIDs add up.
type PastQuery struct {
	// Domains are normalised.
	Domains      []string
	PortfolioIDs []string
	// From and To are the beginnings of days, in UTC, both included.
	From, To time.Time
}

// includes reports whether a time is in the days of the query. It is not known
// whether the API keeps to them, so entries are chosen here, too.
func (q PastQuery) includes(at time.Time) bool {
	return !at.Before(q.From) && at.Before(q.To.AddDate(0, 0, 1))
}

// mayInclude is includes for a text. A time that cannot be read may be any.
func (q PastQuery) mayInclude(at string) bool {
	parsed, ok := posture.ParseTime(at)
	return !ok || q.includes(parsed)
}

// log is a log of companies: of events, or of breaches.
type log[T any] struct {
	// noun is what it has, in errors.
	noun string
	// path is where it is below a company.
	path    string
	entries rest.Entries[T]
}

// request asks for the entries of one company. The times are those of the
// specification's pattern.
func (l log[T]) request(query PastQuery, domain string) rest.Request {
	const layout = "2006-01-02T15:04:05.000Z"
	return rest.Request{
		Operation: "read the " + l.noun + " of company " + domain,
		Path:      "/companies/" + url.PathEscape(domain) + l.path,
		Query: url.Values{
			"date_from": {query.From.Format(layout)}, "date_to": {query.To.AddDate(0, 0, 1).Add(-time.Millisecond).Format(layout)},
		},
	}
}

// logged are the entries of one company.
type logged[T any] struct {
	company subject
	entries []T
}

// readLog reads the entries of the query's companies, sorted by company. One that
// no request can name has none.
func readLog[T any](ctx context.Context, c *Client, query PastQuery, from log[T]) ([]logged[T], error) {
	companies, err := c.subjects(ctx, query.Domains, query.PortfolioIDs)
	if err != nil {
		return nil, err
	}
	reads := []rest.Request{}
	for _, company := range reachable(companies) {
		reads = append(reads, from.request(query, company.domain))
	}
	if err := c.rest.Afford("read the "+from.noun+" of every company", reads); err != nil {
		return nil, err
	}
	return rest.Map(ctx, c.rest, "companies", companies, func(ctx context.Context, company subject) (logged[T], error) {
		if company.unreachable {
			return logged[T]{company: company}, nil
		}
		entries, err := readCollection(ctx, c.rest, from.request(query, company.domain), from.entries)
		if company.explains(err) {
			entries, err = nil, nil
		}
		return logged[T]{company, slices.Clone(entries)}, err
	})
}
