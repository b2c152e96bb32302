// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package compliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// verdict is what a report says of one object: "covered", "left out", or the
// finding.
func verdict(report compliance.Report) string {
	if len(report.Findings) == 0 {
		return map[bool]string{true: "covered", false: "left out"}[len(report.Covered) > 0]
	}
	finding := report.Findings[0]
	text := finding.Type + " " + string(finding.Severity) + " " + string(finding.Status)
	if len(report.Findings) > 1 {
		text += " and more"
	}
	if isUnknown := finding.Status == posture.Unknown; isUnknown == (len(report.Covered) > 0) {
		text += ", wrongly covered or not"
	}
	return text
}

// Only a test that passes, and of which nothing says otherwise, is no finding.
func TestJudgeTests(t *testing.T) {
	t.Parallel()
	yes, no := new(true), new(false)
	for want, tests := range map[string][]compliance.Test{
		"covered": {
			{HealthStatus: "pass"},
			{HealthStatus: "pass", Pass: yes, Enabled: yes},
		},
		"test_fail high open": {
			{HealthStatus: "fail"},
			{HealthStatus: "fail", Pass: yes, Enabled: no},
		},
		"test_at_risk medium open": {
			{HealthStatus: "at_risk"},
			{HealthStatus: "at_risk", Pass: yes},
		},
		"test_disabled high unknown": {
			{HealthStatus: "disabled"},
			{HealthStatus: "disabled", Enabled: no, Pass: yes},
		},
		"test_unknown high unknown": {
			{},
			{Pass: yes, Enabled: yes},
			{HealthStatus: "PASS"},
			{HealthStatus: "pass "},
			{HealthStatus: "warning"},
			{HealthStatus: "pass", Pass: no},
			{HealthStatus: "pass", Enabled: no},
			{HealthStatus: "disabled", Enabled: yes},
		},
	} {
		for _, test := range tests {
			test.ID, test.Key = "1", "mfa"
			if got := verdict(compliance.JudgeTests([]compliance.Test{test}, nil)); got != want {
				t.Errorf("%+v: %s, want %s", test, got, want)
			}
		}
	}
}

func TestJudgeControls(t *testing.T) {
	t.Parallel()
	no, none, one := new(false), new(int64(0)), new(int64(1))
	for want, controls := range map[string][]compliance.Control{
		"covered": {
			{HealthStatus: "healthy"},
			{HealthStatus: "healthy", Enabled: new(true), PassingTests: one, FailingTests: none, AtRiskTests: none, DisabledTests: one},
		},
		"control_unhealthy high open":     {{HealthStatus: "unhealthy"}, {HealthStatus: "unhealthy", FailingTests: none}},
		"control_at_risk medium open":     {{HealthStatus: "at_risk"}},
		"control_deleted high unknown":    {{HealthStatus: "deleted"}},
		"control_draft high unknown":      {{HealthStatus: "draft"}},
		"control_not_tested high unknown": {{HealthStatus: "not_tested"}},
		"control_unmapped high unknown":   {{HealthStatus: "unmapped"}},
		"control_not_applicable high unknown": {
			{HealthStatus: "not_applicable"},
			{HealthStatus: "not_applicable", Enabled: no, PassingTests: none},
		},
		"control_unknown high unknown": {
			{},
			{HealthStatus: "Healthy"},
			{HealthStatus: "healthy", Enabled: no},
			{HealthStatus: "healthy", FailingTests: one},
			{HealthStatus: "healthy", AtRiskTests: one},
			{HealthStatus: "healthy", PassingTests: none},
			{HealthStatus: "not_applicable", FailingTests: one},
		},
	} {
		for _, control := range controls {
			control.ID, control.Key = "1", "AC-1"
			if got := verdict(compliance.JudgeControls([]compliance.Control{control}, nil)); got != want {
				t.Errorf("%+v: %s, want %s", control, got, want)
			}
		}
	}
}

// What is ignored is neither a finding nor covered, and only what nothing
// evaluates can be ignored.
func TestJudge_ignoredHealthStatuses(t *testing.T) {
	t.Parallel()
	healthy := compliance.Test{ID: "1", Key: "a", HealthStatus: "pass"}
	for status, want := range map[string]int{"disabled": 0, "fail": 1, "at_risk": 1, "": 1, "warning": 1} {
		report := compliance.JudgeTests([]compliance.Test{healthy, {ID: "2", Key: "b", HealthStatus: status}}, []string{status})
		if len(report.Findings) != want {
			t.Errorf("%q: findings %+v", status, report.Findings)
		}
	}
	contradicted := compliance.Test{ID: "2", Key: "b", HealthStatus: "disabled", Enabled: new(true)}
	if report := compliance.JudgeTests([]compliance.Test{healthy, contradicted}, []string{"disabled"}); len(report.Findings) != 1 {
		t.Errorf("findings %+v", report.Findings)
	}
	for _, status := range compliance.IgnorableControlStatuses() {
		report := compliance.JudgeControls([]compliance.Control{
			{ID: "1", Key: "a", HealthStatus: "healthy"},
			{ID: "2", Key: "b", HealthStatus: status},
			{ID: "3", Key: "c", HealthStatus: status, FailingTests: new(int64(1))},
		}, compliance.IgnorableControlStatuses())
		if len(report.Findings) != 1 || report.Findings[0].Subject != "c" || !cmp.Equal(report.Covered, []string{"a"}) {
			t.Errorf("%s: %+v", status, report)
		}
	}
}

// Nothing to judge is no good news, whether nothing was read or all is ignored.
func TestJudge_nothing(t *testing.T) {
	t.Parallel()
	want := []compliance.Finding{{
		Finding: posture.Finding{
			Source: "secureframe", Subject: "tests", Type: "no_tests", Title: "No test was judged", Severity: "high", Status: "unknown",
		},
		Reason: "there is no test to judge, so that compliance is unknown",
	}}
	for _, tests := range [][]compliance.Test{nil, {{ID: "1", HealthStatus: "disabled"}}} {
		report := compliance.JudgeTests(tests, []string{"disabled"})
		if diff := cmp.Diff(want, report.Findings); diff != "" || len(report.Covered) > 0 {
			t.Errorf("%v: covered %v (-want +got):\n%s", tests, report.Covered, diff)
		}
	}
	if report := compliance.JudgeControls(nil, nil); report.Findings[0].Type != "no_controls" || report.Findings[0].Subject != "controls" {
		t.Errorf("%+v", report)
	}
}

// Findings are sorted, with the key as their subject, or else the ID. A subject
// with something unknown is not covered.
func TestJudge_subjects(t *testing.T) {
	t.Parallel()
	report := compliance.JudgeTests([]compliance.Test{
		{ID: "1", Key: "b", Title: "B", HealthStatus: "fail", FirstFailedAt: "2026-10-01T00:00:00Z", LastEvaluatedAt: "2026-11-01T00:00:00Z"},
		{ID: "2", Key: "b", HealthStatus: "disabled"},
		{ID: "3", Key: "a", HealthStatus: "pass"},
		{ID: "4", HealthStatus: "at_risk"},
	}, nil)
	got := []string{}
	for _, finding := range report.Findings {
		got = append(got, finding.Subject+" "+finding.Type+" "+finding.ID+" "+finding.HealthStatus)
	}
	want := []string{"4 test_at_risk 4 at_risk", "b test_disabled 2 disabled", "b test_fail 1 fail"}
	if diff := cmp.Diff(want, got) + cmp.Diff([]string{"4", "a"}, report.Covered); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	failed := report.Findings[2]
	if failed.Title != "B" || failed.FirstSeenAt != "2026-10-01T00:00:00Z" || failed.LastSeenAt != "2026-11-01T00:00:00Z" || failed.Reason == "" {
		t.Errorf("%+v", failed)
	}
}
