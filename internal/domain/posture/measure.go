// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

// The values of Violation.Measure.
const (
	measureGrade       = "grade"
	measureScore       = "score"
	measureScoreChange = "score_change_30d"
	measureProvisional = "provisional"
	measureFactors     = "factors."
	measureFindings    = "findings"
	measureCompanies   = "companies"
	measureSnapshot    = "snapshot"
)

// measureLimit is the measure of the findings that count toward the limit of a
// severity.
func measureLimit(severity Severity) string { return measureFindings + "." + string(severity) }
