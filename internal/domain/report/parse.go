// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Parse reads a report in JSON. It refuses one that is not whole: another
// version, a member that is missing or unknown, or lists that contradict each
// other.
func Parse(text string) (Report, error) {
	var head struct {
		FormatVersion string `json:"format_version"`
	}
	if err := json.Unmarshal([]byte(text), &head); err != nil {
		return Report{}, fmt.Errorf("it is not a JSON report of a gate: %w", err)
	}
	if head.FormatVersion != FormatVersion {
		return Report{}, fmt.Errorf("it has the format_version %.20q, and this version of the provider reads %q", head.FormatVersion, FormatVersion)
	}
	var r Report
	if err := json.Unmarshal([]byte(text), &r, json.RejectUnknownMembers(true)); err != nil {
		return Report{}, fmt.Errorf("it is not a JSON report of a gate: %w", err)
	}
	if err := r.check(); err != nil {
		return Report{}, fmt.Errorf("it is not whole, or was changed: %w", err)
	}
	return r, nil
}

// Baseline returns the violations of a report, those that were known at its time
// included.
func (r Report) Baseline() []posture.Violation {
	return each(slices.Concat(r.Violations, r.KnownViolations), Violation.posture)
}

func (v Violation) posture() posture.Violation {
	return posture.Violation{
		Subject: v.Subject, Rule: v.Rule, Measure: v.Measure, Severity: v.Severity,
		Observed: v.Observed, Required: v.Required, Message: v.Message,
		ObservedValue: textOf(v.ObservedValue), RequiredValue: textOf(v.RequiredValue),
		FindingCounts: v.FindingCounts,
		FindingTypes:  each(v.FindingTypes, func(t FindingType) posture.FindingType { return posture.FindingType(t) }),
		Rows:          v.Rows, URL: v.URL, Before: v.Before,
	}
}

// textOf is a string without its quotes, the text of a number, or empty for null.
func textOf(value jsontext.Value) string {
	switch value.Kind() {
	case '"':
		text, _ := jsontext.AppendUnquote(nil, value)
		return string(text)
	case '0':
		return string(value)
	default:
		return ""
	}
}

func (r Report) check() error {
	if err := r.checkMembers(); err != nil {
		return err
	}
	if r.Passed != (len(r.Violations) == 0) {
		return fmt.Errorf("passed is %t, and there are %d violations", r.Passed, len(r.Violations))
	}
	violated := map[string]bool{}
	for _, v := range r.Violations {
		violated[v.Subject] = true
	}
	companies, judged := 0, map[string]bool{posture.SubjectCompanies: true}
	for _, s := range r.snapshotSubjects() {
		judged[s.Subject] = true
	}
	for _, s := range r.Snapshots {
		if (s.Status == Blocked) != violated[s.Subject] {
			return fmt.Errorf("the status of the snapshot %.60q is %.20q, which its violations contradict", s.Subject, s.Status)
		}
	}
	for _, s := range r.Subjects {
		judged[s.Subject] = true
		if (s.Status == Blocked) != violated[s.Subject] && s.Subject != posture.SubjectCompanies {
			return fmt.Errorf("the status of the subject %.60q is %.20q, which its violations contradict", s.Subject, s.Status)
		}
		if len(s.Companies) > 0 {
			companies++
		}
	}
	if companies != r.EvaluatedCompanies {
		return fmt.Errorf("evaluated_companies is %d, and subjects has %d companies", r.EvaluatedCompanies, companies)
	}
	for i, v := range slices.Concat(r.Violations, r.KnownViolations) {
		if !judged[v.Subject] {
			return fmt.Errorf("the subject %.60q has a violation and is not in subjects", v.Subject)
		}
		if err := v.check(); err != nil {
			return fmt.Errorf("violation %d: %w", i+1, err)
		}
	}
	return nil
}

// checkMembers refuses a report that lacks a list. An empty list is not nil.
func (r Report) checkMembers() error {
	for _, member := range []struct {
		name      string
		isMissing bool
	}{
		{"gate", r.Gate == ""},
		{"source_file", r.SourceFile == ""},
		{"subjects", r.Subjects == nil},
		{"violations", r.Violations == nil},
		{"known_violations", r.KnownViolations == nil},
		{"fixed_violations", r.FixedViolations == nil},
		{"unconfirmed_violations", r.UnconfirmedViolations == nil},
		{"waived", r.Waived == nil},
		{"expired_waivers", r.ExpiredWaivers == nil},
		{"ending_waivers", r.EndingWaivers == nil},
		{"unused_waivers", r.UnusedWaivers == nil},
		{"rules.applied", r.Rules.Applied == nil},
	} {
		if member.isMissing {
			return errors.New(member.name + " is missing")
		}
	}
	return nil
}

func (v Violation) check() error {
	switch {
	case !slices.Contains(posture.Rules(), v.Rule):
		return fmt.Errorf("%.60q is not a rule", v.Rule)
	case !v.Severity.Known():
		return fmt.Errorf("%.60q is not a severity", v.Severity)
	case v.Measure == "" || v.ObservedValue == nil || v.Rows < 0:
		return errors.New("measure, observed_value or rows is missing")
	case v.FindingTypes == nil || v.FindingCounts == nil:
		return errors.New("finding_types or finding_counts is missing")
	}
	return v.checkCounts()
}

// checkCounts refuses types whose numbers are not those by severity.
func (v Violation) checkCounts() error {
	counts := map[posture.Severity]int64{}
	for _, t := range v.FindingTypes {
		counts[t.Severity] += t.Count
	}
	for severity, count := range v.FindingCounts {
		if count < 0 || len(v.FindingTypes) > 0 && counts[severity] != count {
			return errors.New("finding_counts has " + strconv.FormatInt(count, 10) + " of the severity " + string(severity) + ", which finding_types contradicts")
		}
	}
	return nil
}
