// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	maximumLabel  = 60 // characters of a name inside a text
	maximumListed = 5  // names in an enumeration
)

// label returns a name from outside the provider in a form that is safe in a line
// of plain text.
func label(name string) string {
	printable := posture.Printable(name)
	if printable == "" {
		return "(none)"
	}
	return posture.Shorten(printable, maximumLabel)
}

// enumerate lists the first few words and counts the rest.
func enumerate(words []string) string {
	if len(words) <= maximumListed {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:maximumListed], ", "), len(words)-maximumListed)
}

// counted is a number of something, unless it is 0.
type counted struct {
	count     int
	one, many string
}

func (c counted) String() string { return posture.Plural(int64(c.count), c.one, c.many) }

func (r Report) outcome() string {
	if r.Passed {
		return "Passed"
	}
	return "Blocked"
}

// counts returns text such as "2 violations of 1 subject, 1 waived; 3 companies
// and 0 findings evaluated", with the waivers that need attention.
func (r Report) counts() string {
	first := fmt.Sprintf("%s of %s",
		counted{len(r.Violations), "violation", "violations"}, counted{len(r.blocked()), "subject", "subjects"})
	switch {
	case r.Passed && len(r.KnownViolations) > 0:
		first = "no new violations"
	case r.Passed:
		first = "no violations"
	}
	parts := []string{first}
	for _, part := range []counted{
		{len(r.KnownViolations), "known", "known"},
		{len(r.FixedViolations), "fixed", "fixed"},
		{len(r.UnconfirmedViolations), "unconfirmed", "unconfirmed"},
		{len(r.Waived), "waived", "waived"},
		{len(r.ExpiredWaivers), "expired waiver", "expired waivers"},
		{len(r.EndingWaivers), "waiver that ends soon", "waivers that end soon"},
		{len(r.UnusedWaivers), "unused waiver", "unused waivers"},
	} {
		if part.count > 0 {
			parts = append(parts, part.String())
		}
	}
	return fmt.Sprintf("%s; %s and %s evaluated", strings.Join(parts, ", "),
		counted{r.EvaluatedCompanies, "company", "companies"}, counted{r.EvaluatedFindings, "finding", "findings"})
}

// blocked returns the violations by subject, the worst subject first.
func (r Report) blocked() [][]Violation {
	var subjects [][]Violation
	for start, i := 0, 1; start < len(r.Violations); i++ {
		if i == len(r.Violations) || r.Violations[i].Subject != r.Violations[start].Subject {
			subjects = append(subjects, r.Violations[start:i])
			start = i
		}
	}
	return subjects
}

// Details are the labels of a waiver: "owner: Robin, ticket: VR-112".
func Details(labels map[string]string) string {
	words := make([]string, 0, len(labels))
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		words = append(words, name+": "+labels[name])
	}
	return strings.Join(words, ", ")
}
