// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"strings"
	"testing"
)

// blockedRecipe is a recipe whose plan fails with these variables.
type blockedRecipe struct {
	directory string
	arguments []string
	// phrases are texts that the plan must contain.
	phrases []string
	// hides is a text that the plan must not contain, if set.
	hides string
	// report is a text that the output "report" of the failed plan must contain.
	report string
}

var blockedRecipes = []blockedRecipe{
	{
		directory: "recipes/gate-compliance",
		arguments: []string{"-var=framework=iso27001"},
		phrases:   []string{"Vendor Risk Gate Blocks laptops-encrypted", "maximum_findings: 1 high; required: at most 0 high or worse", "control_unmapped"},
		hides:     "vendorrisk_secureframe_test_evidence.report will be created",
	},
	{
		directory: "recipes/gate-compliance",
		arguments: []string{`-var=risk_levels=["critical","high"]`},
		phrases:   []string{"Vendor Risk Gate Blocks foxtrot-freight.example", "vendor_not_accepted", "grade F; required: at least B"},
	},
	{
		directory: "recipes/gate-compliance",
		arguments: []string{"-var=as_of=2027-05-01T00:00:00Z", "-var=framework=hipaa"},
		phrases:   []string{"vendor_not_reviewed", "no_tests", "no_controls", "aurora-payments.example"},
	},
	{
		directory: "recipes/gate-compliance",
		arguments: []string{"-var=framework=SOC2"},
		phrases:   []string{"Unknown Secureframe Framework", `it has "hipaa", "iso27001", "soc2_alpha"`},
	},
	{
		directory: "recipes/gate-history",
		arguments: []string{"-var=as_of=2026-03-01T00:00:00Z"},
		phrases: []string{
			"Vendor Risk Gate Blocks foxtrot-freight.example", "denied_finding_types: 1 finding of denied types: breach (1)", "critical: breach, Data breach, seen on 2026-02-14",
		},
		hides: "copied shipping manifests",
	},
	{
		directory: "recipes/gate-history",
		arguments: []string{"-var=maximum_score_drop=0"},
		phrases:   []string{"maximum_score_drop: 2 points lost in 90 days; required: at most 0."},
	},
	{
		directory: "recipes/gate-jumpcloud-posture",
		arguments: []string{"-var=as_of=2027-02-01T00:00:00Z"},
		phrases: []string{
			"Vendor Risk Gate Blocks 92f11d9e9a1a53e5b88d397d", "maximum_findings: 1 high; required: at most 0 high or worse",
			"Vendor Risk Gate Blocks 15c03749845458a9a3bc80da", "1 finding of unknown status: device-disk-encrypted",
		},
	},
	{
		directory: "recipes/gate-baseline",
		arguments: []string{"-var=minimum_grade=A"},
		phrases:   []string{"Vendor Risk Gate Blocks cobalt-logistics.example", "grade B; required: at least A"},
		hides:     "Vendor Risk Gate Blocks foxtrot-freight.example",
	},
	{
		directory: "recipes/gate-unlisted-vendors",
		arguments: []string{"-var=as_of=2027-01-15T00:00:00Z"},
		phrases:   []string{"2 vendors are in no portfolio, and at most 1 may be: lantern-legal.example, northwind-cdn.example."},
	},
	{
		directory: "recipes/gate-unlisted-vendors",
		arguments: []string{"-var=domain=delta-data.example"},
		phrases:   []string{"SecurityScorecard detects no vendor of delta-data.example."},
	},
	{
		directory: "recipes/gate-vendors",
		arguments: []string{"-var=as_of=2027-07-01T00:00:00Z"},
		phrases:   []string{"Vendor Risk Gate Blocks foxtrot-freight.example", "Vendor Risk Gate Blocks ember-energy.example"},
	},
	{
		directory: "recipes/gate-mobile-release",
		arguments: []string{"-var=maximum_findings={medium=1}"},
		phrases:   []string{"Vendor Risk Gate Blocks android/com.ember.wallet", "maximum_findings: 2 medium; required: at most 1 medium or worse."},
		hides:     "vendorrisk_secureframe_push.findings will be created",
	},
	{
		directory: "recipes/gate-mobile-release",
		arguments: []string{"-var=package=com.aurora.pay"},
		phrases: []string{
			"Vendor Risk Gate Blocks 2 Subjects", "- android/com.aurora.pay/Partners - android/com.aurora.pay/Retail",
			"1 finding of unknown status: build_not_assessed (1)",
		},
	},
	{
		directory: "recipes/gate-mobile-release",
		arguments: []string{"-var=as_of=2027-02-01T00:00:00Z"},
		phrases:   []string{"Vendor Risk Gate Blocks android/com.ember.wallet", "1 finding of unknown status: assessment_outdated (1)"},
	},
	{
		directory: "recipes/gate-mobile-release",
		arguments: []string{"-var=package=com.cobalt.scan", "-var=platform=ios"},
		phrases:   []string{"The score of com.cobalt.scan is below 60, or is not known."},
	},
	{
		directory: "recipes/gate-mobile-release",
		arguments: []string{"-var=minimum_score=93.5"},
		phrases:   []string{"The score of com.ember.wallet is below 93.5, or is not known."},
	},
	{
		directory: "recipes/gate-mobile-release",
		arguments: []string{"-var=package=com.misspelled"},
		phrases:   []string{"Unknown NowSecure Package", "com.misspelled"},
	},
	{
		directory: "recipes/gate-with-postcondition",
		arguments: []string{"-var=domain=foxtrot-freight.example"},
		phrases:   []string{"foxtrot-freight.example has the grade F, and must have at least B."},
	},
	{
		directory: "recipes/gate-with-postcondition",
		arguments: []string{"-var=domain=jasmine-labs.example"},
		phrases:   []string{"jasmine-labs.example has the grade unknown, and must have at least B."},
	},
	{
		directory: "recipes/gate-with-postcondition",
		arguments: []string{"-var=domain=delta-data.example", "-var=minimum_grade=C"},
		phrases:   []string{"delta-data.example has severe issues: cookie_missing_http_only."},
	},
	{
		directory: "recipes/publish-scorecards",
		arguments: []string{"-var=minimum_grade=C"},
		phrases:   []string{"Vendor Risk Gate Blocks ivory-systems.example"},
		hides:     "vendorrisk_secureframe_push.scorecards will be created",
	},
	{
		directory: "recipes/pull-request-report",
		arguments: []string{"-var=minimum_grade=C"},
		phrases:   []string{"Blocked: 1 violation of 1 subject", "ivory-systems.example: grade D"},
		report:    "| `ivory-systems.example` | `minimum_grade` | high | `grade D` | `at least C` |",
	},
}

func (r blockedRecipe) plan(t *testing.T, workspace *Workspace) {
	t.Helper()
	text := workspace.MustExit(t.Context(), t, 1, append([]string{"plan", "-out=tfplan"}, r.arguments...)...).Text()
	words := strings.Join(strings.Fields(text), " ")
	for _, phrase := range r.phrases {
		if !strings.Contains(words, phrase) {
			t.Errorf("the plan does not contain %q:\n%s", phrase, text)
		}
	}
	if r.hides != "" && strings.Contains(words, r.hides) {
		t.Errorf("the plan contains %q:\n%s", r.hides, text)
	}
	if r.report == "" {
		return
	}
	report, ok := showPlan(t, workspace).PlannedValues.Outputs["report"]
	if markdown, isText := report.Value.(string); !ok || !isText || !strings.Contains(markdown, r.report) {
		t.Errorf("the report in the plan does not contain %q: %v", r.report, report.Value)
	}
}
