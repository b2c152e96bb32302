// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
)

// CreatePortfolio adds a portfolio that a client describes, and returns it with its
// ID. Names are not unique.
func (s *Scorecards) CreatePortfolio(portfolio Portfolio) Portfolio {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.created++
	portfolio.ID = identifier("created portfolio", fmt.Sprint(s.created))
	portfolio.CreatedAt = epoch
	s.portfolios = append(s.portfolios, portfolio)
	return portfolio
}

// Portfolio returns the portfolio with the ID.
func (s *Scorecards) Portfolio(id string) (Portfolio, bool) {
	for _, portfolio := range s.Portfolios() {
		if portfolio.ID == id {
			return portfolio, true
		}
	}
	return Portfolio{}, false
}

// EditPortfolio changes a portfolio, if it exists.
func (s *Scorecards) EditPortfolio(id string, edit func(*Portfolio)) (Portfolio, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	index := s.portfolioIndex(id)
	if index < 0 {
		return Portfolio{}, false
	}
	edit(&s.portfolios[index])
	return s.portfolios[index], true
}

// DeletePortfolio removes a portfolio. Companies that are in no other one are not
// followed anymore.
func (s *Scorecards) DeletePortfolio(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.portfolios = slices.DeleteFunc(s.portfolios, func(p Portfolio) bool { return p.ID == id })
	s.recount()
}

// AddMember puts a company into a portfolio. It starts a scorecard for a domain that
// has none.
func (s *Scorecards) AddMember(portfolioID, domain string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, exists := s.companies[domain]; !exists {
		s.store(withDefaults(Company{Domain: domain}))
	}
	if index := s.portfolioIndex(portfolioID); index >= 0 && !slices.Contains(s.portfolios[index].Domains, domain) {
		s.follow(portfolioID, []string{domain})
	}
}

// RemoveMember takes a company out of a portfolio, and reports whether it was in it.
func (s *Scorecards) RemoveMember(portfolioID, domain string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	index := s.portfolioIndex(portfolioID)
	if index < 0 || !slices.Contains(s.portfolios[index].Domains, domain) {
		return false
	}
	s.portfolios[index].Domains = slices.DeleteFunc(slices.Clone(s.portfolios[index].Domains), func(member string) bool { return member == domain })
	s.recount()
	return true
}

// Members returns the domains of the companies in a portfolio, sorted.
func (s *Scorecards) Members(portfolioID string) []string {
	portfolio, _ := s.Portfolio(portfolioID)
	return slices.Sorted(slices.Values(portfolio.Domains))
}

// FollowedCount is the number of companies that are in a portfolio. Each takes one
// slot of the license (docs).
func (s *Scorecards) FollowedCount() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.followed)
}

// recount finds the companies that are in any portfolio.
func (s *Scorecards) recount() {
	clear(s.followed)
	for _, portfolio := range s.portfolios {
		for _, domain := range portfolio.Domains {
			s.followed[domain] = true
		}
	}
}

// Calculate ends the calculation of a company's scorecard: it has a grade, a score
// and factors from then on.
func (s *Scorecards) Calculate(domain, grade string, score int) {
	s.update(domain, func(company *Company) {
		company.Grade, company.Score = grade, &score
		company.Factors = factorsAround(score, company.Active)
	})
}
