// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestPortfolios(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{}).get("/portfolios")
	if diff := cmp.Diff([]string{"Critical Vendors", "Cloud Services", "robin@customer.example"}, got.pluck("name", "entries")); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if got.at("entries", 0, "read_only") != false || got.at("entries", 2, "read_only") != true {
		t.Errorf("read_only: %s", got.text)
	}
	if got.at("total") != 3.0 || got.has("count") || got.has("description", "entries", 1) {
		t.Errorf("body %s", got.text)
	}
}

func TestNamesAreNotEscaped(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{}).get("/companies/ivory-systems.example")
	if !strings.Contains(got.text, `"name":"Ivory | <b>Systems</b>`) {
		t.Errorf("company %s", got.text)
	}
}

func TestPortfolioCompaniesAreFiltered(t *testing.T) {
	t.Parallel()
	tests := map[string][]string{
		"":                             {"A", "A", "B", "C", "D", "F"},
		"?grade=C":                     {"C"},
		"?grade=C,D,F":                 {"C", "D", "F"},
		"?industry=transportation":     {"B", "F"},
		"?industry=TRANSPORTATION":     nil,
		"?grade=F&industry=technology": nil,
		"?issue_type=csp_no_policy":    {"A", "D"},
		"?status=active":               {"A", "A", "B", "C", "D", "F"},
		"?status=inactive":             nil,
	}
	for query, want := range tests {
		t.Run(query, func(t *testing.T) {
			t.Parallel()
			got := serve(t, securityscorecard.Quirks{}).get(critical + query)
			if diff := cmp.Diff(want, got.pluck("grade", "entries")); diff != "" {
				t.Errorf("grades (-want +got):\n%s", diff)
			}
			if got.at("total") != float64(len(want)) || got.at("entries") == nil {
				t.Errorf("body %s", got.text)
			}
		})
	}
}

func TestFactorsAreFilteredBySeverity(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	severities := func(query string) []string {
		got := served.get("/companies/" + ember + "/factors" + query)
		if got.length("entries") != 10 || got.at("total") != 10.0 {
			t.Errorf("%s: %d factors, total %v", query, got.length("entries"), got.at("total"))
		}
		found := map[string]bool{}
		for i := range 10 {
			for _, severity := range got.pluck("severity", "entries", i, "issue_summary") {
				found[severity] = true
			}
		}
		var names []string
		for severity := range found {
			names = append(names, severity)
		}
		slices.Sort(names)
		return names
	}
	for query, want := range map[string][]string{
		"":                        {"critical", "high", "info", "low", "medium", "positive"},
		"?severity=high":          {"high"},
		"?severity_in=low,medium": {"low", "medium"},
		"?severity=critical":      {"critical"},
	} {
		if diff := cmp.Diff(want, severities(query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

func TestFactorsSummarizeIssues(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	got := served.get("/companies/" + delta + "/factors")
	want := map[string]any{
		"type": "ssh_weak_cipher", "count": 4.0, "severity": "medium", "total_score_impact": 1.7,
		"detail_url": served.url + "/companies/" + delta + "/issues/ssh_weak_cipher/",
	}
	network := slices.Index(got.pluck("name", "entries"), "network_security")
	if diff := cmp.Diff(want, got.at("entries", network, "issue_summary", 0)); diff != "" {
		t.Errorf("issues (-want +got):\n%s", diff)
	}
	if calm := got.at("entries", slices.Index(got.pluck("name", "entries"), "hacker_chatter"), "issue_summary"); cmp.Diff([]any{}, calm) != "" {
		t.Errorf("a factor without issues has %v", calm)
	}
	detail := served.get("/companies/" + delta + "/issues/ssh_weak_cipher/")
	if detail.length("entries") != 4 {
		t.Errorf("the detail's address, with its slash, gives %d issues", detail.length("entries"))
	}
}

func TestActiveIssues(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	tests := map[string]struct {
		types []string
		want  []string
	}{
		"one":              {[]string{"ssh_weak_cipher"}, []string{"ssh_weak_cipher"}},
		"some are active":  {[]string{"typosquat", "dmarc_record_missing", "ssh_weak_cipher"}, []string{"ssh_weak_cipher", "dmarc_record_missing"}},
		"one twice":        {[]string{"ssh_weak_cipher", "ssh_weak_cipher"}, []string{"ssh_weak_cipher"}},
		"comma":            {[]string{"ssh_weak_cipher,dmarc_record_missing"}, nil},
		"none is active":   {[]string{"typosquat"}, nil},
		"none is a type":   {[]string{"no_such_type"}, nil},
		"ten, the most":    {slices.Repeat([]string{"ssh_weak_cipher"}, 10), []string{"ssh_weak_cipher"}},
		"two of two types": {[]string{"cookie_missing_http_only", "ssh_weak_cipher"}, []string{"cookie_missing_http_only", "ssh_weak_cipher"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := served.get("/companies/" + delta + "/active-issues?" + url.Values{"issue_types": test.types}.Encode())
			if diff := cmp.Diff(test.want, got.pluck("name", "issue_types")); diff != "" {
				t.Errorf("types (-want +got):\n%s", diff)
			}
			if test.want == nil {
				want := map[string]any{"error": map[string]any{"statusCode": 404.0, "message": "no active issues found"}}
				if diff := cmp.Diff(want, got.body); diff != "" {
					t.Errorf("body (-want +got):\n%s", diff)
				}
				return
			}
			total := 0
			for i := range test.want {
				total += got.length("issue_types", i, "issues")
			}
			if got.at("total_active_issues") != float64(total) {
				t.Errorf("total %v of %d issues", got.at("total_active_issues"), total)
			}
		})
	}
}

func TestActiveIssuesAreCapped(t *testing.T) {
	t.Parallel()
	for limit, served := range map[int]api{
		10: serve(t, securityscorecard.Quirks{}),
		24: serve(t, securityscorecard.Quirks{MaxIssueTypes: 24}),
	} {
		types := served.get("/metadata/issue-types").pluck("key", "entries")
		path := func(count int) string {
			return "/companies/" + ember + "/active-issues?" + url.Values{"issue_types": types[:count]}.Encode()
		}
		if got := served.get(path(limit)); got.length("issue_types") != limit {
			t.Errorf("%d types gave %d", limit, got.length("issue_types"))
		}
		got := served.send(http.MethodGet, path(limit+1))
		want := fmt.Sprintf("The issue_types query parameter must contain at most %d issue types", limit)
		if got.status != http.StatusBadRequest || got.at("error", "message") != want {
			t.Errorf("%d types: %d %s", limit+1, got.status, got.text)
		}
	}
}

func TestRawObservationsHoldThePlantedSecret(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{}).get("/companies/" + delta + "/active-issues?issue_types=cookie_missing_http_only&issue_types=ssh_weak_cipher")
	if count := strings.Count(got.text, world.PlantedSecret); count != 3+4 {
		t.Errorf("the secret stands in %d places: %s", count, got.text)
	}
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	types := served.get("/metadata/issue-types")
	if types.length("entries") != len(served.world.IssueTypes()) || types.has("total") {
		t.Errorf("%d issue types", types.length("entries"))
	}
	if got := served.get("/metadata/factors"); got.length("entries") != 12 {
		t.Errorf("%d factors, want 12 as in the live metadata", got.length("entries"))
	}
	got := served.get("/metadata/issue-types/service_vuln_host_v3_critical")
	if got.at("key") != "service_vuln_host_v3_critical" || got.at("severity") != "critical" || got.at("factor") != "patching_cadence" {
		t.Errorf("issue type %s", got.text)
	}
	if got := served.get("/me"); got.at("email") != "robin@customer.example" || got.at("username") != "robin" {
		t.Errorf("account %s", got.text)
	}
}
