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
const Source = posture.SourceJumpCloud

// Report is the result of all checks.
type Report struct {
	// Results has one result for each check, in the order of the checks.
	Results []Result
	// Findings are sorted by subject, then check.
	Findings []Finding
	// Covered are the subjects that every check could evaluate, sorted. Findings
	// of unknown status have the organization as their subject: with one, it is
	// not covered.
	Covered []string
	// Score is the weighted percentage of the applicable checks that pass, rounded
	// down. It is nil when no check applies.
	Score *int64
}

// Result is the result of one check.
type Result struct {
	Check
	Status Status
	// Reason is "" for a check that passes without a remark.
	Reason string
	// Passed, Failed and Unknown count subjects.
	Passed, Failed, Unknown int64
}

// Finding is one subject that fails a check. With an unknown status, it covers
// all subjects that the check could not evaluate, and its subject is the
// organization.
type Finding struct {
	posture.Finding
	Category    Category
	SubjectType string
	Reason      string
}

// Evaluate applies checks to evidence. The same evidence and options always
// produce the same report.
func Evaluate(checks []Check, evidence Evidence, options Options) Report {
	report := Report{Results: make([]Result, len(checks)), Findings: []Finding{}}
	evidence = evidence.believed()
	coverage := coverage{}
	for i, check := range checks {
		verdicts := check.rule.judge(input{Options: options, check: check, evidence: evidence})
		report.Results[i] = conclude(check, verdicts)
		report.Findings = append(report.Findings, findings(report.Results[i], verdicts, evidence.subject(), options)...)
		coverage.add(verdicts, options)
		coverage.set(options.spell(evidence.subject()), report.Results[i].Unknown == 0)
	}
	slices.SortFunc(report.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Reason, b.Reason))
	})
	report.Covered = coverage.subjects()
	report.Score = score(report.Results)
	return report
}

// conclude combines the verdicts of a check into one result. The worst verdict
// decides: a failure first, then an unknown verdict, then a pass.
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

// summarize says why verdicts have a status: the reason of a single verdict, or
// the most frequent reasons, each with its number of verdicts.
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

// findings returns one finding for each subject that fails, and one for all
// unknown subjects: a field that a thousand devices lack is one gap, not a
// thousand weaknesses.
func findings(result Result, verdicts []verdict, organization subject, options Options) []Finding {
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
		unknown := finding(result.Check, organization, options)
		unknown.Status, unknown.Reason = posture.Unknown, summarize(result.Check, verdicts, Unknown)
		unknown.Title += " (could not be evaluated)"
		found = append(found, unknown)
	}
	return found
}

func finding(check Check, s subject, options Options) Finding {
	return Finding{
		Finding: posture.Finding{
			Source:   Source,
			Subject:  options.spell(s),
			Type:     check.ID,
			Title:    check.Title,
			Severity: check.Severity,
		},
		Category:    check.Category,
		SubjectType: s.kind,
	}
}

// Counts returns the number of findings by severity.
func (r Report) Counts() map[posture.Severity]int64 {
	counts := map[posture.Severity]int64{}
	for _, finding := range r.Findings {
		counts[finding.Severity]++
	}
	return counts
}

// Weight returns the weight in the score of a check of a severity. Each step
// doubles it.
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
