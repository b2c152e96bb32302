// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	foxtrot         = "foxtrot-freight.example"
	foxtrotEvents   = "/companies/" + foxtrot + "/history/events/"
	foxtrotBreaches = "/companies/" + foxtrot + "/history/events/breaches"
)

func TestEvents(t *testing.T) {
	t.Parallel()
	for name, quirk := range map[string]peer.Quirks{
		"as specified": {}, "unsorted": {ReverseHistory: true}, "every event twice": {RepeatHistory: true}, "other days too": {IgnoreHistoryDates: true},
		"dates with a space": {Timestamps: peer.TimestampsSpace}, "dates alone": {Timestamps: peer.TimestampsDate}, "pages": {ListPageSize: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, quirks(quirk))
			events, err := newClient(t, s).Events(t.Context(), securityscorecard.EventsQuery{PastQuery: past(foxtrot, "2026-02-14", "2026-03-18")})
			if err != nil {
				t.Fatal(err)
			}
			base := s.SecurityScorecard.BaseURL + "/companies/" + foxtrot + "/history/events/2026-03-18/issues/"
			want := []securityscorecard.Event{
				{Domain: foxtrot, ID: "40118377", Date: "2026-02-14T00:00:00Z", Type: "breach"},
				{Domain: foxtrot, ID: "40120914", Date: "2026-03-03T00:00:00Z", Type: "recalibration"},
				{
					Domain: foxtrot, ID: "40121002", Date: "2026-03-18T00:00:00Z", Type: "issues", Status: "resolved", IssueType: "outdated_browser", IssueCount: new(int64(4)),
					Severity: "low", Factor: "endpoint_security", ScoreImpact: new(0.469), DetailURL: base + "outdated_browser?group_status=resolved",
				},
				{
					Domain: foxtrot, ID: "40121005", Date: "2026-03-18T00:00:00Z", Type: "issues", Status: "departed", IssueType: "open_port", IssueCount: new(int64(2)),
					Severity: "info", Factor: "network_security", ScoreImpact: new(0.0), DetailURL: base + "open_port?group_status=departed",
				},
			}
			if diff := cmp.Diff(want, events); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			mustHaveNoSecret(t, s, events)
			if strings.HasPrefix(name, "as ") {
				mustRequest(t, s, foxtrotEvents+"?date_from=2026-02-14T00%3A00%3A00.000Z&date_to=2026-03-18T23%3A59%3A59.999Z")
			}
		})
	}
}

func TestEvents_types(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer(foxtrotEvents, `{"entries":[{"id":1,"event_type":"issues"},{"id":2},{"id":3,"event_type":"recalibration"},{"id":4,"event_type":7,"date":"tomorrow"}]}`))
	query := securityscorecard.EventsQuery{PastQuery: past(foxtrot, "2026-02-14", "2026-03-18"), Types: []string{"issues"}}
	events, err := newClient(t, s).Events(t.Context(), query)
	ids := []string{}
	for _, event := range events {
		ids = append(ids, event.ID)
	}
	if diff := cmp.Diff([]string{"1", "2", "4"}, ids); diff != "" || err != nil {
		t.Errorf("%v, events (-want +got):\n%s", err, diff)
	}
}

func TestLogs_strict(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ path, body, problem string }{
		"events: a summary":       {foxtrotEvents, `{"domain":"foxtrot-freight.example"}`, `it has no "entries"`},
		"events: no id":           {foxtrotEvents, `{"entries":[{"date":"2026-02-15"}]}`, `event 1 has no "id"`},
		"events: contradiction":   {foxtrotEvents, `{"entries":[{"id":1,"issue_count":1},{"id":1,"issue_count":2}]}`, `event "1" came twice with different values`},
		"events: count of a type": {foxtrotEvents, `{"entries":[{"id":1,"issue_count":"many"}]}`, "it cannot be read"},
		"events: short":           {foxtrotEvents, `{"entries":[{"id":1}],"total":2}`, "it announces 2 entries"},
		"breaches: a summary":     {foxtrotBreaches, `{"domain":"foxtrot-freight.example"}`, `it has no "entries"`},
		"breaches: an error":      {foxtrotBreaches, `{"error":{"message":"no","statusCode":404}}`, "answered as a success, with an error inside"},
		"breaches: short":         {foxtrotBreaches, `{"entries":[],"total":1}`, "it announces 1 entries"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(test.path, test.body))
			client, query := newClient(t, s), past(foxtrot, "2026-02-14", "2026-03-18")
			_, err := client.Events(t.Context(), securityscorecard.EventsQuery{PastQuery: query})
			if test.path == foxtrotBreaches {
				_, _, err = client.Breaches(t.Context(), query)
			}
			if err == nil || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("error = %v, want %q", err, test.problem)
			}
		})
	}
}

func TestBreaches(t *testing.T) {
	t.Parallel()
	for name, quirk := range map[string]peer.Quirks{
		"as specified": {}, "unsorted": {ReverseHistory: true}, "other days too": {IgnoreHistoryDates: true}, "dates alone": {Timestamps: peer.TimestampsDate}, "twice": {RepeatHistory: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, quirks(quirk))
			breaches, covered, err := newClient(t, s).Breaches(t.Context(), past(foxtrot, "2026-01-01", "2026-02-14"))
			want := []securityscorecard.Breach{{
				Finding: posture.Finding{
					Source: "securityscorecard", Subject: foxtrot, Type: "breach", Title: "Data breach", Severity: "critical", Status: "open",
					FirstSeenAt: "2026-02-14T00:00:00Z", LastSeenAt: "2026-02-14T00:00:00Z",
				},
				Method: "Inside Job", Link: "https://news.example/foxtrot?id=7",
				Description: "A former employee copied shipping manifests. | <b>Read</b> [more](https://evil.example) @everyone ::error::",
			}}
			if diff := cmp.Diff(want, breaches); diff != "" || err != nil {
				t.Errorf("%v, breaches (-want +got):\n%s", err, diff)
			}
			if diff := cmp.Diff([]string{foxtrot}, covered); diff != "" {
				t.Errorf("covered (-want +got):\n%s", diff)
			}
			if strings.HasPrefix(name, "as ") {
				mustRequest(t, s, foxtrotBreaches+"?date_from=2026-01-01T00%3A00%3A00.000Z&date_to=2026-02-14T23%3A59%3A59.999Z")
			}
		})
	}
}

// A breach of which little can be read is a breach.
func TestBreaches_lenientIsNeverFewer(t *testing.T) {
	t.Parallel()
	for name, entries := range map[string]string{
		"nothing":            `{}`,
		"no date":            `{"breach_data":{"method":"Hacking"}}`,
		"a date of its own":  `{"date":"last week"}`,
		"another event type": `{"date":"2026-02-14","event_type":"issues"}`,
		"data as a text":     `{"date":"2026-02-14","breach_data":"Hacking"}`,
		"links elsewhere":    `{"date":"2026-02-14","breach_data":{"link":"javascript:alert(1)"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			// The second one may be another breach, unless something tells that it is not.
			s.Faults.Add(answer(foxtrotBreaches, `{"entries":[`+entries+`,`+entries+`]}`))
			breaches, _, err := newClient(t, s).Breaches(t.Context(), past(foxtrot, "2026-02-14", "2026-03-18"))
			want := 2
			if strings.Contains(entries, "breach_data\":{") {
				want = 1
			}
			if err != nil || len(breaches) != want {
				t.Fatalf("got %d breaches, %v", len(breaches), err)
			}
			if one := breaches[0]; one.Type != "breach" || one.Status != posture.Open || one.Severity != posture.Critical || one.Link != "" {
				t.Errorf("got %+v", one)
			}
		})
	}
}

// A company that is not scored is not covered: that nothing is known of breaches
// is not that there are none.
func TestBreaches_unscored(t *testing.T) {
	t.Parallel()
	for name, quirk := range map[string]peer.Quirks{"an empty list": {}, "not found": {NoPastOfUnscored: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			query := past(foxtrot, "2026-02-14", "2026-03-18")
			query.Domains, query.PortfolioIDs = nil, []string{world.DefaultPortfolioID}
			breaches, covered, err := newClient(t, start(t, quirks(quirk))).Breaches(t.Context(), query)
			if err != nil || len(breaches) != 1 || breaches[0].Type != "not_scored" || breaches[0].Status != posture.Unknown {
				t.Errorf("breaches: %v, %v", breaches, err)
			}
			for _, domain := range covered {
				if domain == "jasmine-labs.example" {
					t.Error("an unscored company is covered")
				}
			}
			if len(covered) == 0 {
				t.Error("no company is covered")
			}
		})
	}
}
