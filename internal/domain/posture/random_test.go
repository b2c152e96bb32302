// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math/big"
	"math/rand/v2"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// world is a small random input: few names, so that they meet.
type world struct {
	gate      posture.Gate
	companies []posture.Rating
	findings  []posture.Finding
}

func (w world) evaluate() posture.Decision { return w.gate.Evaluate(w.companies, w.findings, today) }

var (
	someSubjects   = []string{"a.example", "A.example.", "b.example", "https://c.example", "c.example/login", "com.app", "com.App", "laptop", ""}
	someSources    = []string{"", "", posture.SourceSecurityScorecard, "nowsecure"}
	someTypes      = []string{"malware", "malware\u200b ", "mal\u3164ware\ufe0f", "tls", "mfa", ""}
	someSeverities = []posture.Severity{"critical", "high", "medium", "low", "info", "positive", "odd"}
	someStatuses   = []posture.Status{"open", "open", "open", "closed", "unknown", ""}
	someGrades     = []posture.Grade{"A", "A", "B", "C", "D", "F", ""}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// maybe returns a number below limit, or nil.
func maybe(r *rand.Rand, limit int64) *int64 {
	if r.IntN(3) == 0 {
		return nil
	}
	return new(r.Int64N(limit))
}

// maybePoints returns a number of points with or without a fraction, or nil.
func maybePoints(r *rand.Rand, limit int64) *big.Rat {
	if points := maybe(r, 2*limit); points != nil {
		return big.NewRat(*points, 2)
	}
	return nil
}

func randomWorld(r *rand.Rand) world {
	w := world{gate: randomGate(r)}
	for range r.IntN(4) {
		w.companies = append(w.companies, randomCompany(r))
	}
	if r.IntN(4) > 0 {
		w.findings = []posture.Finding{}
		for range r.IntN(8) {
			w.findings = append(w.findings, randomFinding(r))
		}
	}
	return w
}

func randomGate(r *rand.Rand) posture.Gate {
	gate := posture.Gate{
		MinimumGrade: pick(r, someGrades), MinimumScore: maybePoints(r, 100), MaximumScoreDrop: maybePoints(r, 20),
		MinimumCompanies: maybe(r, 3), IgnoreUnknownGrade: r.IntN(4) == 0, IgnoreProvisionalScore: r.IntN(4) == 0, IgnoreUnknownFindings: r.IntN(4) == 0,
	}
	if r.IntN(3) == 0 {
		gate.MinimumFactorGrades = map[string]posture.Grade{"dns_health": "B"}
	}
	if r.IntN(3) > 0 {
		gate.MaximumFindings = make(limits)
		for range r.IntN(3) {
			gate.MaximumFindings[someSeverities[r.IntN(6)]] = r.Int64N(3)
		}
	}
	if r.IntN(3) == 0 {
		gate.DeniedFindingTypes = []string{pick(r, []string{"malware", " malware"})}
	}
	if r.IntN(4) == 0 {
		gate.ScoreDropDays, gate.Histories = 10, randomHistories(r)
	}
	if r.IntN(2) == 0 {
		gate.CoveredSubjects = []string{}
		for range r.IntN(4) {
			gate.CoveredSubjects = append(gate.CoveredSubjects, pick(r, someSubjects))
		}
	}
	rules := []string{"*", "malware", "tls ", "denied_finding_types", "minimum_grade", "maximum_findings", "unknown_grade", "provisional_score", "unknown_findings", "minimum_companies"}
	for range r.IntN(5) {
		gate.Waivers = append(gate.Waivers, posture.Waiver{
			Subject: pick(r, append(someSubjects, "companies", posture.SubjectUnnamed)), Rule: pick(r, rules),
			Reason: pick(r, []string{"one", "two"}), ExpiresOn: today.AddDate(0, 0, r.IntN(4)-1),
		})
	}
	return gate
}

// randomHistories are of a few days, so that some are at the ends of a window.
func randomHistories(r *rand.Rand) []posture.ScoreHistory {
	histories := []posture.ScoreHistory{}
	for range r.IntN(6) {
		history := posture.ScoreHistory{Domain: pick(r, someSubjects), Scores: []posture.PastScore{}}
		for range r.IntN(8) {
			history.Scores = append(history.Scores, posture.PastScore{
				Date: today.AddDate(0, 0, -pick(r, []int{-1, 0, 0, 7, 8, 9, 10, 10, 17, 18})), Score: pick(r, []*big.Rat{nil, posture.Points(70), posture.Points(80), posture.Points(80), posture.Points(101)}),
			})
		}
		histories = append(histories, history)
	}
	return histories
}

func randomCompany(r *rand.Rand) posture.Rating {
	company := posture.Rating{Domain: pick(r, someSubjects), Grade: pick(r, someGrades), Score: maybePoints(r, 100), IsProvisional: r.IntN(6) == 0}
	if drop := maybe(r, 40); drop != nil {
		company.ScoreChange30d = posture.Points(10 - *drop)
	}
	if r.IntN(20) == 0 {
		company.Score, company.ScoreChange30d = posture.Points(pick(r, []int64{-1, 101})), posture.Points(pick(r, []int64{-101, 101}))
	}
	if r.IntN(3) > 0 {
		company.Factors = map[string]posture.Grade{"dns_health": pick(r, someGrades)}
	}
	if r.IntN(2) == 0 {
		company.FindingCounts = make(limits)
		for range r.IntN(3) {
			company.FindingCounts[pick(r, someSeverities)] = r.Int64N(4) - 1
		}
	}
	return company
}

func randomFinding(r *rand.Rand) posture.Finding {
	return posture.Finding{
		Source: pick(r, someSources), Subject: pick(r, someSubjects), Type: pick(r, someTypes),
		Severity: pick(r, someSeverities), Status: pick(r, someStatuses),
	}
}
