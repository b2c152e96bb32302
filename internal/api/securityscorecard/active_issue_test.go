// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

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
