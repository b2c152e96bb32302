// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// Default returns a small world of its own at each call: twelve companies in
// three portfolios, one company in none, custom connections, a JumpCloud
// organization, nine mobile apps, and a tenant whose third parties are most of
// those companies.
func Default() *World {
	w := &World{JumpCloud: DefaultJumpCloud()}
	w.setUp(Account{Email: "robin@customer.example", Username: "robin"}, factorTypes(), issueTypes())
	w.addDefaultConnections()
	addDefaultNowSecure(&w.NowSecure)
	w.addTenant()
	w.addDefaultThirdParties()
	for _, company := range defaultCompanies() {
		w.AddCompany(company)
	}
	for _, portfolio := range defaultPortfolios() {
		w.AddPortfolio(portfolio)
	}
	return w
}

// The portfolios of Default.
const (
	CriticalVendorsID  = "1f6b1e0c-9a52-5d0e-8f53-7c1a5b0e2d01"
	CloudServicesID    = "5c2d9c4e-3b7f-5a86-9d20-4e8f6a1b3c02"
	DefaultPortfolioID = "9e4f7a21-6d08-5b3c-a7e4-0b2c8d5f6e03"
)

// The custom connections of every world. The limited key pair may not push to
// the second one.
const (
	ScorecardsConnectionID     = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a01"
	InfrastructureConnectionID = "a47e19d3-5b60-4c8f-8e12-90c3d5f6b702"
	FindingsConnectionID       = "e5b81f04-7c29-4d6a-b3f0-58a9c2d4e703"
)

func (c *CustomConnections) addDefaultConnections() {
	c.AddConnection(Connection{ID: ScorecardsConnectionID, VendorSlug: "securityscorecard", Name: "Vendor scorecards"})
	c.AddConnection(Connection{ID: InfrastructureConnectionID, VendorSlug: "infrastructure", Name: "Infrastructure", Restricted: true})
	c.AddConnection(Connection{ID: FindingsConnectionID, VendorSlug: "nowsecure", Name: "Mobile findings"})
}

// NotFollowed is a company of Default that has a scorecard, and stands in no
// portfolio.
const NotFollowed = "lantern-legal.example"

func defaultPortfolios() []Portfolio {
	return []Portfolio{
		{
			ID: CriticalVendorsID, Name: "Critical Vendors", Privacy: "shared",
			Description: "Vendors that the business stops without",
			Domains: []string{
				"aurora-payments.example", "borealis-cloud.example", "cobalt-logistics.example",
				"delta-data.example", "ember-energy.example", "foxtrot-freight.example",
			},
		},
		{
			ID: CloudServicesID, Name: "Cloud Services", Privacy: "team",
			Domains: []string{
				"borealis-cloud.example", "granite-hosting.example", "harbor-mail.example",
				"xn--bcher-kva.example", "ivory-systems.example",
			},
		},
		{
			// Every user has one of these, named by the user's e-mail address.
			ID: DefaultPortfolioID, Name: "robin@customer.example", Privacy: "private", ReadOnly: true,
			Domains: []string{"jasmine-labs.example", "kestrel-health.example"},
		},
	}
}

// defaultCompanies holds at least one company of every grade, and at least one
// issue of every severity.
func defaultCompanies() []Company {
	return []Company{
		company("aurora-payments.example", "Aurora Payments", "A", 97, 1, "financial_services", "size_1001_to_5000",
			Active{Type: "waf_detected_v2", Count: 2},
			Active{Type: "open_port", Count: 30},
			Active{Type: "typosquat", Count: 12}),
		company("borealis-cloud.example", "Borealis Cloud", "A", 91, 0, "technology", "size_more_than_10000",
			Active{Type: "tls_ocsp_stapling", Count: 4},
			Active{Type: "csp_no_policy", Count: 3, ScoreImpact: 0.6}),
		company("cobalt-logistics.example", "Cobalt Logistics", "B", 84, -2, "transportation", "size_501_to_1000",
			Active{Type: "hsts_incorrect_v2", Count: 2, ScoreImpact: 1.1},
			Active{Type: "outdated_browser", Count: 5, ScoreImpact: 0.9}),
		company("delta-data.example", "Delta Data", "C", 74, -6, "information_services", "size_201_to_500",
			Active{Type: "cookie_missing_http_only", Count: 3, ScoreImpact: 2.4},
			Active{Type: "ssh_weak_cipher", Count: 4, ScoreImpact: 1.7},
			Active{Type: "dmarc_record_missing", Count: 1, ScoreImpact: 0.8}),
		company("ember-energy.example", "Ember Energy", "D", 65, 0, "energy", "size_5001_to_10000", manyIssues()...),
		company("foxtrot-freight.example", "Foxtrot Freight", "F", 49, -18, "transportation", "size_51_to_200",
			Active{Type: "service_vuln_host_v3_critical", Count: 2, ScoreImpact: 9.5},
			Active{Type: "malware_infection", Count: 6, ScoreImpact: 7.2},
			Active{Type: "compromised_credentials_found", Count: 3, ScoreImpact: 5.0},
			Active{Type: "tlscert_expired", Count: 2, ScoreImpact: 1.9}),
		company("granite-hosting.example", "Granite Hosting", "B", 88, 3, "technology", "size_1001_to_5000",
			Active{Type: "tlscert_self_signed", Count: 1, ScoreImpact: 0.4}),
		company("harbor-mail.example", "Harbor Mail", "C", 77, 0, "technology", "size_51_to_200",
			Active{Type: "spf_record_wildcard", Count: 1, ScoreImpact: 2.2},
			Active{Type: "dkim_record_detected", Count: 1}),
		company("xn--bcher-kva.example", "Bücher Verlag", "B", 81, -1, "media", "size_11_to_50",
			Active{Type: "redirect_chain_contains_http", Count: 2, ScoreImpact: 1.3}),
		company("ivory-systems.example", "Ivory | <b>Systems</b> `v2` @everyone", "D", 63, -12, "technology", "size_1_to_10",
			Active{Type: "tls_weak_protocol", Count: 2, ScoreImpact: 4.8},
			Active{Type: "patching_cadence_high", Count: 3, ScoreImpact: 3.9}),
		{Domain: "jasmine-labs.example", Name: "Jasmine Labs", Grade: "?", Industry: "unknown", Size: "unknown"},
		company("kestrel-health.example", "Kestrel Health", "F", 58, -4, "healthcare", "size_201_to_500",
			Active{Type: "cookie_missing_secure_attribute", Count: 2, ScoreImpact: 2.1},
			Active{Type: "ransomware_association", Count: 1, ScoreImpact: 6.4},
			Active{Type: "service_rdp", Count: 2, ScoreImpact: 3.3}),
		company(NotFollowed, "Lantern Legal", "B", 86, 2, "professional_services", "size_11_to_50",
			Active{Type: "unsafe_sri_v2", Count: 1, ScoreImpact: 0.5}),
	}
}

// manyIssues are of more types than three requests of ten can ask for.
func manyIssues() []Active {
	types := issueTypes()
	active := make([]Active, len(types))
	for i, issueType := range types {
		active[i] = Active{Type: issueType.Key, Count: 1 + i%4, ScoreImpact: float64(i%5) / 2}
	}
	return active
}

func company(domain, name, grade string, score, change int, industry, size string, active ...Active) Company {
	return Company{
		Domain: domain, Name: name, Grade: grade, Score: &score, ScoreChange: &change,
		Industry: industry, Size: size, Active: active, Factors: factorsAround(score, active),
	}
}
