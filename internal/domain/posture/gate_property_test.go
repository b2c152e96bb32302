// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// forRandomWorlds calls check with many worlds. It returns whether the world
// was one that the property says something about; few such worlds are a
// failure, since the test would then prove little.
func forRandomWorlds(t *testing.T, check func(t *testing.T, r *rand.Rand, w world) bool) {
	t.Helper()
	const worlds = 2_000
	told := 0
	for seed := range uint64(worlds) {
		r := rand.New(rand.NewPCG(seed, 1))
		w := randomWorld(r)
		if check(t, r, w) {
			told++
		}
		if t.Failed() {
			t.Fatalf("seed %d: %+v", seed, w)
		}
	}
	if told < worlds/15 {
		t.Fatalf("only %d of %d worlds tell something", told, worlds)
	}
}

func TestGate_orderOfInputDoesNotMatter(t *testing.T) {
	t.Parallel()
	forRandomWorlds(t, func(t *testing.T, r *rand.Rand, w world) bool {
		t.Helper()
		w.gate.Baseline = world{w.gate, w.companies[:len(w.companies)/2], w.findings}.evaluate().Violations()
		want := w.evaluate()
		shuffle(r, w.companies)
		shuffle(r, w.findings)
		shuffle(r, w.gate.Waivers)
		shuffle(r, w.gate.Histories)
		for _, history := range w.gate.Histories {
			shuffle(r, history.Scores)
		}
		shuffle(r, w.gate.Baseline)
		if diff := cmp.Diff(want, w.evaluate()); diff != "" {
			t.Errorf("another order, another decision (-want +got):\n%s", diff)
		}
		return len(want.Violations())+len(want.Waived) > 2
	})
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func TestGate_worseNeverUnblocks(t *testing.T) {
	t.Parallel()
	forRandomWorlds(t, func(t *testing.T, r *rand.Rand, w world) bool {
		t.Helper()
		if w.gate.CoveredSubjects == nil {
			// Without it, a finding of a company shows that its findings were read.
			w.gate.CoveredSubjects = []string{"a.example"}
		}
		before := w.evaluate()
		if w.findings == nil || r.IntN(2) == 0 {
			if !worsen(r, w.companies) {
				return false
			}
		} else {
			w.findings = append(w.findings, randomFinding(r))
		}
		if !before.Passed && w.evaluate().Passed {
			t.Errorf("worse data turned a blocked gate into a passed one: %v", lines(before.Violations()))
		}
		return !before.Passed
	})
}

// worsen makes one known value of one company worse.
func worsen(r *rand.Rand, companies []posture.Rating) bool {
	if len(companies) == 0 {
		return false
	}
	company := &companies[r.IntN(len(companies))]
	switch r.IntN(6) {
	case 0:
		company.Grade = worse(company.Grade)
	case 1:
		if company.Factors != nil {
			company.Factors["dns_health"] = worse(company.Factors["dns_health"])
		}
	case 2:
		if company.Score != nil {
			company.Score = new(big.Rat).Sub(company.Score, posture.Points(30))
		}
	case 3:
		if company.ScoreChange30d != nil {
			company.ScoreChange30d = new(big.Rat).Sub(company.ScoreChange30d, posture.Points(30))
		}
	case 4:
		company.IsProvisional = true
	default:
		// A negative number is unknown, and one more of it may not be.
		if severity := pick(r, someSeverities); company.FindingCounts != nil && company.FindingCounts[severity] >= 0 {
			company.FindingCounts[severity]++
		}
	}
	return true
}

func worse(grade posture.Grade) posture.Grade {
	grades := posture.Grades()
	if place := slices.Index(grades, grade); place >= 0 && place < len(grades)-1 {
		return grades[place+1]
	}
	return grade
}

func TestGate_unknownNeverUnblocks(t *testing.T) {
	t.Parallel()
	forRandomWorlds(t, func(t *testing.T, r *rand.Rand, w world) bool {
		t.Helper()
		w.gate.IgnoreUnknownGrade, w.gate.IgnoreProvisionalScore, w.gate.IgnoreUnknownFindings = false, false, false
		// A waiver for one rule may well cover what was blocked by another.
		w.gate.Waivers = slices.DeleteFunc(w.gate.Waivers, func(waiver posture.Waiver) bool {
			return slices.Contains(posture.Rules(), posture.Rule(waiver.Rule))
		})
		before := w.evaluate()
		if !forget(r, w) {
			return false
		}
		if !before.Passed && w.evaluate().Passed {
			t.Errorf("less knowledge turned a blocked gate into a passed one: %v", lines(before.Violations()))
		}
		return !before.Passed
	})
}

// forget makes one value of w unknown.
func forget(r *rand.Rand, w world) bool {
	if len(w.findings) > 0 && r.IntN(2) == 0 {
		finding := &w.findings[r.IntN(len(w.findings))]
		switch r.IntN(3) {
		case 0:
			finding.Status = pick(r, []posture.Status{"unknown", "", "reopened"})
		case 1:
			finding.Severity = pick(r, []posture.Severity{"", "severe"})
		default:
			finding.Type = ""
		}
		return true
	}
	if len(w.gate.Histories) > 0 && r.IntN(3) == 0 {
		if history := &w.gate.Histories[r.IntN(len(w.gate.Histories))]; len(history.Scores) > 0 && r.IntN(2) == 0 {
			history.Scores[r.IntN(len(history.Scores))].Score = nil
		} else {
			history.Scores = nil
		}
		return true
	}
	if len(w.companies) == 0 {
		return false
	}
	company := &w.companies[r.IntN(len(w.companies))]
	switch r.IntN(7) {
	case 0:
		company.Grade = pick(r, []posture.Grade{"", "?"})
	case 1:
		company.Score = nil
	case 2:
		company.ScoreChange30d = nil
	case 3:
		company.Factors = nil
	case 4:
		clear(company.Factors)
	case 5:
		company.IsProvisional = true
	case 6:
		// With findings given, they take the place of the counts.
		if w.findings == nil {
			company.FindingCounts = nil
		}
	}
	return true
}

func TestGate_passesWithWaiversForEverything(t *testing.T) {
	t.Parallel()
	forRandomWorlds(t, func(t *testing.T, _ *rand.Rand, w world) bool {
		t.Helper()
		for i := range w.findings {
			// Without a source, several spellings cannot be waived.
			if w.findings[i].Source == "" {
				w.findings[i].Source = posture.SourceSecurityScorecard
			}
		}
		before := w.evaluate()
		for _, v := range before.Violations() {
			w.gate.Waivers = append(w.gate.Waivers, waive(v.Subject, posture.AnyRule))
		}
		after := w.evaluate()
		if !after.Passed || len(after.Waived) != len(before.Waived)+len(before.Violations()) {
			t.Errorf("waivers for\n%v leave\n%+v", lines(before.Violations()), after)
		}
		return !before.Passed
	})
}

func TestGate_fewerWaiversNeverUnblock(t *testing.T) {
	t.Parallel()
	forRandomWorlds(t, func(t *testing.T, r *rand.Rand, w world) bool {
		t.Helper()
		if len(w.gate.Waivers) == 0 {
			return false
		}
		before := w.evaluate()
		at := r.IntN(len(w.gate.Waivers))
		w.gate.Waivers = slices.Delete(slices.Clone(w.gate.Waivers), at, at+1)
		if !before.Passed && w.evaluate().Passed {
			t.Errorf("without a waiver the gate passes: %v", lines(before.Violations()))
		}
		return !before.Passed
	})
}

func TestGate_unusedAndExpiredWaiversChangeNothing(t *testing.T) {
	t.Parallel()
	forRandomWorlds(t, func(t *testing.T, _ *rand.Rand, w world) bool {
		t.Helper()
		before := w.evaluate()
		idle := append(slices.Clone(before.UnusedWaivers), before.ExpiredWaivers...)
		for _, waiver := range idle {
			at := slices.IndexFunc(w.gate.Waivers, func(given posture.Waiver) bool { return cmp.Equal(given, waiver) })
			if at < 0 {
				t.Fatalf("%v was never given", waiver)
			}
			w.gate.Waivers = slices.Delete(w.gate.Waivers, at, at+1)
		}
		after := w.evaluate()
		before.UnusedWaivers, before.ExpiredWaivers = nil, nil
		for i := range before.Subjects {
			before.Subjects[i].ExpiredWaivers, before.Subjects[i].NearWaivers = nil, nil
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("without the unused and expired waivers (-want +got):\n%s", diff)
		}
		return len(idle) > 0 && len(before.Waived) > 0
	})
}
