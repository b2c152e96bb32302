// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

func TestQuirks(t *testing.T) {
	t.Parallel()
	const weak = "ssh_weak_cipher"
	type (
		quirks = securityscorecard.Quirks
		places = map[string]string
	)
	for name, test := range map[string]struct {
		quirks quirks
		want   places
	}{
		"none": {quirks{}, places{
			portfolios + " total":                                   "3",
			portfolios + " entries.*.read_only":                     "[false,false,true]",
			critical + " total":                                     "6",
			critical + " entries.*.grade":                           `["A","A","B","C","D","F"]`,
			critical + " entries.3.last30days_score_change":         "-6",
			unscored + " entries.0.grade":                           `"?"`,
			unscored + " entries.0.score":                           "",
			unscored + " entries.0.grade_url":                       "",
			unscored + " entries.0.last30days_score_change":         "",
			jasmine + " grade":                                      `"?"`,
			jasmine + "/factors entries.0.grade":                    `"?"`,
			jasmine + "/factors entries.0.score":                    "",
			delta + " last30day_score_change":                       "-6",
			delta + " created_at":                                   `"2026-01-05T03:30:00.000Z"`,
			delta + "/factors total":                                "10",
			delta + "/factors entries.3.issue_summary":              "[]",
			"/companies/ivory-systems.example name":                 "\"Ivory | <b>Systems</b> `v2` @everyone\"",
			openPorts + " total_active_issues":                      "30",
			issueTypes + " total":                                   "",
			delta + "/factors entries.7.issue_summary.0.count":      "4",
			delta + "/factors entries.7.issue_summary.0.severity":   `"medium"`,
			delta + "/factors entries.7.issue_summary.0.detail_url": `"http://sandbox.example` + delta + `/issues/ssh_weak_cipher/"`,
		}},
		"unscored as null": {quirks{Unscored: securityscorecard.UnscoredAsNull}, places{
			unscored + " entries.0.grade": "null", unscored + " entries.0.score": "null", jasmine + " grade": "null",
			jasmine + " score": "null", jasmine + "/factors entries.0.grade": "null", delta + " grade": `"C"`,
		}},
		"unscored as absent": {quirks{Unscored: securityscorecard.UnscoredAsAbsent}, places{
			unscored + " entries.0.grade": "", unscored + " entries.0.score": "", jasmine + " grade": "",
			jasmine + " score": "", jasmine + "/factors entries.0.grade": "", delta + " grade": `"C"`,
		}},
		"count": {quirks{PortfolioCounter: securityscorecard.CounterCount, CompanyCounter: securityscorecard.CounterCount}, places{
			portfolios + " count": "3", portfolios + " total": "", critical + " count": "6", critical + " total": "",
		}},
		"no counter": {quirks{PortfolioCounter: securityscorecard.CounterAbsent, CompanyCounter: securityscorecard.CounterAbsent}, places{
			portfolios + " count": "", portfolios + " total": "", critical + " count": "", critical + " total": "",
		}},
		"truncated": {quirks{TruncateCompanies: 4}, places{
			critical + " entries.*.grade": `["A","A","B","C"]`, critical + " total": "6",
		}},
		"times with a space": {quirks{Timestamps: securityscorecard.TimestampsSpace}, places{
			delta + " created_at": `"2026-01-05 03:30:00Z"`,
		}},
		"dates": {quirks{Timestamps: securityscorecard.TimestampsDate}, places{
			delta + " created_at": `"2026-01-05"`, delta + activeOf + weak + " issue_types.0.issues.0.last_seen_time": `"2026-03-18"`,
		}},
		"read-only as text": {quirks{ReadOnlyAsString: true}, places{
			portfolios + " entries.*.read_only": `["false","false","true"]`,
		}},
		"change of the last month": {quirks{LastMonthScoreChange: true}, places{
			critical + " entries.3.last_month_score_change": "-6", critical + " entries.3.last30days_score_change": "",
			delta + " last_month_score_change": "-6", delta + " last30day_score_change": "",
		}},
		"sum of counts": {quirks{SumIssueCounts: true}, places{
			openPorts + " total_active_issues": "63", openPorts + " issue_types.*.issues_count": "[63]",
		}},
		"severities of any word": {quirks{Severities: map[string]string{weak: "apocalyptic", "typosquat": ""}}, places{
			delta + "/factors entries.7.issue_summary.0.severity": `"apocalyptic"`,
			issueTypes + " entries.22.severity":                   `"apocalyptic"`, issueTypes + " entries.31.severity": `""`,
		}},
		"no empty summaries": {quirks{OmitEmptyIssueSummary: true}, places{
			delta + "/factors entries.*.issue_summary.*.type": `[["cookie_missing_http_only"],["dmarc_record_missing"],["ssh_weak_cipher"]]`,
		}},
		"no account": {quirks{NoMe: true}, places{"/me error.statusCode": "404"}},
		"keys of errors": {quirks{ErrorKey: true}, places{
			notFollowed + " error.key": `"company_not_in_a_portfolio"`, "/companies/nobody.example error.key": `"company_not_found"`,
			delta + activeOf + "typosquat error.key": `"active_issues_not_found"`,
		}},
		"more issue types": {quirks{MaxIssueTypes: 11}, places{
			delta + activeOf + weak + strings.Repeat("&issue_types="+weak, 10) + " issue_types.*.name": `["ssh_weak_cipher"]`,
			delta + activeOf + weak + strings.Repeat("&issue_types="+weak, 11) + " error.message":      `"The issue_types query parameter must contain at most 11 issue types"`,
		}},
		"detection in pages": {quirks{DetectionPageLimit: 4, DetectionWithoutTotal: true}, places{
			detection + " size": "4", detection + " total": "", detection + " entries.*.score": "[91,77,72,91]",
			detection + "?page=2&limit=5000 entries.*.domain": `["northwind-cdn.example","quartz-fonts.example"]`,
			detection + "?page=3 entries":                     "[]",
		}},
		"extra fields": {quirks{ExtraFields: true}, places{
			critical + " entries.0.x_undocumented.nested":              `[1,"two",null]`,
			delta + activeOf + "typosquat error.x_undocumented.nested": `[1,"two",null]`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			serve(test.quirks).Check(t, test.want)
		})
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	const origin = "http://sandbox.example"
	for name, test := range map[string]struct {
		quirks   securityscorecard.Quirks
		pages    []string // the grades on each
		distinct int      // addresses
	}{
		"forward":           {securityscorecard.Quirks{CompanyPageSize: 4}, []string{"AABC", "DF"}, 2},
		"an exact multiple": {securityscorecard.Quirks{CompanyPageSize: 3}, []string{"AAB", "CDF"}, 2},
		"one page":          {securityscorecard.Quirks{CompanyPageSize: 6}, []string{"AABCDF"}, 1},
		"no pages":          {securityscorecard.Quirks{ListPageSize: 2}, []string{"AABCDF"}, 1},
		"to itself":         {securityscorecard.Quirks{CompanyPageSize: 4, Link: securityscorecard.LinkToItself}, []string{"AABC", "AABC", "AABC"}, 1},
		"to a seen page":    {securityscorecard.Quirks{CompanyPageSize: 4, Link: securityscorecard.LinkToSeenPage}, []string{"AABC", "DF", "AABC"}, 3},
		"to the same data":  {securityscorecard.Quirks{CompanyPageSize: 4, Link: securityscorecard.LinkToSameData}, []string{"AABC", "AABC", "AABC"}, 3},
	} {
		client, addresses := serve(test.quirks), map[string]bool{}
		var pages []string
		for path, more := critical, true; more && len(pages) < 3; {
			addresses[path] = true
			got := client.Get(t, path)
			pages = append(pages, strings.NewReplacer(`"`, "", ",", "", "[", "", "]", "").Replace(got.At("entries.*.grade")))
			if got.At("total") != "6" {
				t.Errorf("%s: total %s is not that of all pages", name, got.At("total"))
			}
			path, more = strings.CutPrefix(strings.TrimSuffix(got.Header.Get("Link"), `>; rel="next"`), "<"+origin)
		}
		if diff := cmp.Diff(test.pages, pages); diff != "" || len(addresses) != test.distinct {
			t.Errorf("%s: addresses %v, pages (-want +got):\n%s", name, addresses, diff)
		}
	}
	elsewhere := serve(securityscorecard.Quirks{CompanyPageSize: 2, LinkOrigin: "https://other.example"})
	if link := elsewhere.Get(t, critical).Header.Get("Link"); link != "<https://other.example"+critical+`?cursor=1>; rel="next"` {
		t.Errorf("the link leads to %s", link)
	}
}

func TestLists_mayHavePages(t *testing.T) {
	t.Parallel()
	all, paged := serve(securityscorecard.Quirks{}), serve(securityscorecard.Quirks{ListPageSize: 2})
	for _, path := range []string{portfolios, delta + "/factors", issueTypes} {
		want, got := all.Get(t, path), 0
		for got < want.Len("entries") {
			page := paged.Get(t, path+"?cursor="+strconv.Itoa(got/2))
			if first := want.At("entries." + strconv.Itoa(got) + ".name"); page.At("entries.0.name") != first {
				t.Errorf("%s: %s, want %s", path, page.At("entries.0.name"), first)
			}
			got += page.Len("entries")
			if last := page.Header.Get("Link") == ""; last != (got == want.Len("entries")) {
				t.Errorf("%s: link %q after %d entries", path, page.Header.Get("Link"), got)
			}
		}
	}
	for _, cursor := range []string{"2", "-1", "x", "0.x"} {
		if got := paged.Send(t, http.MethodGet, portfolios+"?cursor="+cursor, ""); got.Status != http.StatusBadRequest {
			t.Errorf("cursor %q: status %d", cursor, got.Status)
		}
	}
}
