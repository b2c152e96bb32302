// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// ThirdPartyRecord is a third party in ProcessUnity.
type ThirdPartyRecord struct {
	ID      string
	Name    string
	Website string
	// Domain is the normalized domain, without www, or "" when there is none.
	Domain  string
	Columns Record
}

// ThirdParties returns the third parties of an export, sorted by Id.
func ThirdParties(export Export) ([]ThirdPartyRecord, error) {
	index, err := export.Index(IDColumn)
	if err != nil {
		return nil, err
	}
	list := make([]ThirdPartyRecord, 0, len(export.Records))
	for _, record := range export.Records {
		id := record[IDColumn]
		if id == "" {
			return nil, errors.New("it has a record whose Id is blank")
		}
		if _, _, err := index.Find(id); err != nil {
			return nil, fmt.Errorf("it must have one record for each third party: %w", err)
		}
		list = append(list, ThirdPartyRecord{
			ID: id, Name: record[NameColumn], Website: record[WebsiteColumn], Columns: record,
			Domain: cmp.Or(domainOf(record[SSDomainColumn]), domainOf(record[WebsiteColumn])),
		})
	}
	slices.SortFunc(list, func(a, b ThirdPartyRecord) int { return cmp.Compare(a.ID, b.ID) })
	return list, nil
}

// domainOf returns the domain in a text that people write, without www.
func domainOf(text string) string {
	domain, err := posture.NormalizeDomain(text)
	if err != nil {
		return ""
	}
	return withoutWWW(domain)
}

// withoutWWW removes www, unless the rest is not a domain.
func withoutWWW(domain string) string {
	if short, ok := strings.CutPrefix(domain, "www."); ok && strings.Contains(short, ".") {
		return short
	}
	return domain
}

// Matches are the results of a lookup of third parties by domain.
type Matches struct {
	// ThirdParties are the third parties that do not share their domain, by
	// domain.
	ThirdParties []ThirdPartyRecord
	// Unmatched are domains that no third party has, sorted.
	Unmatched []string
	// Ambiguous maps a domain to the Ids of the third parties that share it.
	Ambiguous map[string][]string
}

// Match looks up normalized domains. Each third party in the result has the
// domain in the form of the lookup.
func Match(thirdParties []ThirdPartyRecord, domains []string) Matches {
	byDomain := map[string][]ThirdPartyRecord{}
	for _, thirdParty := range thirdParties {
		byDomain[thirdParty.Domain] = append(byDomain[thirdParty.Domain], thirdParty)
	}
	matches := Matches{Ambiguous: map[string][]string{}}
	domains = slices.Sorted(slices.Values(domains))
	for _, domain := range slices.Compact(domains) {
		switch found := byDomain[withoutWWW(domain)]; len(found) {
		case 0:
			matches.Unmatched = append(matches.Unmatched, domain)
		case 1:
			match := found[0]
			match.Domain = domain
			matches.ThirdParties = append(matches.ThirdParties, match)
		default:
			matches.Ambiguous[domain] = ids(found)
		}
	}
	return matches
}

// Shared returns the Ids of the third parties that share a domain, by domain.
func Shared(thirdParties []ThirdPartyRecord) map[string][]string {
	byDomain := map[string][]string{}
	for _, thirdParty := range thirdParties {
		byDomain[thirdParty.Domain] = append(byDomain[thirdParty.Domain], thirdParty.ID)
	}
	maps.DeleteFunc(byDomain, func(domain string, ids []string) bool { return domain == "" || len(ids) < 2 })
	return byDomain
}

func ids(thirdParties []ThirdPartyRecord) []string {
	list := make([]string, len(thirdParties))
	for i, thirdParty := range thirdParties {
		list[i] = thirdParty.ID
	}
	return list
}
