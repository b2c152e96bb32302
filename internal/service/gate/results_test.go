// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"slices"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// mixed are arguments that give every attribute something to say.
func mixed() object {
	return object{
		"minimum_grade": "B", "maximum_findings": object{"high": 0}, "enforcement": "none",
		"as_of": "2026-06-30T12:00:00Z",
		"companies": list{
			company("fine.example", object{"finding_counts": nil}),
			company("low.example", object{"grade": "D"}),
			company("waived.example", object{"grade": "C"}),
		},
		"findings": list{
			finding("fine.example", "weak_cipher", "high"),
			finding("app.example", "weak_cipher", "medium"),
		},
		"waivers": list{
			waiver("waived.example", "minimum_grade", "2026-12-31"),
			waiver("low.example", "minimum_grade", "2026-01-31"),
			waiver("gone.example", "*", "2026-12-31"),
		},
	}
}

func TestAttributes(t *testing.T) {
	t.Parallel()
	arguments := mixed()
	state := verdict(t, arguments)
	want := object{
		"passed": false,
		"violations": list{
			object{
				"subject": "fine.example", "rule": "maximum_findings", "observed": "1 high",
				"required": "at most 0 high or worse", "message": "1 high; required: at most 0 high or worse",
				"severity": "high", "observed_value": "1", "required_value": "0", "url": nil, "measure": "findings.high", "before": nil,
				"finding_types": list{object{"type": "weak_cipher", "title": nil, "severity": "high", "count": 1, "source": nil, "first_seen_at": nil, "last_seen_at": nil}},
			},
			object{
				"subject": "low.example", "rule": "minimum_grade", "observed": "grade D",
				"required": "at least B", "message": "grade D; required: at least B",
				"severity": "high", "observed_value": "D", "required_value": "B", "url": nil, "measure": "grade", "before": nil, "finding_types": list{},
			},
		},
		"waived": list{object{
			"subject": "waived.example", "rule": "minimum_grade", "observed": "grade C",
			"required": "at least B", "message": "grade C; required: at least B",
			"severity": "medium", "observed_value": "C", "required_value": "B", "url": nil, "measure": "grade", "before": nil, "finding_types": list{},
			"reason": "Accepted by Robin", "expires_on": "2026-12-31", "labels": object{},
		}},
		"known_violations": list{}, "fixed_violations": list{}, "unconfirmed_violations": list{},
		"expired_waivers":     list{labeled(waiver("low.example", "minimum_grade", "2026-01-31"))},
		"ending_waivers":      list{},
		"unused_waivers":      list{labeled(waiver("gone.example", "*", "2026-12-31"))},
		"evaluated_companies": 3,
		"evaluated_findings":  2,
		"summary": "Blocked: 2 violations of 2 subjects, 1 waived, 1 expired waiver, 1 unused waiver; 3 companies and 2 findings evaluated.\n" +
			"- fine.example: 1 high (maximum_findings: at most 0 high or worse)\n" +
			"- low.example: grade D (minimum_grade: at least B)",
		"markdown": "<!-- vendorrisk_gate: vendor-risk -->\n### Vendor risk gate `vendor-risk`: blocked\n\n" +
			"2 violations of 2 subjects, 1 waived, 1 expired waiver, 1 unused waiver; 3 companies and 2 findings evaluated.\n\n" +
			"#### Companies\n\n| Company | Verdict | Grade | Score | 30 days |\n| --- | --- | --- | --- | --- |\n" +
			"| `fine.example` | blocked | A | 95 | 0 |\n" +
			"| `low.example` | blocked | D | 95 | 0 |\n" +
			"| `waived.example` | waived | C | 95 | 0 |\n\n" +
			"#### Violations\n\n| Subject | Rule | Severity | Observed | Required | Details |\n| --- | --- | --- | --- | --- | --- |\n" +
			"| `fine.example` | `maximum_findings` | high | `1 high` | `at most 0 high or worse` | `weak_cipher (1)` |\n" +
			"| `low.example` | `minimum_grade` | high | `grade D` | `at least B` |  |\n\n" +
			"#### Waived\n\n| Subject | Rule | Observed | Reason | Expires on |\n| --- | --- | --- | --- | --- |\n" +
			"| `waived.example` | `minimum_grade` | `grade C` | `Accepted by Robin` | `2026-12-31` |\n\n" +
			"#### Expired waivers\n\n| Subject | Rule | Reason | Expires on |\n| --- | --- | --- | --- |\n" +
			"| `low.example` | `minimum_grade` | `Accepted by Robin` | `2026-01-31` |\n\n" +
			"#### Unused waivers\n\n| Subject | Rule | Reason | Expires on |\n| --- | --- | --- | --- |\n" +
			"| `gone.example` | `*` | `Accepted by Robin` | `2026-12-31` |\n",
	}
	// The state has the arguments as they were given, and null for the others.
	for name, value := range state {
		if name == "json" {
			continue // TestReports reads it.
		}
		if _, computed := want[name]; computed {
			acctest.Equal(t, name, value, want[name])
			continue
		}
		if name == "companies" || name == "findings" {
			continue // with attributes that were left out, which are null
		}
		acctest.Equal(t, "the argument "+name, value, arguments[name])
	}
	acctest.Equal(t, "companies", rows(t, state["companies"], "domain"), []string{"fine.example", "low.example", "waived.example"})
	acctest.Equal(t, "findings", rows(t, state["findings"], "subject"), []string{"fine.example", "app.example"})
}

func TestAttributes_withoutViolations(t *testing.T) {
	t.Parallel()
	state := verdict(t, object{"minimum_grade": "B", "companies": list{company("a.example", nil)}})
	for _, name := range []string{"violations", "known_violations", "fixed_violations", "unconfirmed_violations", "waived", "expired_waivers", "ending_waivers", "unused_waivers"} {
		acctest.Equal(t, name, state[name], list{})
	}
	acctest.Equal(t, "passed", state["passed"], true)
	acctest.Equal(t, "evaluated_companies", state["evaluated_companies"], 1)
	acctest.Equal(t, "evaluated_findings", state["evaluated_findings"], 0)
	const verdict = "no violations; 1 company and 0 findings evaluated."
	acctest.Equal(t, "summary", state["summary"], "Passed: "+verdict)
	acctest.Equal(t, "markdown", state["markdown"], "<!-- vendorrisk_gate: vendor-risk -->\n### Vendor risk gate `vendor-risk`: passed\n\nN"+verdict[1:]+"\n\n"+
		"#### Companies\n\n| Company | Verdict | Grade | Score | 30 days |\n| --- | --- | --- | --- | --- |\n"+
		"| `a.example` | passed | A | 95 | 0 |\n")
}

// TestAttributes_doNotDependOnTheOrderOfTheInput has what the gate came to be equal, so
// that a plan after which nothing has changed is empty.
func TestAttributes_doNotDependOnTheOrderOfTheInput(t *testing.T) {
	t.Parallel()
	arguments := mixed()
	want := verdict(t, arguments)
	for _, name := range []string{"companies", "findings", "waivers"} {
		rows, ok := arguments[name].(list)
		if !ok {
			t.Fatalf("%s is no list", name)
		}
		slices.Reverse(rows)
	}
	got := verdict(t, arguments)
	for _, name := range []string{
		"passed", "violations", "waived", "expired_waivers", "ending_waivers", "unused_waivers",
		"evaluated_companies", "evaluated_findings", "summary", "markdown", "json",
	} {
		acctest.Equal(t, name, got[name], want[name])
	}
}
