// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type gqlReport struct {
	CreatedAt dateTime

	checks []world.MobileCheck
	rows   []world.MobileFinding
}

// Findings leaves out hidden and inconclusive rows when it is not asked for
// them.
func (r *gqlReport) Findings(arguments struct{ Hidden, Indeterminate *bool }) []*gqlFinding {
	found := []*gqlFinding{}
	for _, row := range r.rows {
		if (row.Hidden && !isTrue(arguments.Hidden)) || (row.Affected == nil && !isTrue(arguments.Indeterminate)) {
			continue
		}
		found = append(found, gqlFindingOf(row, checkOf(r.checks, row.CheckID)))
	}
	return found
}

func isTrue(argument *bool) bool { return argument != nil && *argument }

func (r *gqlReport) Finding(arguments struct{ CheckID word }) *gqlFinding {
	for _, row := range r.rows {
		if row.CheckID == string(arguments.CheckID) {
			return gqlFindingOf(row, checkOf(r.checks, row.CheckID))
		}
	}
	return nil
}

type gqlFinding struct {
	Key                   string
	CheckID               word
	Check                 *gqlCheck
	Affected              *bool
	CVSS                  *float64
	CVSSVector            *string
	ImpactType            word
	Severity              *word
	Hidden                *bool
	Note                  *string
	Title                 string
	Summary               *string
	Description           *string
	Category              *string
	PolicyCategory        *gqlPolicyCategory
	Kind                  string
	Recommendation        *string
	HasContext            bool
	UniqueVulnerabilityID *int32
}

type gqlPolicyCategory struct {
	PolicyCategory policyNumber
	Label          string
}

// policyOf is what the default policy makes of an impact.
func policyOf(impact string) *gqlPolicyCategory {
	switch impact {
	case "critical", "high", "medium":
		return &gqlPolicyCategory{1, "Needs Remediation"}
	case "low", "warn":
		return &gqlPolicyCategory{2, "Review Required"}
	default:
		return &gqlPolicyCategory{3, "Informational"}
	}
}

// gqlFindingOf has a severity only for rows that are affected, as the schema
// says; warn is no severity there.
func gqlFindingOf(row world.MobileFinding, check world.MobileCheck) *gqlFinding {
	written := &gqlFinding{
		Key: row.CheckID, CheckID: word(row.CheckID), Check: gqlCheckOf(check), Affected: row.Affected, CVSS: row.CVSS,
		CVSSVector: orNull(row.CVSSVector), ImpactType: word(row.Impact), Hidden: &row.Hidden, Title: row.Title,
		Category: orNull(row.Category), PolicyCategory: policyOf(row.Impact), Kind: row.AnalysisType, HasContext: true,
	}
	if isTrue(row.Affected) && row.Severity != "warn" {
		written.Severity = wordOrNull(row.Severity)
	}
	if row.VulnerabilityID != 0 {
		written.UniqueVulnerabilityID = new(int32(row.VulnerabilityID)) //nolint:gosec // the schema says Int
	}
	return written
}

type findingsQuery struct{}

// List is the catalog of checks, of one platform or of both.
func (*findingsQuery) List(arguments struct{ PlatformType *string }) []*gqlCheck {
	platforms := []string{"android", "ios"}
	if arguments.PlatformType != nil {
		platforms = []string{*arguments.PlatformType}
	}
	listed := map[string]bool{}
	checks := []*gqlCheck{}
	for _, platform := range platforms {
		for _, check := range world.MobileChecks(platform) {
			if !listed[check.ID] {
				listed[check.ID] = true
				checks = append(checks, gqlCheckOf(check))
			}
		}
	}
	return checks
}

type gqlCheck struct {
	ID           word
	AnalysisType word
	Category     word
	Title        string
	Description  *string
	PlatformType *string
	Issue        *gqlIssue
	Deprecated   *bool
}

type gqlIssue struct {
	Title       string
	CVSS        *float64
	CVSSVector  *string
	CVE         *string
	Category    *word
	Warn        bool
	Severity    *word
	Regulations []*gqlRegulation

	check world.MobileCheck
}

type gqlRegulation struct {
	Type  word
	Label string
	Links []*gqlLink
}

type gqlLink struct {
	Title string
	URL   *word
}

// gqlCheckOf has no issue for a check that only collects evidence. The category
// of an issue is null, as it was recorded.
func gqlCheckOf(check world.MobileCheck) *gqlCheck {
	written := &gqlCheck{
		ID: word(check.ID), AnalysisType: word(check.AnalysisType), Category: word(check.Category), Title: check.Title, Deprecated: new(false),
	}
	if check.Severity == "artifact" || check.Severity == "" {
		return written
	}
	written.Issue = &gqlIssue{
		Title: check.Title, CVSS: &check.CVSS, CVSSVector: orNull(check.Vector), Warn: check.Severity == "warn",
		Regulations: []*gqlRegulation{}, check: check,
	}
	if check.Severity != "warn" {
		written.Issue.Severity = wordOrNull(check.Severity)
	}
	if check.CWE != 0 {
		number := strconv.Itoa(check.CWE)
		written.Issue.Regulations = []*gqlRegulation{{Type: "cwe", Label: "CWE", Links: []*gqlLink{
			{Title: number, URL: wordOrNull("https://cwe.mitre.org/data/definitions/" + number + ".html")},
		}}}
	}
	return written
}

// platformArgument is heeded by none of the texts.
type platformArgument struct{ Platform *string }

func (i *gqlIssue) Description(platformArgument) string {
	return "What **" + i.check.Title + "** means."
}

func (i *gqlIssue) ImpactSummary(platformArgument) *string {
	return new("Data of the app may be read.")
}

func (i *gqlIssue) Recommendation(platformArgument) *string {
	return new("See the documentation of the platform.")
}
