// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// Scorecards is what SecurityScorecard knows. It may be changed while it is
// being read; what was returned before does not change. Naming a company or a
// portfolio that does not exist is a mistake in the test, and panics.
type Scorecards struct {
	mu         sync.RWMutex
	account    Account
	issueTypes []IssueType
	types      map[string]IssueType
	portfolios []Portfolio
	companies  map[string]Company
	domains    map[string]string // by UUID
	followed   map[string]bool   // domains in any portfolio
	detected   detection
	created    int // portfolios that clients have created
	tags       []Tag
	alertRules []AlertRule
	addedRules int
}

// setUp makes the empty set of scorecards, with its account and metadata.
func (s *Scorecards) setUp(account Account, issueTypes []IssueType) {
	s.account, s.issueTypes = account, issueTypes
	s.types = make(map[string]IssueType, len(issueTypes))
	for _, issueType := range issueTypes {
		s.types[issueType.Key] = issueType
	}
	s.companies = map[string]Company{}
	s.domains = map[string]string{}
	s.followed = map[string]bool{}
}

// Account returns the user whom the token belongs to.
func (s *Scorecards) Account() Account {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.account
}

// IssueTypes returns the metadata of all issue types.
func (s *Scorecards) IssueTypes() []IssueType {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.issueTypes)
}

// IssueType returns the metadata of one issue type.
func (s *Scorecards) IssueType(key string) (IssueType, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	issueType, ok := s.types[key]
	return issueType, ok
}

// Portfolios returns all portfolios, in the order in which they were added.
func (s *Scorecards) Portfolios() []Portfolio {
	s.mu.RLock()
	defer s.mu.RUnlock()
	portfolios := slices.Clone(s.portfolios)
	for i := range portfolios {
		portfolios[i].Domains = slices.Clone(portfolios[i].Domains)
	}
	return portfolios
}

// PortfolioCompanies returns the companies of the portfolio, or false when
// there is no such portfolio.
func (s *Scorecards) PortfolioCompanies(id string) ([]Company, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	index := s.portfolioIndex(id)
	if index < 0 {
		return nil, false
	}
	domains := s.portfolios[index].Domains
	companies := make([]Company, len(domains))
	for i, domain := range domains {
		companies[i] = s.companies[domain]
	}
	return companies, true
}

// Company returns the company with the domain or the UUID.
func (s *Scorecards) Company(identifier string) (Company, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if domain, ok := s.domains[identifier]; ok {
		identifier = domain
	}
	company, ok := s.companies[identifier]
	return company.clone(), ok
}

// Domains returns the domains of all companies, followed or not, sorted.
func (s *Scorecards) Domains() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Sorted(maps.Keys(s.companies))
}

// Followed reports whether the company is in any portfolio.
func (s *Scorecards) Followed(domain string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.followed[domain]
}

// AddPortfolio adds a portfolio, with the companies that it names.
func (s *Scorecards) AddPortfolio(portfolio Portfolio) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.portfolioIndex(portfolio.ID) >= 0 {
		panic(fmt.Sprintf("world: portfolio %q exists", portfolio.ID))
	}
	if portfolio.CreatedAt.IsZero() {
		portfolio.CreatedAt = epoch
	}
	domains := portfolio.Domains
	portfolio.Domains = nil
	s.portfolios = append(s.portfolios, portfolio)
	s.follow(portfolio.ID, domains)
}

// AddCompany adds a company, and puts it in the portfolios.
func (s *Scorecards) AddCompany(company Company, portfolioIDs ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, exists := s.companies[company.Domain]; exists {
		panic(fmt.Sprintf("world: company %q exists", company.Domain))
	}
	s.store(withDefaults(company.clone()))
	for _, id := range portfolioIDs {
		s.follow(id, []string{company.Domain})
	}
}

// SetGrade changes a company's grade and score. A grade of "?" and a nil score
// are a company that is still being calculated.
func (s *Scorecards) SetGrade(domain, grade string, score *int) {
	s.update(domain, func(company *Company) { company.Grade, company.Score = grade, score })
}

// SetIssues replaces all the active issues of a company.
func (s *Scorecards) SetIssues(domain string, active ...Active) {
	s.update(domain, func(company *Company) { company.Active = slices.Clone(active) })
}

func (s *Scorecards) update(domain string, change func(*Company)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	company := s.mustCompany(domain).clone()
	change(&company)
	s.store(company)
}

func (s *Scorecards) store(company Company) {
	for _, active := range company.Active {
		if _, known := s.types[active.Type]; !known {
			panic(fmt.Sprintf("world: there is no issue type %q", active.Type))
		}
	}
	s.companies[company.Domain] = company
	s.domains[company.UUID] = company.Domain
}

func (s *Scorecards) follow(portfolioID string, domains []string) {
	index := s.portfolioIndex(portfolioID)
	if index < 0 {
		panic(fmt.Sprintf("world: there is no portfolio %q", portfolioID))
	}
	for _, domain := range domains {
		s.mustCompany(domain)
		s.followed[domain] = true
	}
	s.portfolios[index].Domains = append(s.portfolios[index].Domains, domains...)
}

func (s *Scorecards) portfolioIndex(id string) int {
	return slices.IndexFunc(s.portfolios, func(p Portfolio) bool { return p.ID == id })
}

func (s *Scorecards) mustCompany(domain string) Company {
	company, ok := s.companies[domain]
	if !ok {
		panic(fmt.Sprintf("world: there is no company %q", domain))
	}
	return company
}
