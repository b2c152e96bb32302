// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
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
// that nobody recorded are those of the API's specification, 1.10.18.
var recorded = map[string]string{
	"/me": `{"email":"a@b.example","username":"a"}`,
	"/portfolios": `{"entries":[{"id":"x","name":"x","description":"x","privacy":"private","read_only":true,
		"created_at":"2021-07-01T00:00:00.000Z","is_public":false,"owner_organization_id":"","owner_team_id":"",
		"owner_user_id":"","shared_access":[],"visibility":"PRIVATE"}],"total":1}`,
	critical: `{"entries":[{"name":"x","domain":"x","grade":"A","grade_url":"https://x","score":97,"industry":"technology",
		"size":"size_501_to_1000","last30days_score_change":0,"is_custom_vendor":false}],"total":1}`,
	"/companies/" + delta: `{"name":"x","domain":"x","grade":"D",
		"grade_url":"https://s3.amazonaws.com/ssc-static/grades/factor_d.svg","score":65,"industry":"energy",
		"size":"size_5001_to_10000","uuid":"x","last30day_score_change":0,"is_custom":false,"is_entity":false,
		"is_un_published":true,"created_at":"2017-04-23T20:59:17.549Z","disputed":false,"description":""}`,
	"/companies/" + delta + "/factors": `{"entries":[{"name":"x","score":95,"grade":"A","grade_url":"https://x",
		"issue_summary":[{"type":"x","count":1,"severity":"high","total_score_impact":1.5,"detail_url":"https://x/"}]}],"total":10}`,
	"/companies/" + delta + "/summary-factors": `{"name":"x","domain":"x","grade":"D","grade_url":"https://x","score":65,
		"industry":"energy","size":"size_5001_to_10000","uuid":"x","last30day_score_change":0,"is_custom":false,
		"is_entity":false,"is_un_published":true,"created_at":"2017-04-23T20:59:17.549Z","disputed":false,"description":"",
		"factors":[{"name":"x","score":95,"grade":"A","grade_url":"https://x",
		"issue_summary":[{"type":"x","count":1,"severity":"high","total_score_impact":1.5,"detail_url":"https://x/"}]}]}`,
	"/companies/" + delta + "/active-issues?issue_types=cookie_missing_http_only": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","url":"https://x","domain":"x","group_status":"active",
		"first_seen_time":"x","last_seen_time":"x","sources":["x"],"issue_count":1,
		"observations":[{"cookie_name":"x","raw_cookie":"x","last_seen_at":"x"}]}]}]}`,
	"/companies/" + ember + "/active-issues?issue_types=tlscert_expired": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active","issuer_name":"x","sha256_fingerprint":"x",
		"target":"x","port":443,"observations":[{"ip":"x","port":443,"sni":"x","last_seen_time":"x"}]}]}]}`,
	"/companies/" + ember + "/active-issues?issue_types=open_port": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active","target":"x","port":22,
		"observations":[{"ip":"x","port":22,"last_seen_time":"x"}]}]}]}`,
	"/companies/" + ember + "/active-issues?issue_types=csp_no_policy": `{"total_active_issues":1,"issue_types":[
		{"name":"x","issues_count":1,"issues":[{"issue_id":"x","issue_count":1,"effective_date":"x","evidence":["x"],
		"first_seen_time":"x","last_seen_time":"x","group_status":"active","target":"x",
		"observations":[{"ip":"x","last_seen_time":"x"}]}]}]}`,
	"/companies/" + delta + "/active-issues?issue_types=typosquat": `{"error":{"statusCode":404,"message":"x"}}`,
	"/companies/" + delta + "/issues/ssh_weak_cipher": `{"entries":[{"issue_id":"x","parent_domain":"x","count":1,
		"first_seen_time":"x","last_seen_time":"x","feedback":[]}]}`,
	"/companies/" + delta + "/issues/typosquat": `{"entries":[]}`,
	"/metadata/issue-types":                     `{"entries":[{"key":"x","severity":"high","factor":"x","title":"x"}]}`,
	"/metadata/issue-types/typosquat": `{"key":"x","severity":"high","factor":"x","title":"x",
		"short_description":"x","long_description":"x","recommendation":"x"}`,
	"/metadata/factors": `{"entries":[{"key":"x","name":"x","description":"x"}]}`,
}

func TestAnswersHaveTheDocumentedShape(t *testing.T) {
	t.Parallel()
	for path, sample := range recorded {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			var want any
			if err := json.Unmarshal([]byte(sample), &want); err != nil {
				t.Fatal(err)
			}
			got := serve(t, securityscorecard.Quirks{}).get(path)
			if diff := cmp.Diff(shape(want), shape(got.body)); diff != "" {
				t.Errorf("shape (-want +got):\n%s", diff)
			}
		})
	}
}

func TestExtraFieldsAreInEveryObject(t *testing.T) {
	t.Parallel()
	for path := range recorded {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			plain := serve(t, securityscorecard.Quirks{}).get(path)
			extra := serve(t, securityscorecard.Quirks{ExtraFields: true}).get(path)
			if diff := cmp.Diff(shape(plain.body), shape(withoutExtraFields(t, extra.body))); diff != "" {
				t.Errorf("the other fields (-want +got):\n%s", diff)
			}
		})
	}
}

// withoutExtraFields removes the extra field, which every object must have.
func withoutExtraFields(t *testing.T, value any) any {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		if _, present := value["x_undocumented"]; !present {
			t.Errorf("no extra field in %v", value)
		}
		delete(value, "x_undocumented")
		for name, field := range value {
			value[name] = withoutExtraFields(t, field)
		}
	case []any:
		for i, element := range value {
			value[i] = withoutExtraFields(t, element)
		}
	}
	return value
}
