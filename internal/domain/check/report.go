// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"slices"

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
	// Covered are the subjects that every check could evaluate, sorted. The
	// organization is among them only if the checks could read what they need.
	Covered []string
	// Score is the weighted mean of the coverage of the applicable checks, in
	// percent, rounded down. It is nil when no check applies.
	Score *int64
}

// Result is the result of one check.
type Result struct {
	Check
	Status Status
	// Reason is "" for a check that passes without a remark.
	Reason string
	// Passed, Failed and Unknown count subjects. Together, they are the judged
	// subjects.
	Passed, Failed, Unknown int64
}

// judged returns the number of subjects that the check applies to.
func (r Result) judged() int64 { return r.Passed + r.Failed + r.Unknown }

// Coverage returns the percentage of the judged subjects that pass, rounded down.
// It is nil when the check does not apply.
func (r Result) Coverage() *int64 {
	if r.judged() == 0 {
		return nil
	}
	return new(r.Passed * 100 / r.judged())
}

// Finding is one subject that fails a check, or that the check could not
// evaluate. What could not be read at all is one finding of the organization,
// with the type Check.NotReadType.
type Finding struct {
	posture.Finding
	Category    Category
	SubjectType string
	Reason      string
	// Remediation is "" unless the finding is open.
	Remediation string
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
		found, isRead := findings(check, verdicts, evidence.subject(), options)
		report.Findings = append(report.Findings, found...)
		coverage.add(verdicts, options)
		coverage.set(options.spell(evidence.subject()), isRead)
	}
	report.addOccurrences(evidence, options)
	report.addGuidance()
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

// findings returns one finding for each subject that fails or is unknown, and one
// for everything that was not read: a document that could not be read, and a field
// that none of several objects has, are one gap each and not many. isRead is false
// if there is such a gap.
func findings(check Check, verdicts []verdict, organization subject, options Options) (found []Finding, isRead bool) {
	isOneObject := func() bool { // a waiver for it must not waive a document that could not be read
		judged := judged(verdicts)
		return len(judged) == 1 && judged[0].subject != organization
	}
	nothingSaid := !slices.ContainsFunc(verdicts, saysSomething) && !isOneObject()
	isRead = true
	for _, verdict := range verdicts {
		switch {
		case verdict.status == Fail:
			open := finding(check, verdict.subject, options)
			open.Status, open.Title, open.Reason = posture.Open, check.FailureTitle, verdict.reason
			found = append(found, open)
		case verdict.status != Unknown:
		case nothingSaid, verdict.lack == lackDocument:
			isRead = false
		default:
			unknown := finding(check, verdict.subject, options)
			unknown.Reason = verdict.reason
			found = append(found, unknown)
		}
	}
	if !isRead {
		gap := finding(check, organization, options)
		gap.Type, gap.Reason = check.NotReadType(), summarize(check, verdicts, Unknown)
		found = append(found, gap)
	}
	return found, isRead
}

// saysSomething reports whether a verdict shows that its object has the data, even
// if that is of no use.
func saysSomething(v verdict) bool {
	return v.status == Pass || v.status == Fail || v.status == Unknown && v.lack == lackOther
}

// finding returns a finding of unknown status.
func finding(check Check, s subject, options Options) Finding {
	return Finding{
		Finding: posture.Finding{
			Source:   Source,
			Subject:  options.spell(s),
			Type:     check.ID,
			Title:    check.Title + " (could not be evaluated)",
			Severity: check.Severity,
			Status:   posture.Unknown,
		},
		Category:    check.Category,
		SubjectType: s.kind,
	}
}

// Counts returns the number of findings that are not closed, by severity.
func (r Report) Counts() map[posture.Severity]int64 {
	counts := map[posture.Severity]int64{}
	for _, finding := range r.Findings {
		if finding.Status != posture.Closed {
			counts[finding.Severity]++
		}
	}
	return counts
}
