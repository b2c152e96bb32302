// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Explain returns diagnostics as text.
func Explain(diagnostics []*tfprotov6.Diagnostic) string {
	var text strings.Builder
	for _, diagnostic := range diagnostics {
		text.WriteString(diagnostic.Severity.String() + ": " + diagnostic.Summary + "\n" + diagnostic.Detail + "\n")
	}
	return text.String()
}

// HasErrors reports whether one of the diagnostics is an error.
func HasErrors(diagnostics []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Severity == tfprotov6.DiagnosticSeverityError
	})
}

// OnlyError returns the only diagnostic, which must be an error.
func OnlyError(t *testing.T, diagnostics []*tfprotov6.Diagnostic) *tfprotov6.Diagnostic {
	t.Helper()
	if len(diagnostics) != 1 || !HasErrors(diagnostics) {
		t.Fatalf("want exactly one error, got %d diagnostics:\n%s", len(diagnostics), Explain(diagnostics))
	}
	return diagnostics[0]
}

// WantDiagnostics compares diagnostics, in any order. Each is written as
// "severity at path: summary", or as "severity: summary" if it has no path.
func WantDiagnostics(t *testing.T, diagnostics []*tfprotov6.Diagnostic, want ...string) {
	t.Helper()
	got := []string{}
	for _, d := range diagnostics {
		line := strings.ToLower(d.Severity.String())
		if d.Attribute != nil && len(d.Attribute.Steps()) > 0 {
			line += " at " + PathText(d.Attribute)
		}
		got = append(got, line+": "+d.Summary)
	}
	slices.Sort(got)
	want = append([]string{}, want...)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s\n%s", diff, Explain(diagnostics))
	}
}

// WantText checks that a diagnostic contains all the words.
func WantText(t *testing.T, diagnostic *tfprotov6.Diagnostic, words ...string) {
	t.Helper()
	wantWords(t, diagnostic.Summary+"\n"+diagnostic.Detail, words)
}

// WantTextAmong checks that the diagnostics together contain all the words.
func WantTextAmong(t *testing.T, diagnostics []*tfprotov6.Diagnostic, words ...string) {
	t.Helper()
	wantWords(t, Explain(diagnostics), words)
}

func wantWords(t *testing.T, text string, words []string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("the diagnostics do not contain %q:\n%s", word, text)
		}
	}
}

// WantAttribute checks that a diagnostic is at the root attribute or at a part of
// it, or at no attribute if the name is "".
func WantAttribute(t *testing.T, diagnostic *tfprotov6.Diagnostic, name string) {
	t.Helper()
	if name == "" && diagnostic.Attribute == nil {
		return
	}
	if diagnostic.Attribute == nil || len(diagnostic.Attribute.Steps()) == 0 ||
		!diagnostic.Attribute.Steps()[0].Equal(tftypes.AttributeName(name)) {
		t.Errorf("the diagnostic is at %s, want %s", diagnostic.Attribute, name)
	}
}

// PathText is a path as Terraform writes it.
func PathText(path *tftypes.AttributePath) string {
	var text strings.Builder
	for i, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if i > 0 {
				text.WriteString(".")
			}
			text.WriteString(string(step))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&text, "[%q]", string(step))
		default:
			fmt.Fprintf(&text, "[%v]", step)
		}
	}
	return text.String()
}
