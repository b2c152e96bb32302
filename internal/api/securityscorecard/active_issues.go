// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// activeIssue has the fields of an issue that are read. Times have T or a space,
// and may have a fraction, or are a date alone (spec, live).
type activeIssue struct {
	activeIssuePlace

	IssueID     string          `json:"issue_id"`
	Count       counter         `json:"issue_count"`
	GroupStatus lenient[string] `json:"group_status"`
	FirstSeen   lenient[string] `json:"first_seen_time"`
	LastSeen    lenient[string] `json:"last_seen_time"`
}

type activeIssues struct {
	failure
	Total      counter             `json:"total_active_issues"`
	IssueTypes *[]activeIssuesType `json:"issue_types"`
}

type activeIssuesType struct {
	Name   string        `json:"name"`
	Count  counter       `json:"issues_count"`
	Issues []activeIssue `json:"issues"`
}

// activeIssuesRequest asks for the active issues of up to ten types.
func activeIssuesRequest(domain string, issueTypes []string) rest.Request {
	return rest.Request{
		Operation: "read the active issues of company " + domain,
		Path:      "/companies/" + url.PathEscape(domain) + "/active-issues",
		// Repeated keys are known to work, a comma-separated list is not (live).
		Query: url.Values{"issue_types": issueTypes},
	}
}

// readActiveIssues reads the active issues of up to ten types, by type.
func (c *Client) readActiveIssues(ctx context.Context, domain string, issueTypes []string) (map[string]issuesOfType, error) {
	return rest.Get(ctx, c.rest, activeIssuesRequest(domain, issueTypes), func(body []byte) (map[string]issuesOfType, error) {
		return decodeActiveIssues(body, issueTypes)
	})
}

// issuesOfType are the issues of one type, sorted by id.
type issuesOfType struct {
	issues []activeIssue
	// given is how many issues the API says that these are.
	given int64
}

// decodeActiveIssues returns the issues of the types that were asked for. The
// map is nil when the API says that none of the types is active, which it also
// says of a company that the token may not see.
func decodeActiveIssues(body []byte, asked []string) (map[string]issuesOfType, error) {
	answer, err := rest.DecodeJSON[activeIssues](body)
	if err != nil {
		return nil, err
	}
	// "Nothing active" is a 200 with a 404 inside, and nothing else (live).
	if answer.Error != nil && answer.Error.StatusCode == http.StatusNotFound && answer.IssueTypes == nil {
		return nil, nil
	}
	if err := answer.err(); err != nil {
		return nil, err
	}
	if answer.IssueTypes == nil {
		return nil, errors.New(`it has no "issue_types"`)
	}
	byType := map[string]issuesOfType{}
	var all []activeIssue
	for i, ofType := range *answer.IssueTypes {
		if _, twice := byType[ofType.Name]; twice {
			return nil, fmt.Errorf("issue_types[%d] is the issue type %s, which came before", i, ofType.Name)
		}
		if err := ofType.check(asked); err != nil {
			return nil, fmt.Errorf("issue_types[%d]%w", i, err)
		}
		issues := ofType.Issues
		slices.SortStableFunc(issues, func(a, b activeIssue) int { return cmp.Compare(a.IssueID, b.IssueID) })
		byType[ofType.Name] = issuesOfType{issues: issues, given: given(ofType.Count, issues)}
		all = append(all, issues...)
	}
	if err := complete(answer.Total, all); err != nil {
		return nil, fmt.Errorf("total_active_issues%w", err)
	}
	return byType, nil
}

// check says what is wrong with the issues of one type.
func (t activeIssuesType) check(asked []string) error {
	switch {
	case t.Name == "":
		return errors.New(" has no name")
	case !slices.Contains(asked, t.Name):
		return fmt.Errorf(" is the issue type %s, which was not asked for", t.Name)
	case t.Issues == nil:
		return fmt.Errorf(" (%s) has no issues", t.Name)
	}
	for i, issue := range t.Issues {
		if issue.Count.odd {
			return fmt.Errorf(".issues[%d].issue_count is not a number of issues", i)
		}
	}
	if err := complete(t.Count, t.Issues); err != nil {
		return fmt.Errorf(".issues_count of %s%w", t.Name, err)
	}
	return nil
}

// complete refuses fewer issues than announced.
func complete(announced counter, issues []activeIssue) error {
	if announced.odd {
		return errors.New(" is not a number of issues")
	}
	if came := most(issues); announced.value != nil && *announced.value > came {
		return fmt.Errorf(" announces %d issues, and %d came", *announced.value, came)
	}
	return nil
}

// given is the number of issues, as the factors count them: the API's own
// number if it says one.
func given(announced counter, issues []activeIssue) int64 {
	if announced.value == nil {
		return most(issues)
	}
	return max(*announced.value, int64(len(different(issues))))
}

// most is the number of different issues, or the sum of their counts. Whether
// the API announces the one or the other is not known: either is enough.
func most(issues []activeIssue) int64 {
	once, sum := different(issues), int64(0)
	for _, issue := range once {
		if issue.Count.value != nil {
			sum += *issue.Count.value
		}
	}
	return max(sum, int64(len(once)))
}

// different are the issues, each id once: what comes again does not stand for
// another that is missing.
func different(issues []activeIssue) []activeIssue {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(issues), func(issue activeIssue) bool {
		again := seen[issue.IssueID]
		seen[issue.IssueID] = issue.IssueID != ""
		return again
	})
}

// finding returns the issue as a finding, based on common.
func (i activeIssue) finding(common Finding) Finding {
	finding := common
	finding.IssueID = i.IssueID
	finding.FirstSeenAt = rest.UTC(i.FirstSeen.value)
	finding.LastSeenAt = rest.UTC(i.LastSeen.value)
	finding.Target, finding.TargetURL, finding.Port = i.host(), i.page(), i.port()
	// The endpoint gives active issues: only a word that says otherwise closes
	// one (spec: active, resolved, departed).
	if slices.Contains([]string{"resolved", "departed"}, i.GroupStatus.value) {
		finding.Status = posture.Closed
	}
	return finding
}
