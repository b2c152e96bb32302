// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// IssueType is a type of issue that SecurityScorecard can detect. The list
// changes without notice (spec).
type IssueType struct {
	Type     string
	Title    string
	Severity posture.Severity
	Factor   string
}

type issueTypeEntry struct {
	Key      string          `json:"key"`
	Title    lenient[string] `json:"title"`
	Severity lenient[string] `json:"severity"`
	Factor   lenient[string] `json:"factor"`
}

// IssueTypes reads every issue type, sorted by type.
func (c *Client) IssueTypes(ctx context.Context) ([]IssueType, error) {
	request := rest.Request{Operation: "list issue types", Path: "/metadata/issue-types"}
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[issueTypeEntry]{
		Noun: "issue type", Key: "key", Identity: func(entry issueTypeEntry) string { return entry.Key },
	})
	if err != nil {
		return nil, err
	}
	issueTypes := make([]IssueType, 0, len(entries))
	for _, entry := range entries {
		issueTypes = append(issueTypes, entry.issueType())
	}
	slices.SortFunc(issueTypes, func(a, b IssueType) int { return cmp.Compare(a.Type, b.Type) })
	return issueTypes, nil
}

func (e issueTypeEntry) issueType() IssueType {
	return IssueType{
		Type:     e.Key,
		Title:    e.Title.value,
		Severity: severityOf(e.Severity.value),
		Factor:   e.Factor.value,
	}
}

// severityOf keeps the severity unchanged. A missing severity becomes a word too,
// because it must not count as harmless.
func severityOf(word string) posture.Severity {
	return posture.Severity(cmp.Or(word, "unknown"))
}
