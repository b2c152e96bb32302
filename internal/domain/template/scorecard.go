// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Scorecard has the data of a company that is written to a third party.
type Scorecard struct {
	posture.Company
	// ThirdPartyID is SecurityScorecard's id of the company.
	ThirdPartyID string
	// IsMonitored is nil if it is unknown.
	IsMonitored *bool
}

// scorecardColumns are the properties of the onboarding steps, except for those
// of the factors and the timestamp, which is set when a row is sent. We infer
// the mapping to these fields from the names of the properties.
var scorecardColumns = []struct {
	name string
	text func(Scorecard) string
}{
	{SSDomainColumn, func(s Scorecard) string { return s.Domain }},
	{"SS Third Party ID", func(s Scorecard) string { return s.ThirdPartyID }},
	{"SS Industry", func(s Scorecard) string { return s.industry() }},
	{"SS Monitored", func(s Scorecard) string { return s.monitored() }},
	{"SS Overall Grade", func(s Scorecard) string { return gradeText(s.Grade) }},
	{"SS Overall Score", func(s Scorecard) string { return scoreText(s.Score) }},
}

// factorLabels are the factors, each with the label at the beginning of its two
// properties.
var factorLabels = []struct{ label, factor string }{
	{"SS Application Security", "application_security"},
	{"SS CUBIT Score", "cubit_score"},
	{"SS DNS Health", "dns_health"},
	{"SS Endpoint Security", "endpoint_security"},
	{"SS Hacker Sites", "hacker_chatter"},
	{"SS Info Leak/Password Exposure", "leaked_information"},
	{"SS IP Reputation", "ip_reputation"},
	{"SS Network Security", "network_security"},
	{"SS Patching Cadence", "patching_cadence"},
	{"SS Social Engineering", "social_engineering"},
}

// Row returns the scorecard by column, without unknown values.
func (s Scorecard) Row() Row {
	row := Row{}
	set := func(column, text string) {
		if text != "" {
			row[column] = text
		}
	}
	for _, column := range scorecardColumns {
		set(column.name, column.text(s))
	}
	for _, pair := range factorLabels {
		factor := s.Factors[pair.factor]
		set(pair.label+" Grade", gradeText(factor.Grade))
		set(pair.label+" Score", scoreText(factor.Score))
	}
	return row
}

// ScorecardColumns returns the columns that a scorecard's row can have.
func ScorecardColumns() []string {
	var columns []string
	for _, column := range scorecardColumns {
		columns = append(columns, column.name)
	}
	for _, pair := range factorLabels {
		columns = append(columns, pair.label+" Grade", pair.label+" Score")
	}
	return columns
}

func (s Scorecard) industry() string {
	if s.Industry == "unknown" {
		return ""
	}
	return s.Industry
}

// monitored returns a value of a Yes/No pick list.
func (s Scorecard) monitored() string {
	switch {
	case s.IsMonitored == nil:
		return ""
	case *s.IsMonitored:
		return "Yes"
	}
	return "No"
}

func gradeText(grade posture.Grade) string {
	if !grade.Known() {
		return ""
	}
	return string(grade)
}

func scoreText(score *int64) string {
	if score == nil {
		return ""
	}
	return strconv.FormatInt(*score, 10)
}

// Renames are a tenant's own names of columns, by the name in the onboarding
// steps. "" omits the column.
type Renames map[string]string

// Check refuses a name that is not one of the columns, and two columns with the
// same name.
func (r Renames) Check(columns []string) error {
	names := map[string]bool{}
	for column := range r {
		if !slices.Contains(columns, column) {
			return fmt.Errorf("%.100q is not one of the columns that can be renamed: %s", column, quoted(columns))
		}
	}
	for _, column := range columns {
		name := r.name(column)
		if names[name] && name != "" {
			return fmt.Errorf("two columns would have the name %.100q", name)
		}
		names[name] = true
	}
	return nil
}

func (r Renames) name(column string) string {
	if name, given := r[column]; given {
		return name
	}
	return column
}

// Rename returns the row with the tenant's names.
func (r Renames) Rename(row Row) Row {
	renamed := Row{}
	for column, text := range row {
		if name := r.name(column); name != "" {
			renamed[name] = text
		}
	}
	return renamed
}
