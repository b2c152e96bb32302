// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// judgedBefore is the decision over the findings and companies of after, with what
// was found before as its baseline.
func judgedBefore(gate posture.Gate, before, after world) posture.Decision {
	before.gate = gate
	first := before.evaluate()
	gate.Baseline = slices.Concat(first.Violations(), first.Known)
	after.gate = gate
	return after.evaluate()
}

func findingOf(source, findingType string, severity posture.Severity) posture.Finding {
	return posture.Finding{Source: source, Subject: "laptop", Type: findingType, Severity: severity, Status: posture.Open}
}

// TestBaseline_hidesNoBadNews has bad news that look like what was there already.
func TestBaseline_hidesNoBadNews(t *testing.T) {
	t.Parallel()
	high, medium := findingOf("jumpcloud", "mfa", "high"), findingOf("jumpcloud", "mfa", "medium")
	another, elsewhere, typeless := findingOf("jumpcloud", "disk", "high"), findingOf("nowsecure", "mfa", "high"), findingOf("jumpcloud", "", "high")
	odd, unnamed, unknown := findingOf("jumpcloud", "malware", "odd"), high, high
	unnamed.Subject, unknown.Status = "", posture.Unknown
	renamed := high
	renamed.Subject = "tablet"
	gate := posture.Gate{MinimumGrade: "B", MinimumFactorGrades: map[string]posture.Grade{"dns": "B", "network": "B"}, MaximumFindings: limits{"medium": 0}, DeniedFindingTypes: []string{"malware"}, MinimumCompanies: new(int64(0))}
	company := func(domain string, grade posture.Grade, factors map[string]posture.Grade, counts limits) world {
		return world{companies: []posture.Rating{{Domain: domain, Grade: grade, Factors: factors, FindingCounts: counts}}}
	}
	good := map[string]posture.Grade{"dns": "A", "network": "A"}
	findings := func(findings ...posture.Finding) world { return world{findings: findings} }
	tests := map[string]struct {
		before, after world
		blocks        []string
	}{
		"nothing has changed":            {findings(high), findings(high), []string{}},
		"fewer":                          {findings(high, high), findings(high), []string{}},
		"a lower severity":               {findings(high), findings(medium), []string{}},
		"another type":                   {findings(high), findings(another), []string{"laptop | maximum_findings | 1 high"}},
		"another type among fewer":       {findings(high, high, high), findings(high, another), []string{"laptop | maximum_findings | 2 high"}},
		"a higher severity among fewer":  {findings(medium, medium), findings(high), []string{"laptop | maximum_findings | 1 high"}},
		"the type of another system":     {findings(high), findings(elsewhere), []string{"laptop | maximum_findings | 1 high"}},
		"another subject":                {findings(high), findings(renamed), []string{"tablet | maximum_findings | 1 high"}},
		"findings without a type":        {findings(typeless), findings(typeless), []string{"laptop | denied_finding_types | 1 finding of denied types: (none) (1)", "laptop | maximum_findings | 1 high"}},
		"findings without a subject":     {findings(unnamed), findings(unnamed), []string{"(unnamed) | maximum_findings | 1 high"}},
		"an unknown severity":            {findings(odd), findings(odd), []string{"laptop | denied_finding_types | 1 finding of denied types: malware (1)", "laptop | unknown_severity | 1 finding of unknown severity: odd (1)"}},
		"an unknown status":              {findings(unknown), findings(unknown), []string{"laptop | unknown_findings | 1 finding of unknown status: mfa (1)"}},
		"a lower grade":                  {company("a.example", "C", good, limits{}), company("a.example", "D", good, limits{}), []string{"a.example | minimum_grade | grade D"}},
		"an unknown grade":               {company("a.example", "", good, limits{}), company("a.example", "", good, limits{}), []string{"a.example | unknown_grade | grade unknown"}},
		"another factor":                 {company("a.example", "A", map[string]posture.Grade{"dns": "C", "network": "A"}, limits{}), company("a.example", "A", map[string]posture.Grade{"dns": "A", "network": "C"}, limits{}), []string{"a.example | minimum_factor_grades | network grade C"}},
		"unknown findings":               {company("a.example", "A", good, nil), company("a.example", "A", good, nil), []string{"a.example | denied_finding_types | findings unknown", "a.example | maximum_findings | findings unknown"}},
		"a negative number":              {company("a.example", "A", good, limits{"high": -1}), company("a.example", "A", good, limits{"high": -1}), []string{"a.example | denied_finding_types | findings unknown", "a.example | maximum_findings | finding counts unknown"}},
		"the same spelled otherwise":     {company("A.example", "C", good, limits{}), company("https://a.example/", "C", good, limits{}), []string{}},
		"a company of another domain":    {company("a.example", "C", good, limits{}), company("b.example", "C", good, limits{}), []string{"b.example | minimum_grade | grade C"}},
		"fewer companies than must be":   {world{}, world{}, []string{}},
		"a second scorecard that is bad": {company("a.example", "C", good, limits{}), world{companies: slices.Concat(company("a.example", "C", good, limits{}).companies, company("a.example", "C", good, limits{}).companies)}, []string{"a.example | minimum_grade | grade C"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if test.after.findings == nil {
				test.before.findings, test.after.findings = []posture.Finding{}, []posture.Finding{}
			}
			decision := judgedBefore(gate, test.before, test.after)
			blocks := []string{}
			for _, v := range decision.Violations() {
				blocks = append(blocks, v.Subject+" | "+string(v.Rule)+" | "+v.Observed)
			}
			slices.Sort(blocks)
			if diff := cmp.Diff(test.blocks, blocks); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBaseline_neverHasLostPoints(t *testing.T) {
	t.Parallel()
	lost := world{companies: []posture.Rating{{Domain: "a.example", Grade: "A", ScoreChange30d: posture.Points(-12)}}}
	if decision := judgedBefore(posture.Gate{MaximumScoreDrop: posture.Points(10)}, lost, lost); decision.Passed {
		t.Error("a loss of points passes by one of the same size")
	}
}

func TestBaseline_neverHasTooFewCompanies(t *testing.T) {
	t.Parallel()
	if decision := judgedBefore(posture.Gate{MinimumGrade: "B"}, world{}, world{}); decision.Passed {
		t.Error("a gate over no companies passes by its baseline")
	}
}

// TestBaseline_saysWhatIsFixed tells what is fixed from what is not known to be.
func TestBaseline_saysWhatIsFixed(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", MaximumFindings: limits{"high": 0}, CoveredSubjects: []string{"a.example"}}
	bad := world{
		companies: []posture.Rating{{Domain: "a.example", Grade: "F", FindingCounts: limits{"high": 3}}},
		findings:  open(2, "a.example", "malware", "high"),
	}
	after := func(grade posture.Grade, counts limits, findings ...posture.Finding) world {
		return world{companies: []posture.Rating{{Domain: "a.example", Grade: grade, FindingCounts: counts}}, findings: append([]posture.Finding{}, findings...)}
	}
	unknown := withStatus("unknown", 1, "a.example", "tls", "low")
	tests := map[string]struct {
		after              world
		covered            []string
		fixed, unconfirmed []string
	}{
		"nothing":              {after("F", limits{"high": 3}, open(2, "a.example", "malware", "high")...), gate.CoveredSubjects, nil, nil},
		"all":                  {after("A", limits{}), gate.CoveredSubjects, []string{"grade F -> ", "3 high -> ", "2 high -> "}, nil},
		"in part":              {after("D", limits{"high": 1}, open(1, "a.example", "malware", "high")...), gate.CoveredSubjects, []string{"grade F -> grade D", "2 high -> 1 high", "3 high -> 1 high"}, nil},
		"the grade is unknown": {after("", limits{}), gate.CoveredSubjects, []string{"3 high -> ", "2 high -> "}, []string{"grade F"}},
		"the score is not final": {
			world{companies: []posture.Rating{{Domain: "a.example", Grade: "A", FindingCounts: limits{}, IsProvisional: true}}, findings: []posture.Finding{}},
			gate.CoveredSubjects,
			[]string{"3 high -> ", "2 high -> "},
			[]string{"grade F"},
		},
		"a count is unknown":    {after("A", limits{"high": -1}), gate.CoveredSubjects, []string{"grade F -> ", "2 high -> "}, []string{"3 high"}},
		"no counts":             {after("A", nil), gate.CoveredSubjects, []string{"grade F -> ", "2 high -> "}, []string{"3 high"}},
		"findings are not read": {after("A", limits{}), []string{}, []string{"grade F -> ", "3 high -> "}, []string{"2 high"}},
		"a status is unknown":   {after("A", limits{}, unknown...), gate.CoveredSubjects, []string{"grade F -> ", "3 high -> "}, []string{"2 high"}},
		"the company is gone":   {world{companies: []posture.Rating{{Domain: "b.example", Grade: "A", FindingCounts: limits{}}}, findings: []posture.Finding{}}, gate.CoveredSubjects, nil, []string{"grade F", "3 high", "2 high"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := gate
			gate.CoveredSubjects = test.covered
			decision := judgedBefore(gate, bad, test.after)
			var fixed, unconfirmed []string
			for _, f := range decision.Fixed {
				fixed = append(fixed, f.Observed+" -> "+f.Now)
			}
			for _, v := range decision.Unconfirmed {
				unconfirmed = append(unconfirmed, v.Observed)
			}
			slices.Sort(fixed)
			slices.Sort(unconfirmed)
			slices.Sort(test.fixed)
			slices.Sort(test.unconfirmed)
			if diff := cmp.Diff(test.fixed, fixed); diff != "" {
				t.Errorf("fixed (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.unconfirmed, unconfirmed); diff != "" {
				t.Errorf("unconfirmed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBaseline_canBeTightened takes a later decision as the next baseline.
func TestBaseline_canBeTightened(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B"}
	grades := func(grades ...posture.Grade) world {
		var w world
		for i, grade := range grades {
			w.companies = append(w.companies, posture.Rating{Domain: string(rune('a'+i)) + ".example", Grade: grade})
		}
		return w
	}
	better := judgedBefore(gate, grades("F", "D", "C"), grades("C", "A", "C"))
	if !better.Passed || len(better.Known) != 2 || len(better.Fixed) != 2 {
		t.Fatalf("%+v", better)
	}
	again := grades("D", "C", "C")
	again.gate = gate
	again.gate.Baseline = better.Known
	var blocks []string
	for _, v := range again.evaluate().Violations() {
		blocks = append(blocks, v.Subject+": "+v.Observed+", was "+v.Before)
	}
	if diff := cmp.Diff([]string{"a.example: grade D, was grade C", "b.example: grade C, was "}, blocks); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBaseline_doesNotProlongAWaiver has what was waived block when the waiver has
// ended.
func TestBaseline_doesNotProlongAWaiver(t *testing.T) {
	t.Parallel()
	w := world{gate: posture.Gate{MinimumGrade: "B", Waivers: []posture.Waiver{waive("a.example", "*")}}, companies: []posture.Rating{{Domain: "a.example", Grade: "F"}}}
	first := w.evaluate()
	w.gate.Baseline, w.gate.Waivers = slices.Concat(first.Violations(), first.Known), nil
	if w.evaluate().Passed {
		t.Error("what was waived passes by the baseline")
	}
}
