// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/joshdk/go-junit"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// readJUnit reads a report with a reader of others, and returns its only suite.
func readJUnit(t *testing.T, text string) junit.Suite {
	t.Helper()
	suites, err := junit.Ingest([]byte(text))
	if err != nil || len(suites) != 1 {
		t.Fatalf("%d suites: %v\n%s", len(suites), err, text)
	}
	return suites[0]
}

func TestJUnit(t *testing.T) {
	t.Parallel()
	suite := readJUnit(t, everything(t).JUnit())
	want := junit.Totals{Tests: 48, Passed: 36, Skipped: 7, Failed: 5}
	if diff := cmp.Diff(want, suite.Totals); suite.Name != "critical" || diff != "" {
		t.Errorf("the suite %s (-want +got):\n%s", suite.Name, diff)
	}
	got := map[string]string{}
	for _, test := range suite.Tests {
		if test.Classname != "critical" || test.Properties["file"] != "vendors/main.tf" {
			t.Errorf("%+v", test)
		}
		result := string(test.Status) + " " + test.Message
		if test.Error != nil {
			result += "|" + test.Error.Error()
		}
		got[test.Name] = strings.TrimSpace(result)
	}
	wantResults := map[string]string{
		"companies: minimum_companies":  "passed",
		"fine.example: minimum_grade":   "passed",
		"known.example: minimum_grade":  "skipped known from the baseline: grade C; required: at least B",
		"waived.example: minimum_grade": "skipped waived until 2026-03-18: Audited | on site. grade F; required: at least B",
		"low.example: minimum_grade":    "failed grade D; required: at least B; in the baseline: grade C|\n- grade D; required: at least B; in the baseline: grade C\n",
		"low.example: maximum_findings": "failed 1 critical, 1 high; required: at most 0 high or worse; types: malware (1), tls (1)|" +
			"\n- 1 critical, 1 high; required: at most 0 high or worse; types: malware (1), tls (1)\n",
		"com.example.app: maximum_findings": "passed",
		"unknown.example: minimum_grade":    "skipped not judged: the grade is unknown",
		"unknown.example: unknown_findings": "",
	}
	for name, result := range wantResults {
		if got[name] != strings.TrimSpace(result) {
			t.Errorf("%s is %q, want %q", name, got[name], result)
		}
	}
}

// sarifRun is what the tests read of SARIF.
type sarifRun struct {
	Tool struct {
		Driver struct {
			Rules []struct {
				ID                                      string
				ShortDescription, FullDescription, Help struct{ Text string }
			}
		}
	}
	AutomationDetails struct{ ID string }
	Results           []struct {
		RuleID               string
		RuleIndex            int
		Level, BaselineState string
		Message              struct{ Text string }
		Locations            []struct {
			PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
		}
		PartialFingerprints map[string]string
	}
}

// readSARIF checks a report by the schema of OASIS, and reads it.
func readSARIF(t *testing.T, text string) sarifRun {
	t.Helper()
	checkSchema(t, sarifSchema, text)
	var log struct{ Runs []sarifRun }
	if err := json.Unmarshal([]byte(text), &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%v\n%s", err, text)
	}
	return log.Runs[0]
}

func TestSARIF(t *testing.T) {
	t.Parallel()
	run := readSARIF(t, everything(t).SARIF())
	fingerprints := map[string]bool{}
	var got []string
	for _, result := range run.Results {
		if rule := run.Tool.Driver.Rules[result.RuleIndex]; rule.ID != result.RuleID {
			t.Errorf("the rule %s has the index of %s", result.RuleID, rule.ID)
		}
		if uri := result.Locations[0].PhysicalLocation.ArtifactLocation.URI; uri != "vendors/main.tf" {
			t.Errorf("a result is at %s", uri)
		}
		fingerprints[result.PartialFingerprints["primaryLocationLineHash"]] = true
		got = append(got, fmt.Sprintf("%s %s %s", result.Level, result.BaselineState, result.Message.Text))
	}
	want := []string{
		"error new unknown.example: findings unknown; required: finding counts, or findings.",
		"error new unknown.example: dns_health grade unknown; required: at least C.",
		"error new unknown.example: grade unknown; required: at least B.",
		"error new unknown.example: score unknown; required: at least 70.",
		"error new low.example: 1 critical, 1 high; required: at most 0 high or worse; types: malware (1), tls (1).",
		"error updated low.example: grade D; required: at least B; in the baseline: grade C.",
		"note new low.example: score 64; required: at least 70.",
		"note unchanged better.example: grade C; required: at least B.",
		"note unchanged known.example: grade C; required: at least B.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if len(fingerprints) != len(got) {
		t.Errorf("%d results have %d fingerprints", len(got), len(fingerprints))
	}
	if id := run.AutomationDetails.ID; id != "vendorrisk_gate/critical/" {
		t.Errorf("the category is %s", id)
	}
}

func TestSARIF_describesEveryRule(t *testing.T) {
	t.Parallel()
	for _, rule := range readSARIF(t, world{}.report().SARIF()).Tool.Driver.Rules {
		if len(rule.ShortDescription.Text) < 20 || len(rule.Help.Text) < 40 || len(rule.FullDescription.Text) > 1024 {
			t.Errorf("%s has no description", rule.ID)
		}
	}
}

// A subject that breaks a rule in the same way twice has two results.
func TestSARIF_tellsRowsApart(t *testing.T) {
	t.Parallel()
	w := world{gate: posture.Gate{MinimumGrade: "B"}, companies: []posture.Rating{rated("a.example", "D", 60), rated("a.example", "F", 50)}}
	first := readSARIF(t, w.report().SARIF())
	w.companies[0].Grade = "C" // Another grade is the same result.
	again := readSARIF(t, w.report().SARIF())
	for i, result := range first.Results {
		if diff := cmp.Diff(result.PartialFingerprints, again.Results[i].PartialFingerprints); diff != "" {
			t.Errorf("result %d (-first +again):\n%s", i, diff)
		}
	}
	if diff := cmp.Diff(first.Results[0].PartialFingerprints, first.Results[1].PartialFingerprints); diff == "" {
		t.Error("both results have the same fingerprint")
	}
}

func TestSARIF_isNotRefusedForItsSize(t *testing.T) {
	t.Parallel()
	many := report.Report{Gate: "many", SourceFile: "main.tf"}
	for i := range 25_010 {
		many.Violations = append(many.Violations, report.Violation{Subject: fmt.Sprint(i), Rule: posture.RuleMinimumGrade, Severity: posture.High})
	}
	text := many.SARIF()
	if count := strings.Count(text, `"ruleId"`); count != 25_000 || !strings.Contains(text, "10 more violations are left out") {
		t.Errorf("%d results", count)
	}
}
