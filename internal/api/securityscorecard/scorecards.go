// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// scorecard is one scorecard in the lists of portfolios.
type scorecard struct {
	posture.Company

	// custom says that it covers a part of a company.
	custom bool
	// hasDomain says that Domain is one, and not a name in its place.
	hasDomain bool
	// byDomain says that its domain names this scorecard in a request.
	byDomain bool
}

func (e companyEntry) scorecard() scorecard {
	return scorecard{
		Company:   e.company(),
		custom:    isTrue(e.custom()),
		hasDomain: strings.TrimSpace(e.Domain) != "",
	}
}

// scorecardKey tells scorecards apart. values are those of one that has neither
// a domain nor a uuid: names are not unique.
type scorecardKey struct {
	domain, uuid string
	custom       bool
	values       string
}

func (s scorecard) key() scorecardKey {
	key := scorecardKey{domain: s.Domain, uuid: s.UUID, custom: s.custom}
	if !s.hasDomain && s.UUID == "" {
		key.values = fmt.Sprintf("%q", s.values())
	}
	return key
}

// values are what a list says about a scorecard, each as text.
func (s scorecard) values() []string {
	return []string{
		"name " + s.Name, "grade " + cmp.Or(string(s.Grade), "unknown"), "score " + text(s.Score),
		"30-day score change " + text(s.ScoreChange30d), "industry " + s.Industry, "size " + s.Size,
		"provisional " + text(s.Provisional), "tags " + tagsText(s.Tags),
	}
}

func isTrue(value *bool) bool { return value != nil && *value }

func tagsText(tags []string) string {
	if tags == nil {
		return "unknown"
	}
	return fmt.Sprintf("%q", tags)
}

func text[T any](number *T) string {
	if number == nil {
		return "unknown"
	}
	return fmt.Sprint(*number)
}

// merge makes one scorecard of one that is in several portfolios.
func (c *Client) merge(portfolioIDs []string, lists [][]companyEntry) ([]scorecard, error) {
	merged := []scorecard{}
	at := map[scorecardKey]int{}
	for i, entries := range lists {
		id := portfolioIDs[i]
		for _, entry := range entries {
			one := entry.scorecard()
			index, known := at[one.key()]
			if !known {
				at[one.key()] = len(merged)
				one.PortfolioIDs = []string{id}
				merged = append(merged, one)
				continue
			}
			before := &merged[index]
			if err := contradiction(*before, one, id); err != nil {
				return nil, c.rest.Unexpected(portfolioRequest(id), err)
			}
			before.IsCustom = cmp.Or(before.IsCustom, one.IsCustom)
			if !slices.Contains(before.PortfolioIDs, id) {
				before.PortfolioIDs = append(before.PortfolioIDs, id)
			}
		}
	}
	slices.SortStableFunc(merged, func(a, b scorecard) int {
		return cmp.Or(cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.UUID, b.UUID))
	})
	markByDomain(merged)
	return merged, nil
}

// contradiction says how two entries of one scorecard differ. It is not known
// which is right.
func contradiction(before, now scorecard, portfolioID string) error {
	old, differences := before.values(), []string{}
	for i, value := range now.values() {
		if value != old[i] {
			differences = append(differences, old[i]+", then "+value)
		}
	}
	if len(differences) == 0 {
		return nil
	}
	places := "portfolio " + portfolioID + ", twice"
	if first := before.PortfolioIDs[0]; first != portfolioID {
		places = "portfolio " + first + " and in portfolio " + portfolioID
	}
	return fmt.Errorf("%s is in %s, with different values: %s", before.Domain, places, strings.Join(differences, "; "))
}

// markByDomain finds the scorecards that their domain names: the only one of
// the domain, or the only one that is not custom.
func markByDomain(scorecards []scorecard) {
	all, base := map[string]int{}, map[string]int{}
	for _, one := range scorecards {
		all[one.Domain]++
		if !one.custom {
			base[one.Domain]++
		}
	}
	for i := range scorecards {
		one := &scorecards[i]
		one.byDomain = one.hasDomain && (all[one.Domain] == 1 || !one.custom && base[one.Domain] == 1)
	}
}
