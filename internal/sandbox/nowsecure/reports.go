// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type report struct {
	checks []world.MobileCheck
	rows   []world.MobileFinding
}

// Findings leaves out hidden and inconclusive rows when it is not asked for
// them.
func (r *report) Findings(arguments struct {
	Hidden, Indeterminate *bool
	Order                 *word
},
) []*finding {
	found := []*finding{}
	for _, row := range r.rows {
		if (row.Hidden && !isTrue(arguments.Hidden)) || (row.Affected == nil && !isTrue(arguments.Indeterminate)) {
			continue
		}
		found = append(found, r.finding(row))
	}
	return found
}

func isTrue(value *bool) bool { return value != nil && *value }

type finding struct {
	CheckID               word
	Check                 check
	Affected              *bool
	CVSS                  *float64
	CVSSVector            *string
	ImpactType            word
	Severity              *word
	Hidden                *bool
	Title                 string
	UniqueVulnerabilityID *int32
	PolicyCategory        *policyCategory

	control string
}

type policyCategory struct{ Label string }

type check struct {
	Category     word
	AnalysisType word
	Issue        *issue
}

type issue struct {
	CVE         *string
	Warn        bool
	Regulations []regulation
}

type regulation struct {
	Type  word
	Links []link
}

type link struct{ Title string }

type complianceRelation struct {
	Catalog   word
	ControlID graphql.ID
}

// ComplianceReportRelations are the controls that the check is about.
func (f *finding) ComplianceReportRelations() *[]complianceRelation {
	if f.control == "" {
		return nil
	}
	return &[]complianceRelation{{"MASVS", graphql.ID(f.control)}}
}

// checkOf is the check of a row. One that the catalog does not have has no issue.
func (r *report) checkOf(row world.MobileFinding) (written check, control string) {
	written.AnalysisType = word(row.AnalysisType)
	for _, one := range r.checks {
		if one.ID != row.CheckID {
			continue
		}
		written.Category = word(one.Category)
		written.Issue = &issue{CVE: orNull(one.CVE), Warn: one.Severity == "warn", Regulations: regulationsOf(one)}
		return written, one.MASVS
	}
	return written, ""
}

// regulationsOf writes titles as they were recorded: a weakness is its number,
// and a control has its version.
func regulationsOf(one world.MobileCheck) []regulation {
	regulations := []regulation{}
	if one.CWE != "" {
		regulations = append(regulations, regulation{"cwe", []link{{one.CWE}}})
	}
	if one.MASVS != "" {
		regulations = append(regulations, regulation{"owasp", []link{{one.MASVS + " (OWASP MASVS v2.1.0)"}}})
	}
	return regulations
}

// finding has a severity only for rows that are affected, as the schema says;
// warn is not a severity there.
func (r *report) finding(row world.MobileFinding) *finding {
	written := &finding{
		CheckID: word(row.CheckID), Affected: row.Affected, CVSS: row.CVSS, CVSSVector: orNull(row.CVSSVector),
		ImpactType: word(row.Impact), Hidden: &row.Hidden, Title: row.Title,
	}
	written.Check, written.control = r.checkOf(row)
	if row.Policy != "" {
		written.PolicyCategory = &policyCategory{row.Policy}
	}
	if isTrue(row.Affected) && row.Severity != "warn" {
		written.Severity = wordOrNull(row.Severity)
	}
	if row.VulnerabilityID != 0 {
		written.UniqueVulnerabilityID = new(int32(row.VulnerabilityID)) //nolint:gosec // the schema says Int
	}
	return written
}
