// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The expected results of the data sources over the default world.

var wantPortfolios = []any{
	map[string]any{
		"id": world.CloudServicesID, "name": "Cloud Services", "description": nil, "privacy": "team", "read_only": false,
	},
	map[string]any{
		"id": world.CriticalVendorsID, "name": "Critical Vendors",
		"description": "Vendors that the business stops without", "privacy": "shared", "read_only": false,
	},
	map[string]any{
		"id": world.DefaultPortfolioID, "name": "robin@customer.example", "description": nil, "privacy": "private", "read_only": true,
	},
}

// wantCompany is an expected row of companies, with factors if requested.
type wantCompany struct {
	domain, name  string
	grade         any
	score, change any
	industry      string
	size          string
	portfolios    []any
	factors       string
	counts        map[string]any
}

var (
	critical = []any{world.CriticalVendorsID}
	cloud    = []any{world.CloudServicesID}
	ownOne   = []any{world.DefaultPortfolioID}
)

var wantCompanies = []wantCompany{
	{
		"aurora-payments.example", "Aurora Payments", "A", 97, 1, "financial_services", "size_1001_to_5000", critical,
		"A100 A100 A100 A100 A100 A100 A100 A100 A100 A100",
		map[string]any{"info": 42, "positive": 2},
	},
	{
		"borealis-cloud.example", "Borealis Cloud", "A", 91, 0, "technology", "size_more_than_10000",
		[]any{world.CriticalVendorsID, world.CloudServicesID},
		"A98 A100 A100 A100 A100 A100 A100 A100 A100 A100",
		map[string]any{"low": 3, "positive": 4},
	},
	{
		"cobalt-logistics.example", "Cobalt Logistics", "B", 84, -2, "transportation", "size_501_to_1000", critical,
		"A91 A94 A94 A91 A94 A94 A94 A94 A94 A94",
		map[string]any{"low": 5, "medium": 2},
	},
	{
		"delta-data.example", "Delta Data", "C", 74, -6, "information_services", "size_201_to_500", critical,
		"C78 B84 B81 B84 B84 B84 B84 C78 B84 B84",
		map[string]any{"high": 3, "low": 1, "medium": 4},
	},
	{
		"ember-energy.example", "Ember Energy", "D", 65, 0, "energy", "size_5001_to_10000", critical,
		"F45 C75 D60 C72 C72 D69 D69 F54 D63 C72",
		map[string]any{"critical": 3, "high": 15, "info": 9, "low": 25, "medium": 19, "positive": 9},
	},
	{
		"foxtrot-freight.example", "Foxtrot Freight", "F", 49, -18, "transportation", "size_51_to_200", critical,
		"F59 F59 F59 F59 F59 F38 F44 F53 F29 F59",
		map[string]any{"critical": 2, "high": 9, "medium": 2},
	},
	{
		"granite-hosting.example", "Granite Hosting", "B", 88, 3, "technology", "size_1001_to_5000", cloud,
		"A98 A98 A98 A98 A98 A98 A98 A98 A98 A98",
		map[string]any{"low": 1},
	},
	{
		"harbor-mail.example", "Harbor Mail", "C", 77, 0, "technology", "size_51_to_200", cloud,
		"B87 B87 B81 B87 B87 B87 B87 B87 B87 B87",
		map[string]any{"medium": 1, "positive": 1},
	},
	{
		"ivory-systems.example", "Ivory | <b>Systems</b> `v2` @everyone", "D", 63, -12, "technology", "size_1_to_10", cloud,
		"C73 C73 C73 C73 C73 C73 C73 F58 D61 C73",
		map[string]any{"high": 5},
	},
	{"jasmine-labs.example", "Jasmine Labs", nil, nil, nil, "unknown", "unknown", ownOne, "", nil},
	{
		"kestrel-health.example", "Kestrel Health", "F", 58, -4, "healthcare", "size_201_to_500", ownOne,
		"D62 F50 D68 D68 D68 D68 D68 F59 D68 D68",
		map[string]any{"high": 3, "medium": 2},
	},
	{
		"xn--bcher-kva.example", "Bücher Verlag", "B", 81, -1, "media", "size_11_to_50", cloud,
		"B88 A91 A91 A91 A91 A91 A91 A91 A91 A91",
		map[string]any{"medium": 2},
	},
}

// row is the company as a row of the data source.
func (c wantCompany) row(withFactors bool) map[string]any {
	row := map[string]any{
		"domain": c.domain, "uuid": nil, "name": c.name, "grade": c.grade, "score": c.score, "score_change_30d": c.change,
		"industry": c.industry, "size": c.size, "provisional": nil, "is_custom": false, "tags": nil, "portfolio_ids": c.portfolios, "factors": nil, "finding_counts": nil,
	}
	if withFactors && c.factors != "" {
		row["factors"], row["finding_counts"] = wantFactors(c.factors), c.counts
	}
	return row
}

// companyRows are the rows of the named companies, in their order. Without
// names, they are the rows of all companies.
func companyRows(withFactors bool, domains ...string) []any {
	wanted := map[string]bool{}
	for _, domain := range domains {
		wanted[domain] = true
	}
	rows := []any{}
	for _, company := range wantCompanies {
		if len(domains) == 0 || wanted[company.domain] {
			rows = append(rows, company.row(withFactors))
		}
	}
	return rows
}

// wantFactors reads "A98 B84 …", in the order of the factors' names.
func wantFactors(grades string) map[string]any {
	names := []string{
		"application_security", "cubit_score", "dns_health", "endpoint_security", "hacker_chatter",
		"ip_reputation", "leaked_information", "network_security", "patching_cadence", "social_engineering",
	}
	factors := map[string]any{}
	for i, word := range strings.Fields(grades) {
		score, err := strconv.Atoi(word[1:])
		if err != nil {
			panic(err)
		}
		factors[names[i]] = map[string]any{"grade": word[:1], "score": score}
	}
	return factors
}
