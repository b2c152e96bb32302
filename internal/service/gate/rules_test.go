// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// TestRules has each rule pass at its limit and fail beyond it.
func TestRules(t *testing.T) {
	t.Parallel()
	type test struct {
		arguments object
		want      []string
	}
	a := func(attributes object) list { return list{company("a.example", attributes)} }
	tests := map[string]test{
		"minimum_grade passes": {object{"minimum_grade": "B", "companies": a(object{"grade": "B"})}, []string{}},
		"minimum_grade fails": {
			object{"minimum_grade": "B", "companies": a(object{"grade": "C"})},
			[]string{"a.example | minimum_grade | grade C | at least B"},
		},
		"minimum_score passes": {object{"minimum_score": 80, "companies": a(object{"score": 80})}, []string{}},
		"minimum_score fails": {
			object{"minimum_score": 80, "companies": a(object{"score": 79})},
			[]string{"a.example | minimum_score | score 79 | at least 80"},
		},
		"minimum_score fails at zero": {
			object{"minimum_score": 1, "companies": a(object{"score": 0})},
			[]string{"a.example | minimum_score | score 0 | at least 1"},
		},
		"maximum_score_drop passes": {
			object{"maximum_score_drop": 5, "companies": a(object{"score_change_30d": -5})}, []string{},
		},
		"maximum_score_drop fails": {
			object{"maximum_score_drop": 5, "companies": a(object{"score_change_30d": -6})},
			[]string{"a.example | maximum_score_drop | 6 points lost in 30 days | at most 5"},
		},
		"maximum_score_drop of nothing": {
			object{"maximum_score_drop": 0, "companies": a(object{"score_change_30d": -1})},
			[]string{"a.example | maximum_score_drop | 1 point lost in 30 days | at most 0"},
		},
		"maximum_score_drop passes in a window": {
			object{
				"maximum_score_drop": 5, "score_drop_days": 90, "as_of": "2026-06-30T12:00:00Z", "companies": a(object{"score_change_30d": -50}),
				"histories": list{history("https://A.example", "2026-03-31", "2026-06-29T00:00:00Z", 85)},
			},
			[]string{},
		},
		"maximum_score_drop fails in a window": {
			object{
				"maximum_score_drop": 5, "score_drop_days": 90, "as_of": "2026-06-30T12:00:00Z", "companies": a(nil),
				"histories": list{history("a.example", "2026-03-31", "2026-06-29T00:00:00Z", 84.5)},
			},
			[]string{"a.example | maximum_score_drop | 5.5 points lost in 90 days | at most 5"},
		},
		"maximum_score_drop by histories of 30 days": {
			object{
				"maximum_score_drop": 5, "as_of": "2026-06-30T12:00:00Z", "companies": a(nil),
				"histories": list{history("a.example", "2026-05-31", "2026-06-29", 84)},
			},
			[]string{"a.example | maximum_score_drop | 6 points lost in 30 days | at most 5"},
		},
		"histories that are too short, not read, of a date that no one can read, or of another company": {
			object{
				"maximum_score_drop": 5, "score_drop_days": 90, "as_of": "2026-06-30T12:00:00Z",
				"companies": list{company("a.example", nil), company("b.example", nil), company("c.example", nil), company("d.example", nil)},
				"histories": list{
					history("a.example", "2026-04-02", "2026-06-29", 90),
					object{"domain": "b.example", "scores": nil},
					history("c.example", "2026-04-01", "last week", 90), history("e.example", "2026-04-01", "2026-06-29", 90),
				},
			},
			[]string{
				"a.example | unknown_grade | 90-day score change unknown: no score from 2026-03-25 to 2026-04-01 | at most 5",
				"b.example | unknown_grade | 90-day score change unknown: a history could not be read | at most 5",
				"c.example | unknown_grade | 90-day score change unknown: a score has no date | at most 5",
				"d.example | unknown_grade | 90-day score change unknown: it has no history | at most 5",
			},
		},
		"minimum_factor_grades passes": {
			object{"minimum_factor_grades": object{"network_security": "A"}, "companies": a(nil)}, []string{},
		},
		"minimum_factor_grades fails": {
			object{
				"minimum_factor_grades": object{"network_security": "B"},
				"companies":             a(object{"factors": object{"network_security": object{"grade": "D"}}}),
			},
			[]string{"a.example | minimum_factor_grades | network_security grade D | at least B"},
		},
		"maximum_findings passes over counts": {
			object{
				"maximum_findings": object{"high": 2},
				"companies":        a(object{"finding_counts": object{"high": 2, "medium": 100}}),
			},
			[]string{},
		},
		"maximum_findings fails over counts": {
			object{
				"maximum_findings": object{"high": 2, "low": 0},
				"companies":        a(object{"finding_counts": object{"critical": 1, "high": 2, "medium": 4}}),
			},
			[]string{
				"a.example | maximum_findings | 1 critical, 2 high | at most 2 high or worse",
				"a.example | maximum_findings | 4 medium | at most 0 low or worse",
			},
		},
		"maximum_findings passes over findings": {
			object{
				"maximum_findings": object{"high": 1},
				"findings":         list{finding("a.example", "x", "high"), finding("b.example", "x", "high")},
			},
			[]string{},
		},
		"maximum_findings fails over findings": {
			object{
				"maximum_findings": object{"high": 1},
				"findings":         list{finding("a.example", "x", "high"), finding("a.example", "y", "critical")},
			},
			[]string{"a.example | maximum_findings | 1 critical, 1 high | at most 1 high or worse"},
		},
		"maximum_findings judges a company's counts and its findings": {
			object{
				"maximum_findings": object{"high": 0},
				"companies":        a(object{"finding_counts": object{"high": 2}}),
				"findings":         list{finding("a.example", "x", "high")},
			},
			[]string{
				"a.example | maximum_findings | 1 high | at most 0 high or worse",
				"a.example | maximum_findings | 2 high | at most 0 high or worse",
			},
		},
		"findings of others say nothing of a company": {
			object{
				"maximum_findings": object{"high": 0},
				"companies":        a(object{"finding_counts": nil}),
				"findings":         list{finding("laptop", "x", "low")},
			},
			[]string{"a.example | maximum_findings | findings unknown | finding counts, or findings"},
		},
		"covered_subjects say that a company has no findings": {
			object{
				"maximum_findings": object{"high": 0},
				"companies":        a(object{"finding_counts": nil}),
				"findings":         list{finding("laptop", "x", "low")},
				"covered_subjects": list{"https://A.example"},
			},
			[]string{},
		},
		"finding_counts that are no numbers of findings": {
			object{
				"maximum_findings": object{"high": 9},
				"companies":        list{company("a.example", object{"finding_counts": object{"high": 0.5}}), company("b.example", object{"finding_counts": object{"low": -1}})},
			},
			[]string{
				"a.example | maximum_findings | finding counts unknown | numbers of findings that are whole and not negative",
				"b.example | maximum_findings | finding counts unknown | numbers of findings that are whole and not negative",
			},
		},
		"denied_finding_types ignore what nobody sees": {
			object{"denied_finding_types": list{"malware "}, "findings": list{finding("a.example", "malware\u200b", "info")}},
			[]string{"a.example | denied_finding_types | 1 finding of denied types: malware (1) | no finding of a denied type"},
		},
		"minimum_score takes fractions": {
			object{"minimum_score": 89.9, "companies": list{
				company("a.example", object{"score": 89.9}), company("b.example", object{"score": 89.8}), company("c.example", object{"score": 90}),
			}},
			[]string{"b.example | minimum_score | score 89.8 | at least 89.9"},
		},
		"a score off the scale is unknown": {
			object{"minimum_score": 50, "companies": a(object{"score": 1000})},
			[]string{"a.example | unknown_grade | score unknown: 1000 is not from 0 to 100 | at least 50"},
		},
		"maximum_score_drop takes fractions": {
			object{"maximum_score_drop": 2.5, "companies": list{
				company("a.example", object{"score_change_30d": -2.5}), company("b.example", object{"score_change_30d": -2.6}),
			}},
			[]string{"b.example | maximum_score_drop | 2.6 points lost in 30 days | at most 2.5"},
		},
		"maximum_findings takes findings where a company has no counts": {
			object{
				"maximum_findings": object{"high": 0},
				"companies":        a(object{"finding_counts": nil}),
				"findings":         list{finding("a.example", "x", "high")},
			},
			[]string{"a.example | maximum_findings | 1 high | at most 0 high or worse"},
		},
		"denied_finding_types passes": {
			object{"denied_finding_types": list{"x"}, "findings": list{finding("a.example", "y", "critical")}}, []string{},
		},
		"denied_finding_types fails": {
			object{"denied_finding_types": list{"x", "y"}, "findings": list{finding("a.example", "x", "info")}},
			[]string{"a.example | denied_finding_types | 1 finding of denied types: x (1) | no finding of a denied type"},
		},
		"minimum_companies passes": {
			object{"minimum_companies": 2, "companies": list{company("a.example", nil), company("b.example", nil)}}, []string{},
		},
		"minimum_companies fails": {
			object{"minimum_companies": 2, "companies": a(nil)},
			[]string{"companies | minimum_companies | 1 company | at least 2"},
		},
		"minimum_companies counts a company once": {
			object{"minimum_companies": 2, "companies": list{company("a.example", nil), company("https://A.example/", nil)}},
			[]string{"companies | minimum_companies | 1 company | at least 2"},
		},
		"all rules at once": {
			object{
				"minimum_grade": "B", "minimum_score": 80, "maximum_score_drop": 5,
				"minimum_factor_grades": object{"network_security": "B"}, "maximum_findings": object{"high": 0},
				"denied_finding_types": list{"x"}, "minimum_companies": 2,
				"companies": a(object{
					"grade": "F", "score": 41, "score_change_30d": -40,
					"factors":        object{"network_security": object{"grade": "C"}},
					"finding_counts": object{"high": 1},
				}),
				"findings": list{finding("a.example", "x", "low")},
			},
			[]string{
				"a.example | maximum_score_drop | 40 points lost in 30 days | at most 5",
				"a.example | minimum_grade | grade F | at least B",
				"a.example | minimum_score | score 41 | at least 80",
				"a.example | maximum_findings | 1 high | at most 0 high or worse",
				"a.example | minimum_factor_grades | network_security grade C | at least B",
				"a.example | denied_finding_types | 1 finding of denied types: x (1) | no finding of a denied type",
				"companies | minimum_companies | 1 company | at least 2",
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := verdict(t, test.arguments)
			acctest.Equal(t, "violations", violations(t, state), test.want)
			acctest.Equal(t, "passed", state["passed"], len(test.want) == 0)
		})
	}
}

// TestRules_failClosedOnMissingData has what is not known block, unless the
// configuration says otherwise.
func TestRules_failClosedOnMissingData(t *testing.T) {
	t.Parallel()
	const setFactors = ": set include_factors = true in the data source that reads the companies"
	type test struct {
		arguments object
		want      []string
		// ignored is the argument that lets it pass, if there is one.
		ignored string
	}
	companyWith := func(attribute string, value any) list {
		return list{company("a.example", object{attribute: value})}
	}
	tests := map[string]test{
		"a null grade": {
			object{"minimum_grade": "F", "companies": companyWith("grade", nil)},
			[]string{"a.example | unknown_grade | grade unknown; required: at least F"},
			"unknown_grade",
		},
		"an unknown grade": {
			object{"minimum_grade": "F", "companies": companyWith("grade", "?")},
			[]string{"a.example | unknown_grade | grade unknown; required: at least F"},
			"unknown_grade",
		},
		"a null grade without a rule for grades": {
			object{"minimum_score": 0, "companies": companyWith("grade", nil)},
			[]string{"a.example | unknown_grade | grade unknown; required: a known grade"},
			"unknown_grade",
		},
		"a null score": {
			object{"minimum_score": 0, "companies": companyWith("score", nil)},
			[]string{"a.example | unknown_grade | score unknown; required: at least 0"},
			"unknown_grade",
		},
		"a null score change": {
			object{"maximum_score_drop": 100, "companies": companyWith("score_change_30d", nil)},
			[]string{"a.example | unknown_grade | 30-day score change unknown; required: at most 100"},
			"unknown_grade",
		},
		"a provisional score": {
			object{"minimum_grade": "F", "companies": companyWith("provisional", true)},
			[]string{"a.example | provisional_score | score provisional: it may still change, so the company's grade, score, and factors are unknown"},
			"provisional_score",
		},
		"null factors": {
			object{"minimum_factor_grades": object{"dns_health": "F"}, "companies": companyWith("factors", nil)},
			[]string{"a.example | unknown_grade | dns_health grade unknown" + setFactors},
			"unknown_grade",
		},
		"a factor that is not there": {
			object{"minimum_factor_grades": object{"dns_health": "F"}, "companies": companyWith("factors", object{})},
			[]string{"a.example | unknown_grade | dns_health grade unknown; required: at least F"},
			"unknown_grade",
		},
		"a factor without a grade": {
			object{
				"minimum_factor_grades": object{"dns_health": "F"},
				"companies":             companyWith("factors", object{"dns_health": object{"grade": nil}}),
			},
			[]string{"a.example | unknown_grade | dns_health grade unknown; required: at least F"},
			"unknown_grade",
		},
		"null counts, and no findings given": {
			object{"maximum_findings": object{"critical": 9}, "companies": companyWith("finding_counts", nil)},
			[]string{"a.example | maximum_findings | findings unknown" + setFactors + ", or pass findings"},
			"",
		},
		"counts of an unknown severity": {
			object{"maximum_findings": object{"critical": 9}, "companies": companyWith("finding_counts", object{"dire": 1})},
			[]string{"a.example | unknown_severity | 1 finding of unknown severity: dire (1); required: no finding of unknown severity"},
			"",
		},
		"a finding of an unknown severity": {
			object{"maximum_findings": object{"critical": 9}, "findings": list{finding("a.example", "x", "dire")}},
			[]string{"a.example | unknown_severity | 1 finding of unknown severity: dire (1); required: no finding of unknown severity"},
			"",
		},
		"a finding of null severity": {
			object{"maximum_findings": object{"critical": 9}, "findings": list{object{"subject": "a.example", "type": "x"}}},
			[]string{"a.example | unknown_severity | 1 finding of unknown severity: (none) (1); required: no finding of unknown severity"},
			"",
		},
		"a finding of null status": {
			object{"maximum_findings": object{"low": 0}, "findings": list{object{"subject": "a.example", "type": "x", "severity": "low"}}},
			[]string{"a.example | maximum_findings | 1 low; required: at most 0 low or worse"},
			"",
		},
		"a finding of unknown status": {
			object{"denied_finding_types": list{"y"}, "findings": list{
				object{"subject": "a.example", "type": "x", "severity": "info", "status": "unknown"},
			}},
			[]string{"a.example | unknown_findings | 1 finding of unknown status: x (1); required: no finding of unknown status"},
			"unknown_findings",
		},
		"no companies": {
			object{"minimum_grade": "F", "companies": list{}},
			[]string{"companies | minimum_companies | 0 companies; required: at least 1"},
			"",
		},
		"no companies for a rule over findings": {
			object{"maximum_findings": object{"low": 0}, "companies": list{}},
			[]string{"companies | minimum_companies | 0 companies; required: at least 1"},
			"",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := verdict(t, test.arguments)
			acctest.Equal(t, "violations", rows(t, state["violations"], "subject", "rule", "message"), test.want)
			acctest.Equal(t, "passed", state["passed"], false)
			if test.ignored == "" {
				return
			}
			test.arguments[test.ignored] = "ignore"
			state = verdict(t, test.arguments)
			acctest.Equal(t, "violations when ignored", violations(t, state), []string{})
			acctest.Equal(t, "passed when ignored", state["passed"], true)
		})
	}
}

// TestRules_ignoreWhatDoesNotCount has rows that no rule blocks on.
func TestRules_ignoreWhatDoesNotCount(t *testing.T) {
	t.Parallel()
	closed := finding("a.example", "x", "critical")
	closed["status"] = "closed"
	tests := map[string]object{
		"closed findings":                          {"maximum_findings": object{"low": 0}, "denied_finding_types": list{"x"}, "findings": list{closed}},
		"no findings at all":                       {"maximum_findings": object{"low": 0}, "denied_finding_types": list{"x"}, "findings": list{}},
		"no companies, when that is said":          {"minimum_grade": "A", "companies": list{}, "minimum_companies": 0},
		"a score that rises":                       {"maximum_score_drop": 0, "companies": list{company("a.example", object{"score_change_30d": 12})}},
		"a severity below the ones with a maximum": {"maximum_findings": object{"high": 0}, "findings": list{finding("a.example", "x", "medium")}},
	}
	for name, arguments := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := verdict(t, arguments)
			acctest.Equal(t, "violations", violations(t, state), []string{})
			acctest.Equal(t, "passed", state["passed"], true)
		})
	}
}
