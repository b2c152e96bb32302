// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// daysBefore is an assessment so many days before world.NowSecureAsOf, of a build
// of its own.
func daysBefore(days int, status string, rows ...world.MobileFinding) world.MobileAssessment {
	created := world.NowSecureAsOf.AddDate(0, 0, -days)
	made := world.MobileAssessment{
		Ref: fmt.Sprintf("00000000-0000-4000-8000-%012d", releaseTasks.next()), Status: status, CreatedAt: created,
		Version: fmt.Sprintf("%d.0", days), Digest: world.MobileDigest("release", fmt.Sprint(days)), Findings: rows,
	}
	made.Task = releaseTasks.last
	if status == world.AssessmentCompleted {
		made.Score = new(100.0)
	}
	return made
}

type counter struct{ last int64 }

func (c *counter) next() int64 { c.last++; return c.last }

var releaseTasks counter // only one test makes these

// releaseCase is an application, and what of it does not pass by itself.
type releaseCase struct {
	assessments []world.MobileAssessment
	records     []world.MobileVulnerability
	// arguments are those of the findings that block, and accepting are those that
	// pass. waived are the rules whose waivers make them pass.
	arguments, accepting string
	waived               []string
	// message is what the gate says.
	message string
}

func releaseCases() map[string]releaseCase {
	row := func(affected *bool, hidden bool) world.MobileFinding {
		return world.MobileFinding{CheckID: "keysize_check", Title: "Short Key", Severity: "high", Impact: "high", Category: "code", Affected: affected, Hidden: hidden}
	}
	passes := row(new(false), false)
	complete := func(days int) world.MobileAssessment { return daysBefore(days, world.AssessmentCompleted, passes) }
	const asOf = `as_of = "2026-12-01T00:00:00Z"`
	return map[string]releaseCase{
		"none": {
			waived:  []string{"not_assessed"},
			message: "unknown_findings: 1 finding of unknown status: not_assessed (1); required: no finding of unknown status.",
		},
		"running": {
			assessments: []world.MobileAssessment{daysBefore(1, world.AssessmentProcessing)},
			waived:      []string{"not_assessed", "assessment_running"},
			message:     "unknown_findings: 2 findings of unknown status: assessment_running (1), not_assessed (1)",
		},
		"failed": {
			assessments: []world.MobileAssessment{complete(9), daysBefore(1, world.AssessmentFailed)},
			accepting:   `on_newer_assessment = "ignore"`,
			message:     "unknown_findings: 1 finding of unknown status: assessment_failed (1)",
		},
		"partial": {
			assessments: []world.MobileAssessment{complete(9), daysBefore(1, world.AssessmentPartial)},
			accepting:   `on_newer_assessment = "ignore"`,
			message:     "unknown_findings: 1 finding of unknown status: assessment_partial (1)",
		},
		"old": {
			assessments: []world.MobileAssessment{complete(900)},
			arguments:   "maximum_assessment_age_days = 365\n" + asOf,
			message:     "unknown_findings: 1 finding of unknown status: assessment_outdated (1)",
		},
		"inconclusive": {
			assessments: []world.MobileAssessment{daysBefore(1, world.AssessmentCompleted, row(nil, false))},
			waived:      []string{"not_conclusive"},
			message:     "unknown_findings: 1 finding of unknown status: not_conclusive (1)",
		},
		"build": {
			assessments: []world.MobileAssessment{complete(2), complete(20)},
			arguments:   `build_digest = "` + world.MobileDigest("release", "7") + `"`,
			accepting:   `build_digest = "` + strings.ToUpper(world.MobileDigest("release", "20")) + `"`,
			message:     "unknown_findings: 1 finding of unknown status: build_not_assessed (1)",
		},
		"unseen": {
			assessments: []world.MobileAssessment{complete(1)},
			records: []world.MobileVulnerability{{
				ID: 1, CheckID: "keysize_check", LastCVSS: 8, OpenedAt: world.NowSecureAsOf.AddDate(0, 0, -60), LastSeenAt: world.NowSecureAsOf.AddDate(0, 0, -45),
			}},
			arguments: "mode = \"history\"\n" + asOf,
			message:   "maximum_findings: 1 high; required: at most 0 high or worse.",
		},
		"hidden": {
			assessments: []world.MobileAssessment{daysBefore(1, world.AssessmentCompleted, row(new(true), true), passesToo(passes))},
			arguments:   "include_hidden = true",
			message:     "maximum_findings: 1 high; required: at most 0 high or worse.",
		},
	}
}

func passesToo(row world.MobileFinding) world.MobileFinding {
	row.CheckID = "sms_communications"
	return row
}

// releaseConfig has findings and a gate for every case.
func releaseConfig(refs map[string]string, of func(string) (arguments string, waived []string)) string {
	var config strings.Builder
	for name, ref := range refs {
		arguments, waived := of(name)
		waivers := []string{}
		for _, rule := range waived {
			waivers = append(waivers, fmt.Sprintf(`{ subject = "android/com.release.%s", rule = %q, reason = "Accepted, MOB-1", expires_on = "2999-12-31" }`, name, rule))
		}
		fmt.Fprintf(&config, `
data "vendorrisk_nowsecure_findings" %[1]q {
  apps = [%[2]q]
  %[3]s
}

data "vendorrisk_gate" %[1]q {
  findings         = data.vendorrisk_nowsecure_findings.%[1]s.findings
  maximum_findings = { high = 0 }
  waivers          = [%[4]s]
}

output %[1]q {
  value = data.vendorrisk_nowsecure_findings.%[1]s.hidden_counts
}
`, name, ref, arguments, strings.Join(waivers, ", "))
	}
	return config.String()
}

// A release passes only if what was found in it is known.
func TestFindingsDataSource_releaseGate(t *testing.T) {
	t.Parallel()
	w, cases, refs := world.Default(), releaseCases(), map[string]string{}
	for name, test := range cases {
		refs[name] = w.NowSecure.AddApp(world.MobileApp{
			Platform: "android", Package: "com.release." + name, GroupRef: world.RetailGroupRef, Assessments: test.assessments, Vulnerabilities: test.records,
			CreatedAt: world.NowSecureAsOf.AddDate(-4, 0, 0),
		})
	}
	workspace := acctest.NewWorkspace(t, acctest.StartWorld(t, w))
	workspace.Configure(t, releaseConfig(refs, func(name string) (string, []string) { return cases[name].arguments, nil }))
	text := strings.Join(strings.Fields(strings.ReplaceAll(workspace.MustExit(t.Context(), t, 1, "plan").Text(), "│", "")), " ")
	for name, test := range cases {
		blocks := "Vendor Risk Gate Blocks android/com.release." + name
		_, said, ok := strings.Cut(text, "Error: "+blocks+" ")
		said, _, _ = strings.Cut(said, "Error: ")
		if !ok || !strings.Contains(said, test.message) {
			t.Errorf("%s: want %q and %q in\n%s", name, blocks, test.message, said)
		}
	}
	// Each passes if what blocked it is accepted, or is not asked for.
	workspace.Configure(t, releaseConfig(refs, func(name string) (string, []string) {
		if name == "unseen" { // a closed record is not open
			w.NowSecure.UpdateApp(refs[name], func(app *world.MobileApp) { app.Vulnerabilities[0].ClosedAt = world.NowSecureAsOf })
			return cases[name].arguments, nil
		}
		return cases[name].accepting, cases[name].waived
	}))
	plan := workspace.MustExit(t.Context(), t, 0, "plan").Text()
	if !strings.Contains(strings.Join(strings.Fields(plan), " "), `+ hidden = { + high = 1 }`) {
		t.Errorf("what is hidden is not shown:\n%s", plan)
	}
}

// Scores with decimals are judged beside the findings.
func TestAppsDataSource_scoresInAGate(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	gate := func(name, minimum string) string {
		return `
data "vendorrisk_gate" "` + name + `" {
  companies        = [for app in data.vendorrisk_nowsecure_apps.test.apps : { domain = app.subject, score = app.score }]
  findings         = data.vendorrisk_nowsecure_findings.test.findings
  covered_subjects = data.vendorrisk_nowsecure_findings.test.covered_subjects
  maximum_findings = { high = 0 }
  minimum_score    = ` + minimum + `
  unknown_grade    = "ignore"
  enforcement      = "none"
}

output "` + name + `" {
  value = [for v in data.vendorrisk_gate.` + name + `.violations : "${v.subject}: ${v.rule}: ${v.observed}"]
}
`
	}
	unknown := []any{
		"android/com.delta.ride: maximum_findings: findings unknown",
		"android/com.delta.ride: unknown_findings: 2 findings of unknown status: assessment_running (1), not_assessed (1)",
		"ios/com.cobalt.scan: maximum_findings: findings unknown",
		"ios/com.cobalt.scan: unknown_findings: 1 finding of unknown status: not_assessed (1)",
	}
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + `
data "vendorrisk_nowsecure_apps" "test" {
  packages = ["com.ember.wallet", "com.cobalt.scan", "com.delta.ride"]
}

data "vendorrisk_nowsecure_findings" "test" {
  apps = data.vendorrisk_nowsecure_apps.test.apps[*].ref
}
` + gate("at", "92.9") + gate("above", "92.95"),
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectKnownOutputValue("at", acctest.Exactly(unknown)),
			plancheck.ExpectKnownOutputValue("above", acctest.Exactly(append([]any{}, append(unknown, "android/com.ember.wallet: minimum_score: score 92.9")...))),
		}},
	})
}
