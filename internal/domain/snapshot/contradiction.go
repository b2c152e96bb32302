// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/go-json-experiment/json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// statement is what a document says of one subject: of the company, or of its
// findings.
type statement struct{ source, what, subject string }

func (d Document) about(what, subject string) statement { return statement{d.Source, what, subject} }

// said is the first document that says something, and what it says: rows as JSON,
// sorted.
type said struct {
	document string
	rows     []string
}

// statements are those of the documents of a system, to find out what they say
// about the same.
type statements map[statement]said

// compare returns what an earlier document says in the same words. What it says
// in other words is a fault: it is not known which is right.
func (s statements) compare(d *Document, description *posture.Snapshot) map[statement]bool {
	repeated := map[statement]bool{}
	differing, other := []string{}, ""
	for about, rows := range d.statements() {
		before, ok := s[about]
		switch {
		case !ok:
			s[about] = said{description.Name, rows}
		case slices.Equal(before.rows, rows):
			repeated[about] = true
		default:
			differing, other = append(differing, about.subject), before.document
		}
	}
	if len(differing) > 0 {
		description.Fault = difference(description.Name, other, differing)
	}
	return repeated
}

func difference(one, other string, subjects []string) string {
	slices.Sort(subjects)
	subjects = slices.Compact(subjects)
	return fmt.Sprintf("%s and %s differ about %s, %.60q for example", one, other,
		posture.Plural(int64(len(subjects)), "subject", "subjects"), subjects[0])
}

// statements returns the rows of each subject. Which of the portfolios of a company
// were read is not said of the company.
func (d Document) statements() map[statement][]string {
	rows := map[statement][]string{}
	add := func(what, subject string, row any) {
		line, err := json.Marshal(row, json.Deterministic(true))
		if err != nil {
			panic(fmt.Sprintf("a row that was read cannot be written: %s", err)) // It was JSON.
		}
		about := d.about(what, subject)
		rows[about] = append(rows[about], string(line))
	}
	for _, company := range d.Companies {
		company.PortfolioIDs = nil
		add("company", company.Domain, company)
	}
	if d.Findings != nil {
		for _, subject := range d.Covered {
			add("findings", subject, "covered")
		}
		for _, finding := range d.AllFindings() {
			add("findings", finding.Subject, finding)
		}
	}
	for _, lines := range rows {
		slices.Sort(lines)
	}
	return rows
}

// Contradict notes as faults that the list of a gate and the documents differ about
// a company.
func (s *Set) Contradict(companies []posture.Rating) {
	listed := make(map[string][]*posture.Rating, len(companies))
	for i := range companies {
		if domain, err := posture.NormalizeDomain(companies[i].Domain); err == nil {
			listed[domain] = append(listed[domain], &companies[i])
		}
	}
	differing := map[int][]string{}
	for i := range s.Companies {
		rating := s.Companies[i].Rating()
		rows := listed[rating.Domain]
		if len(rows) > 0 && !slices.ContainsFunc(rows, func(row *posture.Rating) bool { return isSameRating(*row, rating) }) {
			differing[s.origins[i]] = append(differing[s.origins[i]], rating.Domain)
		}
	}
	for index, domains := range differing {
		s.Snapshots[index].Fault = difference(Name(index), "companies", domains)
	}
}

// isSameRating compares what every read of a company has.
func isSameRating(a, b posture.Rating) bool {
	return a.Grade == b.Grade && isSameNumber(a.Score, b.Score) && isSameNumber(a.ScoreChange30d, b.ScoreChange30d)
}

func isSameNumber(a, b *big.Rat) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Cmp(b) == 0
}
