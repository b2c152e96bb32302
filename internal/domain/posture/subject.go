// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// SubjectCompanies is the subject of the violation that there are too few
	// companies.
	SubjectCompanies = "companies"
	// SubjectUnnamed is the subject of companies and findings that do not name
	// one.
	SubjectUnnamed = "(unnamed)"
)

// subject is a company, or whatever else findings are about.
type subject struct {
	// key is the normalized form of all its spellings.
	key string
	// spelling is its only spelling, unless isAmbiguous.
	spelling string
	// isDomain says that every spelling of the domain is the subject.
	isDomain bool
	// isAmbiguous says that there are several spellings, and that it is not known
	// whether they mean the same.
	isAmbiguous bool
	companies   []*Rating
	// hasFindings says that there are findings of the subject that were read: their
	// status is known.
	hasFindings bool
	// given is the number of findings, and unknown of those of unknown status.
	given, unknown int64
	findings       tally
	waivers        subjectWaivers
	violations     []Violation
}

// violate adds a violation. The message says what is observed and required if
// it is empty.
func (s *subject) violate(v Violation) {
	if v.Message == "" {
		v.Message = v.Observed + "; required: " + v.Required
	}
	v.Subject = s.name()
	s.violations = append(s.violations, v)
}

// name is how the subject is spelled, or the key if there are several spellings.
func (s *subject) name() string {
	if visible(s.spelling) == "" || s.isDomain || s.isAmbiguous {
		return s.key
	}
	return s.spelling
}

// isNamed reports whether a waiver's subject is s.
func (s *subject) isNamed(spelling string) bool {
	return s.isDomain || !s.isAmbiguous && visible(spelling) == visible(s.name())
}

// isWaived reports whether a waiver for its type removes a finding.
func (s *subject) isWaived(findingType string) bool {
	_, ok := s.waivers[findingType]
	return ok
}

// subjects finds a subject by its spellings.
//
// The domain of a company is compared as a domain. A subject of a system that
// does not rate domains is compared exactly: a package, a path, and an
// identifier may differ by case alone. Where it is not known what a subject is,
// spellings of one domain count together, but a waiver needs the exact spelling.
type subjects struct {
	byKey map[string]*subject
	// list has each subject once, in no order that matters.
	list []*subject
	// bySpelling has the subjects of findings.
	bySpelling map[spelledSubject]*subject
	// companies is the number of subjects that are companies.
	companies int
}

// spelledSubject is the subject of a finding as the finding spells it.
type spelledSubject struct{ source, spelling string }

func newSubjects(companies []Rating) *subjects {
	all := &subjects{byKey: make(map[string]*subject, len(companies)), bySpelling: make(map[spelledSubject]*subject)}
	for i := range companies {
		all.addCompany(&companies[i])
	}
	return all
}

// addCompany adds one row of a company. The same company may be in several rows.
// One whose Domain is not a domain name is compared exactly.
func (all *subjects) addCompany(company *Rating) {
	key := visible(company.Domain)
	domain, err := NormalizeDomain(key)
	if err == nil {
		key = domain
	}
	s := all.withKey(key)
	s.isDomain = s.isDomain || err == nil
	s.spelling = company.Domain
	if len(s.companies) == 0 {
		all.companies++
	}
	s.companies = append(s.companies, company)
}

// of returns the subject of a finding.
func (all *subjects) of(finding *Finding) *subject {
	spelled := spelledSubject{finding.Source, finding.Subject}
	if s, ok := all.bySpelling[spelled]; ok {
		return s
	}
	key := visible(finding.Subject)
	domain, isDomain := bareDomain(key)
	mayBeDomain := finding.Source == "" || finding.Source == SourceSecurityScorecard || all.isCompany(domain)
	if isDomain && mayBeDomain {
		key = domain
	}
	s := all.withKey(key)
	s.isDomain = s.isDomain || isDomain && finding.Source == SourceSecurityScorecard
	s.isAmbiguous = s.isAmbiguous || s.spelling != "" && s.spelling != finding.Subject
	s.spelling = finding.Subject
	all.bySpelling[spelled] = s
	return s
}

func (all *subjects) isCompany(domain string) bool {
	s, ok := all.byKey[domain]
	return ok && s.isDomain && len(s.companies) > 0
}

// named returns the subjects that a waiver or a list may mean by a spelling.
func (all *subjects) named(spelling string) []*subject {
	var named []*subject
	exact := visible(spelling)
	for _, key := range slices.Compact([]string{exact, foldDomain(exact)}) {
		if s, ok := all.byKey[key]; ok && s.isNamed(spelling) {
			named = append(named, s)
		}
	}
	return named
}

func (all *subjects) withKey(key string) *subject {
	key = cmp.Or(key, SubjectUnnamed)
	s, ok := all.byKey[key]
	if !ok {
		s = &subject{key: key}
		all.byKey[key] = s
		all.list = append(all.list, s)
	}
	return s
}

// foldDomain returns the normalized form of a domain, and any other text as it
// is.
func foldDomain(text string) string {
	if domain, ok := bareDomain(text); ok {
		return domain
	}
	return text
}

// bareDomain returns the domain that text names, if it names nothing else: a
// port or a path of a host is not the host.
func bareDomain(text string) (string, bool) {
	host := strings.TrimSuffix(schemePrefix.ReplaceAllString(text, ""), "/")
	if strings.ContainsAny(host, "/?#@:") {
		return "", false
	}
	domain, err := NormalizeDomain(host)
	return domain, err == nil
}
