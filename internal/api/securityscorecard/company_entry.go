// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// companyEntry is a company in a portfolio's list or in its own summary. The
// 30-day change has a spelling of its own in each (live), and in the second
// version of the API (spec). A summary has a uuid (live), and a list may have
// one (a public client's types). A custom scorecard, which covers a part of a
// company, is in portfolios like any other (docs). Whether it then has the
// company's domain, or none, was not recorded: both are read.
type companyEntry struct {
	Domain               string            `json:"domain"`
	UUID                 string            `json:"uuid"`
	CustomVendor         boolean           `json:"is_custom_vendor"`
	Custom               boolean           `json:"is_custom"`
	Provisional          provisional       `json:"provisional"`
	Tags                 tags              `json:"tags"`
	Name                 lenient[string]   `json:"name"`
	Grade                lenient[string]   `json:"grade"`
	Score                lenient[*float64] `json:"score"`
	Industry             lenient[string]   `json:"industry"`
	Size                 lenient[string]   `json:"size"`
	Last30DaysChange     lenient[*float64] `json:"last30days_score_change"`
	Last30DayChange      lenient[*float64] `json:"last30day_score_change"`
	LastMonthScoreChange lenient[*float64] `json:"last_month_score_change"`
}

// company brings the entry into the vocabulary. An unscored company has the
// grade "?" and no score (spec): both become unknown.
func (e companyEntry) company() posture.Company {
	return posture.Company{
		Domain:         e.identity(),
		UUID:           e.UUID,
		Name:           e.Name.value,
		Grade:          posture.ParseGrade(e.Grade.value),
		Score:          score(e.Score),
		ScoreChange30d: e.change(),
		Industry:       e.Industry.value,
		Size:           e.Size.value,
		Provisional:    e.Provisional.value,
		IsCustom:       e.custom(),
		Tags:           e.Tags.names,
	}
}

// custom says that the scorecard is custom if either spelling does: lists have
// is_custom_vendor, and a summary has is_custom (live).
func (e companyEntry) custom() *bool {
	for _, spelling := range []boolean{e.CustomVendor, e.Custom} {
		if spelling.value != nil && *spelling.value {
			return spelling.value
		}
	}
	return cmp.Or(e.CustomVendor.value, e.Custom.value)
}

// identity is the domain. A scorecard without one is named by its uuid or its
// name, in words that are never taken for another company's domain.
func (e companyEntry) identity() string {
	if domain := companyDomain(e.Domain); domain != "" {
		return domain
	}
	if name := strings.TrimSpace(cmp.Or(e.UUID, e.Name.value)); name != "" {
		return "scorecard " + name
	}
	return ""
}

// change is the 30-day change of the score. Spellings that contradict each
// other say nothing.
func (e companyEntry) change() *int64 {
	var said *float64
	for _, spelling := range []lenient[*float64]{e.Last30DaysChange, e.Last30DayChange, e.LastMonthScoreChange} {
		switch {
		case said == nil:
			said = spelling.value
		case spelling.value != nil && *spelling.value != *said:
			return nil
		}
	}
	return between(-100, 100, said)
}

// companyDomain normalises a domain of the API's. A name that is not a
// domain, which custom scorecards may have, is kept.
func companyDomain(value string) string {
	domain, err := posture.NormalizeDomain(value)
	if err != nil {
		return strings.ToLower(strings.TrimSpace(value))
	}
	return domain
}
