// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const issueTypesParameter = "issue_types"

type activeIssues struct {
	TotalActiveIssues int            `json:"total_active_issues"`
	IssueTypes        []activeOfType `json:"issue_types"`
}

type activeOfType struct {
	Name        string        `json:"name"`
	IssuesCount int           `json:"issues_count"`
	Issues      []activeIssue `json:"issues"`
}

// activeIssue has only the fields of its type of issue.
type activeIssue struct {
	IssueID           string        `json:"issue_id"`
	IssueCount        int           `json:"issue_count"`
	EffectiveDate     string        `json:"effective_date,omitempty"`
	Evidence          []string      `json:"evidence,omitempty"`
	FirstSeenTime     string        `json:"first_seen_time,omitempty"`
	LastSeenTime      string        `json:"last_seen_time,omitempty"`
	GroupStatus       string        `json:"group_status,omitempty"`
	URL               string        `json:"url,omitempty"`
	Domain            string        `json:"domain,omitempty"`
	Sources           []string      `json:"sources,omitempty"`
	IssuerName        string        `json:"issuer_name,omitempty"`
	Observations      []observation `json:"observations,omitempty"`
	SHA256Fingerprint string        `json:"sha256_fingerprint,omitempty"`
	Target            string        `json:"target,omitempty"`
	Port              int           `json:"port,omitempty"`
	Hostname          string        `json:"hostname,omitempty"`
	Connection        *connection   `json:"connection_attributes,omitempty"`
}

type connection struct {
	DstIP   string `json:"dst_ip,omitempty"`
	DstPort int    `json:"dst_port,omitempty"`
}

// observation is either of a service or of a cookie.
type observation struct {
	IP           string `json:"ip,omitempty"`
	Port         int    `json:"port,omitempty"`
	SNI          string `json:"sni,omitempty"`
	LastSeenTime string `json:"last_seen_time,omitempty"`
	CookieName   string `json:"cookie_name,omitempty"`
	RawCookie    string `json:"raw_cookie,omitempty"`
	LastSeenAt   string `json:"last_seen_at,omitempty"`
}

// activeIssues answers 200 with an error in the body if none of the types in
// the request is active, like the live API.
func (h *Handler) activeIssues(_ http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
	wanted, err := h.wantedTypes(r)
	if err != nil {
		return nil, err
	}
	body := activeIssues{}
	for _, active := range company.Active {
		if active.Len() > 0 && slices.Contains(wanted, active.Type) {
			written := h.activeOfType(company, active)
			body.IssueTypes = append(body.IssueTypes, written)
			body.TotalActiveIssues += written.IssuesCount
		}
	}
	if body.IssueTypes == nil {
		return h.envelope(errNoActiveIssues), nil
	}
	return body, nil
}

// wantedTypes takes the repeated form only: a comma is part of a type's name.
func (h *Handler) wantedTypes(r *http.Request) ([]string, *failure) {
	wanted := r.URL.Query()[issueTypesParameter]
	if strings.Join(wanted, "") == "" {
		return nil, errNoIssueTypes
	}
	if limit := cmp.Or(h.quirks.MaxIssueTypes, maxIssueTypes); len(wanted) > limit {
		return nil, errTooManyIssueTypes(limit)
	}
	return wanted, nil
}

func (h *Handler) activeOfType(company world.Company, active world.Active) activeOfType {
	issues := company.IssuesOf(active)
	written := activeOfType{Name: active.Type, Issues: make([]activeIssue, len(issues))}
	for i, issue := range issues {
		written.Issues[i] = h.activeIssue(issue)
		if h.quirks.SumIssueCounts {
			written.IssuesCount += issue.Count
		} else {
			written.IssuesCount++
		}
	}
	return written
}

func (h *Handler) activeIssue(issue world.Issue) activeIssue {
	written := activeIssue{
		IssueID: issue.ID, IssueCount: issue.Count, EffectiveDate: h.timestamp(issue.EffectiveDate),
		Evidence: issue.Evidence, FirstSeenTime: h.timestamp(issue.FirstSeen), LastSeenTime: h.timestamp(issue.LastSeen),
		GroupStatus: issue.Status, URL: issue.URL, Domain: issue.Domain, Sources: issue.Sources,
		IssuerName: issue.IssuerName, SHA256Fingerprint: issue.Fingerprint, Target: issue.Target, Port: issue.Port,
		Hostname: issue.Hostname,
	}
	if issue.DstIP != "" {
		written.Connection = &connection{DstIP: issue.DstIP, DstPort: issue.DstPort}
	}
	for _, seen := range issue.Observations {
		written.Observations = append(written.Observations, h.observation(seen))
	}
	return written
}

func (h *Handler) observation(seen world.Observation) observation {
	if seen.CookieName != "" {
		return observation{CookieName: seen.CookieName, RawCookie: seen.RawCookie, LastSeenAt: h.timestamp(seen.LastSeen)}
	}
	return observation{IP: seen.IP, Port: seen.Port, SNI: seen.SNI, LastSeenTime: h.timestamp(seen.LastSeen)}
}

type issueType struct {
	Key      string `json:"key"`
	Severity string `json:"severity"`
	Factor   string `json:"factor"`
	Title    string `json:"title"`
}

func (h *Handler) issueTypes(w http.ResponseWriter, r *http.Request) (any, *failure) {
	return list(h, w, r, h.world.IssueTypes(), form{size: h.quirks.ListPageSize, counter: CounterAbsent}, func(entry world.IssueType) issueType {
		return h.issueType(entry.Key)
	})
}

// issueTypeDetails has the fields of the specification. That a recommendation is
// a list in Markdown was recorded.
type issueTypeDetails struct {
	issueType

	ShortDescription string `json:"short_description"`
	LongDescription  string `json:"long_description"`
	Recommendation   string `json:"recommendation"`
}

func (h *Handler) issueTypeDetails(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	key := r.PathValue("type")
	entry, found := h.world.IssueType(key)
	if !found {
		return nil, errIssueTypeNotFound(key)
	}
	return issueTypeDetails{
		issueType:        h.issueType(key),
		ShortDescription: entry.Title + ".",
		LongDescription:  "This was found: " + entry.Title + ". It lets an attacker go further.",
		Recommendation:   "- Find the assets of " + key + ".\n- Change their configuration.",
	}, nil
}

func (h *Handler) issueType(key string) issueType {
	entry, _ := h.world.IssueType(key)
	if word, replaced := h.quirks.Severities[key]; replaced {
		entry.Severity = word
	}
	return issueType{Key: key, Severity: entry.Severity, Factor: entry.Factor, Title: entry.Title}
}
