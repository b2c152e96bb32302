// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Diagram returns the portfolios, their companies with their grades, and the
// numbers of their findings, as a Mermaid flowchart. It has no user in it.
func (s SecurityScorecard) Diagram() string {
	d := drawing{groupNoun: "portfolios", memberNoun: "companies"}
	for _, portfolio := range s.Portfolios {
		d.groups = append(d.groups, group{portfolio.ID, portfolio.publicName()})
	}
	type counted struct {
		Company

		findings tally
	}
	companies := make([]counted, len(s.Companies))
	for i, company := range s.Companies {
		companies[i] = counted{company, company.tally()}
	}
	slices.SortStableFunc(companies, func(a, b counted) int {
		return cmp.Or(posture.CompareGrades(a.Grade, b.Grade), a.findings.compare(b.findings))
	})
	for _, company := range companies {
		d.members = append(d.members, member{
			name: cmp.Or(posture.Printable(company.Name), company.Domain), rating: company.rating(), band: company.band(), class: company.class(),
			groupIDs: company.PortfolioIDs, findings: company.findings,
		})
	}
	return d.String()
}

// publicName is the ID for a name that has an email address: the portfolio that
// every user has is named by it.
func (p Portfolio) publicName() string {
	if strings.Contains(p.Name, "@") {
		return p.ID
	}
	return cmp.Or(posture.Printable(p.Name), p.ID)
}

func (c Company) tally() tally {
	counted := tally{isUnknown: !c.FindingsKnown}
	for _, finding := range c.Findings {
		counted.add(finding.Finding)
	}
	return counted
}

// band is the grade.
func (c Company) band() string {
	if !c.Grade.Known() {
		return "without grade"
	}
	return string(c.Grade)
}

func (c Company) rating() string {
	if !c.Grade.Known() || c.Score == nil {
		return c.band()
	}
	if c.Provisional != nil && *c.Provisional {
		return fmt.Sprintf("%s %d, provisional", c.Grade, *c.Score)
	}
	return fmt.Sprintf("%s %d", c.Grade, *c.Score)
}

// gradeClasses are how the grades look.
var gradeClasses = map[posture.Grade]string{"A": "green", "B": "lime", "C": "yellow", "D": "orange", "F": "red"}

func (c Company) class() string { return cmp.Or(gradeClasses[c.Grade], "grey") }
