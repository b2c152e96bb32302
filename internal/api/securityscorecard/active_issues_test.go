// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const activeIssuesPath = "/companies/*/active-issues"

// notScored is the finding for a company whose findings are not known.
func notScored(domain string) securityscorecard.Finding {
	return securityscorecard.Finding{Finding: posture.Finding{
		Source: "securityscorecard", Subject: domain, Type: "not_scored",
		Title:    "The company has no scorecard yet: its findings are not known",
		Severity: "unknown", Status: posture.Unknown,
	}}
}

func TestFindings_ofAnUnscoredCompany(t *testing.T) {
	t.Parallel()
	const domain = "jasmine-labs.example"
	queries := map[string]securityscorecard.FindingsQuery{
		"discovered":                 {Domains: []string{domain}},
		"discovered, severe":         {Domains: []string{domain}, MinimumSeverity: posture.Critical},
		"discovered, in a portfolio": {PortfolioIDs: []string{own}, ExcludedIssueTypes: []string{"not_scored"}},
		"chosen":                     {Domains: []string{domain}, IssueTypes: []string{"open_port"}},
		"chosen, in a portfolio":     {PortfolioIDs: []string{own}, IssueTypes: []string{"open_port"}},
		"chosen, none is wanted":     {Domains: []string{domain}, IssueTypes: []string{"open_port"}, ExcludedIssueTypes: []string{"open_port"}},
	}
	for name, query := range queries {
		for form, variant := range listQuirks {
			t.Run(name+", "+form, func(t *testing.T) {
				t.Parallel()
				s := start(t, quirks(variant))
				findings, err := newClient(t, s).Findings(t.Context(), query)
				if err != nil {
					t.Fatal(err)
				}
				findings = slices.DeleteFunc(findings, func(finding securityscorecard.Finding) bool { return finding.Subject != domain })
				sandboxtest.Equal(t, "findings", findings, []securityscorecard.Finding{notScored(domain)})
			})
		}
	}
}

// "None of these types" is a 200 with a 404 inside. It is believed of a
// company that is known to be in scope and scored.
func TestActiveIssues_none(t *testing.T) {
	t.Parallel()
	const domain = "aurora-payments.example"
	chosen := []string{"malware_infection", "service_rdp"}
	tests := map[string]struct {
		query    securityscorecard.FindingsQuery
		requests []string
	}{
		"scored in its portfolio": {
			securityscorecard.FindingsQuery{PortfolioIDs: []string{"1"}, IssueTypes: chosen},
			[]string{"/metadata/issue-types", portfolioPath("1"), activePath(domain, chosen...)},
		},
		"by domain": {
			securityscorecard.FindingsQuery{Domains: []string{domain}, IssueTypes: chosen},
			[]string{"/metadata/issue-types", activePath(domain, chosen...), factorsPath(domain)},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			w.AddPortfolio(world.Portfolio{ID: "1", Name: "One", Domains: []string{domain}})
			s := startWith(t, w)
			findings, err := newClient(t, s).Findings(t.Context(), test.query)
			if err != nil || len(findings) != 0 {
				t.Errorf("got %v, %v, want none", findings, err)
			}
			mustRequest(t, s, test.requests...)
		})
	}
}

// The same answer about a company that the token may not see is no good news.
func TestActiveIssues_noneOfACompanyOutOfScope(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer(activeIssuesPath, `{"error":{"statusCode":404,"message":"no active issues found"}}`))
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
		Domains: []string{world.NotFollowed}, IssueTypes: []string{"open_port"},
	})
	_ = asError(t, s, err)
	want := "SecurityScorecard: could not read the factors of company lantern-legal.example: HTTP 403 Forbidden: " +
		"company must be added to a portfolio first: lantern-legal.example"
	if findings != nil || !errors.Is(err, rest.ErrForbidden) || err.Error() != want {
		t.Errorf("got  %v, %v\nwant %s", findings, err, want)
	}
}

// What the factors count and the API does not give stays in the list, as not
// known. Only positive signals need not have issues.
func TestActiveIssues_countedButNotGiven(t *testing.T) {
	t.Parallel()
	const domain = "vendor.example"
	unreadable := func(issueType, title string, severity posture.Severity, s *sandbox.Sandbox) securityscorecard.Finding {
		known, _ := s.World.IssueType(issueType)
		return securityscorecard.Finding{Factor: known.Factor, Finding: posture.Finding{
			Source: "securityscorecard", Subject: domain, Type: issueType, Title: known.Title + title, Severity: severity,
			Status: posture.Unknown, URL: s.SecurityScorecard.BaseURL + "/companies/" + domain + "/issues/" + issueType + "/",
		}}
	}
	for name, body := range map[string]string{
		"none of them":     `{"error":{"statusCode":404,"message":"no active issues found"}}`,
		"no types":         `{"total_active_issues":0,"issue_types":[]}`,
		"types of nothing": `{"issue_types":[{"name":"malware_infection","issues_count":0,"issues":[]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			score := 90
			w.AddCompany(world.Company{Domain: domain, Grade: "A", Score: &score, Active: []world.Active{
				{Type: "malware_infection", Count: 6},
				{Type: "dmarc_record_missing", Count: 1},
				{Type: "waf_detected_v2", Count: 2},
				{Type: "open_port", Count: 9},
				{Type: "service_vuln_host_v3_critical", Count: 3},
				{Type: "service_rdp", Count: 4},
			}}, own)
			s := startWith(t, w, quirks(peer.Quirks{Severities: map[string]string{"service_rdp": "Apocalyptic"}}))
			s.Faults.Add(answer(activeIssuesPath, body))
			findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{domain}})
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "findings", findings, []securityscorecard.Finding{
				unreadable("dmarc_record_missing", " (1 counted, none could be read)", "low", s),
				unreadable("malware_infection", " (6 counted, none could be read)", "high", s),
				unreadable("open_port", " (9 counted, none could be read)", "info", s),
				unreadable("service_rdp", " (4 counted, none could be read)", "Apocalyptic", s),
				unreadable("service_vuln_host_v3_critical", " (3 counted, none could be read)", "critical", s),
			})
		})
	}
}

// Fewer issues than the factors count are not all of them.
func TestActiveIssues_fewerThanCounted(t *testing.T) {
	t.Parallel()
	const domain = "harbor-mail.example"
	tests := map[string]struct {
		count, severity, ofType string
		want                    string // the title of what is not known
	}{
		"as many":                 {"2", "high", `"issues":[{"issue_id":"1"},{"issue_id":"2"}]`, ""},
		"more":                    {"1", "high", `"issues":[{"issue_id":"1"},{"issue_id":"2"}]`, ""},
		"one":                     {"3", "high", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (3 counted, 1 could be read)"},
		"one, informational":      {"3", "info", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (3 counted, 1 could be read)"},
		"one, positive":           {"3", "positive", `"issues":[{"issue_id":"1"}]`, ""},
		"one, of no severity":     {"3", "", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (3 counted, 1 could be read)"},
		"one twice":               {"2", "high", `"issues":[{"issue_id":"1"},{"issue_id":"1"}]`, "Open Port Detected (2 counted, 1 could be read)"},
		"sums":                    {"5", "high", `"issues":[{"issue_id":"1","issue_count":2},{"issue_id":"2","issue_count":3}]`, ""},
		"sum of one twice":        {"4", "high", `"issues":[{"issue_id":"1","issue_count":2},{"issue_id":"1","issue_count":2}]`, "Open Port Detected (4 counted, 2 could be read)"},
		"announced sum":           {"5", "high", `"issues_count":5,"issues":[{"issue_id":"1","issue_count":5}]`, ""},
		"announced, and no sum":   {"5", "high", `"issues_count":1,"issues":[{"issue_id":"1","issue_count":5}]`, "Open Port Detected (5 counted, 1 could be read)"},
		"a count that is none":    {"-1", "high", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (counted with a number that is not one, 1 could be read)"},
		"a count with a fraction": {"0.5", "low", `"issues":[]`, "Open Port Detected (counted with a number that is not one, none could be read)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(
				answer(factorsPath(domain), `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"open_port","severity":"`+test.severity+`","count":`+test.count+`}]}]}`),
				answer(activeIssuesPath, `{"issue_types":[{"name":"open_port",`+test.ofType+`}]}`),
			)
			title := ""
			if known, ok := s.World.IssueType("open_port"); ok && test.want != "" {
				title = strings.Replace(test.want, "Open Port Detected", known.Title, 1)
			}
			findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{domain}})
			if err != nil {
				t.Fatal(err)
			}
			unknown, open := []string{}, 0
			for _, finding := range findings {
				if finding.Status == posture.Unknown {
					unknown = append(unknown, finding.Title)
				} else {
					open++
				}
			}
			if want := strings.Count(test.ofType, "issue_id"); open != want {
				t.Errorf("%d issues are open, want %d", open, want)
			}
			sandboxtest.Equal(t, "unknown", strings.Join(unknown, "; "), title)
		})
	}
}

// The second of several batches has nothing: its types are not known, the
// others' issues are there.
func TestActiveIssues_oneBatchHasNothing(t *testing.T) {
	t.Parallel()
	s := start(t)
	nothing := answer(activeIssuesPath, `{"error":{"statusCode":404,"message":"no active issues found"}}`)
	nothing.Skip, nothing.Times = 1, 1
	s.Faults.Add(nothing)
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{"ember-energy.example"}})
	if err != nil {
		t.Fatal(err)
	}
	missing := everyType(s, func(world.IssueType) bool { return true })[10:20]
	want := []string{}
	for _, finding := range findingsOf(s, "ember-energy.example", inMetadata) {
		harmless := finding.Severity == posture.Positive
		if !slices.Contains(missing, finding.Type) {
			want = append(want, finding.Type+" open")
		} else if !harmless && !slices.Contains(want, finding.Type+" unknown") {
			want = append(want, finding.Type+" unknown")
		}
	}
	got := []string{}
	for _, finding := range findings {
		got = append(got, finding.Type+" "+string(finding.Status))
	}
	sandboxtest.Equal(t, "findings", got, want)
}

// place is a finding that is at a place.
func place(target string, port int64, page string) securityscorecard.Finding {
	finding := securityscorecard.Finding{Target: target, TargetURL: page}
	if port != 0 {
		finding.Port = &port
	}
	return finding
}

// How one active issue is read.
func TestActiveIssue(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		issue string
		want  securityscorecard.Finding
	}{
		"nothing but the id": {`{"issue_id":"1"}`, securityscorecard.Finding{}},
		"active":             {`{"issue_id":"1","group_status":"active"}`, securityscorecard.Finding{}},
		"unknown status":     {`{"issue_id":"1","group_status":"dormant"}`, securityscorecard.Finding{}},
		"resolved":           {`{"issue_id":"1","group_status":"resolved"}`, securityscorecard.Finding{Finding: posture.Finding{Status: posture.Closed}}},
		"departed":           {`{"issue_id":"1","group_status":"departed"}`, securityscorecard.Finding{Finding: posture.Finding{Status: posture.Closed}}},
		"times": {
			`{"issue_id":"1","first_seen_time":"2021-07-01T02:03:04.567Z","last_seen_time":"2021-07-02 02:03:04Z"}`,
			securityscorecard.Finding{Finding: posture.Finding{FirstSeenAt: "2021-07-01T02:03:04Z", LastSeenAt: "2021-07-02T02:03:04Z"}},
		},
		"times in a zone": {
			`{"issue_id":"1","first_seen_time":"2021-07-01T02:03:04+02:00","last_seen_time":"2021-07-02"}`,
			securityscorecard.Finding{Finding: posture.Finding{FirstSeenAt: "2021-07-01T00:03:04Z", LastSeenAt: "2021-07-02T00:00:00Z"}},
		},
		"invalid times": {
			`{"issue_id":"1","first_seen_time":"yesterday","last_seen_time":null}`, securityscorecard.Finding{},
		},
		"target and port":    {`{"issue_id":"1","target":"192.0.2.1","port":443}`, place("192.0.2.1", 443, "")},
		"domain for target":  {`{"issue_id":"1","domain":"www.a.example","port":null}`, place("www.a.example", 0, "")},
		"target with query":  {`{"issue_id":"1","target":"https://a.example/reset?token=` + world.PlantedSecret + `"}`, place("https://a.example/reset", 0, "")},
		"target with anchor": {`{"issue_id":"1","target":"https://a.example/#` + world.PlantedSecret + `"}`, place("https://a.example/", 0, "")},
		"page": {
			`{"issue_id":"1","url":"https://x:` + world.PlantedSecret + `@a.example:8443/login;s=` + world.PlantedSecret + `?` + world.PlantedSecret + `"}`,
			place("a.example", 8443, "https://a.example:8443/login"),
		},
		"page and host":          {`{"issue_id":"1","url":"https://a.example/x","hostname":"www.a.example"}`, place("www.a.example", 0, "https://a.example/x")},
		"final page":             {`{"issue_id":"1","final_url":"http://a.example/x#y"}`, place("a.example", 0, "http://a.example/x")},
		"page without a scheme":  {`{"issue_id":"1","url":"a.example:81/x"}`, place("a.example", 81, "a.example:81/x")},
		"page without a host":    {`{"issue_id":"1","url":"/x"}`, place("", 0, "/x")},
		"address":                {`{"issue_id":"1","ip":"192.0.2.1","ip_address":"192.0.2.2"}`, place("192.0.2.1", 0, "")},
		"other address":          {`{"issue_id":"1","ip_address":"192.0.2.2"}`, place("192.0.2.2", 0, "")},
		"destination":            {`{"issue_id":"1","dst_ip":"192.0.2.3","dst_port":22}`, place("192.0.2.3", 22, "")},
		"connection":             {`{"issue_id":"1","connection_attributes":{"dst_ip":"192.0.2.4","dst_port":22,"src_ip":"` + world.PlantedSecret + `"}}`, place("192.0.2.4", 22, "")},
		"observation":            {`{"issue_id":"1","observations":[{"ip":"192.0.2.10","port":8443,"sni":"vpn0.a.example"}]}`, place("vpn0.a.example", 8443, "")},
		"observation of a host":  {`{"issue_id":"1","observations":[{"ip":"192.0.2.10"}]}`, place("192.0.2.10", 0, "")},
		"observations agree":     {`{"issue_id":"1","observations":[{"ip":"192.0.2.1","port":25},{"ip":"192.0.2.1","port":25}]}`, place("192.0.2.1", 25, "")},
		"observations differ":    {`{"issue_id":"1","observations":[{"ip":"192.0.2.1","port":25},{"ip":"192.0.2.2","port":25}]}`, place("", 25, "")},
		"port of words":          {`{"issue_id":"1","target":"a.example","port":"443"}`, place("a.example", 0, "")},
		"port off the scale":     {`{"issue_id":"1","port":65536,"dst_port":0,"observations":[{"port":22.5}]}`, place("", 0, "")},
		"target in a list":       {`{"issue_id":"1","target":["a.example"],"domain":{"a":1},"hostname":7,"port":[443]}`, place("", 0, "")},
		"times of another shape": {`{"issue_id":"1","first_seen_time":1625097600000,"last_seen_time":{},"group_status":["resolved"]}`, securityscorecard.Finding{}},
		"evidence": {
			`{"issue_id":"1","evidence":["` + world.PlantedSecret + `"],"raw_cookie":"` + world.PlantedSecret + `","users":["` + world.PlantedSecret +
				`"],"observations":[{"raw_cookie":"` + world.PlantedSecret + `"}],"url":"https://a.example/?` + world.PlantedSecret + `"}`,
			place("a.example", 0, "https://a.example/"),
		},
		"evidence of another shape": {
			`{"issue_id":"1","evidence":{"a":1},"observations":"` + world.PlantedSecret + `","connection_attributes":["` + world.PlantedSecret + `"],"sources":7}`, securityscorecard.Finding{},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(activeIssuesPath, `{"total_active_issues":1,"issue_types":[{"name":"spf_record_missing","issues_count":1,"issues":[`+test.issue+`]}]}`))
			findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
				Domains: []string{"harbor-mail.example"}, IssueTypes: []string{"spf_record_missing"},
			})
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			want.Source, want.Subject, want.Type = "securityscorecard", "harbor-mail.example", "spf_record_missing"
			want.Title, want.Severity, want.Factor, want.IssueID = "SPF Record Missing", posture.Low, "dns_health", "1"
			if want.Status == "" {
				want.Status = posture.Open
			}
			sandboxtest.Equal(t, "findings", findings, []securityscorecard.Finding{want})
			mustHaveNoSecret(t, s, findings)
		})
	}
}

// Answers about active issues that say too little, or the wrong thing, with a
// 200.
func TestActiveIssues_wrongAnswers(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	const inside = "answered as a success, with an error inside: "
	tests := map[string]struct {
		body   string
		status int
		want   string
	}{
		"summary of the company": {`{"domain":"delta-data.example","grade":"A","score":100}`, 200, wrong + `it has no "issue_types"`},
		"list":                   {`{"entries":[],"total":0}`, 200, wrong + `it has no "issue_types"`},
		"nothing":                {`{}`, 200, wrong + `it has no "issue_types"`},
		"no object":              {`null`, 200, wrong + `it has no "issue_types"`},
		"types of null":          {`{"issue_types":null,"total_active_issues":0}`, 200, wrong + `it has no "issue_types"`},
		"403 inside":             {`{"error":{"statusCode":403,"message":"no"}}`, 403, inside + "no"},
		"500 inside":             {`{"error":{"statusCode":500,"message":"no"}}`, 500, inside + "no"},
		"200 inside":             {`{"error":{"statusCode":200,"message":"no"}}`, 200, inside + "no"},
		"no status inside":       {`{"error":{"message":"no"}}`, 200, inside + "no"},
		"404 inside, and types":  {`{"error":{"statusCode":404,"message":"no"},"issue_types":[]}`, 404, inside + "no"},
		"type without issues":    {`{"issue_types":[{"name":"malware_infection"}]}`, 200, wrong + `issue_types[0] (malware_infection) has no issues`},
		"issues of null": {
			`{"issue_types":[{"name":"malware_infection","issues_count":0,"issues":null}]}`, 200,
			wrong + `issue_types[0] (malware_infection) has no issues`,
		},
		"fewer than announced": {
			`{"issue_types":[{"name":"malware_infection","issues_count":3,"issues":[{"issue_id":"1","issue_count":2}]}]}`, 200,
			wrong + "issue_types[0].issues_count of malware_infection announces 3 issues, and 2 came",
		},
		"the same twice": {
			`{"issue_types":[{"name":"malware_infection","issues_count":2,"issues":[{"issue_id":"1"},{"issue_id":"1"}]}]}`, 200,
			wrong + "issue_types[0].issues_count of malware_infection announces 2 issues, and 1 came",
		},
		"fewer than announced in total": {
			`{"total_active_issues":9,"issue_types":[{"name":"malware_infection","issues_count":1,"issues":[{"issue_id":"1","issue_count":1}]}]}`, 200,
			wrong + "total_active_issues announces 9 issues, and 1 came",
		},
		"negative total": {`{"total_active_issues":-1,"issue_types":[]}`, 200, wrong + "total_active_issues is not a number of issues"},
		"half an issue": {
			`{"issue_types":[{"name":"malware_infection","issues_count":0.5,"issues":[]}]}`, 200,
			wrong + "issue_types[0].issues_count of malware_infection is not a number of issues",
		},
		"negative count": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"},{"issue_id":"2","issue_count":-7}]}]}`, 200,
			wrong + "issue_types[0].issues[1].issue_count is not a number of issues",
		},
		"count of words": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1","issue_count":"7"}]}]}`, 200,
			wrong + "it cannot be read: issue_types[0].issues[0].issue_count is a string, not a number",
		},
		"id of numbers": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"},{"issue_id":2}]}]}`, 200,
			wrong + "it cannot be read: issue_types[0].issues[1].issue_id is a number, not a string",
		},
		"type twice": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"}]},{"name":"malware_infection","issues":[]}]}`, 200,
			wrong + "issue_types[1] is the issue type malware_infection, which came before",
		},
		"no name":      {`{"issue_types":[{"issues":[{"issue_id":"1"}]}]}`, 200, wrong + "issue_types[0] has no name"},
		"name of null": {`{"issue_types":[{"name":null,"issues":[]}]}`, 200, wrong + "issue_types[0] has no name"},
		"null":         {`{"issue_types":[null]}`, 200, wrong + "issue_types[0] has no name"},
		"name in another case": {
			`{"issue_types":[{"name":"Malware_Infection","issues":[]}]}`, 200,
			wrong + "issue_types[0] is the issue type Malware_Infection, which was not asked for",
		},
		"another type": {
			`{"issue_types":[{"name":"typosquat","issues_count":1,"issues":[{"issue_id":"1"}]}]}`, 200,
			wrong + "issue_types[0] is the issue type typosquat, which was not asked for",
		},
		"another type beside it": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"}]},{"name":"typosquat","issues":[]}]}`, 200,
			wrong + "issue_types[1] is the issue type typosquat, which was not asked for",
		},
	}
	for name, test := range tests {
		for _, chosen := range [][]string{nil, {"malware_infection"}} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s := start(t)
				s.Faults.Add(answer(activeIssuesPath, test.body))
				findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
					Domains: []string{"foxtrot-freight.example"}, IssueTypes: chosen,
				})
				if failure := asError(t, s, err); findings != nil || failure.Status != test.status || failure.Message != test.want {
					t.Errorf("got  %v, %v\nwant %d %s", findings, err, test.status, test.want)
				}
			})
		}
	}
}

// The API may come to allow fewer types in a request: that is its error, told
// as it came.
func TestActiveIssues_askForTooMany(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{MaxIssueTypes: 9}))
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{"ember-energy.example"}})
	_ = asError(t, s, err)
	want := "SecurityScorecard: could not read the active issues of company ember-energy.example: HTTP 400 Bad Request: " +
		"The issue_types query parameter must contain at most 9 issue types"
	if findings != nil || err.Error() != want {
		t.Errorf("got  %v, %v\nwant %s", findings, err, want)
	}
}

// A 429 in the middle slows the read, and changes nothing else.
func TestFindings_tooManyRequestsInTheMiddle(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		fault.Rule{Path: activeIssuesPath, Skip: 1, Times: 1, Effect: fault.TooManyRequests(0)},
		fault.Rule{Path: "/companies/*/factors", Skip: 1, Times: 1, Effect: fault.TooManyRequestsUntil(time.Now())},
		fault.Rule{Path: "/portfolios/*/companies", Times: 1, Effect: fault.TooManyRequestsWithoutRetryAfter()},
	)
	one := 1
	client := newClient(t, s, func(config *rest.Config) { config.MaxRetries = &one })
	findings, err := client.Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}})
	if err != nil {
		t.Fatal(err)
	}
	undisturbed, err := newClient(t, start(t)).Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]securityscorecard.Finding{findings, undisturbed} {
		for i := range list {
			// The two sandboxes have addresses of their own.
			_, list[i].URL, _ = strings.Cut(list[i].URL, "/companies/")
		}
	}
	sandboxtest.Equal(t, "findings", findings, undisturbed)
	if refused := s.Requests.Count(func(r sandbox.Request) bool { return r.Status == http.StatusTooManyRequests }); refused != 3 {
		t.Errorf("%d requests were refused, want 3", refused)
	}
}
