// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// event has the fields that its type has.
type event struct {
	ID               int           `json:"id"`
	Date             string        `json:"date"`
	EventType        string        `json:"event_type"`
	GroupStatus      string        `json:"group_status,omitempty"`
	IssueCount       *int          `json:"issue_count,omitempty"`
	TotalScoreImpact *float64      `json:"total_score_impact,omitempty"`
	IssueType        string        `json:"issue_type,omitempty"`
	Severity         string        `json:"severity,omitempty"`
	Factor           string        `json:"factor,omitempty"`
	DetailURL        string        `json:"detail_url,omitempty"`
	BreachData       *eventBreach  `json:"breach_data,omitempty"`
	BreachIncidents  []breachEvent `json:"breach_incidents,omitempty"`
}

type eventBreach struct {
	RootCause      string `json:"root_cause"`
	RecordsLost    int    `json:"records_lost"`
	DateDiscovered int64  `json:"date_discovered"`
	TypeOfBreach   string `json:"type_of_breach"`
}

type breachEvent struct {
	MeasurementID    string `json:"measurement_id"`
	Title            string `json:"title"`
	Summary          string `json:"summary"`
	BreachDate       int64  `json:"breach_date"`
	Confirmed        bool   `json:"confirmed"`
	OriginatingParty string `json:"originating_party"`
}

type breach struct {
	Date       string      `json:"date"`
	EventType  string      `json:"event_type"`
	BreachData *breachData `json:"breach_data,omitempty"`
}

type breachData struct {
	Method      string `json:"method,omitempty"`
	Description string `json:"description,omitempty"`
	Link        string `json:"link,omitempty"`
}

func (h *Handler) events(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
	events, err := between(h, r, company.Events, func(one world.Event) time.Time { return one.Date })
	if err != nil {
		return nil, err
	}
	return h.historyList(w, r, len(events), func(i int) any { return h.event(r, company, events[i]) })
}

func (h *Handler) event(r *http.Request, company world.Company, one world.Event) event {
	written := event{ID: one.ID, Date: h.timestamp(one.Date), EventType: one.Type}
	if one.Type == "issues" {
		issueType := h.issueType(one.IssueType)
		written.GroupStatus, written.IssueType, written.Severity, written.Factor = one.Status, one.IssueType, issueType.Severity, issueType.Factor
		written.IssueCount, written.TotalScoreImpact = &one.Count, &one.Impact
		written.DetailURL = baseURL(r) + "/companies/" + company.Domain + "/history/events/" + one.Date.Format(time.DateOnly) +
			"/issues/" + one.IssueType + "?group_status=" + one.Status
	}
	for _, incident := range one.Incidents {
		written.BreachData = &eventBreach{RootCause: "root cause " + world.PlantedSecret, RecordsLost: 1200, DateDiscovered: one.Date.Unix(), TypeOfBreach: "first party"}
		written.BreachIncidents = append(written.BreachIncidents, breachEvent{
			MeasurementID: "m-1", Title: "Incident " + world.PlantedSecret, Summary: incident + " " + world.PlantedSecret,
			BreachDate: one.Date.Unix(), Confirmed: true, OriginatingParty: incident,
		})
	}
	return written
}

func (h *Handler) breaches(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
	breaches, err := between(h, r, company.Breaches, func(one world.Breach) time.Time { return one.Date })
	if err != nil {
		return nil, err
	}
	return h.historyList(w, r, len(breaches), func(i int) any {
		one := breaches[i]
		written := breach{Date: h.timestamp(one.Date), EventType: "breach"}
		if one.Method+one.Description+one.Link != "" {
			written.BreachData = &breachData{Method: one.Method, Description: one.Description, Link: one.Link}
		}
		return written
	})
}

// timePattern is that of the specification.
var timePattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}\.{0,1}[0-9]*Z$`)

// between are the entries of the times that are asked for.
func between[T any](h *Handler, r *http.Request, entries []T, date func(T) time.Time) ([]T, *failure) {
	from, err := timeParameter(r, "date_from")
	if err != nil {
		return nil, err
	}
	to, err := timeParameter(r, "date_to")
	if err != nil {
		return nil, err
	}
	within := []T{}
	for _, entry := range entries {
		if h.quirks.IgnoreHistoryDates || !date(entry).Before(from) && !date(entry).After(to) {
			within = append(within, entry)
		}
	}
	return within, nil
}

func timeParameter(r *http.Request, name string) (time.Time, *failure) {
	value := r.URL.Query().Get(name)
	at, err := time.Parse(time.RFC3339, strings.Replace(value, " ", "T", 1))
	if err != nil || !timePattern.MatchString(value) {
		return at, errInvalidParameter(name, value)
	}
	return at, nil
}
