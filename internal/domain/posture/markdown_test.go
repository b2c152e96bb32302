// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// hostile are names that try to get out of their table cell.
var hostile = []string{
	"a | b", `a \| b`, `a \\| b`, `|`, `\`, `\\`, "||||", "`", "``", "```\ncode\n```", "a`b`c", "~~~", "` | `", "`\\|`",
	"line\nfeed", "carriage\r\nreturn", "line\u2028separator", "\n\n# heading\n\n", "- item", "> quote", "| --- |",
	"<b>bold</b>", "<script>alert(1)</script>", "<!-- ", "--> <img src=x>", "&lt;b&gt;", "&#124;", "</code></td>",
	"[text](https://evil.example)", "![image](https://evil.example/a.png)", "[ref]: https://evil.example", "[^1]",
	"<https://evil.example>", "https://evil.example", "www.evil.example", "mail@evil.example", "@octocat", "@org/team", "#1", "GH-1",
	"**bold**", "_em_", "~~gone~~", "$x$", ":tada:", "\u202egpj.exe", "nul\x00", "esc\x1b[2J", "\xff\xfe", "", " ", "tab\tbed",
	strings.Repeat("|", 150), "a" + strings.Repeat("|", 150), strings.Repeat(`\|`, 80), "a" + strings.Repeat(`\|`, 80),
	strings.Repeat("例", 140), strings.Repeat("例", 141),
}

// decisionNaming is a decision in which name stands wherever a name of others
// can stand.
func decisionNaming(name string) posture.Decision {
	gate := posture.Gate{
		MinimumFactorGrades: map[string]posture.Grade{name: "A"}, MaximumFindings: limits{"high": 0},
		DeniedFindingTypes: []string{name},
		Waivers: []posture.Waiver{
			{Subject: name, Rule: "minimum_companies", Reason: name, ExpiresOn: today},
			{Subject: "laptop", Rule: name, Reason: name, ExpiresOn: today},
			{Subject: name, Rule: name, Reason: name, ExpiresOn: today.AddDate(-1, 0, 0)},
			{Subject: "tablet", Rule: "*", Reason: name, ExpiresOn: today},
		},
	}
	companies := []posture.Rating{{Domain: name, FindingCounts: limits{posture.Severity(name): 1}}}
	findings := append(open(1, "laptop", name, "high"), open(1, "tablet", name, posture.Severity(name))...)
	findings = append(findings, withStatus("unknown", 1, name, name, posture.Severity(name))...)
	return gate.Evaluate(companies, findings, today)
}

func TestMarkdown_isOnlyTablesOfText(t *testing.T) {
	t.Parallel()
	for _, name := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkMarkdown(t, decisionNaming(name))
		})
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, name := range hostile {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) { checkMarkdown(t, decisionNaming(name)) })
}

var plainElements = strings.Fields("html head body h3 h4 p table thead tbody tr th td code")

// checkMarkdown renders the report as GitHub would, raw HTML and bare links
// allowed, and compares what comes out with the decision.
func checkMarkdown(t *testing.T, decision posture.Decision) {
	t.Helper()
	renderer := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	var rendered bytes.Buffer
	if err := renderer.Convert([]byte(decision.Markdown()), &rendered); err != nil {
		t.Fatal(err)
	}
	document, err := html.Parse(&rendered)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for node := range document.Descendants() {
		switch {
		case node.Type == html.CommentNode, node.Type == html.ElementNode && !slices.Contains(plainElements, node.Data):
			t.Errorf("%s became markup in:\n%s", node.Data, decision.Markdown())
		case node.Type == html.ElementNode && node.Data == "tr" && node.Parent.Data == "tbody":
			got = append(got, cellsOf(node))
		}
	}
	if diff := cmp.Diff(wantCells(decision), got); diff != "" {
		t.Errorf("cells (-want +got):\n%s\nof:\n%s", diff, decision.Markdown())
	}
}

func cellsOf(row *html.Node) []string {
	var cells []string
	for cell := range row.ChildNodes() {
		if cell.Type != html.ElementNode {
			continue
		}
		var text strings.Builder
		for node := range cell.Descendants() {
			if node.Type == html.TextNode {
				text.WriteString(node.Data)
			}
		}
		cells = append(cells, text.String())
	}
	return cells
}

// wantCells is what each row of the report should read.
func wantCells(decision posture.Decision) [][]string {
	var rows [][]string
	for _, v := range decision.Violations() {
		rows = append(rows, []string{v.Subject, string(v.Rule), v.Observed, v.Required})
	}
	for _, w := range decision.Waived {
		rows = append(rows, []string{w.Subject, string(w.Rule), w.Observed, w.Reason, w.ExpiresOn.Format("2006-01-02")})
	}
	for _, w := range append(decision.ExpiredWaivers, decision.UnusedWaivers...) {
		rows = append(rows, []string{w.Subject, w.Rule, w.Reason, w.ExpiresOn.Format("2006-01-02")})
	}
	for _, row := range rows {
		for i, cell := range row {
			cell = strings.ReplaceAll(posture.Printable(cell), "`", "'")
			row[i] = shortened(strings.ReplaceAll(cell, `\|`, `\ |`))
		}
	}
	return rows
}

// shortened cuts a cell where the report does: at 140 characters, of which a
// pipe takes two.
func shortened(cell string) string {
	escaped := []rune(strings.ReplaceAll(cell, "|", `\|`))
	if len(escaped) <= 140 {
		return cell
	}
	return strings.ReplaceAll(string(escaped[:139]), `\|`, "|") + "…"
}

func TestPrintable(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"":                       "",
		"plain text":             "plain text",
		"  two   spaces\t":       "two spaces",
		"a\r\nb\u2028c\u0085d":   "a b c d",
		"\x1b[31mred\x1b[0m":     "[31mred [0m",
		"\u202eevil\u200b\ufeff": "evil",
		"Grüße 例え 😀":             "Grüße 例え 😀",
		"a\xffb":                 "a\ufffdb",
	}
	for value, want := range tests {
		if got := posture.Printable(value); got != want {
			t.Errorf("Printable(%q) = %q, want %q", value, got, want)
		}
	}
}
