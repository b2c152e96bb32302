// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// covering returns gate with the subjects whose findings were read.
func covering(gate posture.Gate, subjects ...string) posture.Gate {
	gate.CoveredSubjects = append([]string{}, subjects...)
	return gate
}

type limits = map[posture.Severity]int64

func TestMaximumFindings_countsDownToTheNextLimit(t *testing.T) {
	t.Parallel()
	const countsUnknown = "a.example | maximum_findings | finding counts unknown | numbers of findings that are whole and not negative"
	tests := map[string]struct {
		limits limits
		counts limits
		want   []string
	}{
		"at the limit":          {limits{"high": 2}, limits{"high": 2}, nil},
		"over the limit":        {limits{"high": 2}, limits{"high": 3}, []string{"a.example | maximum_findings | 3 high | at most 2 high or worse"}},
		"worse ones count":      {limits{"high": 0}, limits{"critical": 1}, []string{"a.example | maximum_findings | 1 critical | at most 0 high or worse"}},
		"worse ones add up":     {limits{"medium": 2}, limits{"critical": 1, "high": 1, "medium": 1}, []string{"a.example | maximum_findings | 1 critical, 1 high, 1 medium | at most 2 medium or worse"}},
		"better ones do not":    {limits{"high": 0}, limits{"medium": 9, "low": 9, "info": 9, "positive": 9}, nil},
		"critical alone":        {limits{"critical": 0}, limits{"high": 9}, nil},
		"critical":              {limits{"critical": 0}, limits{"critical": 1}, []string{"a.example | maximum_findings | 1 critical | at most 0 critical"}},
		"own limit takes away":  {limits{"high": 5, "medium": 1}, limits{"critical": 2, "high": 2, "medium": 1}, nil},
		"each limit its own":    {limits{"high": 0, "medium": 5}, limits{"critical": 1, "medium": 6}, []string{"a.example | maximum_findings | 1 critical | at most 0 high or worse", "a.example | maximum_findings | 6 medium | at most 5 medium"}},
		"a gap between limits":  {limits{"critical": 1, "low": 1}, limits{"critical": 1, "high": 1, "medium": 1}, []string{"a.example | maximum_findings | 1 high, 1 medium | at most 1 low or worse"}},
		"down to positive":      {limits{"positive": 0}, limits{"info": 1}, []string{"a.example | maximum_findings | 1 info | at most 0 positive or worse"}},
		"no findings":           {limits{"positive": 0}, limits{}, nil},
		"negative is not less":  {limits{"high": 0}, limits{"critical": -5, "high": 1}, []string{countsUnknown, "a.example | maximum_findings | 1 high | at most 0 high or worse"}},
		"less than none":        {limits{"high": 0}, limits{"critical": -5, "severe": -1}, []string{countsUnknown}},
		"too many for a number": {limits{"high": 10}, limits{"critical": math.MaxInt64, "high": 1}, []string{"a.example | maximum_findings | 9223372036854775807 critical, 1 high | at most 10 high or worse"}},
	}
	for name, test := range tests {
		gate := posture.Gate{MaximumFindings: test.limits}
		findings := []posture.Finding{}
		for severity, count := range test.counts {
			if count < math.MaxInt64 {
				findings = append(findings, open(int(max(count, 0)), "a.example", "x", severity)...)
			}
		}
		runs := map[string]gateTest{
			name + " in counts": {gate: gate, companies: counted(test.counts), want: test.want},
		}
		if critical := test.counts["critical"]; critical >= 0 && critical < math.MaxInt64 {
			runs[name+" in findings"] = gateTest{gate: gate, findings: findings, want: test.want}
			runs[name+" in findings of a company"] = gateTest{
				gate: covering(gate, "a.example"), companies: counted(nil), findings: findings, want: test.want,
			}
		}
		runGateTests(t, runs)
	}
}

func TestMaximumFindings_judgesCountsAndFindings(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumFindings: limits{"high": 0}}
	one := "a.example | maximum_findings | 1 high | at most 0 high or worse"
	const findingsUnknown = "a.example | maximum_findings | findings unknown | finding counts, or findings"
	runGateTests(t, map[string]gateTest{
		"counts say none": {gate: gate, companies: counted(limits{}), findings: open(1, "a.example", "x", "high"), want: []string{one}},
		"counts are higher": {
			gate: gate, companies: counted(limits{"high": 2}), findings: open(1, "a.example", "x", "high"),
			want: []string{one, "a.example | maximum_findings | 2 high | at most 0 high or worse"},
		},
		"counts say one":               {gate: gate, companies: counted(limits{"high": 1}), findings: []posture.Finding{}, want: []string{one}},
		"both say so":                  {gate: gate, companies: counted(limits{"high": 1}), findings: open(1, "a.example", "x", "high"), want: []string{one}},
		"no counts":                    {gate: gate, companies: counted(nil), findings: open(1, "a.example", "x", "high"), want: []string{one}},
		"no counts, another's finding": {gate: gate, companies: counted(nil), findings: open(1, "b.example", "x", "high"), want: []string{findingsUnknown, "b.example | maximum_findings | 1 high | at most 0 high or worse"}},
		"subject spelled otherwise":    {gate: gate, companies: counted(limits{}), findings: open(1, "https://A.example/", "x", "high"), want: []string{one}},
		"a page of the company":        {gate: gate, companies: counted(limits{}), findings: open(1, "https://A.example/login", "x", "high"), want: []string{"https://A.example/login | maximum_findings | 1 high | at most 0 high or worse"}},
		"a row without counts":         {gate: gate, companies: slices.Concat(counted(limits{}), counted(nil)), findings: open(1, "a.example", "x", "high"), want: []string{one}},
		"rows with other counts": {
			gate: gate, companies: slices.Concat(counted(limits{"high": 2}), counted(limits{"high": 1})),
			want: []string{one, "a.example | maximum_findings | 2 high | at most 0 high or worse"},
		},
		"neither": {gate: gate, companies: counted(nil), want: []string{findingsUnknown}},
		"neither, unknowns ignored": {
			gate:      posture.Gate{MaximumFindings: limits{"high": 0}, IgnoreUnknownGrade: true, IgnoreUnknownFindings: true},
			companies: counted(nil),
			want:      []string{findingsUnknown},
		},
		"no findings": {gate: gate, companies: counted(nil), findings: []posture.Finding{}, want: []string{findingsUnknown}},
		"only unknown ones": {
			gate:      posture.Gate{MaximumFindings: limits{"high": 0}, IgnoreUnknownFindings: true},
			companies: counted(nil), findings: withStatus("unknown", 1, "a.example", "x", "high"), want: []string{findingsUnknown},
		},
		"only closed ones":         {gate: gate, companies: counted(nil), findings: withStatus("closed", 1, "a.example", "x", "high")},
		"covered":                  {gate: covering(gate, "A.example"), companies: counted(nil), findings: []posture.Finding{}},
		"another is covered":       {gate: covering(gate, "b.example"), companies: counted(nil), findings: withStatus("closed", 1, "a.example", "x", "high"), want: []string{findingsUnknown}},
		"none is covered":          {gate: covering(gate), companies: counted(nil), findings: withStatus("closed", 1, "a.example", "x", "high"), want: []string{findingsUnknown}},
		"covered without findings": {gate: covering(gate, "a.example"), companies: counted(nil)},
		"no limits":                {companies: counted(nil)},
	})
}

func TestStatus(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumFindings: limits{"high": 0}, DeniedFindingTypes: []string{"x"}}
	ignoring := gate
	ignoring.IgnoreUnknownFindings = true
	counts := "a.example | maximum_findings | 1 high | at most 0 high or worse"
	denied := "a.example | denied_finding_types | 1 finding of denied types: x (1) | no finding of a denied type"
	unknown := "a.example | unknown_findings | 1 finding of unknown status: x (1) | no finding of unknown status"
	status := func(status posture.Status) []posture.Finding { return withStatus(status, 1, "a.example", "x", "high") }
	runGateTests(t, map[string]gateTest{
		"open":            {gate: gate, findings: status("open"), want: []string{denied, counts}},
		"closed":          {gate: gate, findings: status("closed")},
		"unknown":         {gate: gate, findings: status("unknown"), want: []string{unknown, denied}},
		"ignored unknown": {gate: ignoring, findings: status("unknown")},
		"another word":    {gate: gate, findings: status("reopened"), want: []string{denied, counts}},
		"none":            {gate: gate, findings: status(""), want: []string{denied, counts}},
		"other case":      {gate: ignoring, findings: status("CLOSED"), want: []string{denied, counts}},
	})
}

func TestUnknownSeverity(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumFindings: limits{"critical": 9}}
	required := " | no finding of unknown severity"
	runGateTests(t, map[string]gateTest{
		"in findings": {
			gate: gate, findings: slices.Concat(open(2, "a.example", "x", "severe"), open(1, "a.example", "x", "")),
			want: []string{"a.example | unknown_severity | 3 findings of unknown severity: (none) (1), severe (2)" + required},
		},
		"in counts": {
			gate: gate, companies: counted(limits{"severe": 2, "odd": 0, "high": 1}),
			want: []string{"a.example | unknown_severity | 2 findings of unknown severity: severe (2)" + required},
		},
		"in findings beside counts": {
			gate: gate, companies: counted(limits{}), findings: open(1, "a.example", "x", "severe"),
			want: []string{"a.example | unknown_severity | 1 finding of unknown severity: severe (1)" + required},
		},
		"only zero in counts": {gate: gate, companies: counted(limits{"severe": 0})},
		"closed":              {gate: gate, findings: withStatus("closed", 1, "a.example", "x", "severe")},
		"without limits":      {companies: counted(limits{"severe": 1}), findings: open(1, "a.example", "x", "severe")},
	})
}

func TestDeniedFindingTypes(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{DeniedFindingTypes: []string{"malware", "leak"}}
	required := " | no finding of a denied type"
	runGateTests(t, map[string]gateTest{
		"not denied": {gate: gate, findings: open(1, "a.example", "tls_weak", "critical")},
		"denied": {
			gate: gate, findings: slices.Concat(open(1, "a.example", "malware", "info"), open(2, "a.example", "leak", "low"), open(1, "a.example", "tls", "low")),
			want: []string{"a.example | denied_finding_types | 3 findings of denied types: leak (2), malware (1)" + required},
		},
		"beside counts": {
			gate: gate, companies: counted(limits{}), findings: open(1, "a.example", "malware", "info"),
			want: []string{"a.example | denied_finding_types | 1 finding of denied types: malware (1)" + required},
		},
		"spelled exactly": {gate: gate, findings: open(1, "a.example", "Malware", "info")},
		"without a type": {
			gate: gate, findings: open(1, "a.example", "", "info"),
			want: []string{"a.example | denied_finding_types | 1 finding of denied types: (none) (1)" + required},
		},
		"nothing denied": {findings: open(1, "a.example", "", "info")},
		"findings not given": {
			gate: gate, companies: counted(limits{}),
			want: []string{"a.example | denied_finding_types | findings unknown | findings"},
		},
	})
}

func TestGate_judgesFindingsBySubject(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumFindings: limits{"high": 1}}
	two := func(subject string) string {
		return subject + " | maximum_findings | 2 high | at most 1 high or worse"
	}
	pair := func(first, second string) []posture.Finding {
		return slices.Concat(open(1, first, "x", "high"), open(1, second, "x", "high"))
	}
	runGateTests(t, map[string]gateTest{
		"two subjects":                {gate: gate, findings: pair("a.example", "b.example")},
		"spellings of one domain":     {gate: gate, findings: pair("Bücher.example.", "xn--bcher-kva.example"), want: []string{two("xn--bcher-kva.example")}},
		"one spelling stays as it is": {gate: gate, findings: pair("com.Example.App", "com.Example.App"), want: []string{two("com.Example.App")}},
		"a company's is its domain":   {gate: gate, companies: counted(nil), findings: pair("A.example", "A.example"), want: []string{two("a.example")}},
		"no domain names":             {gate: gate, findings: pair("laptop", "Laptop")},
		"unnamed":                     {gate: gate, findings: pair("", " \t"), want: []string{two("(unnamed)")}},
	})
}

func TestEnumerate_cutsLongLists(t *testing.T) {
	t.Parallel()
	var findings []posture.Finding
	for _, findingType := range []string{"g", "f", "e", "d", "c", "b\n", "a\x1b[31m"} {
		findings = append(findings, withStatus("unknown", 1, "s", findingType, "low")...)
	}
	runGateTests(t, map[string]gateTest{
		"a long type": {
			findings: withStatus("unknown", 1, "s", strings.Repeat("é", 61), "low"),
			want:     []string{"s | unknown_findings | 1 finding of unknown status: " + strings.Repeat("é", 59) + "… (1) | no finding of unknown status"},
		},
		"seven types": {
			findings: findings,
			want:     []string{"s | unknown_findings | 7 findings of unknown status: a[31m (1), b (1), c (1), d (1), e (1) and 2 more | no finding of unknown status"},
		},
	})
}
