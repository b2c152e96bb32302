// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

// Company is a company that a system rates. Nil pointers and nil maps are
// values that the system did not provide: they are unknown, never zero.
//
// The JSON names are those of snapshots, which leave out what is unknown.
type Company struct {
	// Domain identifies the company, as NormalizeDomain spells it. It is another
	// name for what has no domain.
	Domain string `json:"domain"`
	// UUID is the system's own ID, or "" if it does not say it. Several of one
	// domain are different scorecards.
	UUID  string `json:"uuid,omitzero"`
	Name  string `json:"name,omitzero"`
	Grade Grade  `json:"grade,omitzero"`
	// Score runs from 0 to 100, higher is better.
	Score *int64 `json:"score,omitzero"`
	// ScoreChange30d is the score's change over the last 30 days, in points.
	ScoreChange30d *int64 `json:"score_change_30d,omitzero"`
	Industry       string `json:"industry,omitzero"`
	Size           string `json:"size,omitzero"`
	// Provisional says that the score is not final; nil is not said.
	Provisional *bool `json:"provisional,omitzero"`
	// IsCustom says that the scorecard covers a part of a company; nil is not said.
	IsCustom *bool `json:"is_custom,omitzero"`
	// Tags are the names of the scorecard's tags, sorted; nil is not said.
	Tags         []string `json:"tags,omitzero"`
	PortfolioIDs []string `json:"portfolio_ids,omitzero"`
	// Factors maps a factor's name to its grade and score.
	Factors map[string]Factor `json:"factors,omitzero"`
	// FindingCounts maps a severity to the number of active findings.
	FindingCounts map[Severity]int64 `json:"finding_counts,omitzero"`
}

// Factor is one part of a company's score, network_security for example.
type Factor struct {
	Grade Grade `json:"grade,omitzero"`
	// Score runs from 0 to 100, higher is better; nil is unknown.
	Score *int64 `json:"score,omitzero"`
}
