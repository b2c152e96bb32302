// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// TestGate_agreesWithAnOracle compares the gate with a slow judge that asks of
// each subject, each row and each waiver what the documentation says.
func TestGate_agreesWithAnOracle(t *testing.T) {
	t.Parallel()
	const worlds = 100_000
	passed := 0
	for seed := range uint64(worlds) {
		w := randomWorld(rand.New(rand.NewPCG(seed, 2)))
		want := oracle{w}.passes()
		if got := w.evaluate(); got.Passed != want {
			t.Fatalf("seed %d: passed = %t, want %t\n%v\n%+v", seed, got.Passed, want, lines(got.Violations()), w)
		}
		if want {
			passed++
		}
	}
	if passed < worlds/50 || passed > worlds/2 {
		t.Errorf("%d of %d worlds pass", passed, worlds)
	}
}

// oracle judges a random world.
type oracle struct{ world }

// identities are what someSubjects name: the subjects themselves, except for the
// spellings of a domain.
var identities = map[string]string{"A.example.": "a.example", "https://c.example": "c.example", "com.App": "com.app", "": "(unnamed)"}

func identity(spelling string) string {
	if name, ok := identities[spelling]; ok {
		return name
	}
	return spelling
}

// isBare reports whether a name is a domain and nothing else.
func isBare(name string) bool { return strings.Contains(name, ".") && !strings.Contains(name, "/") }

// companyName is the subject of a company, whose domain may be in any form.
func companyName(c posture.Rating) string { return strings.TrimSuffix(identity(c.Domain), "/login") }

func (o oracle) rows(name string) []posture.Rating {
	return slices.DeleteFunc(slices.Clone(o.companies), func(c posture.Rating) bool { return companyName(c) != name })
}

// subjectOf is the subject of a finding.
func (o oracle) subjectOf(f posture.Finding) string {
	name := identity(f.Subject)
	isCompany := isBare(name) && len(o.rows(name)) > 0
	if f.Source == "nowsecure" && f.Subject != "" && !isCompany {
		return f.Subject
	}
	return name
}

func (o oracle) findingsOf(name string) []posture.Finding {
	return slices.DeleteFunc(slices.Clone(o.findings), func(f posture.Finding) bool { return o.subjectOf(f) != name })
}

func (o oracle) isDomain(name string) bool {
	return isBare(name) && (len(o.rows(name)) > 0 || slices.ContainsFunc(o.findingsOf(name), func(f posture.Finding) bool {
		return f.Source == posture.SourceSecurityScorecard
	}))
}

// isNamed reports whether a spelling in a waiver or a list means a subject.
func (o oracle) isNamed(name, spelling string) bool {
	if o.isDomain(name) {
		return identity(spelling) == name && spelling != ""
	}
	if name == "(unnamed)" {
		return spelling == name
	}
	return spelling != "" && spelling == o.onlySpelling(name)
}

// onlySpelling is how the rows of a subject spell it, or empty if they differ.
func (o oracle) onlySpelling(name string) string {
	var spellings []string
	for _, c := range o.rows(name) {
		spellings = append(spellings, c.Domain)
	}
	for _, f := range o.findingsOf(name) {
		spellings = append(spellings, f.Subject)
	}
	slices.Sort(spellings)
	if spellings = slices.Compact(spellings); len(spellings) == 1 {
		return spellings[0]
	}
	return ""
}

// isWaived reports whether a waiver that is valid today removes a rule or a type
// of a subject.
func (o oracle) isWaived(name string, rules ...string) bool {
	return slices.ContainsFunc(o.gate.Waivers, func(w posture.Waiver) bool {
		return o.isNamed(name, w.Subject) && slices.Contains(rules, strings.TrimSpace(w.Rule)) && !w.ExpiresOn.Before(today)
	})
}

func (o oracle) passes() bool {
	names := map[string]bool{}
	for _, c := range o.companies {
		names[companyName(c)] = true
	}
	companies := int64(len(names))
	for _, f := range o.findings {
		names[o.subjectOf(f)] = true
	}
	for name := range names {
		if !o.passesSubject(name) {
			return false
		}
	}
	isWaived := slices.ContainsFunc(o.gate.Waivers, func(w posture.Waiver) bool {
		return w.Subject == "companies" && (w.Rule == "*" || w.Rule == "minimum_companies") && !w.ExpiresOn.Before(today)
	})
	return companies >= o.minimumCompanies() || isWaived
}

func (o oracle) minimumCompanies() int64 {
	g := o.gate
	switch {
	case g.MinimumCompanies != nil:
		return *g.MinimumCompanies
	case g.MinimumGrade != "" || g.MinimumScore != nil || g.MaximumScoreDrop != nil || g.MinimumFactorGrades != nil:
		return 1
	case len(g.MaximumFindings) > 0 && (o.companies != nil || o.findings == nil):
		return 1
	case g.DeniedFindingTypes != nil && o.findings == nil:
		return 1
	}
	return 0
}

func (o oracle) passesSubject(name string) bool {
	for _, company := range o.rows(name) {
		if !o.passesCompany(name, company) {
			return false
		}
	}
	return o.passesFindings(name)
}
