// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func waiver(subject, rule, expiresOn string) object {
	return object{"subject": subject, "rule": rule, "reason": "Accepted by Robin", "expires_on": expiresOn}
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
