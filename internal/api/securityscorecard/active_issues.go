// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// activeIssue has the fields of an issue that are read. Observations and
// evidence are not decoded: they may hold cookies and other secrets (live). Times
// have T or a space, and may have a fraction, or are a date alone (spec, live).
type activeIssue struct {
	IssueID     string  `json:"issue_id"`
	Count       integer `json:"issue_count"`
	GroupStatus string  `json:"group_status"`
	FirstSeen   string  `json:"first_seen_time"`
	LastSeen    string  `json:"last_seen_time"`
	Port        integer `json:"port"`
	Target      string  `json:"target"`
	Domain      string  `json:"domain"`
}

type activeIssues struct {
	failure
	Total      integer `json:"total_active_issues"`
	IssueTypes *[]struct {
		Name   string        `json:"name"`
		Count  integer       `json:"issues_count"`
		Issues []activeIssue `json:"issues"`
	} `json:"issue_types"`
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

// decodeActiveIssues returns issues by type, each type's sorted by id. The map
// is nil when the API says that none of the types is active, which it also says
// of a company that the token may not see.
func decodeActiveIssues(body []byte) (map[string][]activeIssue, error) {
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
	byType := map[string][]activeIssue{}
	var all []activeIssue
	for _, issueType := range *answer.IssueTypes {
		if issueType.Issues == nil {
			return nil, fmt.Errorf(`issue type %s has no "issues"`, issueType.Name)
		}
		if err := complete(issueType.Count, issueType.Issues); err != nil {
			return nil, fmt.Errorf("issue type %s: %w", issueType.Name, err)
		}
		byType[issueType.Name] = append(byType[issueType.Name], issueType.Issues...)
		all = append(all, issueType.Issues...)
	}
	for _, issues := range byType {
		slices.SortStableFunc(issues, func(a, b activeIssue) int { return cmp.Compare(a.IssueID, b.IssueID) })
	}
	return byType, complete(answer.Total, all)
}

// complete refuses fewer issues than announced. Whether the API announces the
// number of issues or the sum of their counts is not known: either is enough.
func complete(announced integer, issues []activeIssue) error {
	if announced.value == nil {
		return nil
	}
	sum := int64(0)
	for _, issue := range issues {
		if issue.Count.value != nil {
			sum += *issue.Count.value
		}
	}
	if came := max(sum, int64(len(issues))); *announced.value > came {
		return fmt.Errorf("it announces %d issues, and has %d", *announced.value, came)
	}
	return nil
}

// finding returns the issue as a finding, based on common.
func (i activeIssue) finding(common Finding) Finding {
	finding := common
	finding.IssueID = i.IssueID
	finding.FirstSeenAt = rest.UTC(i.FirstSeen)
	finding.LastSeenAt = rest.UTC(i.LastSeen)
	finding.Port = i.Port.value
	finding.Target = withoutQuery(cmp.Or(i.Target, i.Domain))
	// The endpoint gives active issues: only a word that says otherwise closes
	// one (spec: active, resolved, departed).
	if slices.Contains([]string{"resolved", "departed"}, i.GroupStatus) {
		finding.Status = posture.Closed
	}
	return finding
}

// withoutQuery removes the part of a target that may be a secret.
func withoutQuery(target string) string {
	if end := strings.IndexAny(target, "?#"); end >= 0 {
		return target[:end]
	}
	return target
}
