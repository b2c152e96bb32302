// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import "time"

// DayScore is the score of a company, and of its factors, on a day.
type DayScore struct {
	Date  time.Time
	Score int
	// Factors are the scores of the factors. If nil, each is the company's own.
	Factors map[string]int
}

// Event is one entry of the log of what changed a score.
type Event struct {
	ID   int
	Date time.Time
	// Type is issues, breach or recalibration.
	Type string
	// Status is active, resolved or departed, of issues.
	Status    string
	IssueType string
	Count     int
	// Impact is how many points it concerns.
	Impact float64
	// Incidents are the breaches of the event, with what is said about them.
	Incidents []string
}

// Breach is one breach that became known.
type Breach struct {
	Date        time.Time
	Method      string
	Description string
	Link        string
}

// SetScores replaces the past scores of a company.
func (s *Scorecards) SetScores(domain string, scores ...DayScore) {
	s.update(domain, func(company *Company) { company.Scores = append([]DayScore{}, scores...) })
}

// SetEvents replaces the events of a company.
func (s *Scorecards) SetEvents(domain string, events ...Event) {
	s.update(domain, func(company *Company) { company.Events = events })
}

// SetBreaches replaces the breaches of a company.
func (s *Scorecards) SetBreaches(domain string, breaches ...Breach) {
	s.update(domain, func(company *Company) { company.Breaches = breaches })
}

// ScoresBetween returns the company's scores of the days from one to another, both
// included, in their order.
func (c Company) ScoresBetween(from, to time.Time) []DayScore {
	within := []DayScore{}
	if c.Scores == nil && c.Score != nil {
		for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
			within = append(within, c.madeUpScore(day))
		}
		return within
	}
	for _, one := range c.Scores {
		if !one.Date.Before(from) && !one.Date.After(to) {
			within = append(within, one)
		}
	}
	return within
}

func (c Company) madeUpScore(day time.Time) DayScore {
	number := hash(c.Domain, day.Format(time.DateOnly))
	score := DayScore{Date: day, Score: nearby(*c.Score, number), Factors: map[string]int{}}
	for i, factor := range c.Factors {
		if factor.Score != nil {
			score.Factors[factor.Name] = nearby(*factor.Score, number+uint64(i))
		}
	}
	return score
}

// nearby is a score that differs by at most one point.
func nearby(score int, number uint64) int {
	return min(100, max(0, score+int(number%3)-1))
}
