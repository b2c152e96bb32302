// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package report writes the decision of a gate for people and for programs, and
// reads it back. It knows no clock: the same decision makes the same report.
package report

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// FormatVersion is the version of the JSON format. Another version has other
// members, or members with another meaning.
const FormatVersion = "1"

// Report is all that is known of one decision. Its JSON is what users keep, so a
// change of it needs another FormatVersion, and a change of the schema that the
// documentation publishes.
type Report struct {
	FormatVersion string `json:"format_version"`
	// Gate is the name of the gate.
	Gate string `json:"gate"`
	// SourceFile is the file of the repository that has the gate.
	SourceFile string `json:"source_file"`
	Passed     bool   `json:"passed"`
	Rules      Rules  `json:"rules"`
	// EvaluatedCompanies is the number of subjects that are companies.
	EvaluatedCompanies int `json:"evaluated_companies"`
	EvaluatedFindings  int `json:"evaluated_findings"`
	// Snapshots are the documents that were judged, in their order.
	Snapshots []Snapshot `json:"snapshots,omitempty"`
	// Subjects are all that were judged, the worst first.
	Subjects []Subject `json:"subjects"`
	// Violations block.
	Violations []Violation `json:"violations"`
	// KnownViolations are in the baseline, and do not block.
	KnownViolations []Violation `json:"known_violations"`
	// FixedViolations are in the baseline, and are gone or better.
	FixedViolations []Fixed `json:"fixed_violations"`
	// UnconfirmedViolations are in the baseline, and their data is missing now.
	UnconfirmedViolations []Violation `json:"unconfirmed_violations"`
	Waived                []Waived    `json:"waived"`
	ExpiredWaivers        []Waiver    `json:"expired_waivers"`
	EndingWaivers         []Waiver    `json:"ending_waivers"`
	UnusedWaivers         []Waiver    `json:"unused_waivers"`
}

// Rules are the rules that the gate applied. A rule that is not set is null or
// empty.
type Rules struct {
	MinimumGrade     *posture.Grade `json:"minimum_grade"`
	MinimumScore     jsontext.Value `json:"minimum_score"`
	MaximumScoreDrop jsontext.Value `json:"maximum_score_drop"`
	// ScoreDropDays is the window of MaximumScoreDrop by histories. Without
	// histories it is not set, and the window is 30 days.
	ScoreDropDays       int64                      `json:"score_drop_days,omitzero"`
	MinimumFactorGrades map[string]posture.Grade   `json:"minimum_factor_grades"`
	MaximumFindings     map[posture.Severity]int64 `json:"maximum_findings"`
	DeniedFindingTypes  []string                   `json:"denied_finding_types"`
	// MinimumCompanies is 0 if there may be none.
	MinimumCompanies int64 `json:"minimum_companies"`
	// UnknownGrade, ProvisionalScore and UnknownFindings are fail or ignore.
	UnknownGrade     string `json:"unknown_grade"`
	ProvisionalScore string `json:"provisional_score"`
	UnknownFindings  string `json:"unknown_findings"`
	// Applied are the names of the rules that subjects were judged by.
	Applied []posture.Rule `json:"applied"`
}

// Status says what came of a subject.
type Status string

// The statuses, the worst first.
const (
	Blocked Status = "blocked"
	Known   Status = "known"
	Waives  Status = "waived"
	Passed  Status = "passed"
)

// Subject is one subject that was judged.
type Subject struct {
	Subject string `json:"subject"`
	Status  Status `json:"status"`
	// Companies are the rows of a company, the worst first.
	Companies []Company `json:"companies"`
	// Findings is the number of findings, of any status, and UnknownFindings of
	// those of unknown status.
	Findings        int64 `json:"findings"`
	UnknownFindings int64 `json:"unknown_findings"`
	// FindingsKnown says that all findings were read, and that nothing about them
	// is unknown.
	FindingsKnown bool `json:"findings_known"`
}

// Snapshot is one document that companies and findings come from.
type Snapshot struct {
	// Subject is that of its violations.
	Subject string `json:"subject"`
	Status  Status `json:"status"`
	// Source and TakenAt are empty, and Scope is nil, if nothing of it was judged.
	Source  string `json:"source,omitempty"`
	TakenAt string `json:"taken_at,omitempty"`
	// Scope has the names, or the IDs, of what was read, by kind.
	Scope map[posture.ScopeKind][]string `json:"scope,omitempty"`
	// SignedBy is the ID of the key, if a signature was asked for.
	SignedBy string `json:"signed_by,omitempty"`
}

// Company is one row of a company. Null is unknown.
type Company struct {
	Grade          *posture.Grade `json:"grade"`
	Score          jsontext.Value `json:"score"`
	ScoreChange30d jsontext.Value `json:"score_change_30d"`
	// ScoreChange is the change in Rules.ScoreDropDays. It is not set if these are not.
	ScoreChange jsontext.Value `json:"score_change,omitzero"`
	// Provisional says that the grades and scores are not final.
	Provisional bool `json:"provisional"`
	// LowFactors are the factors that do not reach their minimum.
	LowFactors map[string]*posture.Grade `json:"low_factors"`
	// FindingCounts are null if one of them is unknown.
	FindingCounts *map[posture.Severity]int64 `json:"finding_counts"`
	URL           string                      `json:"url,omitempty"`
}

// Violation is a rule that a subject does not meet.
type Violation struct {
	Subject  string           `json:"subject"`
	Rule     posture.Rule     `json:"rule"`
	Measure  string           `json:"measure"`
	Severity posture.Severity `json:"severity"`
	Observed string           `json:"observed"`
	Required string           `json:"required"`
	Message  string           `json:"message"`
	// ObservedValue and RequiredValue are grades, numbers, or null.
	ObservedValue jsontext.Value             `json:"observed_value"`
	RequiredValue jsontext.Value             `json:"required_value"`
	FindingCounts map[posture.Severity]int64 `json:"finding_counts"`
	FindingTypes  []FindingType              `json:"finding_types"`
	// Rows is how many rows of the company break the rule in this way.
	Rows int64  `json:"rows"`
	URL  string `json:"url,omitempty"`
	// Before is what the baseline has observed, if this is worse.
	Before string `json:"before,omitempty"`
}

// FindingType counts findings of one type and severity.
type FindingType struct {
	Type     string           `json:"type"`
	Title    string           `json:"title,omitempty"`
	Severity posture.Severity `json:"severity"`
	Count    int64            `json:"count"`
	Source   string           `json:"source,omitempty"`
	URL      string           `json:"url,omitempty"`
	// FirstSeenAt and LastSeenAt are the earliest and the latest of the findings.
	FirstSeenAt string `json:"first_seen_at,omitempty"`
	LastSeenAt  string `json:"last_seen_at,omitempty"`
}

// Waived is a violation that a waiver covers.
type Waived struct {
	Violation
	Reason    string            `json:"reason"`
	ExpiresOn string            `json:"expires_on"`
	Labels    map[string]string `json:"labels"`
}

// Fixed is a violation of the baseline that is gone or better.
type Fixed struct {
	// Violation is as the baseline has it.
	Violation
	// Now is what is observed now, or empty if the rule is met.
	Now string `json:"now,omitempty"`
}

// Waiver is a waiver of the gate.
type Waiver struct {
	Subject   string            `json:"subject"`
	Rule      string            `json:"rule"`
	Reason    string            `json:"reason"`
	ExpiresOn string            `json:"expires_on"`
	Labels    map[string]string `json:"labels"`
}
