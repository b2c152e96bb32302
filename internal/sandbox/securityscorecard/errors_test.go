// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestCredential_isTakenInOneFormOnly(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][]string{
		"none":        {"Accept: application/json"},
		"bearer":      {"Authorization: Bearer " + token},
		"lower case":  {"Authorization: token " + token},
		"two spaces":  {"Authorization: Token  " + token},
		"bare":        {"Authorization: " + token},
		"other token": {"Authorization: Token other"},
		"twice":       {authorized, authorized},
	} {
		for _, path := range []string{"/me", "/no/such/path"} {
			got := serve(securityscorecard.Quirks{}).Send(t, http.MethodGet, path, "", headers...)
			want := `{"error":{"message":"http error 401: Unauthorized","statusCode":401}}`
			if got.Status != http.StatusUnauthorized || got.At("") != want {
				t.Errorf("%s: %d %s", name, got.Status, got.Text)
			}
		}
	}
}

func TestErrors_areAsRecorded(t *testing.T) {
	t.Parallel()
	const (
		unknown  = `"data":{"related":"nobody.example"},"message":"company not found: nobody.example"`
		outside  = `"data":{"domain":"` + world.NotFollowed + `"},"message":"company must be added to a portfolio first: ` + world.NotFollowed + `"`
		required = `"message":"The issue_types query parameter is required and must contain at least one issue type"`
		notFound = `"message":"not found"`
	)
	eleven := delta + activeOf + strings.Repeat("a&issue_types=", 10) + "a"
	for request, want := range map[string]string{
		"/vendor-detection/nobody.example/third-party":                     unknown + `,"statusCode":404`,
		"/vendor-detection/" + world.NotFollowed + "/fourth-party":         outside + `,"statusCode":403`,
		"/vendor-detection/" + world.OwnDomain + "/fifth-party":            notFound + `,"statusCode":404`,
		"/vendor-detection/" + world.OwnDomain + "/third-party?page=0":     `"message":"The \"page\" query parameter is invalid (\"0\")","statusCode":400`,
		"/vendor-detection/" + world.OwnDomain + "/third-party?limit=5001": `"message":"The \"limit\" query parameter is invalid (\"5001\")","statusCode":400`,

		"/companies/nobody.example":                      unknown + `,"statusCode":404`,
		"/companies/nobody.example/factors":              unknown + `,"statusCode":404`,
		"/companies/DELTA-DATA.example":                  `"data":{"related":"DELTA-DATA.example"},"message":"company not found: DELTA-DATA.example","statusCode":404`,
		notFollowed:                                      outside + `,"statusCode":403`,
		notFollowed + "/factors":                         outside + `,"statusCode":403`,
		notFollowed + activeOf + "typosquat":             outside + `,"statusCode":403`,
		notFollowed + "/findings":                        outside + `,"statusCode":403`,
		"/portfolios/none/companies":                     `"data":{"portfoliosNotFound":["none"],"portfoliosRequested":["none"],"portfoliosWithAccess":[],"portfoliosWithoutAccess":[]},"message":"portfolio not found","statusCode":404`,
		"/v2/users/by-username/nobody":                   `"message":"user not found","statusCode":404`,
		"/scorecards":                                    notFound + `,"statusCode":404`,
		"/portfolios/":                                   notFound + `,"statusCode":404`,
		"/companies//factors":                            notFound + `,"statusCode":404`,
		"/companies/../me":                               notFound + `,"statusCode":404`,
		delta + "/active-issues":                         required + `,"statusCode":400`,
		delta + activeOf:                                 required + `,"statusCode":400`,
		delta + activeOf + "a&severity=high":             `"message":"The \"severity\" query parameter is invalid (\"high\")","statusCode":400`,
		delta + "/active-issues?issue_types[]=open_port": `"message":"The \"issue_types[]\" query parameter is invalid (\"open_port\")","statusCode":400`,
		eleven: `"message":"The issue_types query parameter must contain at most 10 issue types","statusCode":400`,
		delta + "/history/score?from=2021-13-01&to=2021-12-01":                      `"message":"The \"from\" query parameter is invalid (\"2021-13-01\") \n\"2021-13-01\" is an invalid date","statusCode":400`,
		delta + "/history/score?date_from=2021-12-01":                               `"message":"The \"date_from\" query parameter is invalid (\"2021-12-01\")","statusCode":400`,
		delta + "/history/factors/score?from=2021-12-01":                            `"message":"The \"from\" query parameter is invalid (\"2021-12-01\")","statusCode":400`,
		delta + "/history/score?from=2021-12-01&to=2021-12-01&timing=hourly":        `"message":"The \"timing\" query parameter is invalid (\"hourly\")","statusCode":400`,
		delta + "/history/events?date_from=2021-12-01&date_to=2021-12-02T00:00:00Z": `"message":"The \"date_from\" query parameter is invalid (\"2021-12-01\")","statusCode":400`,
		critical + "?cursor=1": `"message":"The \"cursor\" query parameter is invalid (\"1\")","statusCode":400`,
	} {
		got := serve(securityscorecard.Quirks{}).Send(t, http.MethodGet, request, "")
		if diff := cmp.Diff(`{"error":{`+want+`}}`, got.At("")); diff != "" || got.At("error.statusCode") != strconv.Itoa(got.Status) {
			t.Errorf("%s: status %d (-want +got):\n%s", request, got.Status, diff)
		}
	}
	got := serve(securityscorecard.Quirks{}).Send(t, http.MethodDelete, delta, "")
	if got.Status != 405 || got.At("") != `{"error":{"message":"method not allowed","statusCode":405}}` {
		t.Errorf("another method: %d %s", got.Status, got.Text)
	}
}

func TestBudget_isTheDocumentedOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := serve(securityscorecard.Quirks{})
		statuses := map[int]int{}
		for range 5002 {
			statuses[client.Send(t, http.MethodGet, "/me", "").Status]++
		}
		if diff := cmp.Diff(map[int]int{200: 5000, 429: 2}, statuses); diff != "" {
			t.Errorf("statuses (-want +got):\n%s", diff)
		}
		<-time.After(30 * time.Minute)
		got := client.Send(t, http.MethodGet, "/me", "")
		if got.Header.Get("Retry-After") != "1800" || got.At("") != `{"error":{"message":"too many requests","statusCode":429}}` {
			t.Errorf("answer %+v", got)
		}
		<-time.After(30 * time.Minute)
		client.Get(t, "/me")
	})
}
