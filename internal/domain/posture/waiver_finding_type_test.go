// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestWaiver_byFindingType(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumFindings: limits{"high": 1}, DeniedFindingTypes: []string{"malware"}}
	until := " | accepted until 2026-03-15"
	takenFromLimit := func(count string) string {
		return "a.example | maximum_findings | " + count + " | at most 1 high or worse" + until
	}
	tests := map[string]struct {
		waivers   []posture.Waiver
		companies []posture.Rating
		findings  []posture.Finding
		want      outcome
	}{
		"takes all away": {
			waivers:  []posture.Waiver{waive("a.example", "tls")},
			findings: slices.Concat(open(2, "a.example", "tls", "high"), open(1, "a.example", "dns", "high")),
			want:     outcome{Waived: []string{takenFromLimit("2 findings of type tls")}},
		},
		"several spellings that may be several subjects": {
			waivers:  []posture.Waiver{waive("com.example.app", "tls")},
			findings: slices.Concat(open(1, "com.Example.App", "tls", "high"), open(1, "com.example.app", "tls", "high")),
			want: outcome{
				Violations: []string{"com.example.app | maximum_findings | 2 high | at most 1 high or worse"},
				Unused:     []string{"com.example.app | tls" + until},
			},
		},
		"takes some away": {
			waivers:  []posture.Waiver{waive("a.example", "tls")},
			findings: slices.Concat(open(1, "a.example", "tls", "critical"), open(2, "a.example", "dns", "high")),
			want: outcome{
				Violations: []string{"a.example | maximum_findings | 2 high | at most 1 high or worse"},
				Waived:     []string{takenFromLimit("1 finding of type tls")},
			},
		},
		"two together": {
			waivers:  []posture.Waiver{waive("a.example", "tls"), waive("a.example", "dns")},
			findings: slices.Concat(open(1, "a.example", "tls", "critical"), open(1, "a.example", "dns", "high")),
			want:     outcome{Waived: []string{takenFromLimit("1 finding of type dns"), takenFromLimit("1 finding of type tls")}},
		},
		"the rest by its rule": {
			waivers:  []posture.Waiver{waive("a.example", "tls"), waive("a.example", "*")},
			findings: slices.Concat(open(1, "a.example", "tls", "critical"), open(2, "a.example", "dns", "high")),
			want: outcome{Waived: []string{
				takenFromLimit("1 finding of type tls"),
				takenFromLimit("2 high"),
			}},
		},
		"not needed": {
			waivers:  []posture.Waiver{waive("a.example", "tls"), waive("a.example", "*")},
			findings: open(1, "a.example", "tls", "critical"),
			want:     outcome{Unused: []string{"a.example | *" + until, "a.example | tls" + until}},
		},
		"no use for milder findings": {
			waivers:  []posture.Waiver{waive("a.example", "tls")},
			findings: slices.Concat(open(1, "a.example", "tls", "low"), open(2, "a.example", "dns", "high")),
			want: outcome{
				Violations: []string{"a.example | maximum_findings | 2 high | at most 1 high or worse"},
				Unused:     []string{"a.example | tls" + until},
			},
		},
		"of another subject": {
			waivers:  []posture.Waiver{waive("b.example", "tls")},
			findings: open(2, "a.example", "tls", "high"),
			want: outcome{
				Violations: []string{"a.example | maximum_findings | 2 high | at most 1 high or worse"},
				Unused:     []string{"b.example | tls" + until},
			},
		},
		"denied": {
			waivers:  []posture.Waiver{waive("a.example", "malware")},
			findings: open(1, "a.example", "malware", "low"),
			want:     outcome{Waived: []string{"a.example | denied_finding_types | 1 finding of type malware | no finding of a denied type" + until}},
		},
		"unknown status": {
			waivers:  []posture.Waiver{waive("a.example", "tls")},
			findings: withStatus("unknown", 3, "a.example", "tls", "low"),
			want:     outcome{Waived: []string{"a.example | unknown_findings | 3 findings of type tls | no finding of unknown status" + until}},
		},
		"unknown severity": {
			waivers:  []posture.Waiver{waive("a.example", "tls")},
			findings: open(1, "a.example", "tls", "severe"),
			want:     outcome{Waived: []string{"a.example | unknown_severity | 1 finding of type tls | no finding of unknown severity" + until}},
		},
		"no type": {
			waivers:  []posture.Waiver{waive("a.example", "")},
			findings: open(2, "a.example", "", "low"),
			want: outcome{
				Violations: []string{"a.example | denied_finding_types | 2 findings of denied types: (none) (2) | no finding of a denied type"},
				Unused:     []string{"a.example | " + until},
			},
		},
		"counts have no types": {
			waivers:   []posture.Waiver{waive("a.example", "tls")},
			companies: counted(limits{"high": 2, "severe": 1}),
			findings:  open(2, "a.example", "tls", "high"),
			want: outcome{
				Violations: []string{
					"a.example | unknown_severity | 1 finding of unknown severity: severe (1) | no finding of unknown severity",
					"a.example | maximum_findings | 2 high | at most 1 high or worse",
				},
				Waived: []string{takenFromLimit("2 findings of type tls")},
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := gate
			gate.Waivers = test.waivers
			decision := gate.Evaluate(test.companies, test.findings, today)
			if diff := cmp.Diff(test.want, outcomeOf(decision)); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
		})
	}
}
