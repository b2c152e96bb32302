// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "fmt"

// judgeCompany applies the rules for companies to company, one row of s.
func (e *evaluation) judgeCompany(s *subject, company *Company) {
	e.judgeGrade(s, company)
	e.judgeScore(s, company)
	e.judgeScoreDrop(s, company)
	for name, minimum := range e.MinimumFactorGrades {
		e.judgeFactor(s, company, name, minimum)
	}
	if !e.findingsGiven {
		e.judgeMissingFindings(s, company)
	}
}

func (e *evaluation) judgeGrade(s *subject, company *Company) {
	required := "a known grade"
	if e.MinimumGrade != UnknownGrade {
		required = atLeast(e.MinimumGrade)
	}
	switch {
	case !company.Grade.Known():
		e.violateUnknown(s, Violation{Observed: "grade unknown", Required: required})
	case e.MinimumGrade != UnknownGrade && !company.Grade.AtLeast(e.MinimumGrade):
		s.violate(gradeSeverity(company.Grade), Violation{
			Rule: RuleMinimumGrade, Observed: "grade " + string(company.Grade), Required: required,
		})
	}
}

func (e *evaluation) judgeScore(s *subject, company *Company) {
	if e.MinimumScore == nil {
		return
	}
	required := atLeast(*e.MinimumScore)
	switch {
	case company.Score == nil:
		e.violateUnknown(s, Violation{Observed: "score unknown", Required: required})
	case *company.Score < *e.MinimumScore:
		s.violate(pointsSeverity(*e.MinimumScore-*company.Score), Violation{
			Rule: RuleMinimumScore, Observed: fmt.Sprintf("score %d", *company.Score), Required: required,
		})
	}
}

func (e *evaluation) judgeScoreDrop(s *subject, company *Company) {
	if e.MaximumScoreDrop == nil {
		return
	}
	required := fmt.Sprintf("at most %d", *e.MaximumScoreDrop)
	switch {
	case company.ScoreChange30d == nil:
		e.violateUnknown(s, Violation{Observed: "30-day score change unknown", Required: required})
	case *company.ScoreChange30d < -*e.MaximumScoreDrop:
		lost := -*company.ScoreChange30d
		s.violate(pointsSeverity(lost-*e.MaximumScoreDrop), Violation{
			Rule: RuleMaximumScoreDrop, Observed: number(lost, "point", "points") + " lost in 30 days", Required: required,
		})
	}
}

func (e *evaluation) judgeFactor(s *subject, company *Company, name string, minimum Grade) {
	grade, required := company.Factors[name].Grade, atLeast(minimum)
	switch {
	case company.Factors == nil:
		e.violateUnknown(s, Violation{
			Observed: label(name) + " grade unknown", Required: required,
			Message: label(name) + " grade unknown: set include_factors = true in the data source that reads the companies",
		})
	case !grade.Known():
		e.violateUnknown(s, Violation{Observed: label(name) + " grade unknown", Required: required})
	case !grade.AtLeast(minimum):
		s.violate(gradeSeverity(grade), Violation{
			Rule: RuleMinimumFactorGrades, Observed: label(name) + " grade " + string(grade), Required: required,
		})
	}
}

// judgeMissingFindings reports a company with unknown findings if a rule needs
// them.
func (e *evaluation) judgeMissingFindings(s *subject, company *Company) {
	if len(e.MaximumFindings) > 0 && company.FindingCounts == nil {
		s.violate(Critical, Violation{
			Rule: RuleMaximumFindings, Observed: "findings unknown", Required: "finding counts, or findings",
			Message: "findings unknown: set include_factors = true in the data source that reads the companies, or pass findings",
		})
	}
	if len(e.deniedTypes) > 0 {
		s.violate(Critical, Violation{
			Rule: RuleDeniedFindingTypes, Observed: "findings unknown", Required: "findings",
			Message: "findings unknown: pass findings, because the types of findings are otherwise unknown",
		})
	}
}

// judgeCompanyCount reports too few companies: an empty portfolio must never
// pass by accident.
func (e *evaluation) judgeCompanyCount(companiesGiven bool) {
	minimum := e.minimumCompanies(companiesGiven)
	if int64(e.subjects.companies) >= minimum {
		return
	}
	e.subjects.at(SubjectCompanies).violate(Critical, Violation{
		Rule:     RuleMinimumCompanies,
		Observed: number(int64(e.subjects.companies), "company", "companies"),
		Required: atLeast(minimum),
	})
}

// minimumCompanies treats the rules for findings as rules for companies if only
// companies can be judged by them.
func (e *evaluation) minimumCompanies(companiesGiven bool) int64 {
	overCompanies := e.MinimumGrade != UnknownGrade || e.MinimumScore != nil ||
		e.MaximumScoreDrop != nil || len(e.MinimumFactorGrades) > 0
	overCounts := len(e.MaximumFindings) > 0 && (companiesGiven || !e.findingsGiven)
	overTypes := len(e.deniedTypes) > 0 && !e.findingsGiven
	switch {
	case e.MinimumCompanies != nil:
		return *e.MinimumCompanies
	case overCompanies || overCounts || overTypes:
		return 1
	default:
		return 0
	}
}

func (e *evaluation) violateUnknown(s *subject, v Violation) {
	if !e.IgnoreUnknownGrade {
		v.Rule = RuleUnknownGrade
		s.violate(Critical, v)
	}
}

func gradeSeverity(grade Grade) Severity {
	switch grade {
	case "F":
		return Critical
	case "D":
		return High
	case "C":
		return Medium
	default:
		return Low
	}
}

func pointsSeverity(missed int64) Severity {
	switch {
	case missed >= 30:
		return Critical
	case missed >= 20:
		return High
	case missed >= 10:
		return Medium
	default:
		return Low
	}
}
