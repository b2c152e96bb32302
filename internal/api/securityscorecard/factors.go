// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// ActiveIssueType is an issue type that a company has active issues of.
type ActiveIssueType struct {
	Type     string
	Severity posture.Severity
	Factor   string
	// Count is the number of findings of the type; nil is a number that counts
	// nothing, such as -1.
	Count *int64
	// ScoreImpact is what all findings of the type cost of the company's
	// score, in points; nil is not said.
	ScoreImpact *float64
	// DetailURL is the API's address of the findings.
	DetailURL string
}

// factors is what GET /companies/{domain}/factors says. All are nil while the
// company is not scored: that is not the same as "no findings". counts is also
// nil if one of them is not known.
type factors struct {
	grades      map[string]posture.Factor
	counts      map[posture.Severity]int64
	activeTypes []ActiveIssueType
}

// scored reports whether the company has a scorecard.
func (f factors) scored() bool { return f.grades != nil }

// activeOf are those of issueTypes that are active, with their counts.
func (f factors) activeOf(issueTypes []ActiveIssueType) []ActiveIssueType {
	return slices.DeleteFunc(slices.Clone(f.activeTypes), func(active ActiveIssueType) bool {
		return !slices.ContainsFunc(issueTypes, func(wanted ActiveIssueType) bool { return wanted.Type == active.Type })
	})
}

// saysAnything reports whether a factor has a grade, a score or issues. How
// the API writes the factors of a company that it is still calculating is not
// known: there may be none, or some without a grade.
func (f factors) saysAnything() bool {
	graded := func(factor posture.Factor) bool { return factor.Grade.Known() || factor.Score != nil }
	return len(f.activeTypes) > 0 || slices.ContainsFunc(slices.Collect(maps.Values(f.grades)), graded)
}

type factorEntry struct {
	Name  string            `json:"name"`
	Grade lenient[string]   `json:"grade"`
	Score lenient[*float64] `json:"score"`
	// IssueSummary is [] or missing when there are no issues (live).
	IssueSummary []issueSummary `json:"issue_summary"`
}

type issueSummary struct {
	Type        string            `json:"type"`
	Severity    lenient[string]   `json:"severity"`
	Count       counter           `json:"count"`
	ScoreImpact lenient[*float64] `json:"total_score_impact"`
	DetailURL   lenient[string]   `json:"detail_url"`
}

// factors reads a company's factors. That they can be read also says that the
// company is in a portfolio: others are refused with a 403 (live).
func (c *Client) factors(ctx context.Context, domain string) (factors, error) {
	request := factorsRequest(domain)
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[factorEntry]{
		Noun: "factor", Key: "name", Identity: func(entry factorEntry) string { return entry.Name },
	})
	if err != nil {
		return factors{}, err
	}
	read := factors{
		grades:      map[string]posture.Factor{},
		counts:      map[posture.Severity]int64{},
		activeTypes: []ActiveIssueType{},
	}
	for i, entry := range entries {
		if err := read.add(entry); err != nil {
			return factors{}, c.rest.Unexpected(request, fmt.Errorf("entries[%d]%w", i, err))
		}
	}
	if !read.saysAnything() {
		return factors{}, nil
	}
	slices.SortFunc(read.activeTypes, func(a, b ActiveIssueType) int { return cmp.Compare(a.Type, b.Type) })
	return read, nil
}

// add adds one factor. A factor or an issue type that comes twice is an error:
// it is not known which of the two is right.
func (f *factors) add(entry factorEntry) error {
	if entry.Name == "" {
		return errors.New(" has no name")
	}
	if _, twice := f.grades[entry.Name]; twice {
		return fmt.Errorf(" is the factor %s, which came before", entry.Name)
	}
	f.grades[entry.Name] = posture.Factor{Grade: posture.ParseGrade(entry.Grade.value), Score: score(entry.Score)}
	for i, issues := range entry.IssueSummary {
		if err := f.addIssues(entry.Name, issues); err != nil {
			return fmt.Errorf(".issue_summary[%d]%w", i, err)
		}
	}
	return nil
}

func (f *factors) addIssues(factor string, issues issueSummary) error {
	switch {
	case issues.Type == "":
		return errors.New(" has no type")
	case issues.Count.value == nil && !issues.Count.odd:
		return errors.New(" has no count")
	case slices.ContainsFunc(f.activeTypes, func(active ActiveIssueType) bool { return active.Type == issues.Type }):
		return fmt.Errorf(" is the issue type %s, which came before", issues.Type)
	}
	severity := severityOf(issues.Severity.value)
	f.activeTypes = append(f.activeTypes, ActiveIssueType{
		Type:        issues.Type,
		Severity:    severity,
		Factor:      factor,
		Count:       issues.Count.value,
		ScoreImpact: issues.ScoreImpact.value,
		DetailURL:   issues.DetailURL.value,
	})
	switch {
	case issues.Count.odd:
		f.counts = nil
	case f.counts != nil:
		f.counts[severity] += *issues.Count.value
	}
	return nil
}

func factorsRequest(domain string) rest.Request {
	return rest.Request{
		Operation: "read the factors of company " + domain,
		Path:      "/companies/" + url.PathEscape(domain) + "/factors",
	}
}
