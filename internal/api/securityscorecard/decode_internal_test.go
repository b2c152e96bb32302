// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
)

func TestInteger(t *testing.T) {
	t.Parallel()
	number := func(value int64) *int64 { return &value }
	accepted := map[string]*int64{
		"null": nil, "0": number(0), "97": number(97), "-12": number(-12), "79.99": number(79), "-2.5": number(-3),
		"1e2": number(100), "9007199254740992": number(1 << 53),
	}
	for text, want := range accepted {
		got := integer{value: number(7)}
		err := json.Unmarshal([]byte(text), &got)
		if err != nil || (got.value == nil) != (want == nil) || want != nil && *got.value != *want {
			t.Errorf("%s: got %v, %v", text, got.value, err)
		}
	}
	for _, text := range []string{`"97"`, `true`, `{}`, `[]`, `1e300`, `-1e300`, `1e400`, `9007199254740994`} {
		if got := (integer{}); json.Unmarshal([]byte(text), &got) == nil {
			t.Errorf("%s: got %v, want an error", text, *got.value)
		}
	}
}

func TestBoolean(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	accepted := map[string]*bool{"null": nil, "true": &yes, "false": &no, `"true"`: &yes, `"false"`: &no}
	for text, want := range accepted {
		got := boolean{value: &yes}
		err := json.Unmarshal([]byte(text), &got)
		if err != nil || (got.value == nil) != (want == nil) || want != nil && *got.value != *want {
			t.Errorf("%s: got %v, %v", text, got.value, err)
		}
	}
	for _, text := range []string{`""`, `"yes"`, `2`, `{}`, `[]`} {
		err := json.Unmarshal([]byte(text), &boolean{})
		if err == nil || err.Error() != "a value that should be true or false is neither" {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

// seeds are bodies of every shape, right and wrong.
var seeds = []string{
	``, `null`, `[]`, `{}`, `"text"`, `1`, `{"error":null}`, `{"error":{}}`, `{"error":[]}`, `{"error":"oops"}`,
	`{"error":{"message":"no active issues found","statusCode":404}}`,
	`{"error":{"message":"no","statusCode":1e9}}`,
	`{"total_active_issues":1,"issue_types":[{"name":"cookie_missing_http_only","issues_count":1,"issues":[{"issue_id":"1","issue_count":2,` +
		`"first_seen_time":"2021-07-01T00:00:00.000Z","last_seen_time":"2021-07-01 00:00:00Z","group_status":"active","port":443,"target":"a?b#c",` +
		`"domain":"a.example","observations":[{"raw_cookie":"x"}],"evidence":["x"]}]}]}`,
	`{"issue_types":[{"name":"a","issues_count":1e300,"issues":[{"issue_count":-1},{"issue_count":9e15}]},{"name":"a","issues":null},null]}`,
	`{"issue_types":[{"issues":[null,{"port":1.5}]}],"total_active_issues":-4}`,
	`{"entries":[{"id":"1","name":"a","privacy":"private","read_only":"true","description":null}],"total":1,"count":1}`,
	`{"entries":[{"domain":"a.example","name":"A","grade":"?","score":null,"last30days_score_change":-2.5}],"total":1}`,
	`{"entries":[{"name":"f","grade":"A","score":97,"issue_summary":[{"type":"t","count":1,"severity":"high","total_score_impact":0.5}]}]}`,
	`{"entries":[{"key":"k","title":"T","severity":"high","factor":"f"}]}`,
	`{"entries":[null],"total":null}`, `{"entries":null,"total":3}`, `{"entries":[],"entries":null}`, `{"ENTRIES":[{}]}`,
	`{"entries":[{"domain":"XN--A"},{"domain":"//\u0000"},{"domain":"..","score":-1e15}],"total":2}`,
	`{"entries":[{"name":1}]}`, `{"entries":{}}`, `{"entries":[` + strings.Repeat(`[`, 100), "\x00\x1f\x8b not json", "<html></html>",
}

func FuzzDecodeActiveIssues(f *testing.F) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		issues, err := decodeActiveIssues(body)
		if err != nil {
			return
		}
		var document map[string]any
		if json.Unmarshal(body, &document) != nil {
			t.Fatalf("%q is no object, and was taken", body)
		}
		if issues == nil && failureOf(body) != 404 {
			t.Errorf("%q does not say that there is nothing, and was taken for it", body)
		}
		for _, ofType := range issues {
			if ofType == nil {
				continue
			}
			for i, issue := range ofType {
				finding := issue.finding(Finding{})
				mustBeTime(t, finding.FirstSeenAt)
				mustBeTime(t, finding.LastSeenAt)
				if strings.ContainsAny(finding.Target, "?#") {
					t.Errorf("%q is a target with a query", finding.Target)
				}
				if i > 0 && issue.IssueID < ofType[i-1].IssueID {
					t.Errorf("%q is not sorted", body)
				}
			}
		}
	})
}

// failureOf is the status in an error envelope, read another way.
func failureOf(body []byte) int {
	var answer failure
	if json.Unmarshal(body, &answer) != nil || answer.Error == nil {
		return 0
	}
	return answer.Error.StatusCode
}

func mustBeTime(t *testing.T, value string) {
	t.Helper()
	if value == "" {
		return
	}
	parsed, err := time.Parse(time.RFC3339, value)
	if err != nil || parsed.Location() != time.UTC || !strings.HasSuffix(value, "Z") {
		t.Errorf("%q is no time in RFC 3339 and UTC", value)
	}
}

func FuzzDecodeCollection(f *testing.F) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		mustHaveEntries[portfolioEntry](t, body)
		mustHaveEntries[issueTypeEntry](t, body)
		for _, entry := range mustHaveEntries[companyEntry](t, body) {
			company := entry.company()
			if company.Grade != "" && !company.Grade.Known() {
				t.Errorf("%q is no grade", company.Grade)
			}
			mustBeInRange(t, company.Score)
			mustBeInRange(t, company.ScoreChange30d)
		}
		for _, entry := range mustHaveEntries[factorEntry](t, body) {
			mustBeInRange(t, entry.Score.value)
			for _, issues := range entry.IssueSummary {
				mustBeInRange(t, issues.Count.value)
			}
		}
		_ = errorMessage(body)
	})
}

// mustHaveEntries checks that what is taken for a list has its entries.
func mustHaveEntries[T any](t *testing.T, body []byte) []T {
	t.Helper()
	answer, err := decodeCollection[T](body)
	if err != nil {
		return nil
	}
	if answer.Entries == nil || answer.Error != nil {
		t.Fatalf("%q has no entries or an error, and was taken for a list", body)
	}
	if answer.announced() < -1 {
		t.Errorf("%q announces %d", body, answer.announced())
	}
	return *answer.Entries
}

func mustBeInRange(t *testing.T, number *int64) {
	t.Helper()
	if number != nil && (*number > maxInteger || *number < -maxInteger || *number == math.MinInt64) {
		t.Errorf("%d is out of range", *number)
	}
}
