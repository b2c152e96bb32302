// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
)

// Tag is a word that an organization gives to companies.
type Tag struct {
	ID          string
	Name        string
	Description string
	// Domains are the companies that have it.
	Domains []string
}

// The tags of Default.
const (
	PaymentsTagID = "7a1d5c3e-2b94-5f60-8e17-c3d2a9b45f01"
	EmptyTagID    = "7a1d5c3e-2b94-5f60-8e17-c3d2a9b45f02"
)

func (s *Scorecards) addDefaultTags() {
	s.AddTag(Tag{ID: PaymentsTagID, Name: "Handles payments", Description: "PCI DSS applies", Domains: []string{"delta-data.example", "aurora-payments.example"}})
	s.AddTag(Tag{ID: EmptyTagID, Name: "Handles health data"})
}

// Tags returns all tags, in the order in which they were added.
func (s *Scorecards) Tags() []Tag {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.tags)
}

// TagCompanies returns the companies that have the tag, or false when there is no
// such tag.
func (s *Scorecards) TagCompanies(id string) ([]Company, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	index := slices.IndexFunc(s.tags, func(tag Tag) bool { return tag.ID == id })
	if index < 0 {
		return nil, false
	}
	companies := []Company{}
	for _, domain := range s.tags[index].Domains {
		companies = append(companies, s.companies[domain])
	}
	return companies, true
}

// AddTag adds a tag to the companies that it names.
func (s *Scorecards) AddTag(tag Tag) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.ContainsFunc(s.tags, func(other Tag) bool { return other.ID == tag.ID }) {
		panic(fmt.Sprintf("world: tag %q exists", tag.ID))
	}
	for _, domain := range tag.Domains {
		s.mustCompany(domain)
	}
	s.tags = append(s.tags, tag)
}
