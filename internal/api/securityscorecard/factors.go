// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
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
	// Count is the number of findings of the type.
	Count int64
	// ScoreImpact is what all findings of the type cost of the company's
	// score, in points; nil is not said.
	ScoreImpact *float64
	// DetailURL is the API's address of the findings.
	DetailURL string
}

// factors is what GET /companies/{domain}/factors says. All are nil while the
// company is not scored: that is not the same as "no findings".
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
	Name  string  `json:"name"`
	Grade string  `json:"grade"`
	Score integer `json:"score"`
	// IssueSummary is [] or missing when there are no issues (live).
	IssueSummary []struct {
		Type        string   `json:"type"`
		Severity    string   `json:"severity"`
		Count       integer  `json:"count"`
		ScoreImpact *float64 `json:"total_score_impact"`
		DetailURL   string   `json:"detail_url"`
	} `json:"issue_summary"`
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
	for _, entry := range entries {
		read.grades[entry.Name] = posture.Factor{Grade: posture.ParseGrade(entry.Grade), Score: entry.Score.value}
		for _, issues := range entry.IssueSummary {
			if issues.Type == "" || issues.Count.value == nil || *issues.Count.value < 0 {
				return factors{}, c.rest.Unexpected(request, errors.New("an issue summary lacks its type or its count"))
			}
			severity := severityOf(issues.Severity)
			read.counts[severity] += *issues.Count.value
			read.activeTypes = append(read.activeTypes, ActiveIssueType{
				Type:        issues.Type,
				Severity:    severity,
				Factor:      entry.Name,
				Count:       *issues.Count.value,
				ScoreImpact: issues.ScoreImpact,
				DetailURL:   issues.DetailURL,
			})
		}
	}
	if !read.saysAnything() {
		return factors{}, nil
	}
	slices.SortFunc(read.activeTypes, func(a, b ActiveIssueType) int { return cmp.Compare(a.Type, b.Type) })
	return read, nil
}

func factorsRequest(domain string) rest.Request {
	return rest.Request{
		Operation: "read the factors of company " + domain,
		Path:      "/companies/" + url.PathEscape(domain) + "/factors",
	}
}
