// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	want := strings.ReplaceAll(`<!-- vendorrisk_gate: critical -->
### Vendor risk gate 'critical': blocked

7 violations of 2 subjects, 2 known, 2 fixed, 1 unconfirmed, 2 waived, 1 expired waiver, 1 waiver that ends soon, 1 unused waiver; 7 companies and 3 findings evaluated.

#### Companies

| Company | Verdict | Grade | Score | 30 days | Factors below the bar |
| --- | --- | --- | --- | --- | --- |
| 'unknown.example' | blocked | unknown | unknown | unknown | 'dns_health unknown' |
| 'low.example' | blocked | D | 64 | -2 |  |
| 'known.example' | known | C | 75 | -2 |  |
| 'better.example' | known | C | 76 | -2 |  |
| 'waived.example' | waived | F | 40 | -2 |  |
| 'healed.example' | passed | B | 85 | -2 |  |
| 'fine.example' | passed | A | 95 | -2 |  |

#### Violations

| Subject | Rule | Severity | Observed | Required | Details | In the baseline |
| --- | --- | --- | --- | --- | --- | --- |
| 'unknown.example' | 'maximum_findings' | critical | 'findings unknown' | 'finding counts, or findings' |  | no: new |
| 'unknown.example' | 'unknown_grade' | critical | 'dns_health grade unknown' | 'at least C' |  | no: new |
| 'unknown.example' | 'unknown_grade' | critical | 'grade unknown' | 'at least B' |  | no: new |
| 'unknown.example' | 'unknown_grade' | critical | 'score unknown' | 'at least 70' |  | no: new |
| 'low.example' | 'maximum_findings' | critical | '1 critical, 1 high' | 'at most 0 high or worse' | 'malware (1), tls (1)' ['platform.example'](https://platform.example/low?x=1&amp;y=2) | no: new |
| 'low.example' | 'minimum_grade' | high | 'grade D' | 'at least B' |  | 'grade C' |
| 'low.example' | 'minimum_score' | low | 'score 64' | 'at least 70' |  | no: new |

#### Waivers that end soon

| Subject | Rule | Reason | Expires on |
| --- | --- | --- | --- |
| 'waived.example' | '*' | 'Audited \| on site' 'owner: Robin, ticket: VR-7' | '2026-03-18' |

#### Waived

| Subject | Rule | Observed | Reason | Expires on |
| --- | --- | --- | --- | --- |
| 'waived.example' | 'minimum_grade' | 'grade F' | 'Audited \| on site' 'owner: Robin, ticket: VR-7' | '2026-03-18' |
| 'waived.example' | 'minimum_score' | 'score 40' | 'Audited \| on site' 'owner: Robin, ticket: VR-7' | '2026-03-18' |

#### Expired waivers

| Subject | Rule | Reason | Expires on |
| --- | --- | --- | --- |
| 'low.example' | 'minimum_grade' | 'Over' | '2025-03-15' |

#### Unused waivers

| Subject | Rule | Reason | Expires on |
| --- | --- | --- | --- |
| 'fine.example' | 'minimum_grade' | 'Never needed' | '2027-03-15' |

#### Known from the baseline

| Subject | Rule | Observed | Required |
| --- | --- | --- | --- |
| 'better.example' | 'minimum_grade' | 'grade C' | 'at least B' |
| 'known.example' | 'minimum_grade' | 'grade C' | 'at least B' |

#### Fixed since the baseline

| Subject | Rule | Was | Is |
| --- | --- | --- | --- |
| 'healed.example' | 'minimum_grade' | 'grade F' | meets the rule |
| 'better.example' | 'minimum_grade' | 'grade D' | 'grade C' |

#### In the baseline, and not confirmed: the data is missing

| Subject | Rule | Observed | Required |
| --- | --- | --- | --- |
| 'gone.example' | 'minimum_grade' | 'grade F' | 'at least B' |
`, "'", "`")
	if diff := cmp.Diff(want, everything(t).Markdown()); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
}

// TestMarkdown_isWholeAtAnyLimit cuts a report anywhere.
func TestMarkdown_isWholeAtAnyLimit(t *testing.T) {
	t.Parallel()
	whole := everything(t)
	rows := strings.Count(whole.Markdown(), "\n| `")
	for limit := 0; limit < 8_000; limit += 53 {
		markdown := whole.MarkdownWithin(limit)
		shown, hidden := len(checkMarkdown(t, markdown)), 0
		for line := range strings.Lines(markdown) {
			var more int
			if _, err := fmt.Sscanf(line, "%d more not shown.", &more); err == nil {
				hidden += more
			}
		}
		if shown+hidden != rows {
			t.Fatalf("within %d bytes, %d rows are shown and %d are not:\n%s", limit, shown, hidden, markdown)
		}
	}
}

func TestMarkdown_fitsAComment(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"x", "|", `\|`, "`", "\n", "é", "𝔵", "&amp;"} {
		long := strings.Repeat(name, 500)
		r := everything(t)
		for i := range 2_000 {
			v := r.Violations[i%len(r.Violations)]
			v.Subject, v.Observed, v.Required, v.URL = fmt.Sprint(i, long), long, long, "https://long.example/"+strings.Repeat("&", 400)
			r.Violations = append(r.Violations, v)
			r.KnownViolations = append(r.KnownViolations, v)
			r.FixedViolations = append(r.FixedViolations, report.Fixed{Violation: v, Now: long})
			r.UnconfirmedViolations = append(r.UnconfirmedViolations, v)
			r.Waived = append(r.Waived, report.Waived{Violation: v, Reason: long, Labels: map[string]string{long: long}})
			waiver := report.Waiver{Subject: long, Rule: long, Reason: long}
			r.EndingWaivers, r.ExpiredWaivers, r.UnusedWaivers = append(r.EndingWaivers, waiver), append(r.ExpiredWaivers, waiver), append(r.UnusedWaivers, waiver)
			r.Subjects = append(r.Subjects, report.Subject{Subject: long, Status: report.Blocked, Companies: []report.Company{{LowFactors: map[string]*posture.Grade{long: nil}}}})
		}
		markdown := r.Markdown()
		if len(markdown) >= 65_536 || len(markdown) < 50_000 {
			t.Errorf("names of %q make %d bytes", name, len(markdown))
		}
		checkMarkdown(t, markdown)
	}
}

// checkList renders Markdown that has lists, and no tables or links.
func checkList(t *testing.T, markdown string) {
	t.Helper()
	for node := range renderMarkdown(t, markdown).Descendants() {
		if node.Type == html.CommentNode || node.Type == html.ElementNode && !slices.Contains(strings.Fields("html head body h3 h4 p ul li code"), node.Data) {
			t.Errorf("%s became markup in:\n%s", node.Data, markdown)
		}
	}
}

func renderMarkdown(t *testing.T, markdown string) *html.Node {
	t.Helper()
	renderer := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	var rendered bytes.Buffer
	if err := renderer.Convert([]byte(markdown), &rendered); err != nil {
		t.Fatal(err)
	}
	document, err := html.Parse(&rendered)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

var plainElements = strings.Fields("html head body h3 h4 p table thead tbody tr th td code a")

// checkMarkdown renders a report as GitHub would, raw HTML and bare links allowed,
// and returns the rows of its tables. Only the marker may be a comment, and only
// the links of the report may be links.
func checkMarkdown(t *testing.T, markdown string) [][]string {
	t.Helper()
	var rows [][]string
	for node := range renderMarkdown(t, markdown).Descendants() {
		switch {
		case node.Type == html.CommentNode && node.Data == " vendorrisk_gate: critical ":
		case node.Type == html.CommentNode, node.Type == html.ElementNode && !slices.Contains(plainElements, node.Data):
			t.Errorf("%s became markup in:\n%s", node.Data, markdown)
		case node.Data == "a" && !strings.HasPrefix(node.Attr[0].Val, "https://"+textIn(node)):
			t.Errorf("a link to %s shows %s", node.Attr[0].Val, textIn(node))
		case node.Type == html.ElementNode && node.Data == "tr" && node.Parent.Data == "tbody":
			rows = append(rows, cellsOf(node))
		}
	}
	return rows
}

func cellsOf(row *html.Node) []string {
	var cells []string
	for cell := range row.ChildNodes() {
		if cell.Type == html.ElementNode {
			cells = append(cells, textIn(cell))
		}
	}
	return cells
}

func textIn(node *html.Node) string {
	var text strings.Builder
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			text.WriteString(child.Data)
		}
	}
	return text.String()
}

func TestMarkdown_linksOnlyToHTTPS(t *testing.T) {
	t.Parallel()
	for address, isLinked := range map[string]bool{
		"https://platform.example/a(b)|c`d?x=[1]&copy;=<b>&y=\\": true,
		"https://platform.example":                               true,
		"http://platform.example":                                false,
		"javascript:alert(1)":                                    false,
		"https://user:password@platform.example":                 false,
		"//platform.example":                                     false,
		"https://":                                               false,
		"https://platform.example/\x1b":                          false,
		"https://platform.example/" + strings.Repeat("x", 500):   false,
	} {
		r := report.Report{Gate: "critical", Violations: []report.Violation{{Subject: "a.example", URL: address}}}
		markdown := r.Markdown()
		rows := checkMarkdown(t, markdown)
		if len(rows) != 1 || (rows[0][5] == "platform.example") != isLinked {
			t.Errorf("%q becomes %q", address, rows)
		}
	}
}
