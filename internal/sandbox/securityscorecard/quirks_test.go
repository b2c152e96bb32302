// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

func TestUnscoredCompanies(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		unscored securityscorecard.Unscored
		want     map[string]any
	}{
		"question mark": {securityscorecard.UnscoredAsQuestionMark, map[string]any{"grade": "?"}},
		"null":          {securityscorecard.UnscoredAsNull, map[string]any{"grade": nil, "score": nil}},
		"absent":        {securityscorecard.UnscoredAsAbsent, map[string]any{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, securityscorecard.Quirks{Unscored: test.unscored})
			places := map[string]any{
				"list":    served.get(unscored).at("entries", 0),
				"summary": served.get("/companies/" + jasmine).body,
				"factor":  served.get("/companies/"+jasmine+"/factors").at("entries", 0),
			}
			for place, object := range places {
				fields, _ := object.(map[string]any)
				for name := range fields {
					if name != "grade" && name != "score" {
						if strings.Contains(name, "change") || name == "grade_url" {
							t.Errorf("%s: an unscored company has %s", place, name)
						}
						delete(fields, name)
					}
				}
				if diff := cmp.Diff(test.want, fields); diff != "" {
					t.Errorf("%s (-want +got):\n%s", place, diff)
				}
			}
			if got := served.get(critical).at("entries", 0, "grade"); got != "A" {
				t.Errorf("a company with a grade has %v", got)
			}
		})
	}
}

func TestCounters(t *testing.T) {
	t.Parallel()
	for counter, field := range map[securityscorecard.Counter]string{
		securityscorecard.CounterTotal: "total", securityscorecard.CounterCount: "count", securityscorecard.CounterAbsent: "",
	} {
		served := serve(t, securityscorecard.Quirks{PortfolioCounter: counter, CompanyCounter: counter})
		for path, count := range map[string]float64{"/portfolios": 3, critical: 6} {
			got := served.get(path)
			want := map[string]any{"entries": got.at("entries")}
			if field != "" {
				want[field] = count
			}
			if diff := cmp.Diff(want, got.body); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
	}
}

func TestTruncatedListKeepsItsTotal(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{TruncateCompanies: 4}).get(critical)
	if got.length("entries") != 4 || got.at("total") != 6.0 || got.header.Get("Link") != "" {
		t.Errorf("%d entries of %v, link %q", got.length("entries"), got.at("total"), got.header.Get("Link"))
	}
}

func TestTimestamps(t *testing.T) {
	t.Parallel()
	for form, want := range map[securityscorecard.Timestamps]string{
		securityscorecard.TimestampsISO:   "2026-01-05T03:30:00.000Z",
		securityscorecard.TimestampsSpace: "2026-01-05 03:30:00Z",
		securityscorecard.TimestampsDate:  "2026-01-05",
	} {
		served := serve(t, securityscorecard.Quirks{Timestamps: form})
		if got := served.get("/companies/" + delta).at("created_at"); got != want {
			t.Errorf("created_at is %v, want %s", got, want)
		}
		issues := served.get("/companies/" + delta + "/active-issues?issue_types=ssh_weak_cipher")
		seen, _ := issues.at("issue_types", 0, "issues", 0, "last_seen_time").(string)
		if len(seen) != len(want) {
			t.Errorf("last_seen_time is %q, want the form of %s", seen, want)
		}
	}
}

func TestReadOnlyAsString(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{ReadOnlyAsString: true}).get("/portfolios")
	if diff := cmp.Diff([]string{"false", "false", "true"}, got.pluck("read_only", "entries")); diff != "" {
		t.Errorf("read_only (-want +got):\n%s", diff)
	}
}

func TestScoreChangeHasThreeSpellings(t *testing.T) {
	t.Parallel()
	recorded, renamed := serve(t, securityscorecard.Quirks{}), serve(t, securityscorecard.Quirks{LastMonthScoreChange: true})
	tests := []struct {
		object any
		want   string
	}{
		{recorded.get(critical).at("entries", 3), "last30days_score_change"},
		{recorded.get("/companies/" + delta).body, "last30day_score_change"},
		{renamed.get(critical).at("entries", 3), "last_month_score_change"},
		{renamed.get("/companies/" + delta).body, "last_month_score_change"},
	}
	for _, test := range tests {
		got := map[string]any{}
		fields, _ := test.object.(map[string]any)
		for name, value := range fields {
			if strings.HasSuffix(name, "_change") {
				got[name] = value
			}
		}
		if diff := cmp.Diff(map[string]any{test.want: -6.0}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestIssuesCountMayBeASum(t *testing.T) {
	t.Parallel()
	path := "/companies/" + aurora + "/active-issues?issue_types=open_port"
	plain, summed := serve(t, securityscorecard.Quirks{}).get(path), serve(t, securityscorecard.Quirks{SumIssueCounts: true}).get(path)
	sum := 0.0
	for i := range 30 {
		count, _ := plain.at("issue_types", 0, "issues", i, "issue_count").(float64)
		sum += count
	}
	if plain.at("issue_types", 0, "issues_count") != 30.0 || summed.at("issue_types", 0, "issues_count") != sum || sum <= 30 {
		t.Errorf("%v issues, %v as a sum, want 30 and %v", plain.at("issue_types", 0, "issues_count"), summed.at("issue_types", 0, "issues_count"), sum)
	}
}

func TestMeMayBeMissing(t *testing.T) {
	t.Parallel()
	if got := serve(t, securityscorecard.Quirks{NoMe: true}).send(http.MethodGet, "/me"); got.status != http.StatusNotFound {
		t.Errorf("status %d", got.status)
	}
}

func TestSeverityMayBeAnyWord(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{Severities: map[string]string{"ssh_weak_cipher": "apocalyptic"}})
	types := served.get("/metadata/issue-types")
	at := slices.Index(types.pluck("key", "entries"), "ssh_weak_cipher")
	if got := types.at("entries", at, "severity"); got != "apocalyptic" {
		t.Errorf("metadata: %v", got)
	}
	if got := served.get("/metadata/issue-types/ssh_weak_cipher").at("severity"); got != "apocalyptic" {
		t.Errorf("metadata of the type: %v", got)
	}
	factors := served.get("/companies/" + delta + "/factors")
	network := slices.Index(factors.pluck("name", "entries"), "network_security")
	if got := factors.at("entries", network, "issue_summary", 0, "severity"); got != "apocalyptic" {
		t.Errorf("factors: %v", got)
	}
}

func TestEmptyIssueSummaryMayBeMissing(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{OmitEmptyIssueSummary: true}).get("/companies/" + delta + "/factors")
	names := got.pluck("name", "entries")
	calm, busy := slices.Index(names, "hacker_chatter"), slices.Index(names, "network_security")
	if got.has("issue_summary", "entries", calm) || !got.has("issue_summary", "entries", busy) {
		t.Errorf("factors %s", got.text)
	}
}
