// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "strings"

const (
	// SubjectCompanies is the subject of the violation that there are too few
	// companies.
	SubjectCompanies = "companies"
	// SubjectUnnamed is the subject of companies and findings that do not name
	// one.
	SubjectUnnamed = "(unnamed)"
)

// subject is one object to judge: a company, or another object that has
// findings.
type subject struct {
	// key is the normalized form of all its spellings.
	key string
	// name is its spelling, or the key if there are several spellings.
	name      string
	companies []*Company
	// findings counts the findings that are not waived by type. waived counts, by
	// type, the findings that a waiver for their type removes.
	findings   tally
	waived     map[string]*tally
	waivers    subjectWaivers
	violations []violation
}

// tallyFor returns the tally that counts the findings of a type.
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

// violate records that s breaks v's rule. The severity decides only the order.
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

// at returns the subject that spelling names. Each spelling is normalized only
// once, because a subject may have many findings.
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

// subjectKey returns the normalized domain, or spelling itself if it is not a
// domain.
func subjectKey(spelling string) string {
	if strings.TrimSpace(spelling) == "" {
		return SubjectUnnamed
	}
	if domain, err := NormalizeDomain(spelling); err == nil {
		return domain
	}
	return spelling
}
