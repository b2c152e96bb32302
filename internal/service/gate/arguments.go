// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"cmp"
	"math/big"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// arguments are the gate's arguments as they are configured. A list that is
// null is nil; one that is empty is not.
type arguments struct {
	Companies       []company `tfsdk:"companies"`
	Histories       []history `tfsdk:"histories"`
	Findings        []finding `tfsdk:"findings"`
	CoveredSubjects []string  `tfsdk:"covered_subjects"`

	Snapshots          []string                       `tfsdk:"snapshots"`
	MaximumSnapshotAge string                         `tfsdk:"maximum_snapshot_age"`
	SnapshotScope      map[posture.ScopeKind][]string `tfsdk:"snapshot_scope"`
	PublicKeys         []string                       `tfsdk:"public_keys"`

	MinimumGrade        posture.Grade            `tfsdk:"minimum_grade"`
	MinimumScore        *big.Rat                 `tfsdk:"minimum_score"`
	MaximumScoreDrop    *big.Rat                 `tfsdk:"maximum_score_drop"`
	ScoreDropDays       int64                    `tfsdk:"score_drop_days"`
	MinimumFactorGrades map[string]posture.Grade `tfsdk:"minimum_factor_grades"`
	UnknownGrade        string                   `tfsdk:"unknown_grade"`
	ProvisionalScore    string                   `tfsdk:"provisional_score"`
	MinimumCompanies    *int64                   `tfsdk:"minimum_companies"`

	MaximumFindings    map[posture.Severity]int64 `tfsdk:"maximum_findings"`
	DeniedFindingTypes []string                   `tfsdk:"denied_finding_types"`
	UnknownFindings    string                     `tfsdk:"unknown_findings"`

	Waivers           tftypes.Value `tfsdk:"waivers"`
	WaiverWarningDays *int64        `tfsdk:"waiver_warning_days"`
	AsOf              *time.Time    `tfsdk:"as_of"`
	Enforcement       string        `tfsdk:"enforcement"`

	Name       string  `tfsdk:"name"`
	SourceFile string  `tfsdk:"source_file"`
	Reports    reports `tfsdk:"reports"`
	// IncludeJSON is whether the result has the report as JSON.
	IncludeJSON *bool   `tfsdk:"include_json"`
	Baseline    *string `tfsdk:"baseline"`
}

type company struct {
	Domain         string                        `tfsdk:"domain"`
	Grade          string                        `tfsdk:"grade"`
	Score          *big.Rat                      `tfsdk:"score"`
	ScoreChange30d *big.Rat                      `tfsdk:"score_change_30d"`
	Provisional    bool                          `tfsdk:"provisional"`
	Factors        map[string]factor             `tfsdk:"factors"`
	FindingCounts  map[posture.Severity]*big.Rat `tfsdk:"finding_counts"`
	URL            string                        `tfsdk:"url"`
}

type factor struct {
	Grade string `tfsdk:"grade"`
}

type history struct {
	Domain string      `tfsdk:"domain"`
	Scores []pastScore `tfsdk:"scores"`
}

type pastScore struct {
	Date  string   `tfsdk:"date"`
	Score *big.Rat `tfsdk:"score"`
}

// posture leaves a date that cannot be read out, which is unknown.
func (h history) posture() posture.ScoreHistory {
	return posture.ScoreHistory{Domain: h.Domain, Scores: each(h.Scores, func(s pastScore) posture.PastScore {
		date, _ := posture.ParseTime(s.Date)
		return posture.PastScore{Date: date, Score: s.Score}
	})}
}

type finding struct {
	Source   string           `tfsdk:"source"`
	Subject  string           `tfsdk:"subject"`
	Type     string           `tfsdk:"type"`
	Title    string           `tfsdk:"title"`
	Severity posture.Severity `tfsdk:"severity"`
	Status   posture.Status   `tfsdk:"status"`
	URL      string           `tfsdk:"url"`
	// The times are RFC 3339, in UTC.
	FirstSeenAt string `tfsdk:"first_seen_at"`
	LastSeenAt  string `tfsdk:"last_seen_at"`
}

func (a arguments) gate() posture.Gate {
	return posture.Gate{
		MinimumGrade:           a.MinimumGrade,
		MinimumScore:           a.MinimumScore,
		MaximumScoreDrop:       a.MaximumScoreDrop,
		ScoreDropDays:          a.ScoreDropDays,
		Histories:              each(a.Histories, history.posture),
		MinimumFactorGrades:    a.MinimumFactorGrades,
		MaximumFindings:        a.MaximumFindings,
		DeniedFindingTypes:     a.DeniedFindingTypes,
		IgnoreUnknownGrade:     a.UnknownGrade == unknownIgnored,
		IgnoreProvisionalScore: a.ProvisionalScore == unknownIgnored,
		IgnoreUnknownFindings:  a.UnknownFindings == unknownIgnored,
		MinimumCompanies:       a.MinimumCompanies,
		CoveredSubjects:        a.CoveredSubjects,
		WaiverWarningDays:      *cmp.Or(a.WaiverWarningDays, new(int64(defaultWaiverWarningDays))),
	}
}

func (a arguments) ratings() []posture.Rating {
	return each(a.Companies, func(c company) posture.Rating {
		return posture.Rating{
			Domain:         c.Domain,
			Grade:          posture.ParseGrade(c.Grade),
			Score:          c.Score,
			ScoreChange30d: c.ScoreChange30d,
			IsProvisional:  c.Provisional,
			Factors:        c.factors(),
			FindingCounts:  c.findingCounts(),
			URL:            c.URL,
		}
	})
}

func (c company) factors() map[string]posture.Grade {
	if c.Factors == nil {
		return nil
	}
	factors := make(map[string]posture.Grade, len(c.Factors))
	for name, factor := range c.Factors {
		factors[name] = posture.ParseGrade(factor.Grade)
	}
	return factors
}

// findingCounts makes a number that cannot be one of findings negative, which is
// unknown.
func (c company) findingCounts() map[posture.Severity]int64 {
	if c.FindingCounts == nil {
		return nil
	}
	counts := make(map[posture.Severity]int64, len(c.FindingCounts))
	for severity, count := range c.FindingCounts {
		counts[severity] = -1
		if count != nil && count.IsInt() && count.Num().IsInt64() {
			counts[severity] = count.Num().Int64()
		}
	}
	return counts
}

func (a arguments) findings() []posture.Finding {
	return each(a.Findings, func(f finding) posture.Finding {
		return posture.Finding{
			Source: f.Source, Subject: f.Subject, Type: f.Type, Title: f.Title,
			Severity: f.Severity, Status: f.Status, URL: f.URL,
			FirstSeenAt: f.FirstSeenAt, LastSeenAt: f.LastSeenAt,
		}
	})
}

func (a arguments) asOf(now time.Time) time.Time { return *cmp.Or(a.AsOf, &now) }

func (a arguments) about() report.About {
	return report.About{Name: cmp.Or(a.Name, defaultName), SourceFile: cmp.Or(a.SourceFile, defaultSourceFile)}
}

// json is the report as JSON, or empty if it is left out. It has a row of every
// company, and those of snapshots may be many: they are not to pass through Terraform.
func (a arguments) json(judged report.Report) string {
	if !*cmp.Or(a.IncludeJSON, new(a.Snapshots == nil)) {
		return ""
	}
	return judged.JSON()
}

// each converts a list. Nil stays nil: no list is not an empty one.
func each[A, B any](list []A, convert func(A) B) []B {
	if list == nil {
		return nil
	}
	converted := make([]B, len(list))
	for i, element := range list {
		converted[i] = convert(element)
	}
	return converted
}
