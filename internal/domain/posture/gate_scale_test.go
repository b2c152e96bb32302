// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"fmt"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// largeWorld has findings spread evenly, and out of order, over companies.
func largeWorld(companies, findings int) world {
	w := world{gate: posture.Gate{
		MinimumGrade: "C", MinimumScore: posture.Points(60), MaximumScoreDrop: posture.Points(10),
		MaximumFindings: limits{"critical": 0, "medium": 2}, DeniedFindingTypes: []string{"type-3"},
	}}
	for i := range companies {
		company := graded(fmt.Sprintf("vendor-%d.example", i))
		company.Grade = someGrades[i%len(someGrades)]
		w.companies = append(w.companies, company)
		if i%10 == 0 {
			w.gate.Waivers = append(w.gate.Waivers, waive(company.Domain, "*"), waive(company.Domain, "type-3"))
		}
	}
	w.findings = make([]posture.Finding, findings)
	for i := range w.findings {
		w.findings[i] = posture.Finding{
			Subject: w.companies[i*7919%companies].Domain, Type: fmt.Sprintf("type-%d", i%40),
			Severity: someSeverities[i%len(someSeverities)], Status: someStatuses[i%len(someStatuses)],
		}
	}
	return w
}

func (w world) allocations() float64 {
	return testing.AllocsPerRun(1, func() { w.evaluate() })
}

// TestEvaluate_allocatesLinearly is not parallel: allocations are counted for
// the whole process.
func TestEvaluate_allocatesLinearly(t *testing.T) { //nolint:paralleltest // See above.
	once, tenTimes := largeWorld(200, 10_000).allocations(), largeWorld(2_000, 100_000).allocations()
	if tenTimes > 11*once {
		t.Errorf("%.0f allocations become %.0f with ten times the data", once, tenTimes)
	}
	few, many := largeWorld(200, 20_000).allocations(), largeWorld(200, 200_000).allocations()
	if many > 1.1*few {
		t.Errorf("%.0f allocations become %.0f with more findings of the same companies", few, many)
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for _, size := range []struct{ companies, findings int }{{1_000, 50_000}, {10_000, 0}, {10_000, 500_000}} {
		b.Run(fmt.Sprintf("companies=%d/findings=%d", size.companies, size.findings), func(b *testing.B) {
			w := largeWorld(size.companies, size.findings)
			b.ReportAllocs()
			for b.Loop() {
				w.evaluate()
			}
		})
	}
}
