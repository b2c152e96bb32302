// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// invocation calls a function of a provider that is not configured. Arguments
// and result are in Go's own types: nil, bool, string and []any.
type invocation struct {
	function  string
	arguments []any
	want      any
}

func (i invocation) run(t *testing.T) {
	t.Helper()
	got, failure := call(t, i.function, i.arguments...)
	if failure != nil {
		t.Fatalf("%s: %s", i.function, failure.Text)
	}
	if diff := cmp.Diff(i.want, got); diff != "" {
		t.Errorf("%s(%.200q) (-want +got):\n%s", i.function, i.arguments, diff)
	}
}

// call speaks the plugin protocol, as Terraform does.
func call(t *testing.T, function string, arguments ...any) (any, *tfprotov6.FunctionError) {
	t.Helper()
	values := make([]*tfprotov6.DynamicValue, len(arguments))
	for i, argument := range arguments {
		value := wire(argument)
		dynamic, err := tfprotov6.NewDynamicValue(value.Type(), value)
		if err != nil {
			t.Fatal(err)
		}
		values[i] = &dynamic
	}
	return callDynamic(t, function, values...)
}

func callDynamic(t *testing.T, function string, arguments ...*tfprotov6.DynamicValue) (any, *tfprotov6.FunctionError) {
	t.Helper()
	server, err := acctest.ProviderFactories()["vendorrisk"]()
	if err != nil {
		t.Fatal(err)
	}
	functions, err := server.GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	response, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: function, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	if response.Error != nil {
		return nil, response.Error
	}
	result, err := response.Result.Unmarshal(functions.Functions[function].Return.Type)
	if err != nil {
		t.Fatal(err)
	}
	return acctest.Plain(t, result), nil
}

// unknown is an element that is known only after apply.
type unknown struct{}

// wire is the wire value; null is a string.
func wire(value any) tftypes.Value {
	switch value := value.(type) {
	case unknown:
		return tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	case []any:
		elements := make([]tftypes.Value, len(value))
		for i, element := range value {
			elements[i] = wire(element)
		}
		return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, elements)
	default:
		return tftypes.NewValue(tftypes.String, value)
	}
}

func TestGradeAtLeast(t *testing.T) {
	t.Parallel()
	grades := []any{"A", "B", "C", "D", "F"}
	for i, grade := range grades {
		for j, minimum := range grades {
			invocation{"grade_at_least", []any{grade, minimum}, i <= j}.run(t)
		}
	}
	// What is no grade is not good enough for the lowest bar.
	for _, grade := range []any{nil, "", "?", "E", "a", "A+", " A", "A\x00", strings.Repeat("A", 1<<20)} {
		invocation{"grade_at_least", []any{grade, "F"}, false}.run(t)
	}
}

func TestSeverityAtLeast(t *testing.T) {
	t.Parallel()
	severities := []any{"critical", "high", "medium", "low", "info", "positive"}
	for i, severity := range severities {
		for j, minimum := range severities {
			invocation{"severity_at_least", []any{severity, minimum}, i <= j}.run(t)
		}
	}
	// What is no severity is neither bad nor harmless.
	for _, severity := range []any{nil, "", "severe", "HIGH", "high ", strings.Repeat("high", 1<<18)} {
		for _, minimum := range severities {
			invocation{"severity_at_least", []any{severity, minimum}, nil}.run(t)
		}
	}
}

func TestWorstGrade(t *testing.T) {
	t.Parallel()
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
		invocation{"worst_grade", []any{test.grades}, test.want}.run(t)
	}
}

func TestWorstGrade_ofNull(t *testing.T) {
	t.Parallel()
	listType := tftypes.List{ElementType: tftypes.String}
	null, err := tfprotov6.NewDynamicValue(listType, tftypes.NewValue(listType, nil))
	if err != nil {
		t.Fatal(err)
	}
	got, failure := callDynamic(t, "worst_grade", &null)
	if failure != nil || got != nil {
		t.Errorf("got %v, failure %v", got, failure)
	}
}

func TestNormalizeDomain(t *testing.T) {
	t.Parallel()
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
		invocation{"normalize_domain", []any{value}, want}.run(t)
		invocation{"normalize_domain", []any{want}, want}.run(t)
	}
	invocation{"normalize_domain", []any{nil}, nil}.run(t)
}

// TestFunctions_refuseBadArguments has each error point at the argument and say what
// is allowed or wrong.
func TestFunctions_refuseBadArguments(t *testing.T) {
	t.Parallel()
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
		got, failure := call(t, test.function, test.arguments...)
		if failure == nil {
			t.Errorf("%s(%.200q) is %v, want an error", test.function, test.arguments, got)
			continue
		}
		if failure.FunctionArgument == nil || *failure.FunctionArgument != test.position {
			t.Errorf("%s(%.200q): the error is at argument %v, want %d", test.function, test.arguments, failure.FunctionArgument, test.position)
		}
		if !strings.Contains(failure.Text, test.text) {
			t.Errorf("%s(%.200q): the error does not say %q: %.500s", test.function, test.arguments, test.text, failure.Text)
		}
		if len(failure.Text) > 1000 {
			t.Errorf("%s(%.200q): the error has %d characters", test.function, test.arguments, len(failure.Text))
		}
	}
}

// TestFunctions_refuseANullMinimum has a bar that is not set not be the lowest one.
// Terraform refuses it before it calls.
func TestFunctions_refuseANullMinimum(t *testing.T) {
	t.Parallel()
	for function, observed := range map[string]any{"grade_at_least": "A", "severity_at_least": "high"} {
		if got, failure := call(t, function, observed, nil); failure == nil {
			t.Errorf("%s is %v, want an error", function, got)
		}
	}
}
