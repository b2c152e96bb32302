// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// The columns of an issue in the onboarding steps, but for the External Id,
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

// IssueColumns are the columns that an issue's row can have.
func IssueColumns() []string {
	return []string{
		issueName, issueSeverity, issueStatus, issueSource, issueThirdPartyID, issueImpact, issueDescription, issueResolution,
	}
}

// IssueOptions are what a finding does not say of its issue: pick lists are the
// tenant's. What is empty is left out.
type IssueOptions struct {
	// Severities are the texts of the pick list, by severity; "" leaves findings
	// of that severity out.
	Severities   map[string]string
	ThirdPartyID string
	Status       string
	Source       string
	RiskImpact   string
	Description  string
	Resolution   string
}

// externalIDPrefix begins the External Ids of SecurityScorecard's findings.
const externalIDPrefix = "ssc"

// Issue returns the row of a finding, and the External Id that tells it: one
// issue for a type of finding at a company. It is false for a finding that has
// no issue: one that is closed, or positive without a text for that, or of a
// severity that is left out.
func (o IssueOptions) Issue(finding posture.Finding) (key string, row Row, ok bool, err error) {
	severity, given := o.Severities[string(finding.Severity)]
	switch {
	case finding.Status == posture.Closed, given && severity == "", !given && finding.Severity == posture.Positive:
		return "", nil, false, nil
	case !given:
		return "", nil, false, fmt.Errorf("the severities have no text for %.100q: give it the text of an option of the pick list, or null to leave such findings out", finding.Severity)
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
		issueResolution:   o.Resolution,
	} {
		if text != "" {
			row[column] = text
		}
	}
	return externalIDPrefix + ":" + finding.Subject + ":" + finding.Type, row, true, nil
}
