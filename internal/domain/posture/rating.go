// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "math/big"

// Rating is what a gate judges of a company. It may come from any system, or
// from a person, so its numbers may be fractions, and off their scale. Nil is
// unknown, never zero.
type Rating struct {
	// Domain is the company's domain in any spelling. Another text names what has
	// no domain.
	Domain string
	Grade  Grade
	// Score runs from 0 to 100, higher is better.
	Score *big.Rat
	// ScoreChange30d is the score's change over the last 30 days, in points, from
	// -100 to 100.
	ScoreChange30d *big.Rat
	// IsProvisional says that the grade, the score, and the grades of factors are
	// not final.
	IsProvisional bool
	// Factors maps a factor's name to its grade.
	Factors map[string]Grade
	// FindingCounts maps a severity to the number of active findings. A negative
	// number is unknown.
	FindingCounts map[Severity]int64
	// URL is where people read about the company, or empty.
	URL string
}

// Rating is what a gate judges of a company.
func (c Company) Rating() Rating {
	rating := Rating{
		Domain:         c.Domain,
		Grade:          ParseGrade(string(c.Grade)),
		Score:          optionalPoints(c.Score),
		ScoreChange30d: optionalPoints(c.ScoreChange30d),
		IsProvisional:  c.Provisional != nil && *c.Provisional,
		FindingCounts:  c.FindingCounts,
	}
	if c.Factors != nil {
		rating.Factors = make(map[string]Grade, len(c.Factors))
		for name, factor := range c.Factors {
			rating.Factors[name] = ParseGrade(string(factor.Grade))
		}
	}
	return rating
}

func optionalPoints(number *int64) *big.Rat {
	if number == nil {
		return nil
	}
	return Points(*number)
}
