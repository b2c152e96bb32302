// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	formType = "Content-Type: application/x-www-form-urlencoded"
	jsonType = "Content-Type: application/json"
	listing  = "/acme/api/dataexchange/ImportableTemplates"
	imports  = "/acme/api/importexport/Import/"
	exports  = "/acme/api/importexport/Export/"

	issues     = imports + "123451"
	issuesData = `{"data":[]}`
)

// form is the body that is granted a token.
func form() url.Values {
	return url.Values{
		"grant_type": {"password"}, "username": {"directwebservice"}, "password": {"guid"},
		"processunityUserName": {"robin"}, "processunityPassword": {"pass word+1"},
	}
}

// serve returns a client that has a token.
func serve(t *testing.T, w *world.World, quirks processunity.Quirks) sandboxtest.Client {
	t.Helper()
	client := sandboxtest.Direct(processunity.New(processunity.Config{
		Tenant: "acme",
		Credential: processunity.Credential{
			Username: "robin", Password: "pass word+1", ServiceName: "directwebservice", ServicePassword: "guid",
		},
		World:  &w.Tenant,
		Quirks: quirks,
	}))
	granted := client.Send(t, http.MethodPost, "/acme/token", form().Encode(), formType)
	client.Headers = []string{"Authorization: Bearer " + strings.Trim(granted.At("access_token"), `"`), jsonType}
	return client
}

// isPage reports whether an answer is an error that is a page.
func isPage(got sandboxtest.Answer, status int) bool {
	return got.Status == status && got.Header.Get("Content-Type") == "text/html" && strings.HasPrefix(got.Text, "<!DOCTYPE html>")
}

func TestToken_needsTheFiveFields(t *testing.T) {
	t.Parallel()
	client := serve(t, world.Default(), processunity.Quirks{})
	with := func(name string, values ...string) string {
		changed := form()
		changed[name] = values
		return changed.Encode()
	}
	right := form().Encode()
	for _, refused := range [][2]string{
		{with("grant_type"), formType},
		{with("grant_type", "client_credentials"), formType},
		{with("username", "robin"), formType},
		{with("password", "pass word+1"), formType},
		{with("processunityUserName"), formType},
		{with("processunityUserName", "Robin"), formType},
		{with("processunityUserName", "robin", "robin"), formType},
		{with("scope", "all"), formType},
		{strings.Replace(right, url.QueryEscape("pass word+1"), "pass+word+1", 1), formType},
		{strings.Replace(right, "processunityUserName", "processUnityUserName", 1), formType},
		{"", formType},
		{"%zz", formType},
		{right, jsonType},
		{right, "Accept: application/json"},
	} {
		if got := client.Send(t, http.MethodPost, "/acme/token", refused[0], refused[1]); !isPage(got, http.StatusUnauthorized) {
			t.Errorf("%q: %d %s", refused, got.Status, got.Text)
		}
	}
	got := client.Send(t, http.MethodPost, "/acme/token", right, formType+"; charset=utf-8")
	if token := got.At("access_token"); len(token) < 20 || strings.Contains(client.Headers[0], token) ||
		got.At("") != `{"access_token":`+token+`,"expires_in":86399,"token_type":"bearer"}` {
		t.Errorf("answer %+v", got)
	}
}

func TestToken_isNeededEverywhereElse(t *testing.T) {
	t.Parallel()
	client := serve(t, world.Default(), processunity.Quirks{})
	right := client.Headers[0]
	for _, request := range []string{"GET " + listing, "GET " + listing + "/0", "POST " + issues, "POST " + exports + "123450"} {
		method, path, _ := strings.Cut(request, " ")
		for name, headers := range map[string][]string{
			"none":        {jsonType},
			"unknown":     {"Authorization: Bearer token"},
			"empty":       {"Authorization: Bearer "},
			"bare":        {strings.Replace(right, "Bearer ", "", 1)},
			"lower case":  {strings.Replace(right, "Bearer", "bearer", 1)},
			"twice":       {right, right},
			"as a cookie": {strings.Replace(right, "Authorization", "Cookie", 1)},
		} {
			if got := client.Send(t, method, path, issuesData, headers...); !isPage(got, http.StatusUnauthorized) {
				t.Errorf("%s: %s: %d %s", request, name, got.Status, got.Text)
			}
		}
	}
}

func TestHandler_servesOnlyKnownRequests(t *testing.T) {
	t.Parallel()
	client := serve(t, world.Default(), processunity.Quirks{})
	for _, unknown := range []string{
		"POST /token", "POST /other/token", "POST /acme//token", "POST /x/../acme/token", "POST /acme/Token", "POST /acme/token/",
		"GET " + listing + "/", "GET " + listing + "/all", "POST " + imports, "POST " + imports + "1", "POST " + imports + "0123450",
		"POST " + imports + "90210", "POST " + imports + "123452", "POST " + exports + "1", "POST " + exports + "x", "POST " + exports + "123452",
		"POST /acme/api/importexport/GetColumns/123450", "POST /acme/api/importexport/ImportWithResults/123450",
	} {
		method, path, _ := strings.Cut(unknown, " ")
		if got := client.Send(t, method, path, "{}"); !isPage(got, http.StatusNotFound) {
			t.Errorf("%s: %d %s", unknown, got.Status, got.Text)
		}
	}
	type request struct{ request, contentType, body string }
	tests := []request{{"GET " + listing + "?id=123450", jsonType, ""}, {"POST " + issues, formType, issuesData}, {"POST " + exports + "123451", formType, "{}"}}
	for _, body := range []string{``, `null`, `[]`, `{"Filters":[]}`, `{}{}`} {
		tests = append(tests, request{"POST " + exports + "123451", jsonType, body})
	}
	for _, body := range []string{
		``, `[]`, `{"data":[{"a":"b"`, issuesData + issuesData, `{"param":{"IncludeLog":true}}`, `{"data":{}}`, `{"data":[],"Data":[]}`,
		`{"data":[],"params":{}}`, `{"data":[],"param":{},"Param":{}}`, `{"data":[],"param":{"Delete":true}}`,
		`{"data":[],"param":"IncludeLog"}`, `{"data":[],"param":{"IncludeLog":1}}`,
	} {
		tests = append(tests, request{"POST " + issues, jsonType, body})
	}
	for _, test := range tests {
		method, path, _ := strings.Cut(test.request, " ")
		got := client.Send(t, method, path, test.body, client.Headers[0], test.contentType)
		if got.Status != http.StatusBadRequest || got.At("") != `{"Message":"The request is invalid."}` {
			t.Errorf("%s: %d %s", test, got.Status, got.Text)
		}
	}
	if got := client.Send(t, "PUT", issues, ""); got.Status != 405 || got.Text != `{"Message":"The requested resource does not support http method 'PUT'."}`+"\n" {
		t.Errorf("another method: %d %s", got.Status, got.Text)
	}
	if got := client.Send(t, "POST", issues, issuesData+strings.Repeat(" ", 20<<20)); !isPage(got, http.StatusRequestEntityTooLarge) {
		t.Errorf("too large: %d %s", got.Status, got.Text)
	}
}

func TestBudget_defaultsTo360AnHourWithTokens(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := serve(t, world.Default(), processunity.Quirks{ExpiresIn: 3600})
		<-time.After(30 * time.Minute)
		statuses := map[int]int{}
		for range 360 {
			statuses[client.Send(t, http.MethodGet, listing, "").Status]++
		}
		if diff := cmp.Diff(map[int]int{200: 359, 429: 1}, statuses); diff != "" {
			t.Errorf("statuses (-want +got):\n%s", diff)
		}
		got := client.Send(t, http.MethodPost, "/acme/token", form().Encode(), formType)
		if got.Status != http.StatusTooManyRequests || got.At("") != `{"Message":"API calls quota exceeded."}` {
			t.Errorf("answer %+v", got)
		}
		<-time.After(30 * time.Minute)
		if got := client.Send(t, http.MethodGet, listing, ""); got.Status != http.StatusUnauthorized {
			t.Errorf("status %d with a token that has expired", got.Status)
		}
	})
}
