// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"encoding/json"
	"time"
)

var null = json.RawMessage("null")

// timestamp returns a time in the format that the quirks set. It omits an
// unknown time.
func (h *Handler) timestamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	switch h.quirks.Timestamps {
	case TimestampsSpace:
		return t.UTC().Format("2006-01-02 15:04:05Z")
	case TimestampsDate:
		return t.UTC().Format(time.DateOnly)
	default:
		return t.UTC().Format("2006-01-02T15:04:05.000Z")
	}
}

// gradeAndScore returns the grade and the score as they are written. A nil any
// is omitted.
func (h *Handler) gradeAndScore(grade string, score *int) (writtenGrade, writtenScore any) {
	var unknownGrade, unknownScore any
	switch h.quirks.Unscored {
	case UnscoredAsNull:
		unknownGrade, unknownScore = null, null
	case UnscoredAsAbsent:
	default:
		unknownGrade = "?"
	}
	writtenGrade, writtenScore = unknownGrade, unknownScore
	if grade != "?" {
		writtenGrade = grade
	}
	if score != nil {
		writtenScore = *score
	}
	return writtenGrade, writtenScore
}
