// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func waiver(subject, rule, expiresOn string) object {
	return object{"subject": subject, "rule": rule, "reason": "Accepted by Robin", "expires_on": expiresOn}
}

// labeled is a waiver as the results have it.
func labeled(waiver object) object {
	row := object{"labels": object{}}
	maps.Copy(row, waiver)
	return row
}

func TestWaivers(t *testing.T) {
	t.Parallel()
	const later, over = "2026-12-31", "2026-06-29"
	low := company("low.example", object{"grade": "D", "score": 61})
	weak := list{finding("low.example", "weak_cipher", "high"), finding("low.example", "open_port", "high")}

	type test struct {
		arguments object
		waivers   list
		// What is left, waived, expired and unused.
		violations, waived, expired, unused []string
	}
	nothing := []string{}
	tests := map[string]test{
		"by rule": {
			arguments:  object{"minimum_grade": "B", "minimum_score": 80, "companies": list{low}},
			waivers:    list{waiver("low.example", "minimum_grade", later)},
			violations: []string{"low.example | minimum_score | score 61 | at least 80"},
			waived:     []string{"low.example | minimum_grade | grade D | Accepted by Robin | 2026-12-31"},
			expired:    nothing, unused: nothing,
		},
		"for everything": {
			arguments:  object{"minimum_grade": "B", "minimum_score": 80, "companies": list{low}},
			waivers:    list{waiver("low.example", "*", later)},
			violations: nothing,
			waived: []string{
				"low.example | minimum_grade | grade D | Accepted by Robin | 2026-12-31",
				"low.example | minimum_score | score 61 | Accepted by Robin | 2026-12-31",
			},
			expired: nothing, unused: nothing,
		},
		"by finding type, of limited findings": {
			arguments:  object{"maximum_findings": object{"high": 0}, "findings": weak},
			waivers:    list{waiver("low.example", "weak_cipher", later)},
			violations: []string{"low.example | maximum_findings | 1 high | at most 0 high or worse"},
			waived:     []string{"low.example | maximum_findings | 1 finding of type weak_cipher | Accepted by Robin | 2026-12-31"},
			expired:    nothing, unused: nothing,
		},
		"by finding type, of denied findings": {
			arguments:  object{"denied_finding_types": list{"weak_cipher"}, "findings": weak},
			waivers:    list{waiver("low.example", "weak_cipher", later)},
			violations: nothing,
			waived:     []string{"low.example | denied_finding_types | 1 finding of type weak_cipher | Accepted by Robin | 2026-12-31"},
			expired:    nothing, unused: nothing,
		},
		"in another spelling of the domain": {
			arguments:  object{"minimum_grade": "B", "companies": list{low}},
			waivers:    list{waiver("https://LOW.example./", "minimum_grade", later)},
			violations: nothing,
			waived:     []string{"low.example | minimum_grade | grade D | Accepted by Robin | 2026-12-31"},
			expired:    nothing, unused: nothing,
		},
		"of too few companies": {
			arguments:  object{"minimum_grade": "B", "companies": list{}},
			waivers:    list{waiver("companies", "minimum_companies", later)},
			violations: nothing,
			waived:     []string{"companies | minimum_companies | 0 companies | Accepted by Robin | 2026-12-31"},
			expired:    nothing, unused: nothing,
		},
		"of an unknown grade": {
			arguments:  object{"minimum_grade": "B", "companies": list{company("new.example", object{"grade": nil})}},
			waivers:    list{waiver("new.example", "unknown_grade", later)},
			violations: nothing,
			waived:     []string{"new.example | unknown_grade | grade unknown | Accepted by Robin | 2026-12-31"},
			expired:    nothing, unused: nothing,
		},
		"expired": {
			arguments:  object{"minimum_grade": "B", "companies": list{low}},
			waivers:    list{waiver("low.example", "minimum_grade", over)},
			violations: []string{"low.example | minimum_grade | grade D | at least B"},
			waived:     nothing,
			expired:    []string{"low.example | minimum_grade | Accepted by Robin | 2026-06-29"},
			unused:     nothing,
		},
		"unused": {
			arguments:  object{"minimum_grade": "B", "companies": list{low}},
			waivers:    list{waiver("low.example", "minimum_score", later), waiver("fine.example", "*", later)},
			violations: []string{"low.example | minimum_grade | grade D | at least B"},
			waived:     nothing, expired: nothing,
			unused: []string{
				"fine.example | * | Accepted by Robin | 2026-12-31",
				"low.example | minimum_score | Accepted by Robin | 2026-12-31",
			},
		},
		"one expired, the other valid": {
			arguments:  object{"minimum_grade": "B", "companies": list{low}},
			waivers:    list{waiver("low.example", "*", over), waiver("low.example", "*", later)},
			violations: nothing,
			waived:     []string{"low.example | minimum_grade | grade D | Accepted by Robin | 2026-12-31"},
			expired:    []string{"low.example | * | Accepted by Robin | 2026-06-29"},
			unused:     nothing,
		},
		"none of an empty list": {
			arguments:  object{"minimum_grade": "B", "companies": list{low}},
			waivers:    list{},
			violations: []string{"low.example | minimum_grade | grade D | at least B"},
			waived:     nothing, expired: nothing, unused: nothing,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.arguments["waivers"] = test.waivers
			test.arguments["as_of"] = "2026-06-30T12:00:00Z"
			state := verdict(t, test.arguments)
			waivers := []string{"subject", "rule", "reason", "expires_on"}
			acctest.Equal(t, "violations", violations(t, state), test.violations)
			acctest.Equal(t, "waived", rows(t, state["waived"], "subject", "rule", "observed", "reason", "expires_on"), test.waived)
			acctest.Equal(t, "expired waivers", rows(t, state["expired_waivers"], waivers...), test.expired)
			acctest.Equal(t, "unused waivers", rows(t, state["unused_waivers"], waivers...), test.unused)
			acctest.Equal(t, "passed", state["passed"], len(test.violations) == 0)
		})
	}
}

// TestWaivers_expiry has a waiver be valid through its last day in UTC, whatever
// the zone that as_of is written in.
func TestWaivers_expiry(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		asOf  any
		valid bool
	}{
		"before":                              {"2026-01-01T00:00:00Z", true},
		"the last second":                     {"2026-06-30T23:59:59Z", true},
		"the first second after":              {"2026-07-01T00:00:00Z", false},
		"the next day elsewhere, not in UTC":  {"2026-07-01T08:00:00+09:00", true},
		"the last day elsewhere, over in UTC": {"2026-06-30T20:00:00-05:00", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := verdict(t, object{
				"minimum_grade": "B", "as_of": test.asOf,
				"companies": list{company("low.example", object{"grade": "D"})},
				"waivers":   list{waiver("low.example", "minimum_grade", "2026-06-30")},
			})
			acctest.Equal(t, "passed", state["passed"], test.valid)
			acctest.Equal(t, "as_of", state["as_of"], test.asOf)
		})
	}
}

func TestWaivers_expireByTheClockByDefault(t *testing.T) {
	t.Parallel()
	today := time.Now().UTC()
	for days, valid := range map[int]bool{-2: false, 2: true} {
		state := verdict(t, object{
			"minimum_grade": "B",
			"companies":     list{company("low.example", object{"grade": "D"})},
			"waivers":       list{waiver("low.example", "minimum_grade", today.AddDate(0, 0, days).Format(time.DateOnly))},
		})
		acctest.Equal(t, "passed", state["passed"], valid)
		if state["as_of"] != nil {
			t.Errorf("as_of is %v: the clock in the state would differ at every plan", state["as_of"])
		}
	}
}

// A diagnostic names the waivers that a reader may have counted on.
func TestDiagnostics_nameWaivers(t *testing.T) {
	t.Parallel()
	low := company("low.example", object{"grade": "D"})
	tests := map[string]struct {
		waivers list
		want    string
		unwant  string
	}{
		"expired": {
			list{waiver("low.example", "minimum_grade", "2026-06-29")},
			"- The waiver for minimum_grade has expired: its last day was 2026-06-29. Its reason was: Accepted by Robin\n", "",
		},
		"everything, expired": {list{waiver("LOW.example", "*", "2026-06-29")}, "- The waiver for * has expired", ""},
		"another rule, expired": {
			list{waiver("low.example", "minimum_score", "2026-06-29"), waiver("fine.example", "minimum_grade", "2026-06-29")}, "", "has expired",
		},
		"another spelling of the rule": {
			list{waiver("low.example", "Minimum-Grade", "2026-12-31")},
			`- A waiver nearly fits: it has the subject "low.example" and the rule "Minimum-Grade".`, "",
		},
		"a page of the company": {
			list{waiver("low.example/login", "minimum_grade", "2026-12-31")},
			`- A waiver nearly fits: it has the subject "low.example/login" and the rule "minimum_grade".`, "",
		},
		"another subject": {list{waiver("low.example.org", "minimum_grade", "2026-12-31")}, "", "nearly fits"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, diagnostics := judge(t, object{
				"minimum_grade": "B", "companies": list{low}, "waivers": test.waivers, "as_of": "2026-06-30T12:00:00Z",
			})
			if len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, test.want) {
				t.Fatalf("want %q, got\n%s", test.want, acctest.Explain(diagnostics))
			}
			if test.unwant != "" && strings.Contains(diagnostics[0].Detail, test.unwant) {
				t.Errorf("it says %q:\n%s", test.unwant, diagnostics[0].Detail)
			}
		})
	}
}

// A waiver in use gets a warning before it ends, and the gate still passes.
func TestWaivers_ending(t *testing.T) {
	t.Parallel()
	low := company("low.example", object{"grade": "D"})
	tests := map[string]struct {
		ends, asOf string
		days       any
		want       string
	}{
		"today":                         {"2026-06-30", "2026-06-30T23:59:59Z", nil, "2026-06-30, today."},
		"tomorrow":                      {"2026-07-01", "2026-06-30T00:00:00Z", nil, "2026-07-01, tomorrow."},
		"in the last days":              {"2026-07-14", "2026-06-30T00:00:00Z", nil, "2026-07-14, in 14 days."},
		"later":                         {"2026-07-15", "2026-06-30T23:59:59Z", nil, ""},
		"within more days":              {"2026-07-15", "2026-06-30T23:59:59Z", 15, "2026-07-15, in 15 days."},
		"no warning":                    {"2026-06-30", "2026-06-30T00:00:00Z", 0, ""},
		"an endless warning":            {"2999-01-01", "2026-06-30T00:00:00Z", 1_000_000_000, "2999-01-01, in "},
		"a date without quotes in YAML": {"2026-06-30T00:00:00Z", "2026-06-30T23:59:59Z", nil, "2026-06-30, today."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, diagnostics := judge(t, object{
				"minimum_grade": "B", "companies": list{low}, "as_of": test.asOf, "waiver_warning_days": test.days,
				"waivers": list{waiver("low.example", "minimum_grade", test.ends), waiver("low.example", "minimum_score", test.ends)},
			})
			acctest.Equal(t, "passed", state["passed"], true)
			if test.want == "" {
				acctest.Equal(t, "diagnostics", len(diagnostics), 0)
				acctest.Equal(t, "ending_waivers", state["ending_waivers"], list{})
				return
			}
			if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityWarning ||
				!strings.Contains(diagnostics[0].Detail, "- low.example, minimum_grade: its last day is "+test.want) {
				t.Errorf("want %q, got\n%s", test.want, acctest.Explain(diagnostics))
			}
			acctest.Equal(t, "ending_waivers", rows(t, state["ending_waivers"], "rule"), []string{"minimum_grade"})
		})
	}
}
