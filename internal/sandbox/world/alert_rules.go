// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
	"time"
)

// AlertRule is a rule that alerts a user.
type AlertRule struct {
	ID        string
	Name      string
	Change    string
	Threshold string
	Factors   []string
	// Scorecards is followed, my_scorecard or in_portfolio, or another word for a rule
	// that was made in the user interface.
	Scorecards  string
	PortfolioID string
	UpdatedAt   time.Time
	// PausedAt is zero for a rule that is not paused.
	PausedAt time.Time
}

// AlertRules returns the rules in the order in which they were added.
func (s *Scorecards) AlertRules() []AlertRule {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.alertRules)
}

// AddAlertRule adds a rule, and returns its ID.
func (s *Scorecards) AddAlertRule(rule AlertRule) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addedRules++
	rule.ID, rule.UpdatedAt = identifier("alert rule", s.addedRules), epoch
	s.alertRules = append(s.alertRules, rule)
	return rule.ID
}

// DeleteAlertRule deletes a rule, or returns false when there is none with the ID.
func (s *Scorecards) DeleteAlertRule(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := len(s.alertRules)
	s.alertRules = slices.DeleteFunc(s.alertRules, func(rule AlertRule) bool { return rule.ID == id })
	return len(s.alertRules) < before
}

// ChangeAlertRule changes a rule as a person does in the user interface.
func (s *Scorecards) ChangeAlertRule(id string, change func(*AlertRule)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	index := slices.IndexFunc(s.alertRules, func(rule AlertRule) bool { return rule.ID == id })
	if index < 0 {
		panic(fmt.Sprintf("world: there is no alert rule %q", id))
	}
	change(&s.alertRules[index])
}

// PausedSince is a time for AlertRule.PausedAt.
var PausedSince = epoch.AddDate(0, 2, 0)
