// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// today is when the tests judge.
var today = time.Date(2026, 3, 15, 12, 0, 0, 0, time.UTC)

// world is what a gate judges.
type world struct {
	gate      posture.Gate
	companies []posture.Rating
	findings  []posture.Finding
}

func (w world) report() report.Report {
	return report.New(report.About{Name: "critical", SourceFile: "vendors/main.tf"}, w.gate, w.gate.Evaluate(w.companies, w.findings, today))
}

// everything is a world whose report has something in each of its lists.
func everything(t *testing.T) report.Report {
	t.Helper()
	w := world{
		gate: posture.Gate{
			MinimumGrade: "B", MinimumScore: posture.Points(70), MaximumFindings: map[posture.Severity]int64{"high": 0},
			MinimumFactorGrades: map[string]posture.Grade{"dns_health": "C"}, WaiverWarningDays: 14,
			Waivers: []posture.Waiver{
				{Subject: "waived.example", Rule: "*", Reason: "Audited | on site", ExpiresOn: today.AddDate(0, 0, 3), Labels: map[string]string{"owner": "Robin", "ticket": "VR-7"}},
				{Subject: "low.example", Rule: "minimum_grade", Reason: "Over", ExpiresOn: today.AddDate(-1, 0, 0)},
				{Subject: "fine.example", Rule: "minimum_grade", Reason: "Never needed", ExpiresOn: today.AddDate(1, 0, 0)},
			},
		},
		companies: []posture.Rating{
			rated("fine.example", "A", 95), rated("low.example", "D", 64), rated("known.example", "C", 75),
			rated("better.example", "C", 76), rated("waived.example", "F", 40), rated("healed.example", "B", 85),
			{Domain: "unknown.example"},
		},
		findings: []posture.Finding{
			{Source: posture.SourceSecurityScorecard, Subject: "low.example", Type: "malware", Title: "Malware found", Severity: "critical", Status: posture.Open, URL: "https://platform.example/low?x=1&y=2"},
			{Source: posture.SourceSecurityScorecard, Subject: "low.example", Type: "tls", Title: "Weak TLS", Severity: "high", Status: posture.Open},
			{Source: posture.SourceNowSecure, Subject: "com.example.app", Type: "tls", Severity: "low", Status: posture.Open},
		},
	}
	before := world{gate: w.gate, companies: []posture.Rating{
		rated("known.example", "C", 75), rated("better.example", "D", 76), rated("healed.example", "F", 85), rated("gone.example", "F", 85),
		rated("low.example", "C", 75),
	}}
	w.gate.Baseline = before.report().Baseline()
	return w.report()
}

// rated is a company about which everything is known.
func rated(domain string, grade posture.Grade, score int64) posture.Rating {
	return posture.Rating{
		Domain: domain, Grade: grade, Score: posture.Points(score), ScoreChange30d: posture.Points(-2),
		Factors: map[string]posture.Grade{"dns_health": "A"}, FindingCounts: map[posture.Severity]int64{},
	}
}
