// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"fmt"
	"math/big"
)

// judgeCompany applies the rules for companies to company, one row of s.
func (e *evaluation) judgeCompany(s *subject, company *Rating) {
	e.judgeProvisional(s, company)
	e.judgeGrade(s, company)
	e.judgeScore(s, company)
	e.judgeScoreDrop(s, company)
	for name, minimum := range e.MinimumFactorGrades {
		e.judgeFactor(s, company, name, minimum)
	}
	e.judgeMissingFindings(s, company)
}

// judgeProvisional takes a provisional score for unknown. What is provisional is
// judged by the other rules too, so that what is already bad is reported.
func (e *evaluation) judgeProvisional(s *subject, company *Rating) {
	if !e.isProvisional(company) {
		return
	}
	s.violate(Violation{
		Rule: RuleProvisionalScore, Severity: Critical, Measure: measureProvisional, Rows: 1,
		Observed: "score provisional", Required: "a final score",
		Message: "score provisional: it may still change, so the company's grade, score, and factors are unknown",
	})
}

// isProvisional reports whether the grades and scores of a company are unknown
// because they are not final.
func (e *evaluation) isProvisional(company *Rating) bool {
	return company.IsProvisional && !e.IgnoreProvisionalScore
}

func (e *evaluation) judgeGrade(s *subject, company *Rating) {
	required := "a known grade"
	if e.MinimumGrade != UnknownGrade {
		required = atLeast(string(e.MinimumGrade))
	}
	switch {
	case !company.Grade.Known():
		e.violateUnknown(s, Violation{Measure: measureGrade, Observed: "grade unknown", Required: required, RequiredValue: string(e.MinimumGrade)})
	case e.MinimumGrade != UnknownGrade && !company.Grade.AtLeast(e.MinimumGrade):
		s.violate(Violation{
			Rule: RuleMinimumGrade, Severity: gradeSeverity(company.Grade), Measure: measureGrade, Rows: 1,
			Observed: "grade " + string(company.Grade), ObservedValue: string(company.Grade),
			Required: required, RequiredValue: string(e.MinimumGrade),
		})
	}
}

func (e *evaluation) judgeScore(s *subject, company *Rating) {
	if e.MinimumScore == nil {
		return
	}
	minimum := Decimal(e.MinimumScore)
	switch {
	case company.Score == nil:
		e.violateUnknown(s, Violation{Measure: measureScore, Observed: "score unknown", Required: atLeast(minimum), RequiredValue: minimum})
	case !isBetween(company.Score, 0, 100):
		e.violateUnknown(s, Violation{
			Measure: measureScore, Observed: "score unknown: " + Decimal(company.Score) + " is not from 0 to 100",
			Required: atLeast(minimum), RequiredValue: minimum,
		})
	case company.Score.Cmp(e.MinimumScore) < 0:
		s.violate(Violation{
			Rule: RuleMinimumScore, Severity: pointsSeverity(new(big.Rat).Sub(e.MinimumScore, company.Score)), Measure: measureScore, Rows: 1,
			Observed: "score " + Decimal(company.Score), ObservedValue: Decimal(company.Score),
			Required: atLeast(minimum), RequiredValue: minimum,
		})
	}
}

func (e *evaluation) judgeScoreDrop(s *subject, company *Rating) {
	if e.MaximumScoreDrop == nil {
		return
	}
	maximum, days := Decimal(e.MaximumScoreDrop), e.DropDays()
	measure, required := measureScoreChange(days), "at most "+maximum
	change, problem := e.scoreChange(s, company)
	if problem != "" {
		observed := fmt.Sprintf("%d-day score change unknown", days)
		if e.Histories != nil || company.ScoreChange30d != nil {
			observed += ": " + problem
		}
		e.violateUnknown(s, Violation{Measure: measure, Observed: observed, Required: required, RequiredValue: maximum})
		return
	}
	if lost := new(big.Rat).Neg(change); lost.Cmp(e.MaximumScoreDrop) > 0 {
		points := "points"
		if lost.Cmp(Points(1)) == 0 {
			points = "point"
		}
		s.violate(Violation{
			Rule: RuleMaximumScoreDrop, Severity: pointsSeverity(new(big.Rat).Sub(lost, e.MaximumScoreDrop)), Measure: measure, Rows: 1,
			Observed: fmt.Sprintf("%s %s lost in %d days", Decimal(lost), points, days), ObservedValue: Decimal(lost),
			Required: required, RequiredValue: maximum,
		})
	}
}

func (e *evaluation) judgeFactor(s *subject, company *Rating, name string, minimum Grade) {
	grade, required := company.Factors[name], atLeast(string(minimum))
	unknown := Violation{Measure: measureFactors + name, Observed: label(name) + " grade unknown", Required: required, RequiredValue: string(minimum)}
	switch {
	case company.Factors == nil:
		unknown.Message = unknown.Observed + ": set include_factors = true in the data source that reads the companies"
		e.violateUnknown(s, unknown)
	case !grade.Known():
		e.violateUnknown(s, unknown)
	case !grade.AtLeast(minimum):
		s.violate(Violation{
			Rule: RuleMinimumFactorGrades, Severity: gradeSeverity(grade), Measure: measureFactors + name, Rows: 1,
			Observed: label(name) + " grade " + string(grade), ObservedValue: string(grade),
			Required: required, RequiredValue: string(minimum),
		})
	}
}

// judgeCompanyCount reports too few companies: an empty portfolio must never
// pass by accident.
func (e *evaluation) judgeCompanyCount(companiesGiven bool) {
	minimum, companies := e.minimumCompanies(companiesGiven), int64(e.subjects.companies)
	if companies >= minimum {
		return
	}
	e.subjects.withKey(SubjectCompanies).violate(Violation{
		Rule: RuleMinimumCompanies, Severity: Critical, Measure: measureCompanies,
		Observed: Plural(companies, "company", "companies"), ObservedValue: Decimal(Points(companies)),
		Required: atLeast(Decimal(Points(minimum))), RequiredValue: Decimal(Points(minimum)),
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
		v.Rule, v.Severity, v.Rows = RuleUnknownGrade, Critical, 1
		s.violate(v)
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

func pointsSeverity(missed *big.Rat) Severity {
	switch {
	case missed.Cmp(Points(30)) >= 0:
		return Critical
	case missed.Cmp(Points(20)) >= 0:
		return High
	case missed.Cmp(Points(10)) >= 0:
		return Medium
	default:
		return Low
	}
}
