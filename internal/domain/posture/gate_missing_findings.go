// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

// judgeMissingFindings reports a company whose findings are unknown to a rule
// that needs them.
func (e *evaluation) judgeMissingFindings(s *subject, company *Rating) {
	limited, isRead := len(e.MaximumFindings) > 0, e.areFindingsRead(s)
	switch {
	case limited && hasNegativeCount(company):
		s.violate(Violation{
			Rule: RuleMaximumFindings, Severity: Critical, Measure: measureFindings, Rows: 1, Observed: "finding counts unknown",
			Required: "numbers of findings that are whole and not negative",
		})
	case limited && company.FindingCounts == nil && !isRead:
		s.violate(Violation{
			Rule: RuleMaximumFindings, Severity: Critical, Measure: measureFindings, Rows: 1,
			Observed: "findings unknown", Required: "finding counts, or findings",
			Message: "findings unknown: set include_factors = true in the data source that reads the companies, or pass findings" + e.coverageHint(),
		})
	}
	if len(e.deniedTypes) > 0 && !isRead && (!e.findingsGiven || !hasNoFindings(company)) {
		s.violate(Violation{
			Rule: RuleDeniedFindingTypes, Severity: Critical, Measure: measureFindings, Rows: 1, Observed: "findings unknown", Required: "findings",
			Message: "findings unknown: pass findings, because the types of findings are otherwise unknown" + e.coverageHint(),
		})
	}
}

// areFindingsRead reports whether all findings of s were read: CoveredSubjects
// says so, or, where it is not given, there are findings of s whose status is
// known. Findings of other subjects say nothing about s.
func (e *evaluation) areFindingsRead(s *subject) bool {
	if e.CoveredSubjects != nil {
		return e.covered[s]
	}
	return e.findingsGiven && s.hasFindings
}

// coverageHint says how a company without findings is told from one whose
// findings were not read.
func (e *evaluation) coverageHint() string {
	if !e.findingsGiven {
		return ""
	}
	return ", and pass covered_subjects of the data source that reads them"
}

// hasNegativeCount reports whether a finding count of a company cannot be one.
func hasNegativeCount(company *Rating) bool {
	for _, count := range company.FindingCounts {
		if count < 0 {
			return true
		}
	}
	return false
}

// hasNoFindings reports whether a company is known to have no findings of any
// type.
func hasNoFindings(company *Rating) bool {
	for _, count := range company.FindingCounts {
		if count != 0 {
			return false
		}
	}
	return company.FindingCounts != nil
}
