// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Source is the source of the findings of this system.
const Source = "jumpcloud"

// Report is what the checks came to.
type Report struct {
	// Results has one for each check, in the checks' order.
	Results []Result
	// Findings are sorted by subject, then check.
	Findings []Finding
	// Score is the share of the checks that apply which pass, by weight, in
	// percent, rounded down; nil when none applies.
	Score *int64
}

// Result is what one check came to.
type Result struct {
	Check
	Status Status
	// Reason is "" for a check that passes and leaves nothing to say.
	Reason string
	// Passed, Failed and Unknown count subjects.
	Passed, Failed, Unknown int64
}

// Finding is one subject that fails a check; or, with an unknown status, all
// that could not be evaluated of a check, with the organization for a subject.
type Finding struct {
	posture.Finding
	Category    Category
	SubjectType string
	Reason      string
}

// Evaluate applies checks to evidence. The same evidence and options come to
// the same report.
func Evaluate(checks []Check, evidence Evidence, options Options) Report {
	report := Report{Results: make([]Result, len(checks)), Findings: []Finding{}}
	for i, check := range checks {
		verdicts := check.rule.judge(input{Options: options, check: check, evidence: evidence})
		report.Results[i] = conclude(check, verdicts)
		report.Findings = append(report.Findings, findings(report.Results[i], verdicts, evidence.OrganizationID, options)...)
	}
	slices.SortFunc(report.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Reason, b.Reason))
	})
	report.Score = score(report.Results)
	return report
}

// conclude makes one result of the verdicts of a check: the worst of them, and
// what is not known is worse than what passes.
func conclude(check Check, verdicts []verdict) Result {
	counts := map[Status]int64{}
	for _, verdict := range verdicts {
		counts[verdict.status]++
	}
	result := Result{Check: check, Status: NotApplicable, Passed: counts[Pass], Failed: counts[Fail], Unknown: counts[Unknown]}
	for _, status := range []Status{Fail, Unknown, Pass} {
		if counts[status] > 0 {
			result.Status = status
			break
		}
	}
	result.Reason = summarize(check, verdicts, result.Status)
	return result
}

// summarize says why verdicts have a status: the reason of the only one, or
// the most frequent reasons and how many have each.
func summarize(check Check, verdicts []verdict, status Status) string {
	counts := map[string]int{}
	for _, verdict := range verdicts {
		if verdict.status == status && verdict.reason != "" {
			counts[verdict.reason]++
		}
	}
	if len(verdicts) == 1 {
		return verdicts[0].reason
	}
	reasons := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	const most = 3
	parts := []string{}
	for _, reason := range reasons[:min(len(reasons), most)] {
		parts = append(parts, fmt.Sprintf("%d of %d %s: %s", counts[reason], len(verdicts), check.rule.noun, reason))
	}
	if more := len(reasons) - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("%d other reasons", more))
	}
	return strings.Join(parts, "; ")
}

// findings are one for every subject that fails, and one for all that is
// unknown: a thousand devices without a field are one gap, not a thousand
// weaknesses.
func findings(result Result, verdicts []verdict, organizationID string, options Options) []Finding {
	found := []Finding{}
	for _, verdict := range verdicts {
		if verdict.status != Fail {
			continue
		}
		open := finding(result.Check, verdict.subject, options)
		open.Status, open.Reason = posture.Open, verdict.reason
		found = append(found, open)
	}
	if result.Unknown > 0 {
		unknown := finding(result.Check, subject{kind: subjectOrganization, id: organizationID}, options)
		unknown.Status, unknown.Reason = posture.Unknown, summarize(result.Check, verdicts, Unknown)
		unknown.Title += " (could not be evaluated)"
		found = append(found, unknown)
	}
	return found
}

func finding(check Check, s subject, options Options) Finding {
	name := s.id
	if options.IncludeNames {
		name = cmp.Or(s.name, s.id)
	}
	return Finding{
		Finding: posture.Finding{
			Source:   Source,
			Subject:  name,
			Type:     check.ID,
			Title:    check.Title,
			Severity: check.Severity,
		},
		Category:    check.Category,
		SubjectType: s.kind,
	}
}

// Counts is the number of findings by severity.
func (r Report) Counts() map[posture.Severity]int64 {
	counts := map[posture.Severity]int64{}
	for _, finding := range r.Findings {
		counts[finding.Severity]++
	}
	return counts
}

// Weight is what a check of a severity counts in the score. Each step doubles.
func Weight(severity posture.Severity) int64 {
	return map[posture.Severity]int64{
		posture.Critical: 16,
		posture.High:     8,
		posture.Medium:   4,
		posture.Low:      2,
		posture.Info:     1,
	}[severity]
}

func score(results []Result) *int64 {
	var passed, applied int64
	for _, result := range results {
		weight := Weight(result.Severity)
		if result.Status == Pass {
			passed += weight
		}
		if result.Status != NotApplicable {
			applied += weight
		}
	}
	if applied == 0 {
		return nil
	}
	return new(passed * 100 / applied)
}
