// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// hostile are names that try to be more than names, in one of the formats or in
// the log of a pipeline.
var hostile = []string{
	"a | b", `a \| b`, `a \\| b`, `|`, `\`, `\\`, "||||", "`", "``", "```\ncode\n```", "a`b`c", "~~~", "` | `", "`\\|`",
	"line\nfeed", "carriage\r\nreturn", "line\u2028separator", "\n\n# heading\n\n", "- item", "> quote", "| --- |",
	"<b>bold</b>", "<script>alert(1)</script>", "<!-- ", "--> <img src=x>", "&lt;b&gt;", "&#124;", "</code></td>", "]]>", "</testcase>",
	"[text](https://evil.example)", "![image](https://evil.example/a.png)", "[ref]: https://evil.example", "[^1]",
	"<https://evil.example>", "https://evil.example", "www.evil.example", "mail@evil.example", "@octocat", "@org/team", "#1", "GH-1", "!1",
	"**bold**", "_em_", "~~gone~~", "$x$", ":tada:", "\u202egpj.exe", "nul\x00", "esc\x1b[2J", "\xff\xfe", "", " ", "tab\tbed",
	"::error::gone", "\n::set-output name=x::y", "##vso[task.setvariable variable=x]y", "##[error]gone", "/close", "\n/close\n", "\n/merge",
	`"quoted"`, `{"a": 1}`, `\u0041`, "a\U000e0041b",
	strings.Repeat("|", 150), "a" + strings.Repeat("|", 150), strings.Repeat(`\|`, 80), "a" + strings.Repeat(`\|`, 80),
	strings.Repeat("例", 140), strings.Repeat("例", 141),
}

// naming is a report in which name is wherever a name of others can be.
func naming(name string) report.Report {
	finding := func(subject, findingType string, severity posture.Severity, status posture.Status) posture.Finding {
		return posture.Finding{Subject: subject, Type: findingType, Title: name, Severity: severity, Status: status, URL: "https://platform.example/" + name}
	}
	w := world{
		gate: posture.Gate{
			MinimumFactorGrades: map[string]posture.Grade{name: "A"}, MaximumFindings: map[posture.Severity]int64{"high": 0},
			DeniedFindingTypes: []string{name}, WaiverWarningDays: 9,
			Waivers: []posture.Waiver{
				{Subject: name, Rule: "minimum_companies", Reason: name, ExpiresOn: today},
				{Subject: "laptop", Rule: name, Reason: name, ExpiresOn: today, Labels: map[string]string{name: name}},
				{Subject: name, Rule: name, Reason: name, ExpiresOn: today.AddDate(-1, 0, 0)},
				{Subject: "tablet", Rule: "*", Reason: name, ExpiresOn: today},
			},
		},
		companies: []posture.Rating{
			{Domain: name, FindingCounts: map[posture.Severity]int64{posture.Severity(name): 1}, URL: name},
			{Domain: "known.example", FindingCounts: map[posture.Severity]int64{}, Factors: map[string]posture.Grade{name: "F"}},
		},
		findings: []posture.Finding{
			finding("laptop", name, "high", "open"), finding("tablet", name, posture.Severity(name), "open"), finding(name, name, posture.Severity(name), "unknown"),
			finding("phone "+name, "known "+name, "high", "open"),
		},
	}
	w.gate.Baseline = w.report().Baseline()
	return w.report()
}

// TestReports_areSafeForAnyName reads each format of a report back.
func TestReports_areSafeForAnyName(t *testing.T) {
	t.Parallel()
	for _, name := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkFormats(t, naming(name))
		})
	}
}

func FuzzReports(f *testing.F) {
	for _, name := range hostile {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) { checkFormats(t, naming(name)) })
}

func checkFormats(t *testing.T, r report.Report) {
	t.Helper()
	if len(r.Violations) == 0 || len(r.KnownViolations) == 0 || len(r.Waived) == 0 || len(r.EndingWaivers) == 0 {
		t.Fatalf("a list is empty: %+v", r)
	}
	for format, text := range map[string]string{
		"markdown": r.Markdown(), "json": r.JSON(), "junit": r.JUnit(), "sarif": r.SARIF(), "summary": r.Summary(),
	} {
		checkLines(t, format, text)
	}
	rows, want := checkMarkdown(t, r.Markdown()), wantRows(r)
	for i, row := range want {
		for j, text := range row {
			if text == "" && i < len(rows) && j < len(rows[i]) {
				row[j] = rows[i][j] // Other tests check these cells.
			}
		}
		if i < len(rows) {
			rows[i] = rows[i][:min(len(row), len(rows[i]))]
		}
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows of the Markdown (-want +got):\n%s", diff)
	}
	checkSchema(t, publishedSchema, r.JSON())
	checkReadBack(t, r)
	suite := readJUnit(t, r.JUnit())
	if suite.Totals.Failed == 0 || suite.Totals.Skipped == 0 || suite.Totals.Error > 0 {
		t.Errorf("JUnit: %+v", suite.Totals)
	}
	for _, result := range readSARIF(t, r.SARIF()).Results {
		if text := strings.NewReplacer(`\\`, "", `\[`, "", `\]`, "").Replace(result.Message.Text); strings.ContainsAny(text, `[]`) {
			t.Errorf("a message of SARIF may have a link: %s", result.Message.Text)
		}
	}
}

// checkLines checks what a person or a pipeline sees of a report in a log.
func checkLines(t *testing.T, format, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		words := strings.TrimSpace(line)
		if strings.HasPrefix(words, "::") || strings.HasPrefix(words, "/") || strings.Contains(words, "##vso") || strings.Contains(words, "##[") {
			t.Errorf("%s has a line that is a command: %s", format, words)
		}
		for _, r := range strings.TrimSuffix(line, "\n") {
			if !unicode.IsPrint(r) || posture.IsInvisible(r) {
				t.Errorf("%s has the character %U in %q", format, r, line)
			}
		}
	}
}

// checkReadBack checks that JSON has the exact names, unless they are not UTF-8.
func checkReadBack(t *testing.T, r report.Report) {
	t.Helper()
	read, err := report.Parse(r.JSON())
	if err != nil {
		t.Fatalf("%s\n%s", err, r.JSON())
	}
	if read.JSON() != r.JSON() {
		t.Errorf("written again:\n%s", cmp.Diff(r.JSON(), read.JSON()))
	}
	for i, v := range read.Violations {
		if want := strings.ToValidUTF8(r.Violations[i].Subject, "\ufffd"); len(want) == len(r.Violations[i].Subject) && v.Subject != want {
			t.Errorf("the subject %q became %q", want, v.Subject)
		}
	}
}

// wantRows is what the rows of the tables read, without code spans.
func wantRows(r report.Report) [][]string {
	var rows [][]string
	baseline := func(before string) string {
		if before == "" {
			return "no: new"
		}
		return cell(before)
	}
	for _, s := range r.Subjects {
		for range s.Companies {
			rows = append(rows, []string{cell(s.Subject)})
		}
	}
	for _, v := range r.Violations {
		rows = append(rows, []string{cell(v.Subject), cell(string(v.Rule)), string(v.Severity), cell(v.Observed), cell(v.Required), "", baseline(v.Before)})
	}
	waivers := func(waivers []report.Waiver) {
		for _, w := range waivers {
			rows = append(rows, []string{cell(w.Subject), cell(w.Rule), "", w.ExpiresOn})
		}
	}
	waivers(r.EndingWaivers)
	for _, w := range r.Waived {
		rows = append(rows, []string{cell(w.Subject), cell(string(w.Rule)), cell(w.Observed), "", w.ExpiresOn})
	}
	waivers(r.ExpiredWaivers)
	waivers(r.UnusedWaivers)
	for _, v := range r.KnownViolations {
		rows = append(rows, []string{cell(v.Subject), cell(string(v.Rule)), cell(v.Observed), cell(v.Required)})
	}
	return rows
}

// cell is a text as a code span shows it. It is cut at 140 characters, of which a
// pipe takes two.
func cell(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(posture.Printable(text), "`", "'"), `\|`, `\ |`)
	escaped := []rune(strings.ReplaceAll(text, "|", `\|`))
	if len(escaped) <= 140 {
		return text
	}
	return strings.ReplaceAll(string(escaped[:139]), `\|`, "|") + "…"
}
