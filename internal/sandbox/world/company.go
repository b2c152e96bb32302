// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"cmp"
	"math"
)

// The ten factors that a company is scored on.
var scoredFactors = []string{
	"application_security", "cubit_score", "dns_health", "endpoint_security", "hacker_chatter",
	"ip_reputation", "leaked_information", "network_security", "patching_cadence", "social_engineering",
}

// withDefaults fills what the system always knows of a company.
func withDefaults(company Company) Company {
	company.Name = cmp.Or(company.Name, company.Domain)
	company.UUID = cmp.Or(company.UUID, identifier("company", company.Domain))
	company.Grade = cmp.Or(company.Grade, "?")
	company.Industry = cmp.Or(company.Industry, "unknown")
	company.Size = cmp.Or(company.Size, "unknown")
	if company.CreatedAt.IsZero() {
		company.CreatedAt = epoch
	}
	if company.Factors == nil {
		for _, name := range scoredFactors {
			company.Factors = append(company.Factors, Factor{Name: name, Grade: company.Grade, Score: company.Score})
		}
	}
	return company
}

// gradeOf is the grade of a score, at the limits that recorded data agree with.
func gradeOf(score int) string {
	switch {
	case score >= 90:
		return "A"
	case score >= 80:
		return "B"
	case score >= 70:
		return "C"
	case score >= 60:
		return "D"
	default:
		return "F"
	}
}

// factorsAround returns factors that are somewhat better than the score, and
// worse where issues cost points.
func factorsAround(score int, active []Active) []Factor {
	impact := map[string]float64{}
	for _, issues := range active {
		impact[factorOf(issues.Type)] += issues.ScoreImpact
	}
	factors := make([]Factor, len(scoredFactors))
	for i, name := range scoredFactors {
		points := min(100, max(0, score+10-3*int(math.Round(impact[name]))))
		factors[i] = Factor{Name: name, Grade: gradeOf(points), Score: &points}
	}
	return factors
}
