// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

// emptyReport is the JSON report of a gate that had nothing to judge.
const emptyReport = `{
  "format_version": "1", "gate": "test", "source_file": "main.tf", "passed": true,
  "rules": {
    "minimum_grade": null, "minimum_score": null, "maximum_score_drop": null, "minimum_factor_grades": {}, "maximum_findings": {},
    "denied_finding_types": [], "minimum_companies": 0, "unknown_grade": "fail", "provisional_score": "fail", "unknown_findings": "fail", "applied": []
  },
  "evaluated_companies": 0, "evaluated_findings": 0, "subjects": [],
  "violations": [], "known_violations": [], "fixed_violations": [], "unconfirmed_violations": [],
  "waived": [], "expired_waivers": [], "ending_waivers": [], "unused_waivers": []
}`

// emptySnapshot is a snapshot of a portfolio without companies.
const emptySnapshot = `{
"version": 1,
"source": "securityscorecard",
"taken_at": "2026-01-01T00:00:00Z",
"scope": {"portfolios":[{"id":"p1"}]},
"companies": [
],
"covered_subjects": null,
"findings": null,
"unknown": [
],
"sha256": "1a8bff0d26de9b23a264c72e9df0085d1eae5f2ae608abf0cb4902605f938287"
}
`

// Callings returns a call of every function.
func Callings() []Calling {
	return []Calling{
		{Function: "gate_digest", Arguments: list{emptyReport, emptyReport}, Refused: list{"{}", nil}},
		{Function: "gate_report", Arguments: list{emptyReport, "sarif"}, Refused: list{"{}", "pdf"}},
		{Function: "grade_at_least", Arguments: list{"A", "B"}, Refused: list{nil, "E"}},
		{Function: "normalize_domain", Arguments: list{"https://A.example/"}, Refused: list{"a b"}},
		{
			Function: "processunity_issue_row",
			Arguments: list{
				attributes{"source": "securityscorecard", "subject": "a.example", "type": "x", "title": "X", "severity": "high", "status": "open"},
				attributes{"severities": attributes{"high": "High"}},
			},
			Refused: list{attributes{}, attributes{"severitys": attributes{}}},
		},
		{
			Function:  "processunity_third_party_row",
			Arguments: list{attributes{"domain": "a.example", "grade": "A", "score": 95}, attributes{}},
			Refused:   list{"a.example", attributes{"SS Unheard Of": "x"}},
		},
		{Function: "secureframe_cloud_resource_type", Arguments: list{"aws_s3_bucket"}, Refused: list{nil}},
		{Function: "secureframe_cloud_resources", Arguments: list{`{"format_version":"1.0"}`}, Refused: list{"[]"}},
		{Function: "snapshot_companies", Arguments: list{emptySnapshot}, Refused: list{"{}"}},
		{Function: "snapshot_findings", Arguments: list{emptySnapshot}, Refused: list{emptySnapshot + "{}"}},
		{Function: "severity_at_least", Arguments: list{"high", "low"}, Refused: list{nil, noSeverity}},
		{Function: "worst_grade", Arguments: list{list{"A", "B"}}, Refused: list{nil}},
	}
}
