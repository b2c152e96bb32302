// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// EventsQuery chooses entries of the score-change log.
type EventsQuery struct {
	PastQuery
	// Types to keep; none keeps all. One without a type may be of any.
	Types []string
}

// Event is an entry of the log of what changed a company's score. Of a breach it
// has only that there was one: the rest is prose, and may name people.
type Event struct {
	Domain string
	ID     string
	// Date is an RFC 3339 time in UTC.
	Date string
	// Type is issues, breach or recalibration; more may be added (spec).
	Type string
	// Status is active, resolved or departed, of issues (spec).
	Status     string
	IssueType  string
	IssueCount *int64
	Severity   posture.Severity
	Factor     string
	// ScoreImpact is in points. How its sign is meant is not specified.
	ScoreImpact *float64
	// DetailURL is the API's address of the findings.
	DetailURL string
}

type eventEntry struct {
	ID          json.Number       `json:"id"`
	Date        lenient[string]   `json:"date"`
	Type        lenient[string]   `json:"event_type"`
	Status      lenient[string]   `json:"group_status"`
	IssueType   lenient[string]   `json:"issue_type"`
	IssueCount  counter           `json:"issue_count"`
	Severity    lenient[string]   `json:"severity"`
	Factor      lenient[string]   `json:"factor"`
	ScoreImpact lenient[*float64] `json:"total_score_impact"`
	DetailURL   lenient[string]   `json:"detail_url"`
}

// Events reads the score-change log of companies, sorted by company and time. A
// scorecard that no request can name has no events here.
func (c *Client) Events(ctx context.Context, query EventsQuery) ([]Event, error) {
	companies, err := readLog(ctx, c, query.PastQuery, log[eventEntry]{
		// The specification has the slash, and clients leave it out.
		noun: "events", path: "/history/events/",
		entries: rest.Entries[eventEntry]{Noun: "event", Key: "id", Identity: func(entry eventEntry) string { return entry.ID.String() }},
	})
	events := []Event{}
	for _, read := range companies {
		for _, entry := range read.entries {
			if event := entry.event(read.company.domain); query.keeps(event) {
				events = append(events, event)
			}
		}
	}
	slices.SortFunc(events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	return events, err
}

func (q EventsQuery) keeps(event Event) bool {
	return q.mayInclude(event.Date) && (len(q.Types) == 0 || event.Type == "" || slices.Contains(q.Types, event.Type))
}

func (e eventEntry) event(domain string) Event {
	event := Event{
		Domain:      domain,
		ID:          e.ID.String(),
		Date:        rest.UTC(e.Date.value),
		Type:        e.Type.value,
		Status:      e.Status.value,
		IssueType:   e.IssueType.value,
		IssueCount:  e.IssueCount.value,
		Severity:    posture.Severity(e.Severity.value),
		Factor:      e.Factor.value,
		ScoreImpact: e.ScoreImpact.value,
		DetailURL:   e.DetailURL.value,
	}
	if event.IssueType != "" {
		event.Severity = severityOf(e.Severity.value)
	}
	return event
}
