// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// shape is value with every scalar replaced by its type, and every array by
// the shape of its first element.
func shape(value any) any {
	switch value := value.(type) {
	case map[string]any:
		fields := map[string]any{}
		for name, field := range value {
			fields[name] = shape(field)
		}
		return fields
	case []any:
		if len(value) == 0 {
			return []any{}
		}
		return []any{shape(value[0])}
	default:
		return fmt.Sprintf("%T", value)
	}
}

// The recorded answers, with other companies in them. The fields of answers
// that were not recorded are those of the API's specification, 1.10.18.
var recorded = map[string]string{
	"/me": `{"email":"a@b.example","username":"a"}`,
	"/v2/users/by-username/robin": `{"id":"x","username":"a","email":"a@b.example","first_name":"x","last_name":"x","is_bot":true,
		"has_access_tokens":true,"created":"2021-07-01T00:00:00.000Z","customer_id":"x","roles":["x"]}`,
	"/portfolios": `{"entries":[{"id":"x","name":"x","description":"x","privacy":"private","read_only":true,
		"created_at":"2021-07-01T00:00:00.000Z","is_public":false,"owner_organization_id":"","owner_team_id":"",
		"owner_user_id":"","shared_access":[],"visibility":"PRIVATE"}],"total":1}`,
	critical: `{"entries":[{"name":"x","domain":"x","grade":"A","grade_url":"https://x","score":97,"industry":"technology",
		"size":"size_501_to_1000","last30days_score_change":0,"is_custom_vendor":false}],"total":1}`,
	delta: `{"name":"x","domain":"x","grade":"D",
		"grade_url":"https://s3.amazonaws.com/ssc-static/grades/factor_d.svg","score":65,"industry":"energy",
		"size":"size_5001_to_10000","uuid":"x","last30day_score_change":0,"provisional":false,"tags":["x"],"is_custom":false,"is_entity":false,
		"is_un_published":true,"created_at":"2017-04-23T20:59:17.549Z","disputed":false,"description":""}`,
	delta + "/factors": `{"entries":[{"name":"x","score":95,"grade":"A","grade_url":"https://x",
		"issue_summary":[{"type":"x","count":1,"severity":"high","total_score_impact":1.5,"detail_url":"https://x/"}]}],"total":10}`,
	delta + activeOf + "cookie_missing_http_only": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","url":"https://x","domain":"x","group_status":"active",
		"first_seen_time":"x","last_seen_time":"x","sources":["x"],"issue_count":1,
		"observations":[{"cookie_name":"x","raw_cookie":"x","last_seen_at":"x"}]}]}]}`,
	// The fields that the specification has for all issues.
	ember + activeOf + "tlscert_expired": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active","issuer_name":"x","sha256_fingerprint":"x",
		"observations":[{"ip":"x","port":443,"sni":"x","last_seen_time":"x"}]}]}]}`,
	ember + activeOf + "spf_record_missing": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active","target":"x"}]}]}`,
	// Where the specification of past issues has the place.
	ember + activeOf + "open_port": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active",
		"connection_attributes":{"dst_ip":"x","dst_port":22}}]}]}`,
	ember + activeOf + "csp_no_policy": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active","url":"x","hostname":"x"}]}]}`,
	ember + activeOf + "ransomware_association": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active"}]}]}`,
	delta + "/history/score?from=2021-06-01&to=2021-06-28&timing=weekly": `{"entries":[{"domain":"x","date":"2021-06-05T00:00:00.000Z","score":97}]}`,
	delta + "/history/factors/score?date_from=2021-06-01&date_to=2021-06-28": `{"entries":[{"domain":"x","date":"2021-06-05T00:00:00.000Z",
		"factors":[{"name":"x","score":97}]}]}`,
	foxtrot + "/history/events?date_from=2026-02-01T00:00:00.000Z&date_to=2026-02-12T00:00:00.000Z": `{"entries":[{"id":1,"date":"x","event_type":"x","group_status":"x",
		"issue_count":1,"total_score_impact":0.469,"issue_type":"x","severity":"x","factor":"x","detail_url":"x"}]}`,
	foxtrot + "/history/events/?date_from=2026-02-13T00:00:00.000Z&date_to=2026-02-15T00:00:00.000Z": `{"entries":[{"id":1,"date":"x","event_type":"x",
		"breach_data":{"root_cause":"x","records_lost":1,"date_discovered":1,"type_of_breach":"x"},"breach_incidents":[{"measurement_id":"x","title":"x",
		"summary":"x","breach_date":1,"confirmed":true,"originating_party":"x"}]}]}`,
	foxtrot + "/history/events/breaches?date_from=2026-01-01%2000:00:00Z&date_to=2026-02-15T00:00:00Z": `{"entries":[{"date":"x","event_type":"x",
		"breach_data":{"method":"x","description":"x","link":"x"}}]}`,
	delta + activeOf + "typosquat": `{"error":{"statusCode":404,"message":"x"}}`,
	"/scorecard-tags":              `{"entries":[{"id":"x","name":"x","description":"x"}],"total":2}`,
	"/vendor-detection/" + world.OwnDomain + "/third-party": `{"entries":[{"company":"x","domain":"x","industry":"x","score":75,
		"source":"HTTP requests","observed":"2021-07-01T00:00:00.000Z","connection_detail":"x"}],"page":1,"size":100,"total":1}`,
	"/vendor-detection/portfolios/" + world.CriticalVendorsID: `{"entries":[{"company":"x","domain":"x","score":75,"thirty_day_change":-4,
		"products_used":1,"connections_count":1,"connections_percent":1}],"page":1,"size":100,"total":1}`,
	"/industries/energy/score":                  `{"industry":"energy","avg_score":78,"avg_grade":"C"}`,
	"/industries/energy/factors":                `{"entries":[{"name":"x","score":83}]}`,
	"/metadata/issue-types/spf_record_wildcard": `{"key":"x","severity":"high","factor":"x","title":"x","short_description":"x","long_description":"x","recommendation":"x"}`,
	"/metadata/issue-types":                     `{"entries":[{"key":"x","severity":"high","factor":"x","title":"x"}]}`,
}

func TestAnswers_haveTheDocumentedShape(t *testing.T) {
	t.Parallel()
	for path, sample := range recorded {
		var want, got any
		if err := errors.Join(json.Unmarshal([]byte(sample), &want),
			json.Unmarshal([]byte(serve(securityscorecard.Quirks{}).Get(t, path).Text), &got)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(shape(want), shape(got)); diff != "" {
			t.Errorf("%s: shape (-want +got):\n%s", path, diff)
		}
	}
}
