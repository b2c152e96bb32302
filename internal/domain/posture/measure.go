// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "fmt"

// The values of Violation.Measure.
const (
	measureGrade       = "grade"
	measureScore       = "score"
	measureProvisional = "provisional"
	measureFactors     = "factors."
	measureFindings    = "findings"
	measureCompanies   = "companies"
	measureSnapshot    = "snapshot"
)

// measureScoreChange is the measure of the change of a score over a number of days.
func measureScoreChange(days int64) string { return fmt.Sprintf("score_change_%dd", days) }

// measureLimit is the measure of the findings that count toward the limit of a
// severity.
func measureLimit(severity Severity) string { return measureFindings + "." + string(severity) }
