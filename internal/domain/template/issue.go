// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"fmt"
	"regexp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// The columns of an issue in the onboarding steps, except for the External Id,
// which is the key.
const (
	issueName         = "Name"
	issueSeverity     = "Risk Severity"
	issueStatus       = "Issue Status"
	issueSource       = "Issue Source"
	issueThirdPartyID = "Linked Third Party Id"
	issueImpact       = "Risk Impact"
	issueDescription  = "Description"
	issueResolution   = "Resolution"
)

// IssueColumns returns the columns that an issue's row can have.
func IssueColumns() []string {
	return []string{
		issueName, issueSeverity, issueStatus, issueSource, issueThirdPartyID, issueImpact, issueDescription, issueResolution,
	}
}

// IssueOptions are the values of an issue that its finding does not have: each
// tenant has its own pick lists. An empty value is omitted.
type IssueOptions struct {
	// Severities are the texts of the pick list, by severity. "" omits the
	// findings of that severity.
	Severities   map[string]string
	ThirdPartyID string
	Status       string
	Source       string
	RiskImpact   string
	Description  string
	// Resolution replaces the recommendation of findings.
	Resolution string
}

// hyphenBullet begins a line of a recommendation, which is often a list (live). A
// spreadsheet would take a text that begins with a hyphen for a formula.
var hyphenBullet = regexp.MustCompile(`(?m)^- `)

// externalIDPrefix begins the External Ids of SecurityScorecard's findings.
const externalIDPrefix = "ssc"

// Issue returns the row of a finding, and the External Id that identifies it.
// Each type of finding at a company has one issue. Issue returns false for a
// finding without an issue: a closed finding, a positive finding without a text
// for positive, or a finding of an omitted severity.
func (o IssueOptions) Issue(finding posture.Finding) (key string, row Row, ok bool, err error) {
	severity, given := o.Severities[string(finding.Severity)]
	switch {
	case finding.Status == posture.Closed, given && severity == "", !given && finding.Severity == posture.Positive:
		return "", nil, false, nil
	case !given:
		return "", nil, false, fmt.Errorf("the severities have no text for %.100q: set it to the text of an option of the pick list, or to null to omit such findings", finding.Severity)
	}
	row = Row{}
	for column, text := range map[string]string{
		issueName:         cmp.Or(finding.Title, finding.Type),
		issueSeverity:     severity,
		issueStatus:       o.Status,
		issueSource:       o.Source,
		issueThirdPartyID: o.ThirdPartyID,
		issueImpact:       o.RiskImpact,
		issueDescription:  o.Description,
		issueResolution:   cmp.Or(o.Resolution, hyphenBullet.ReplaceAllString(finding.Recommendation, "* ")),
	} {
		if text != "" {
			row[column] = text
		}
	}
	return externalIDPrefix + ":" + finding.Subject + ":" + finding.Type, row, true, nil
}
