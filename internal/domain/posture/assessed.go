// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
)

// assess returns all subjects, ordered by name.
func (e *evaluation) assess() []Assessed {
	assessed := make([]Assessed, 0, len(e.subjects.list))
	for _, s := range e.subjects.list {
		if len(s.companies) == 0 && s.given == 0 {
			continue // It stands for the number of companies.
		}
		var companies []AssessedCompany
		for _, company := range s.companies {
			companies = append(companies, e.assessCompany(s, company))
		}
		slices.SortFunc(companies, compareCompanies)
		assessed = append(assessed, Assessed{Subject: s.name(), Companies: companies, Findings: s.given, UnknownFindings: s.unknown, FindingsKnown: e.areFindingsKnown(s)})
	}
	slices.SortFunc(assessed, func(a, b Assessed) int {
		if order := cmp.Compare(a.Subject, b.Subject); order != 0 {
			return order
		}
		// Subjects of different systems may have the same name.
		return cmp.Or(
			cmp.Compare(a.Findings, b.Findings),
			cmp.Compare(a.UnknownFindings, b.UnknownFindings),
			cmp.Compare(len(a.Companies), len(b.Companies)),
			boolean(a.FindingsKnown)-boolean(b.FindingsKnown),
		)
	})
	return assessed
}

func (e *evaluation) assessCompany(s *subject, company *Rating) AssessedCompany {
	assessed := AssessedCompany{
		Grade:          company.Grade,
		Score:          decimalBetween(company.Score, 0, 100),
		ScoreChange30d: decimalBetween(company.ScoreChange30d, -100, 100),
		IsProvisional:  company.IsProvisional,
		URL:            company.URL,
	}
	if change, problem := e.scoreChange(s, company); e.Histories != nil && problem == "" {
		assessed.ScoreChange = Decimal(change)
	}
	for name, minimum := range e.MinimumFactorGrades {
		if grade := company.Factors[name]; !grade.AtLeast(minimum) {
			if assessed.LowFactors == nil {
				assessed.LowFactors = make(map[string]Grade)
			}
			assessed.LowFactors[name] = grade
		}
	}
	if areCountsKnown(company) {
		assessed.FindingCounts = company.FindingCounts
	}
	return assessed
}

// decimalBetween writes a number, or nothing if it is unknown or off its scale.
func decimalBetween(number *big.Rat, low, high int64) string {
	if number == nil || !isBetween(number, low, high) {
		return ""
	}
	return Decimal(number)
}

// compareCompanies orders the rows of one company, the worst first.
func compareCompanies(a, b AssessedCompany) int {
	return cmp.Or(
		CompareGrades(a.Grade, b.Grade),
		comparePoints(points(a.Score), points(b.Score)),
		comparePoints(points(a.ScoreChange30d), points(b.ScoreChange30d)),
		compareMaps(a.LowFactors, b.LowFactors),
		compareMaps(a.FindingCounts, b.FindingCounts),
		boolean(b.IsProvisional)-boolean(a.IsProvisional),
		cmp.Compare(a.URL, b.URL),
	)
}

// comparePoints orders numbers, nil and low ones first.
func comparePoints(a, b *big.Rat) int {
	if a == nil || b == nil {
		return boolean(a != nil) - boolean(b != nil)
	}
	return a.Cmp(b)
}

func compareMaps[K cmp.Ordered, V cmp.Ordered](a, b map[K]V) int {
	keysOfA, keysOfB := slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))
	if order := cmp.Or(boolean(a != nil)-boolean(b != nil), slices.Compare(keysOfA, keysOfB)); order != 0 {
		return order
	}
	for _, key := range keysOfA {
		if order := cmp.Compare(a[key], b[key]); order != 0 {
			return order
		}
	}
	return 0
}

func boolean(value bool) int {
	if value {
		return 1
	}
	return 0
}

// rules returns the rules that were applied.
func (e *evaluation) rules(companiesGiven bool) []Rule {
	applied := map[Rule]bool{
		RuleMinimumGrade:        e.MinimumGrade != UnknownGrade,
		RuleMinimumScore:        e.MinimumScore != nil,
		RuleMaximumScoreDrop:    e.MaximumScoreDrop != nil,
		RuleMinimumFactorGrades: len(e.MinimumFactorGrades) > 0,
		RuleMaximumFindings:     len(e.MaximumFindings) > 0,
		RuleDeniedFindingTypes:  len(e.deniedTypes) > 0,
		RuleUnknownGrade:        companiesGiven && !e.IgnoreUnknownGrade,
		RuleProvisionalScore:    companiesGiven && !e.IgnoreProvisionalScore,
		RuleUnknownFindings:     e.findingsGiven && !e.IgnoreUnknownFindings,
		RuleUnknownSeverity:     len(e.MaximumFindings) > 0,
		RuleMinimumCompanies:    e.minimumCompanies(companiesGiven) > 0,
		RuleSnapshots:           len(e.Snapshots) > 0,
		RuleMaximumSnapshotAge:  len(e.Snapshots) > 0,
		RuleSnapshotScope:       len(e.SnapshotScope) > 0,
		RulePublicKeys:          e.RequireSignatures,
	}
	return slices.DeleteFunc(Rules(), func(rule Rule) bool { return !applied[rule] })
}
