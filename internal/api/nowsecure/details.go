// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"slices"
	"strings"
)

// Details are what a report says about a check.
type Details struct {
	// AnalysisType is "static" or "dynamic" for example, in lower case.
	AnalysisType string
	// PolicyCategory is the customer's label.
	PolicyCategory string
	CVE            string
	// CWE has numbers with their prefix, "CWE-295". OWASP has the titles of
	// references, MASVS the IDs of controls. All are sorted, and nil if the system
	// does not say.
	CWE   []string
	OWASP []string
	MASVS []string
	// IsWarning says whether the check only warns; nil if the system does not say.
	IsWarning *bool
}

// details are what the row says beside what a finding of every system has.
func (n findingNode) details() Details {
	details := Details{AnalysisType: strings.ToLower(n.Check.AnalysisType), PolicyCategory: n.PolicyCategory.Label}
	if issue := n.Check.Issue; issue != nil {
		details.CVE, details.IsWarning = issue.Cve, issue.Warn
		details.CWE = references(issue.Regulations, "cwe", asCWE)
		details.OWASP = references(issue.Regulations, "owasp", func(title string) string { return title })
	}
	if n.ComplianceReportRelations != nil {
		details.MASVS = []string{}
	}
	for _, relation := range n.ComplianceReportRelations {
		if strings.EqualFold(relation.Catalog, "MASVS") && relation.ControlId != "" {
			details.MASVS = append(details.MASVS, string(relation.ControlId))
		}
	}
	details.MASVS = sorted(details.MASVS)
	return details
}

// references are the titles of a kind of regulation; nil if there are no
// regulations at all.
func references(regulations []regulationNode, kind string, word func(string) string) []string {
	if regulations == nil {
		return nil
	}
	titles := []string{}
	for _, regulation := range regulations {
		if !strings.EqualFold(regulation.Type, kind) {
			continue
		}
		for _, link := range regulation.Links {
			if link.Title != "" {
				titles = append(titles, word(link.Title))
			}
		}
	}
	return sorted(titles)
}

// asCWE gives a weakness its prefix: the API writes the number alone (live).
func asCWE(title string) string { return "CWE-" + strings.TrimPrefix(strings.ToUpper(title), "CWE-") }

// sorted returns each text once; nil is nil.
func sorted(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}
