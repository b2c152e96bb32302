// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Degree is how far a detected vendor is from the company.
type Degree string

// The degrees: a vendor of the company, and a vendor of its vendors.
const (
	ThirdParty  Degree = "third"
	FourthParty Degree = "fourth"
)

// DetectedVendor is a vendor that a company is seen to use. The API may list it
// several times, with another source each. A value is unknown unless all its
// entries agree about it.
type DetectedVendor struct {
	Domain   string
	Name     string
	Industry string
	// Score is from 0 to 100, or nil.
	Score *int64
	// Sources are the kinds of evidence, sorted; nil when an entry has none. Those of
	// the specification are "HTTP requests", "Detected libraries", "Mail exchange",
	// and "Enhanced illumination".
	Sources []string
	// ObservedAt is when it was last observed, RFC 3339 in UTC, or "".
	ObservedAt string
}

// PortfolioVendor is a vendor that companies of a portfolio are seen to use.
type PortfolioVendor struct {
	Domain         string
	Name           string
	Score          *int64
	ScoreChange30d *int64
	Products       *int64
	// Connections is the API's connections_count. What a connection is, the
	// specification does not say.
	Connections *int64
	// ConnectionsPercent is from 1 to 100 (spec).
	ConnectionsPercent *int64
}

// vendorEntry is an entry of a list of detected vendors (spec). The evidence,
// connection_detail, is not read. No answer was recorded.
type vendorEntry struct {
	Domain   string            `json:"domain"`
	Company  lenient[string]   `json:"company"`
	Industry lenient[string]   `json:"industry"`
	Score    lenient[*float64] `json:"score"`
	Source   lenient[string]   `json:"source"`
	Observed lenient[string]   `json:"observed"`
}

type portfolioVendorEntry struct {
	Domain             string            `json:"domain"`
	Company            lenient[string]   `json:"company"`
	Score              lenient[*float64] `json:"score"`
	ThirtyDayChange    lenient[*float64] `json:"thirty_day_change"`
	ProductsUsed       counter           `json:"products_used"`
	ConnectionsCount   counter           `json:"connections_count"`
	ConnectionsPercent lenient[*float64] `json:"connections_percent"`
}

// DetectedVendors reads the vendors that a company is seen to use, sorted by
// domain. The company must be in a portfolio, and vendor detection is part of the
// customer's plan or not (spec). domain is normalized.
func (c *Client) DetectedVendors(ctx context.Context, domain string, degree Degree) ([]DetectedVendor, error) {
	request := rest.Request{
		Operation: fmt.Sprintf("list the %s-party vendors of %s", degree, domain),
		Path:      "/vendor-detection/" + url.PathEscape(domain) + "/" + string(degree) + "-party",
	}
	entries, err := readNumbered(ctx, c.rest, request, rest.Entries[vendorEntry]{
		Noun: "vendor", Key: "domain",
		// What one entry stands for is not documented: equal ones are one.
		Identity: func(entry vendorEntry) string {
			if entry.Domain == "" {
				return ""
			}
			score := ""
			if entry.Score.value != nil {
				score = fmt.Sprint(*entry.Score.value)
			}
			return fmt.Sprintf("%q", []string{
				companyDomain(entry.Domain), entry.Company.value, entry.Industry.value, score, entry.Source.value, entry.Observed.value,
			})
		},
		Merge: func(before, _ vendorEntry) (vendorEntry, bool) { return before, true },
	})
	if err != nil {
		return nil, err
	}
	byDomain := map[string][]vendorEntry{}
	for _, entry := range entries {
		domain := companyDomain(entry.Domain)
		byDomain[domain] = append(byDomain[domain], entry)
	}
	vendors := make([]DetectedVendor, 0, len(byDomain))
	for domain, entries := range byDomain {
		vendors = append(vendors, detectedVendor(domain, entries))
	}
	slices.SortFunc(vendors, func(a, b DetectedVendor) int { return cmp.Compare(a.Domain, b.Domain) })
	return vendors, nil
}

// detectedVendor makes one vendor of its entries.
func detectedVendor(domain string, entries []vendorEntry) DetectedVendor {
	sources, times := []string{}, []string{}
	for _, entry := range entries {
		sources, times = append(sources, entry.Source.value), append(times, rest.UTC(entry.Observed.value))
	}
	slices.Sort(sources)
	slices.Sort(times)
	vendor := DetectedVendor{
		Domain:   domain,
		Name:     common(entries, func(entry vendorEntry) string { return entry.Company.value }),
		Industry: common(entries, func(entry vendorEntry) string { return entry.Industry.value }),
	}
	if text := common(entries, func(entry vendorEntry) string { return scoreText(entry.Score) }); text != "" {
		vendor.Score = score(entries[0].Score)
	}
	if sources[0] != "" { // "" is sorted first.
		vendor.Sources = slices.Compact(sources)
	}
	if times[0] != "" {
		vendor.ObservedAt = times[len(times)-1]
	}
	return vendor
}

// scoreText is a score, or "" if it is unknown.
func scoreText(number lenient[*float64]) string {
	if known := score(number); known != nil {
		return fmt.Sprint(*known)
	}
	return ""
}

// common returns what all entries say, or "" if they do not agree.
func common(entries []vendorEntry, value func(vendorEntry) string) string {
	said := value(entries[0])
	if slices.ContainsFunc(entries, func(entry vendorEntry) bool { return value(entry) != said }) {
		return ""
	}
	return said
}

// PortfolioVendors reads the vendors that companies of a portfolio are seen to
// use, sorted by domain.
func (c *Client) PortfolioVendors(ctx context.Context, portfolioID string) ([]PortfolioVendor, error) {
	request := rest.Request{
		Operation: "list the vendors of the companies of portfolio " + portfolioID,
		Path:      "/vendor-detection/portfolios/" + url.PathEscape(portfolioID),
	}
	entries, err := readNumbered(ctx, c.rest, request, rest.Entries[portfolioVendorEntry]{
		Noun: "vendor", Key: "domain", Identity: func(entry portfolioVendorEntry) string { return companyDomain(entry.Domain) },
	})
	if err != nil {
		return nil, err
	}
	vendors := make([]PortfolioVendor, 0, len(entries))
	for _, entry := range entries {
		vendors = append(vendors, PortfolioVendor{
			Domain:             companyDomain(entry.Domain),
			Name:               entry.Company.value,
			Score:              score(entry.Score),
			ScoreChange30d:     between(-100, 100, entry.ThirtyDayChange.value),
			Products:           entry.ProductsUsed.value,
			Connections:        entry.ConnectionsCount.value,
			ConnectionsPercent: between(1, 100, entry.ConnectionsPercent.value),
		})
	}
	slices.SortFunc(vendors, func(a, b PortfolioVendor) int { return cmp.Compare(a.Domain, b.Domain) })
	return vendors, nil
}
