// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

func TestDigest(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "C", MinimumScore: posture.Points(60), WaiverWarningDays: 14, Waivers: []posture.Waiver{
		{Subject: "ending.example", Rule: "minimum_grade", Reason: "Leaves us", ExpiresOn: today.AddDate(0, 0, 3), Labels: map[string]string{"owner": "Robin"}},
		{Subject: "ended.example", Rule: "minimum_grade", Reason: "Over", ExpiresOn: today.AddDate(0, 0, -1)},
	}}
	before := world{gate: gate, companies: []posture.Rating{
		rated("fell.example", "A", 95), rated("worse.example", "D", 65), rated("fixed.example", "F", 61), rated("unknown.example", "D", 65),
		rated("gone.example", "F", 65), rated("same.example", "D", 65), rated("rose.example", "B", 85), rated("ending.example", "D", 65), rated("ended.example", "D", 65),
	}}
	after := world{gate: gate, companies: []posture.Rating{
		rated("fell.example", "D", 65), rated("worse.example", "F", 61), rated("fixed.example", "B", 85), rated("unknown.example", "", 65),
		rated("same.example", "D", 65), rated("rose.example", "A", 95), rated("ending.example", "D", 65), rated("ended.example", "D", 65),
	}}
	was := report.New(report.About{Name: "critical", SourceFile: "main.tf"}, gate, gate.Evaluate(before.companies, nil, today.AddDate(0, 0, -7)))
	want := strings.ReplaceAll(`### Vendor risk digest 'critical'

Blocked: 5 violations of 5 subjects, 1 waived, 1 expired waiver, 1 waiver that ends soon; 8 companies and 0 findings evaluated.

Before, it was blocked: 5 violations of 5 subjects, 2 waived, 2 waivers that end soon; 9 companies and 0 findings evaluated.

#### Grades that fell (2)

- 'worse.example': D to F, score 65 to 61
- 'fell.example': A to D, score 95 to 65

#### Grades that are unknown now (1)

- 'unknown.example': D to unknown, score 65 to 65

#### New violations (3)

- 'unknown.example' 'unknown_grade': 'grade unknown', required: 'at least C'
- 'ended.example' 'minimum_grade': 'grade D', required: 'at least C', which was waived
- 'fell.example' 'minimum_grade': 'grade D', required: 'at least C'

#### Worse violations (1)

- 'worse.example' 'minimum_grade': 'grade F', required: 'at least C', before: 'grade D'

#### Fixed violations (1)

- 'fixed.example' 'minimum_grade': 'grade F', required: 'at least C'

#### Violations that are gone because their data is (2)

- 'gone.example' 'minimum_grade': 'grade F', required: 'at least C'
- 'unknown.example' 'minimum_grade': 'grade D', required: 'at least C'

#### Grades that rose (2)

- 'fixed.example': F to B, score 61 to 85
- 'rose.example': B to A, score 85 to 95

#### No longer judged (1)

- 'gone.example'

#### Waivers that end soon (1)

- 'ending.example' 'minimum_grade': '2026-03-18', 'Leaves us', 'owner: Robin'

#### Waivers that have ended since (1)

- 'ended.example' 'minimum_grade': '2026-03-14', 'Over'
`, "'", "`")
	if diff := cmp.Diff(want, report.Digest(was, after.report())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if same := report.Digest(was, was); !strings.Contains(same, "#### Waivers that end soon (2)") || strings.Contains(same, "violations (") {
		t.Errorf("the same report twice:\n%s", same)
	}
	nothing := world{}.report()
	if same := report.Digest(nothing, nothing); !strings.HasSuffix(same, "\nNothing has changed.\n") {
		t.Errorf("nothing twice:\n%s", same)
	}
}

// A grade that is not final has not risen, unless the gate takes it for final.
func TestDigest_ofProvisionalScores(t *testing.T) {
	t.Parallel()
	before := world{gate: posture.Gate{MinimumGrade: "C"}, companies: []posture.Rating{rated("a.example", "D", 64)}}
	after := world{gate: before.gate, companies: []posture.Rating{rated("a.example", "A", 95)}}
	after.companies[0].IsProvisional = true
	if digest := report.Digest(before.report(), after.report()); strings.Contains(digest, "rose") ||
		!strings.Contains(digest, "#### Grades that are unknown now (1)\n\n- `a.example`: D to A, score 64 to 95, which is provisional\n") {
		t.Errorf("the digest:\n%s", digest)
	}
	after.gate.IgnoreProvisionalScore = true
	if digest := report.Digest(before.report(), after.report()); !strings.Contains(digest, "#### Grades that rose (1)") {
		t.Errorf("the digest:\n%s", digest)
	}
	after.companies[0].Grade, after.gate.IgnoreProvisionalScore = "F", false
	if digest := report.Digest(before.report(), after.report()); !strings.Contains(digest, "#### Grades that fell (1)") {
		t.Errorf("the digest:\n%s", digest)
	}
}

// TestDigest_saysFixedOnlyOfKnownData takes the data of a violation away.
func TestDigest_saysFixedOnlyOfKnownData(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{
		MinimumGrade: "C", MinimumScore: posture.Points(70), MaximumScoreDrop: posture.Points(1), MinimumFactorGrades: map[string]posture.Grade{"dns": "B"},
		MaximumFindings: map[posture.Severity]int64{"high": 0}, DeniedFindingTypes: []string{"malware"}, CoveredSubjects: []string{"a.example"},
	}
	bad := world{gate: gate, companies: []posture.Rating{{
		Domain: "a.example", Grade: "F", Score: posture.Points(1), ScoreChange30d: posture.Points(-50),
		Factors: map[string]posture.Grade{"dns": "F"}, FindingCounts: map[posture.Severity]int64{"high": 1},
	}}, findings: []posture.Finding{{Subject: "a.example", Type: "malware", Severity: "high", Status: posture.Open}}}
	good := rated("a.example", "A", 95)
	good.ScoreChange30d, good.Factors = posture.Points(0), map[string]posture.Grade{"dns": "A"}
	tests := map[string]func(*world){
		"grade":        func(w *world) { w.companies[0].Grade = "" },
		"score":        func(w *world) { w.companies[0].Score = nil },
		"30 days":      func(w *world) { w.companies[0].ScoreChange30d = nil },
		"factors":      func(w *world) { w.companies[0].Factors = nil },
		"provisional":  func(w *world) { w.companies[0].IsProvisional = true },
		"counts":       func(w *world) { w.companies[0].FindingCounts = nil },
		"findings":     func(w *world) { w.gate.CoveredSubjects = []string{} },
		"a status":     func(w *world) { w.findings[0].Status = posture.Unknown },
		"a rule":       func(w *world) { w.gate.MinimumGrade = "" },
		"the company":  func(w *world) { w.companies[0].Domain = "b.example" },
		"the subjects": func(w *world) { w.companies, w.findings = nil, nil },
	}
	for name, forget := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			later := world{gate: gate, companies: []posture.Rating{good}, findings: []posture.Finding{{Subject: "a.example", Type: "tls", Severity: "low", Status: posture.Open}}}
			later.gate.IgnoreUnknownGrade, later.gate.IgnoreUnknownFindings = true, true
			if all := report.Digest(bad.report(), later.report()); !strings.Contains(all, "#### Fixed violations (6)") || strings.Contains(all, "because") {
				t.Fatalf("all are fixed:\n%s", all)
			}
			forget(&later)
			if digest := report.Digest(bad.report(), later.report()); strings.Contains(digest, "#### Fixed violations (6)") || !strings.Contains(digest, "gone because their data is") {
				t.Errorf("the digest:\n%s", digest)
			}
		})
	}
}

func TestDigest_fitsAMessage(t *testing.T) {
	t.Parallel()
	few, many := world{gate: posture.Gate{MinimumGrade: "B"}}, world{gate: posture.Gate{MinimumGrade: "B"}}
	for i := range 2_000 {
		name := fmt.Sprintf("vendor-%d.%s", i, strings.Repeat("x", 200))
		few.companies, many.companies = append(few.companies, rated(name, "A", 95)), append(many.companies, rated(name, "F", 40))
	}
	for _, digest := range []string{report.Digest(few.report(), many.report()), report.Digest(many.report(), few.report())} {
		if len(digest) > 20_000 || !strings.Contains(digest, "- and 1985 more\n") {
			t.Errorf("the digest has %d bytes", len(digest))
		}
	}
}

func TestDigest_isSafeForAnyName(t *testing.T) {
	t.Parallel()
	for _, name := range hostile {
		r := naming(name)
		empty := world{}.report()
		for _, digest := range []string{report.Digest(empty, r), report.Digest(r, empty), report.Digest(r, r)} {
			checkLines(t, "digest", digest)
			checkList(t, digest)
		}
	}
}
