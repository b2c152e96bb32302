// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// unknown is an element that is known only after apply.
type unknown = acctest.Unknown

// invocation calls a function of a provider that is not configured. Arguments
// and result are in Go's own types: nil, bool, string and []any.
type invocation struct {
	function  string
	arguments []any
	want      any
}

func (i invocation) run(t *testing.T, server *acctest.Server) {
	t.Helper()
	wantResult(t, fmt.Sprintf("%s(%.200q)", i.function, i.arguments), server, i.function, i.arguments, i.want)
}

// wantResult calls a function, and compares what it returns.
func wantResult(t *testing.T, what string, server *acctest.Server, function string, arguments []any, want any) {
	t.Helper()
	got, failure := server.Call(t.Context(), t, function, arguments...)
	if failure != nil {
		t.Fatalf("%s: %s", what, failure.Text)
	}
	acctest.Equal(t, what, got, want)
}

// wantFailure calls a function that must refuse an argument, and say why.
func wantFailure(t *testing.T, what string, server *acctest.Server, function string, arguments []any, position int64, says string) {
	t.Helper()
	got, failure := server.Call(t.Context(), t, function, arguments...)
	if failure == nil {
		t.Errorf("%s is %v, want an error", what, got)
		return
	}
	if failure.FunctionArgument == nil || *failure.FunctionArgument != position {
		t.Errorf("%s: the error is at argument %v, want %d", what, failure.FunctionArgument, position)
	}
	if !strings.Contains(failure.Text, says) {
		t.Errorf("%s: the error does not say %q: %.500s", what, says, failure.Text)
	}
	if len(failure.Text) > 1000 || strings.Contains(failure.Text, planted) {
		t.Errorf("%s: the error is long, or has a secret: %.2000s", what, failure.Text)
	}
}

func TestGradeAtLeast(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	grades := []any{"A", "B", "C", "D", "F"}
	for i, grade := range grades {
		for j, minimum := range grades {
			invocation{"grade_at_least", []any{grade, minimum}, i <= j}.run(t, server)
		}
	}
	// What is no grade is not good enough for the lowest bar.
	for _, grade := range []any{nil, "", "?", "E", "a", "A+", " A", "A\x00", strings.Repeat("A", 1<<20)} {
		invocation{"grade_at_least", []any{grade, "F"}, false}.run(t, server)
	}
}

func TestSeverityAtLeast(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	severities := []any{"critical", "high", "medium", "low", "info", "positive"}
	for i, severity := range severities {
		for j, minimum := range severities {
			invocation{"severity_at_least", []any{severity, minimum}, i <= j}.run(t, server)
		}
	}
	// What is no severity is neither bad nor harmless.
	for _, severity := range []any{nil, "", "severe", "HIGH", "high ", strings.Repeat("high", 1<<18)} {
		for _, minimum := range severities {
			invocation{"severity_at_least", []any{severity, minimum}, nil}.run(t, server)
		}
	}
}

func TestWorstGrade(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	long := make([]any, 100_000)
	for i := range long {
		long[i] = "B"
	}
	long[50_000] = "D"
	for _, test := range []struct {
		grades []any
		want   any
	}{
		{[]any{"A"}, "A"},
		{[]any{"B", "A", "C", "A"}, "C"},
		{[]any{"F", "A"}, "F"},
		{[]any{"A", "F"}, "F"},
		{[]any{"D", "D"}, "D"},
		{long, "D"},
		// The worst of these is not known, not even when there is an F.
		{[]any{}, nil},
		{[]any{nil}, nil},
		{[]any{"A", nil}, nil},
		{[]any{nil, "F"}, nil},
		{[]any{"F", "?"}, nil},
		{[]any{"A", ""}, nil},
		{[]any{"A", "f"}, nil},
		{[]any{"A", unknown{}}, nil},
	} {
		invocation{"worst_grade", []any{test.grades}, test.want}.run(t, server)
	}
}

func TestWorstGrade_ofNull(t *testing.T) {
	t.Parallel()
	got, failure := acctest.NewServer(t).Call(t.Context(), t, "worst_grade", nil)
	if failure != nil || got != nil {
		t.Errorf("got %v, failure %v", got, failure)
	}
}

func TestNormalizeDomain(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for value, want := range map[string]string{
		"a.example":                          "a.example",
		"A.Example":                          "a.example",
		"  a.example\n":                      "a.example",
		"a.example.":                         "a.example",
		"https://robin@a.example:8443/x?y#z": "a.example",
		"//a.example":                        "a.example",
		"a.example/path":                     "a.example",
		"www.a.example":                      "www.a.example",
		"Bücher.example":                     "xn--bcher-kva.example",
		"XN--BCHER-KVA.example":              "xn--bcher-kva.example",
	} {
		invocation{"normalize_domain", []any{value}, want}.run(t, server)
		invocation{"normalize_domain", []any{want}, want}.run(t, server)
	}
	invocation{"normalize_domain", []any{nil}, nil}.run(t, server)
}

// TestFunctions_refuseBadArguments has each error point at the argument and say what
// is allowed or wrong.
func TestFunctions_refuseBadArguments(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	const (
		grades     = "is not a grade: it must be one of A, B, C, D, F"
		severities = "is not a severity: it must be one of critical, high, medium, low, info, positive"
		domain     = "is not a domain name: "
	)
	huge := strings.Repeat("x", 1<<20)
	for _, test := range []struct {
		function  string
		arguments []any
		position  int64
		text      string
	}{
		{"grade_at_least", []any{"A", ""}, 1, `"" ` + grades},
		{"grade_at_least", []any{"A", "E"}, 1, `"E" ` + grades},
		{"grade_at_least", []any{"A", "b"}, 1, `"b" ` + grades},
		{"grade_at_least", []any{nil, "?"}, 1, `"?" ` + grades},
		{"grade_at_least", []any{"A", huge}, 1, grades},
		{"severity_at_least", []any{"high", ""}, 1, `"" ` + severities},
		{"severity_at_least", []any{"high", "severe"}, 1, `"severe" ` + severities},
		{"severity_at_least", []any{nil, "HIGH"}, 1, `"HIGH" ` + severities},
		{"severity_at_least", []any{"high", huge}, 1, severities},
		{"normalize_domain", []any{""}, 0, `"" ` + domain},
		{"normalize_domain", []any{"localhost"}, 0, `"localhost" ` + domain + "it has no dot"},
		{"normalize_domain", []any{"192.0.2.1"}, 0, `"192.0.2.1" ` + domain},
		{"normalize_domain", []any{"robin@a.example"}, 0, domain + "it looks like an email address"},
		{"normalize_domain", []any{huge + ".example"}, 0, domain},
		{"normalize_domain", []any{"a\x00.example"}, 0, domain},
	} {
		what := fmt.Sprintf("%s(%.200q)", test.function, test.arguments)
		wantFailure(t, what, server, test.function, test.arguments, test.position, test.text)
	}
}

// TestFunctions_refuseANullMinimum has a bar that is not set not be the lowest one.
// Terraform refuses it before it calls.
func TestFunctions_refuseANullMinimum(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for function, observed := range map[string]any{"grade_at_least": "A", "severity_at_least": "high"} {
		if got, failure := server.Call(t.Context(), t, function, observed, nil); failure == nil {
			t.Errorf("%s is %v, want an error", function, got)
		}
	}
}
