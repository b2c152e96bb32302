// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestScore(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]*int64{
		"0": new(int64(0)), "97": new(int64(97)), "79.99": new(int64(79)), "100": new(int64(100)), "1e2": new(int64(100)), "-0": new(int64(0)),
		"null": nil, "-1": nil, "-0.5": nil, "100.5": nil, "101": nil, "92226907": nil, "1e300": nil, "1e400": nil,
		`"97"`: nil, "true": nil, "{}": nil, "[97]": nil,
	} {
		got := lenient[*float64]{value: new(7.0)}
		if err := json.Unmarshal([]byte(text), &got); err != nil || !same(score(got), want) {
			t.Errorf("%s: got %v, %v", text, score(got), err)
		}
	}
}

func TestCounter(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]counter{
		"null": {}, "0": {value: new(int64(0))}, "12": {value: new(int64(12))}, "1e2": {value: new(int64(100))}, "3.0": {value: new(int64(3))},
		"9007199254740992": {value: new(int64(1 << 53))},
		"-1":               {odd: true}, "1.5": {odd: true}, "-0.5": {odd: true}, "1e300": {odd: true}, "9007199254740994": {odd: true},
	} {
		got := counter{value: new(int64(7)), odd: true}
		if err := json.Unmarshal([]byte(text), &got); err != nil || !same(got.value, want.value) || got.odd != want.odd {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{`"12"`, "true", "{}", "[]", "1e400"} {
		if got := (counter{}); json.Unmarshal([]byte(text), &got) == nil {
			t.Errorf("%s: got %v, want an error", text, got)
		}
	}
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func TestBoolean(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]*bool{
		"null": nil, "true": new(true), "false": new(false), `"true"`: new(true), `"false"`: new(false),
		`""`: nil, `"yes"`: nil, `"TRUE"`: nil, "2": nil, "{}": nil, "[true]": nil,
	} {
		got := boolean{value: new(true)}
		if err := json.Unmarshal([]byte(text), &got); err != nil || !same(got.value, want) {
			t.Errorf("%s: got %v, %v", text, got.value, err)
		}
	}
}

// What may be a secret is removed from an address.
func TestBare(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{ //nolint:gosec // made-up passwords, to see them removed
		"":                                      "",
		"a.example":                             "a.example",
		"192.0.2.1":                             "192.0.2.1",
		"2001:db8::1":                           "2001:db8::1",
		"https://a.example":                     "https://a.example",
		"https://a.example/reset?token=x":       "https://a.example/reset",
		"https://a.example/#x":                  "https://a.example/",
		"https://a.example/a/b;jsessionid=1/c":  "https://a.example/a/b",
		"https://user:password@a.example:8443/": "https://a.example:8443/",
		"user:password@a.example/@b":            "a.example/@b",
		"robin@customer.example":                "customer.example",
		"https://a.example/~robin@x":            "https://a.example/~robin@x",
	} {
		if got := bare(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
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
		issues, err := decodeActiveIssues(body, []string{"a", "cookie_missing_http_only"})
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
			if ofType.given < int64(len(different(ofType.issues))) {
				t.Errorf("%q: %d are given of %d issues", body, ofType.given, len(ofType.issues))
			}
			for i, issue := range ofType.issues {
				finding := issue.finding(Finding{})
				mustBeTime(t, finding.FirstSeenAt)
				mustBeTime(t, finding.LastSeenAt)
				if strings.ContainsAny(finding.Target+finding.TargetURL, "?#;") {
					t.Errorf("%q or %q has a query", finding.Target, finding.TargetURL)
				}
				if finding.Port != nil && (*finding.Port < 1 || *finding.Port > maxPort) {
					t.Errorf("%d is no port", *finding.Port)
				}
				if i > 0 && issue.IssueID < ofType.issues[i-1].IssueID {
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
			mustBeBetween(t, company.Score, 0, 100)
			mustBeBetween(t, company.ScoreChange30d, -100, 100)
		}
		for _, entry := range mustHaveEntries[factorEntry](t, body) {
			mustBeBetween(t, score(entry.Score), 0, 100)
			for _, issues := range entry.IssueSummary {
				mustBeBetween(t, issues.Count.value, 0, maxCount)
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

func mustBeBetween(t *testing.T, number *int64, low, high int64) {
	t.Helper()
	if number != nil && (*number < low || *number > high) {
		t.Errorf("%d is out of range", *number)
	}
}
