// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// pastFactors are the factors on one day. Their order differs from day to day
// (live).
type pastFactors struct {
	pastDay
	Factors *[]struct {
		Name  string            `json:"name"`
		Score lenient[*float64] `json:"score"`
	} `json:"factors"`
}

// scores are the factors by name.
func (f pastFactors) scores() (map[string]*int64, error) {
	if f.Factors == nil {
		return nil, errors.New(`has no "factors"`)
	}
	scores := make(map[string]*int64, len(*f.Factors))
	for i, factor := range *f.Factors {
		if factor.Name == "" {
			return nil, fmt.Errorf("factors[%d] has no name", i)
		}
		now := score(factor.Score)
		if before, twice := scores[factor.Name]; twice && text(before) != text(now) {
			return nil, fmt.Errorf("factors[%d] is the factor %s, which came before with another score", i, factor.Name)
		}
		scores[factor.Name] = now
	}
	return scores, nil
}

// pastFactors reads the scores of the past of one company's factors. The factors
// of a day are those that the API had then.
func (c *Client) pastFactors(ctx context.Context, query HistoryQuery, domain string) (map[string]posture.Series, error) {
	request := query.factorsRequest(domain)
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[pastFactors]{
		Noun: "entry", Key: "date", Identity: func(entry pastFactors) string { return entry.identity() },
		Merge: func(before, again pastFactors) (pastFactors, bool) {
			was, _ := before.scores()
			is, _ := again.scores()
			return before, before.Domain == again.Domain && maps.EqualFunc(was, is, func(a, b *int64) bool { return text(a) == text(b) })
		},
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b pastFactors) int { return a.day().Compare(b.day()) })
	days, names := []map[string]*int64{}, map[string]bool{}
	entries = slices.DeleteFunc(entries, func(entry pastFactors) bool { return !query.includes(entry.day()) })
	for _, entry := range entries {
		scores, err := entry.scores()
		if err := errors.Join(entry.describes(domain), err); err != nil {
			return nil, c.rest.Unexpected(request, fmt.Errorf("the entry of %s: %w", entry.identity(), err))
		}
		days = append(days, scores)
		for name := range scores {
			names[name] = true
		}
	}
	factors := make(map[string]posture.Series, len(names))
	for name := range names {
		for i, entry := range entries {
			factors[name] = append(factors[name], posture.DatedScore{Date: entry.day(), Score: days[i][name]})
		}
	}
	return factors, nil
}
