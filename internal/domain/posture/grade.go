// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "slices"

// Grade is a security grade, A (best) to F (worst). There is no E. The zero
// value, UnknownGrade, means that a company has no grade. It is neither good
// nor bad, and every comparison with it is false.
type Grade string

// UnknownGrade is the absence of a grade.
const UnknownGrade Grade = ""

var gradesBestFirst = []Grade{"A", "B", "C", "D", "F"}

// Grades returns every grade, best first.
func Grades() []Grade { return slices.Clone(gradesBestFirst) }

// ParseGrade returns the grade that matches value exactly. Any other value,
// including SecurityScorecard's "?" (still calculating), is UnknownGrade.
func ParseGrade(value string) Grade {
	if grade := Grade(value); grade.Known() {
		return grade
	}
	return UnknownGrade
}

// Known reports whether g is one of Grades.
func (g Grade) Known() bool { return g.stepsFromBest() >= 0 }

// AtLeast reports whether g is minimum or better. It is false when either of
// the two is unknown.
func (g Grade) AtLeast(minimum Grade) bool {
	return g.Known() && minimum.Known() && g.stepsFromBest() <= minimum.stepsFromBest()
}

// CompareGrades orders grades worst first, with unknown grades before all others.
func CompareGrades(a, b Grade) int {
	if !a.Known() || !b.Known() {
		return boolean(a.Known()) - boolean(b.Known())
	}
	return b.stepsFromBest() - a.stepsFromBest()
}

// stepsFromBest is 0 for an A, 4 for an F, and -1 when g is unknown.
func (g Grade) stepsFromBest() int { return slices.Index(gradesBestFirst, g) }

// WorstGrade returns the worst of grades. One unknown grade makes the result
// unknown, as does an empty list: the worst grade is then unknown.
func WorstGrade(grades []Grade) Grade {
	worst := UnknownGrade
	for _, grade := range grades {
		if !grade.Known() {
			return UnknownGrade
		}
		if worst == UnknownGrade || worst.AtLeast(grade) {
			worst = grade
		}
	}
	return worst
}
