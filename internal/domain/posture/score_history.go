// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"fmt"
	"math/big"
	"time"
)

// ScoreHistory is the past of a company's score, as a gate judges it. It may come
// from any system, or from a person.
type ScoreHistory struct {
	// Domain is the company's domain in any spelling.
	Domain string
	// Scores are in any order. Nil could not be read.
	Scores []PastScore
}

// PastScore is a score on a day.
type PastScore struct {
	// Date is a time on the day, in UTC. The zero time is unknown.
	Date time.Time
	// Score runs from 0 to 100, higher is better; nil is unknown.
	Score *big.Rat
}

const (
	// defaultDropDays is the window of Gate.MaximumScoreDrop.
	defaultDropDays = 30
	// maximumLag is by how many days the score at either end of a window may be
	// older than the end. A weekly series needs it, and systems publish with a delay.
	maximumLag = 7
)

// DropDays is the number of days of MaximumScoreDrop.
func (g Gate) DropDays() int64 {
	if g.ScoreDropDays == 0 {
		return defaultDropDays
	}
	return g.ScoreDropDays
}

// indexHistories finds the histories of each subject.
func (e *evaluation) indexHistories() {
	e.histories = make(map[*subject][]*ScoreHistory)
	for i := range e.Histories {
		history := &e.Histories[i]
		for _, s := range e.subjects.named(history.Domain) {
			e.histories[s] = append(e.histories[s], history)
		}
	}
}

// scoreChange returns the change of a company's score in the window, or why it is
// unknown. Without histories, it is what the company's system says of 30 days.
func (e *evaluation) scoreChange(s *subject, company *Rating) (change *big.Rat, problem string) {
	switch {
	case e.Histories == nil && company.ScoreChange30d == nil:
		return nil, "no one reports it"
	case e.Histories == nil && !isBetween(company.ScoreChange30d, -100, 100):
		return nil, Decimal(company.ScoreChange30d) + " is not from -100 to 100"
	case e.Histories == nil:
		return company.ScoreChange30d, ""
	case len(e.histories[s]) == 0:
		return nil, "it has no history"
	case s.hasSeveralScorecards():
		return nil, "the history is of one of its scorecards"
	}
	end := day(e.asOf)
	before, problem := e.lastScore(s, end.AddDate(0, 0, -int(e.DropDays())))
	if problem != "" {
		return nil, problem
	}
	now, problem := e.lastScore(s, end)
	if problem != "" {
		return nil, problem
	}
	return new(big.Rat).Sub(now, before), ""
}

// lastScore returns the last score until a day, or why it is unknown. An older one
// would be of another window.
func (e *evaluation) lastScore(s *subject, until time.Time) (score *big.Rat, problem string) {
	from := until.AddDate(0, 0, -maximumLag)
	var last time.Time
	isContradicted := false
	for _, history := range e.histories[s] {
		if history.Scores == nil {
			return nil, "a history could not be read"
		}
		for _, past := range history.Scores {
			on := day(past.Date)
			switch {
			case past.Date.IsZero():
				return nil, "a score has no date"
			case on.Before(from) || on.After(until) || on.Before(last):
			case on.After(last):
				last, score, isContradicted = on, past.Score, false
			default:
				isContradicted = isContradicted || comparePoints(score, past.Score) != 0
			}
		}
	}
	on := last.Format(time.DateOnly)
	switch {
	case last.IsZero():
		return nil, fmt.Sprintf("no score from %s to %s", from.Format(time.DateOnly), until.Format(time.DateOnly))
	case isContradicted:
		return nil, "several scores on " + on
	case score == nil:
		return nil, "no known score on " + on
	case !isBetween(score, 0, 100):
		return nil, "the score on " + on + ", " + Decimal(score) + ", is not from 0 to 100"
	}
	return score, ""
}

func day(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }

// hasSeveralScorecards reports whether the rows of a company differ, so that a
// history may be of another one.
func (s *subject) hasSeveralScorecards() bool {
	for _, company := range s.companies[1:] {
		first := s.companies[0]
		if company.Grade != first.Grade || comparePoints(company.Score, first.Score) != 0 || comparePoints(company.ScoreChange30d, first.ScoreChange30d) != 0 {
			return true
		}
	}
	return false
}
