// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"fmt"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// large is a world with violations of every tenth company and of every subject of
// findings, most of which a baseline has.
func large(companies, findings int) world {
	w := world{gate: posture.Gate{MinimumGrade: "C", MaximumFindings: map[posture.Severity]int64{"high": 0}, WaiverWarningDays: 14}, findings: []posture.Finding{}}
	for i := range companies {
		company := rated(fmt.Sprintf("vendor-%d.example", i), "A", 95)
		if i%10 == 0 {
			company.Grade = "F"
		}
		if i%50 == 0 {
			w.gate.Waivers = append(w.gate.Waivers, posture.Waiver{Subject: company.Domain, Rule: "minimum_grade", Reason: "accepted", ExpiresOn: today})
		}
		w.companies = append(w.companies, company)
	}
	for i := range findings {
		w.findings = append(w.findings, posture.Finding{
			Subject: w.companies[i*7919%companies].Domain, Type: fmt.Sprintf("type-%d", i%40), Severity: posture.Severities()[i%6], Status: posture.Open,
		})
	}
	w.gate.Baseline = w.report().Baseline()
	return w
}

// writeAll writes every report of a world, and reads it back.
func (w world) writeAll(tb testing.TB) {
	tb.Helper()
	r := w.report()
	for _, format := range report.Formats() {
		if _, ok := r.In(format); !ok {
			tb.Fatal(format)
		}
	}
	read, err := report.Parse(r.JSON())
	if err != nil {
		tb.Fatal(err)
	}
	_ = report.Digest(read, r)
	_ = r.Summary()
}

// TestReports_allocateLinearly is not parallel: allocations are counted for the
// whole process.
func TestReports_allocateLinearly(t *testing.T) { //nolint:paralleltest // See above.
	few, many := large(200, 4_000), large(2_000, 40_000)
	once := testing.AllocsPerRun(1, func() { few.writeAll(t) })
	if tenTimes := testing.AllocsPerRun(1, func() { many.writeAll(t) }); tenTimes > 11*once {
		t.Errorf("%.0f allocations become %.0f with ten times the data", once, tenTimes)
	}
}

func BenchmarkReports(b *testing.B) {
	for _, size := range []struct{ companies, findings int }{{1_000, 50_000}, {10_000, 0}, {10_000, 500_000}} {
		b.Run(fmt.Sprintf("companies=%d/findings=%d", size.companies, size.findings), func(b *testing.B) {
			w := large(size.companies, size.findings)
			b.ReportAllocs()
			for b.Loop() {
				w.writeAll(b)
			}
		})
	}
}
