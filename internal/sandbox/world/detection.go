// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"slices"
	"time"
)

// The degrees of a detected vendor: a vendor of the company, and a vendor of its
// vendors.
const (
	ThirdParty  = "third-party"
	FourthParty = "fourth-party"
)

// DetectedVendor is one trace of a vendor that a company is seen to use.
type DetectedVendor struct {
	Domain   string
	Name     string
	Industry string
	// Score is nil when the vendor has none.
	Score      *int
	Source     string
	ObservedAt time.Time
	// Detail is the raw evidence.
	Detail string
}

// PortfolioVendor is a vendor that companies of a portfolio are seen to use.
type PortfolioVendor struct {
	Domain             string
	Name               string
	Score              *int
	ScoreChange        *int
	Products           int
	Connections        int
	ConnectionsPercent int
}

// detection is what was detected.
type detection struct {
	// ofCompanies is by domain, then by degree.
	ofCompanies  map[string]map[string][]DetectedVendor
	ofPortfolios map[string][]PortfolioVendor
}

// DetectedVendors returns the vendors of a company.
func (s *Scorecards) DetectedVendors(domain, degree string) []DetectedVendor {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.detected.ofCompanies[domain][degree])
}

// SetDetectedVendors replaces the vendors of a company.
func (s *Scorecards) SetDetectedVendors(domain, degree string, vendors ...DetectedVendor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustCompany(domain)
	if s.detected.ofCompanies == nil {
		s.detected.ofCompanies = map[string]map[string][]DetectedVendor{}
	}
	if s.detected.ofCompanies[domain] == nil {
		s.detected.ofCompanies[domain] = map[string][]DetectedVendor{}
	}
	s.detected.ofCompanies[domain][degree] = vendors
}

// PortfolioVendors returns the vendors of the companies of a portfolio, or false
// when there is no such portfolio.
func (s *Scorecards) PortfolioVendors(id string) ([]PortfolioVendor, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.detected.ofPortfolios[id]), s.portfolioIndex(id) >= 0
}

// SetPortfolioVendors replaces the vendors of the companies of a portfolio.
func (s *Scorecards) SetPortfolioVendors(id string, vendors ...PortfolioVendor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.detected.ofPortfolios == nil {
		s.detected.ofPortfolios = map[string][]PortfolioVendor{}
	}
	s.detected.ofPortfolios[id] = vendors
}

// OwnDomain is the domain of the organization that the token belongs to.
const OwnDomain = "kestrel-health.example"

// addDefaultDetection detects vendors of which some are in no portfolio, one has
// two traces, and one has no score.
func (s *Scorecards) addDefaultDetection() {
	trace := func(domain, name, industry string, score int, source string, day int) DetectedVendor {
		return DetectedVendor{
			Domain: domain, Name: name, Industry: industry, Score: &score, Source: source, ObservedAt: epoch.AddDate(0, 10, day),
			Detail: "GET - static." + domain + "/?session=" + PlantedSecret + " OK/200",
		}
	}
	unscored := trace("quartz-fonts.example", "Quartz Fonts", "unknown", 0, "Detected libraries", 9)
	unscored.Score = nil
	s.SetDetectedVendors(OwnDomain, ThirdParty,
		trace("borealis-cloud.example", "Borealis Cloud", "technology", 91, "HTTP requests", 12),
		trace("harbor-mail.example", "Harbor Mail", "technology", 77, "Mail exchange", 3),
		trace(NotFollowed, "Lantern Legal", "legal", 72, "Enhanced illumination", 1),
		trace("borealis-cloud.example", "Borealis Cloud", "technology", 91, "Detected libraries", 14),
		trace("northwind-cdn.example", "Northwind CDN", "technology", 58, "HTTP requests", 20),
		unscored,
	)
	s.SetDetectedVendors(OwnDomain, FourthParty,
		trace("granite-hosting.example", "Granite Hosting", "technology", 88, "HTTP requests", 5),
	)
	s.SetPortfolioVendors(
		CriticalVendorsID,
		PortfolioVendor{"borealis-cloud.example", "Borealis Cloud", new(91), new(0), 12, 4, 66},
		PortfolioVendor{"northwind-cdn.example", "Northwind CDN", new(58), new(-4), 3, 2, 33},
		PortfolioVendor{"quartz-fonts.example", "Quartz Fonts", nil, nil, 1, 1, 16},
	)
}
