// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// TestGate_baselineAgreesWithAnOracle judges a world, changes it a little, and
// judges it again with the first decision as its baseline. The oracle knows
// nothing of how violations are matched: it looks for a place in the data where
// something is worse than before.
func TestGate_baselineAgreesWithAnOracle(t *testing.T) {
	t.Parallel()
	const worlds = 20_000
	passed, changed := 0, 0
	for seed := range uint64(worlds) {
		r := rand.New(rand.NewPCG(seed, 3))
		before := baselineWorld(r)
		first := before.evaluate()
		after := before.clone()
		for range r.IntN(3) {
			alter(r, &after)
		}
		after.gate.Baseline = slices.Concat(first.Violations(), first.Known)
		got := after.evaluate()
		want := baselineOracle{before: before, after: after}.passes()
		if got.Passed != want {
			t.Fatalf("seed %d: passed = %t, want %t\nbefore: %v\nblocks: %v\nknown: %v\nbefore %+v\nafter %+v",
				seed, got.Passed, want, lines(first.Violations()), lines(got.Violations()), lines(got.Known), before, after)
		}
		if want && !first.Passed {
			passed++
		}
		if !want {
			changed++
		}
	}
	if passed < worlds/20 || changed < worlds/20 {
		t.Errorf("%d worlds pass thanks to their baseline, and %d are blocked", passed, changed)
	}
}

// baselineWorld has each subject once, so that it is known which row was which.
// Values are complete more often than not.
func baselineWorld(r *rand.Rand) world {
	w := world{gate: posture.Gate{MinimumCompanies: new(int64(1))}}
	if r.IntN(2) == 0 {
		w.gate.MinimumGrade = pick(r, []posture.Grade{"A", "B", "C"})
	}
	if r.IntN(3) == 0 {
		w.gate.MinimumScore = posture.Points(r.Int64N(100))
	}
	if r.IntN(3) == 0 {
		w.gate.MaximumScoreDrop = posture.Points(r.Int64N(10))
	}
	if r.IntN(3) == 0 {
		w.gate.MinimumFactorGrades = map[string]posture.Grade{"dns_health": "B", "network": "A"}
	}
	if r.IntN(2) == 0 {
		w.gate.MaximumFindings = limits{pick(r, someSeverities[:6]): r.Int64N(2), "high": 0}
	}
	if r.IntN(3) == 0 {
		w.gate.DeniedFindingTypes = []string{"malware"}
	}
	w.gate.CoveredSubjects = []string{}
	w.findings = []posture.Finding{}
	for _, name := range []string{"a.example", "b.example", "c.example"}[:1+r.IntN(3)] {
		w.companies = append(w.companies, baselineCompany(r, name))
		if r.IntN(8) > 0 {
			w.gate.CoveredSubjects = append(w.gate.CoveredSubjects, name)
		}
	}
	for range r.IntN(6) {
		w.findings = append(w.findings, baselineFinding(r))
	}
	for range r.IntN(2) {
		w.gate.Waivers = append(w.gate.Waivers, posture.Waiver{
			Subject: pick(r, []string{"a.example", "b.example"}), Rule: pick(r, []string{"*", "minimum_grade", "maximum_findings", "malware"}),
			Reason: "accepted", ExpiresOn: today,
		})
	}
	return w
}

func baselineCompany(r *rand.Rand, name string) posture.Rating {
	company := posture.Rating{
		Domain: name, Grade: pick(r, []posture.Grade{"A", "B", "B", "C", "D", "F"}), Score: posture.Points(r.Int64N(101)),
		ScoreChange30d: posture.Points(5 - r.Int64N(15)), FindingCounts: limits{},
		Factors: map[string]posture.Grade{"dns_health": pick(r, posture.Grades()), "network": pick(r, posture.Grades())},
	}
	for range r.IntN(3) {
		company.FindingCounts[pick(r, someSeverities[:6])] = r.Int64N(3)
	}
	if r.IntN(8) == 0 {
		company.FindingCounts = nil
	}
	return company
}

func baselineFinding(r *rand.Rand) posture.Finding {
	return posture.Finding{
		Source:  pick(r, []string{"securityscorecard", "securityscorecard", "jumpcloud"}),
		Subject: pick(r, []string{"a.example", "b.example", "c.example", "laptop"}), Type: pick(r, []string{"malware", "tls", "mfa", "tls", "mfa", ""}),
		Severity: pick(r, append(slices.Clone(someSeverities[:5]), "high", "high", "odd")), Status: pick(r, []posture.Status{"open", "open", "open", "open", "unknown"}),
	}
}

func (w world) clone() world {
	cloned := world{gate: w.gate, findings: slices.Clone(w.findings)}
	for _, c := range w.companies {
		factors, counts := map[string]posture.Grade{}, limits(nil)
		maps.Copy(factors, c.Factors)
		if c.FindingCounts != nil {
			counts = limits{}
			maps.Copy(counts, c.FindingCounts)
		}
		c.Factors, c.FindingCounts = factors, counts
		cloned.companies = append(cloned.companies, c)
	}
	return cloned
}

// alter makes one thing better, worse, or unknown.
func alter(r *rand.Rand, w *world) {
	company := &w.companies[r.IntN(len(w.companies))]
	switch r.IntN(12) {
	case 0:
		company.Grade = pick(r, someGrades)
	case 1:
		company.Score = maybePoints(r, 100)
	case 2:
		company.ScoreChange30d = maybePoints(r, 20)
	case 3:
		company.Factors[pick(r, []string{"dns_health", "network"})] = pick(r, someGrades)
	case 4:
		if company.FindingCounts != nil {
			company.FindingCounts[pick(r, someSeverities[:6])] = r.Int64N(4)
		}
	case 5:
		company.Domain = pick(r, []string{company.Domain, "d.example"})
	case 6, 7:
		w.findings = append(w.findings, baselineFinding(r))
	case 8:
		if len(w.findings) > 0 {
			at := r.IntN(len(w.findings))
			w.findings = slices.Delete(w.findings, at, at+1)
		}
	case 10:
		company.IsProvisional = !company.IsProvisional
	case 9:
		if len(w.findings) > 0 {
			finding := &w.findings[r.IntN(len(w.findings))]
			finding.Type, finding.Severity = pick(r, []string{finding.Type, "tls", "new " + strconv.Itoa(r.IntN(3))}), pick(r, someSeverities)
		}
	default:
		w.gate.Waivers = nil
	}
}
