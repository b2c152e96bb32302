// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// industryScores are averages of those industries that companies of Default are in.
// The numbers are invented.
var industryScores = map[string]int{
	"energy": 79, "financial_services": 86, "healthcare": 77, "information_services": 81, "media": 83, "retail": 80, "technology": 82, "transportation": 76,
}

// Industry returns the averages of an industry, or false when there is no such
// industry. Factors are a few points around the score.
func (s *Scorecards) Industry(name string) (Industry, bool) {
	score, found := industryScores[name]
	if !found {
		return Industry{}, false
	}
	industry := Industry{Name: name, Score: score, Factors: make(map[string]int, len(scoredFactors))}
	for i, factor := range scoredFactors {
		industry.Factors[factor] = score - 4 + i
	}
	return industry, true
}

// GradeOf is the grade of a score.
func GradeOf(score int) string { return gradeOf(score) }
