// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "strings"

const (
	// SubjectCompanies stands for all companies, where there are too few.
	SubjectCompanies = "companies"
	// SubjectUnnamed stands for companies and findings that name no subject.
	SubjectUnnamed = "(unnamed)"
)

// subject is one thing to judge: a company, or what else findings are about.
type subject struct {
	// key is what its spellings have in common.
	key string
	// name is its spelling, or the key where there are several.
	name      string
	companies []*Company
	// findings are those that count; waived, by type, those that a waiver for
	// their type takes away.
	findings   tally
	waived     map[string]*tally
	waivers    subjectWaivers
	violations []violation
}

// tallyFor returns where findings of a type are counted.
func (s *subject) tallyFor(findingType string) *tally {
	if _, ok := s.waivers[findingType]; !ok {
		return &s.findings
	}
	if s.waived[findingType] == nil {
		if s.waived == nil {
			s.waived = make(map[string]*tally)
		}
		s.waived[findingType] = new(tally)
	}
	return s.waived[findingType]
}

// violate notes that s breaks v's rule. Severity only decides the order.
func (s *subject) violate(severity Severity, v Violation) {
	if v.Message == "" {
		v.Message = v.Observed + "; required: " + v.Required
	}
	s.violations = append(s.violations, violation{Violation: v, severity: severity})
}

// subjects finds a subject by any of its spellings.
type subjects struct {
	waivers    *waiverSet
	byKey      map[string]*subject
	bySpelling map[string]*subject
	// companies is the number of subjects that are companies.
	companies int
}

func newSubjects(waivers *waiverSet) *subjects {
	return &subjects{
		waivers:    waivers,
		byKey:      make(map[string]*subject),
		bySpelling: make(map[string]*subject),
	}
}

func (all *subjects) addCompany(company *Company) {
	s := all.at(company.Domain)
	if len(s.companies) == 0 {
		all.companies++
	}
	s.name = s.key
	s.companies = append(s.companies, company)
}

// at returns the subject that spelling names. Each spelling is normalized
// once, since there may be many findings of one subject.
func (all *subjects) at(spelling string) *subject {
	if s, ok := all.bySpelling[spelling]; ok {
		return s
	}
	key := subjectKey(spelling)
	s, ok := all.byKey[key]
	switch {
	case !ok:
		s = &subject{key: key, name: spelling, waivers: all.waivers.bySubject[key]}
		all.byKey[key] = s
	case spelling != s.name:
		s.name = key
	}
	if key == SubjectUnnamed {
		s.name = key
	}
	all.bySpelling[spelling] = s
	return s
}

// subjectKey is the domain that spelling is a form of, else spelling itself.
func subjectKey(spelling string) string {
	if strings.TrimSpace(spelling) == "" {
		return SubjectUnnamed
	}
	if domain, err := NormalizeDomain(spelling); err == nil {
		return domain
	}
	return spelling
}
