// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"strings"

	gocvss30 "github.com/pandatix/go-cvss/30"
	gocvss31 "github.com/pandatix/go-cvss/31"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// The API's words for severities, and what they are in the common vocabulary.
// "warn" ranks between info and low, and low is where what counts as a
// vulnerability begins (client).
var severities = map[string]posture.Severity{
	"critical":      posture.Critical,
	"high":          posture.High,
	"medium":        posture.Medium,
	"low":           posture.Low,
	"warn":          posture.Info,
	"info":          posture.Info,
	"informational": posture.Info,
}

// unknownSeverity is the severity of a row without one. It must not count as
// harmless.
const unknownSeverity posture.Severity = "unknown"

// severityOf is the severity of the row, or else of its score, or else of the
// kind of impact. An unknown severity is kept.
func severityOf(word string, score *float64, impact string) posture.Severity {
	switch {
	case word != "":
		return cmp.Or(severities[strings.ToLower(word)], posture.Severity(word))
	case score != nil:
		return severityOfScore(*score)
	default:
		return cmp.Or(severities[strings.ToLower(impact)], unknownSeverity)
	}
}

// severityOfScore is the severity of a CVSS score by the ranges of the NVD.
// There, 0 means no severity, so the finding is information.
func severityOfScore(score float64) posture.Severity {
	rating, err := gocvss31.Rating(score)
	switch {
	case err != nil:
		return unknownSeverity
	case rating == "NONE":
		return posture.Info
	default:
		return posture.Severity(strings.ToLower(rating))
	}
}

// scoreOf is the score of the row, else that of its vector, else nil.
func scoreOf(score *float64, vector string) *float64 {
	if score != nil {
		return score
	}
	if parsed, err := gocvss31.ParseVector(vector); err == nil {
		return new(parsed.BaseScore())
	}
	if parsed, err := gocvss30.ParseVector(vector); err == nil {
		return new(parsed.BaseScore())
	}
	return nil
}

// onScale is a score from 0 to highest, or nil: any other number is unknown.
func onScale(score *float64, highest float64) *float64 {
	if score != nil && *score >= 0 && *score <= highest {
		return score
	}
	return nil
}

// highestScores are the highest scores of the ranges.
var highestScores = map[posture.Severity]float64{
	posture.Critical: 10,
	posture.High:     8.9,
	posture.Medium:   6.9,
	posture.Low:      3.9,
	posture.Info:     0,
}

// mayReachScore reports whether a finding has the CVSS score minimum or more,
// or may have: without a score, it may have any that its severity allows.
func mayReachScore(finding Finding, minimum float64) bool {
	if finding.CVSS != nil {
		return *finding.CVSS >= minimum
	}
	highest, known := highestScores[finding.Severity]
	return !known || highest >= minimum
}
