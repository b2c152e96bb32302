// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package snapshot writes what was read of a system as one JSON document, reads
// it back, and verifies its signature. It is strict: a document that is not as it
// was written is an error, and never less than it was.
package snapshot

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	// Version is the version of the format. Another version has other members, or
	// members with another meaning.
	Version = 1
	// MaximumSize is the most bytes that a document may have. Terraform holds a
	// string several times.
	MaximumSize = 64 << 20
)

// Document is one read of one system.
type Document struct {
	// Source is the system: a posture.Source….
	Source string
	// TakenAt is when the read began: nothing in it is older.
	TakenAt time.Time
	// Scope is what was read. It is never empty.
	Scope posture.Scope
	// Companies are nil if companies were not asked for.
	Companies []posture.Company
	// Findings are nil if findings were not asked for. None has the status unknown.
	Findings []posture.Finding
	// Covered are the subjects whose findings were read completely. They are nil
	// if findings were not asked for.
	Covered []string
	// Unknown are the findings of unknown status: what could not be read or
	// evaluated.
	Unknown []posture.Finding
}

// New returns a document whose findings are sorted into those that are known and
// those that are not. Nil findings were not asked for.
func New(source string, takenAt time.Time, scope posture.Scope, companies []posture.Company, findings []posture.Finding, covered []string) Document {
	d := Document{
		Source: source, TakenAt: takenAt.UTC().Truncate(time.Second), Scope: scope,
		Companies: companies, Covered: covered, Unknown: []posture.Finding{},
	}
	if covered != nil {
		d.Findings = []posture.Finding{}
	}
	for _, finding := range findings {
		if finding.Status == posture.Unknown {
			d.Unknown = append(d.Unknown, finding)
		} else {
			d.Findings = append(d.Findings, finding)
		}
	}
	return d
}

// AllFindings returns the findings with those of unknown status. It is nil if
// there are none of either and findings were not asked for.
func (d Document) AllFindings() []posture.Finding {
	if d.Findings == nil && len(d.Unknown) == 0 {
		return nil
	}
	return slices.Concat([]posture.Finding{}, d.Findings, d.Unknown)
}

// check refuses what a read never returns.
func (d Document) check() error {
	if err := d.checkHead(); err != nil {
		return err
	}
	if err := d.checkCompanies(); err != nil {
		return err
	}
	for list, findings := range map[string][]posture.Finding{"findings": d.Findings, "unknown": d.Unknown} {
		if err := d.checkFindings(list, findings); err != nil {
			return err
		}
	}
	return d.checkCoverage()
}

func (d Document) checkHead() error {
	switch {
	case !slices.Contains([]string{posture.SourceJumpCloud, posture.SourceNowSecure, posture.SourceSecurityScorecard}, d.Source):
		return fmt.Errorf("its source %.40q is not a system", d.Source)
	case d.TakenAt.IsZero():
		return errors.New("it does not say when it was taken")
	case (d.Companies != nil) != (d.Source == posture.SourceSecurityScorecard):
		return errors.New("companies is missing, or is not of its source")
	case d.Companies == nil && d.Findings == nil:
		return errors.New("findings is missing")
	case (d.Findings == nil) != (d.Covered == nil):
		return errors.New("findings or covered_subjects is missing")
	case d.Unknown == nil:
		return errors.New("unknown is missing")
	case len(d.Scope) == 0:
		return errors.New("its scope is empty")
	}
	for kind, items := range d.Scope {
		if !slices.Contains(posture.ScopeKinds(), kind) || len(items) == 0 {
			return fmt.Errorf("its scope has no %.40s", kind)
		}
		ids := map[string]bool{}
		for _, item := range items {
			if item.ID == "" || ids[item.ID] {
				return fmt.Errorf("its scope has %s without an ID, or twice", kind)
			}
			ids[item.ID] = true
		}
	}
	return nil
}

// scorecard tells the scorecards of a domain apart.
type scorecard struct{ domain, uuid string }

func (d Document) checkCompanies() error {
	portfolios := map[string]bool{}
	for _, portfolio := range d.Scope[posture.ScopePortfolios] {
		portfolios[portfolio.ID] = true
	}
	known := make(map[scorecard][]*posture.Company, len(d.Companies))
	for i := range d.Companies {
		company := &d.Companies[i]
		switch {
		case company.Domain == "":
			return fmt.Errorf("company %d has no domain", i+1)
		case company.Grade != posture.UnknownGrade && !company.Grade.Known():
			return fmt.Errorf("%.60q has the grade %.20q, which is not one", company.Domain, company.Grade)
		case len(company.PortfolioIDs) == 0 || !allIn(company.PortfolioIDs, portfolios):
			return fmt.Errorf("%.60q is in no portfolio, or in one that was not read", company.Domain)
		}
		for name, factor := range company.Factors {
			if factor.Grade != posture.UnknownGrade && !factor.Grade.Known() {
				return fmt.Errorf("the factor %.40q of %.60q has the grade %.20q, which is not one", name, company.Domain, factor.Grade)
			}
		}
		key := scorecard{company.Domain, company.UUID}
		if slices.ContainsFunc(known[key], func(other *posture.Company) bool { return company.UUID != "" || isSame(company, other) }) {
			return fmt.Errorf("%.60q is a company twice", company.Domain)
		}
		known[key] = append(known[key], company)
	}
	return nil
}

func (d Document) checkFindings(list string, findings []posture.Finding) error {
	for i := range findings {
		finding := &findings[i]
		switch {
		case finding.Source != d.Source:
			return fmt.Errorf("%s[%d] is of the source %.40q", list, i, finding.Source)
		case finding.Subject == "" || finding.Type == "":
			return fmt.Errorf("%s[%d] has no subject or no type", list, i)
		case (finding.Status == posture.Unknown) != (list == "unknown"):
			return fmt.Errorf("%s[%d] has the status %.40q", list, i, finding.Status)
		}
	}
	return nil
}

// checkCoverage refuses a subject of which it is not said whether it was read,
// and one that is not in the scope.
func (d Document) checkCoverage() error {
	subjects := d.subjects()
	if subjects == nil {
		return nil
	}
	said := make(map[string]bool, len(d.Covered)+len(d.Unknown))
	for _, subject := range d.Covered {
		if !subjects[subject] || said[subject] {
			return fmt.Errorf("the subject %.60q is covered and was not read, or is covered twice", subject)
		}
		said[subject] = true
	}
	for _, findings := range [][]posture.Finding{d.Findings, d.Unknown} {
		for i := range findings {
			if !subjects[findings[i].Subject] {
				return fmt.Errorf("the subject %.60q has a finding and was not read", findings[i].Subject)
			}
		}
	}
	for i := range d.Unknown {
		said[d.Unknown[i].Subject] = true
	}
	if d.Findings != nil {
		for subject := range subjects {
			if !said[subject] {
				return fmt.Errorf("it does not say whether the findings of %.60q were read", subject)
			}
		}
	}
	return nil
}

// subjects returns all subjects that the scope may have: companies and
// applications. It is nil for a system whose subjects the document does not list.
func (d Document) subjects() map[string]bool {
	subjects := map[string]bool{}
	switch d.Source {
	case posture.SourceSecurityScorecard:
		for i := range d.Companies {
			subjects[d.Companies[i].Domain] = true
		}
	case posture.SourceNowSecure:
		for _, app := range d.Scope[posture.ScopeApps] {
			subjects[app.Name] = true
		}
	default:
		return nil
	}
	return subjects
}

func allIn(names []string, known map[string]bool) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !known[name] })
}
