// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestTokenIsGranted(t *testing.T) {
	t.Parallel()
	for seconds, want := range map[int]json.Number{0: "86399", 1200: "1200"} {
		served := serve(t, processunity.Quirks{ExpiresIn: seconds})
		got := served.send(http.MethodPost, "/token", form().Encode(), formType+"; charset=utf-8")
		body := got.decode(t)
		token, _ := body["access_token"].(string)
		if diff := cmp.Diff(map[string]any{"access_token": token, "token_type": "bearer", "expires_in": want}, body); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if other := served.token(); token == "" || strings.HasSuffix(other, token) {
			t.Errorf("token %q and then %q", token, other)
		}
	}
}

func TestTokenNeedsTheFiveFields(t *testing.T) {
	t.Parallel()
	with := func(name string, values ...string) string {
		changed := form()
		changed[name] = values
		return changed.Encode()
	}
	right := form().Encode()
	tests := map[string]struct {
		body, contentType string
	}{
		"no grant type":            {with("grant_type"), formType},
		"other grant type":         {with("grant_type", "client_credentials"), formType},
		"no service name":          {with("username"), formType},
		"user as service":          {with("username", "robin"), formType},
		"no service password":      {with("password"), formType},
		"user's password":          {with("password", "pass word+1"), formType},
		"no user":                  {with("processunityUserName"), formType},
		"user in other case":       {with("processunityUserName", "Robin"), formType},
		"no password":              {with("processunityPassword"), formType},
		"password not encoded":     {strings.Replace(right, url.QueryEscape("pass word+1"), "pass+word+1", 1), formType},
		"user twice":               {with("processunityUserName", "robin", "robin"), formType},
		"field that is not known":  {with("scope", "all"), formType},
		"field name in other case": {strings.Replace(right, "processunityUserName", "processUnityUserName", 1), formType},
		"nothing":                  {"", formType},
		"no form":                  {"%zz", formType},
		"as text":                  {right, "Content-Type: text/plain"},
		"as JSON":                  {`{"grant_type":"password"}`, jsonType},
		"no content type":          {right, "Accept: application/json"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkPage(t, serve(t, processunity.Quirks{}).send(http.MethodPost, "/token", test.body, test.contentType), http.StatusUnauthorized)
		})
	}
}

func TestTokenIsNeededEverywhereElse(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	right := served.token()
	for path, method := range map[string]string{
		templates: http.MethodGet, templates + "/0": http.MethodGet,
		exchange + "Import/123450": http.MethodPost, exchange + "Export/123450": http.MethodPost,
	} {
		for name, headers := range map[string][]string{
			"none":        nil,
			"unknown":     {"Authorization: Bearer token"},
			"empty":       {"Authorization: Bearer "},
			"no scheme":   {strings.Replace(right, "Bearer ", "Bearer", 1)},
			"lower case":  {strings.Replace(right, "Bearer", "bearer", 1)},
			"other case":  {strings.ToLower(right)},
			"twice":       {right, right},
			"as a cookie": {strings.Replace(right, "Authorization", "Cookie", 1)},
		} {
			t.Log(path, name)
			checkPage(t, served.send(method, path, "{}", append(headers, jsonType)...), http.StatusUnauthorized)
		}
		if got := served.send(method, path, `{"data":[]}`, right, jsonType); got.status == http.StatusUnauthorized {
			t.Errorf("%s: %+v", path, got)
		}
	}
}

func TestTokenMayExpireBeforeItsTime(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{TokenRequests: 2})
	first, second := served.token(), served.token()
	statuses := map[int]int{}
	for _, token := range []string{first, second, first, first, second, second} {
		statuses[served.send(http.MethodGet, templates, "", token).status]++
	}
	if diff := cmp.Diff(map[int]int{200: 4, 401: 2}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestUnknownPathsAndMethods(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	token := served.token()
	outside := served
	outside.url = strings.TrimSuffix(served.url, "/acme")
	for path, from := range map[string]api{
		"/token": outside, "/other/token": outside, "/acme//token": outside, "/x/../acme/token": outside, "/acme": outside,
		"/": served, "/token/": served, "/Token": served, "/api": served, templates + "/": served, exchange + "Import": served,
		exchange + "Import/": served, exchange + "GetColumns/123450": served, exchange + "ImportWithResults/123450": served,
		templates + "/all": served,
	} {
		t.Log(path)
		method := http.MethodPost
		if strings.HasPrefix(path, templates) {
			method = http.MethodGet
		}
		checkPage(t, from.send(method, path, form().Encode(), token, formType), http.StatusNotFound)
	}
	for path, method := range map[string]string{"/token": "GET", templates: "POST", exchange + "Import/123450": "PUT", exchange + "Export/123450": "GET"} {
		got := served.send(method, path, "", token)
		checkMessage(t, got, http.StatusMethodNotAllowed, "The requested resource does not support http method '"+method+"'.")
		if allow := got.header.Get("Allow"); allow == "" || allow == method {
			t.Errorf("%s allows %q", path, allow)
		}
	}
	checkMessage(t, served.send(http.MethodGet, templates+"?id=123450", "", token), http.StatusBadRequest, "The request is invalid.")
}

func TestDefaultBudgetIs360AnHourWithTokens(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	token := served.token()
	statuses := map[int]int{}
	for range 361 {
		statuses[served.send(http.MethodGet, templates, "", token).status]++
	}
	refused := served.send(http.MethodPost, "/token", form().Encode(), formType)
	checkMessage(t, refused, http.StatusTooManyRequests, "API calls quota exceeded.")
	if want := map[int]int{200: 359, 429: 2}; !maps.Equal(want, statuses) {
		t.Errorf("statuses %v, want %v", statuses, want)
	}
}

func TestBudgetAndTokensAreSpentInTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for retryAfter, want := range map[bool]string{false: "", true: "1800"} {
			served := sandboxtest.Direct(processunity.New(complete(processunity.Config{
				Quirks: processunity.Quirks{RetryAfter: retryAfter, ExpiresIn: 7200}, Budget: budget.New(2, time.Hour),
			}, world.Default())))
			granted := served.Send(t, http.MethodPost, "/acme/token", form().Encode(), formType)
			bearer := "Authorization: Bearer " + strings.Trim(granted.At("access_token"), `"`)
			for i, step := range []struct {
				pass   time.Duration
				status int
			}{
				{30 * time.Minute, 200},
				{0, 429},
				{30 * time.Minute, 200},
				{0, 429},
				{30 * time.Minute, 200},
				{0, 429},
				{30 * time.Minute, 401}, // the token has expired
			} {
				<-time.After(step.pass)
				got := served.Send(t, http.MethodGet, "/acme"+templates, "", bearer)
				if got.Status != step.status || (step.status == 429 && got.Header.Get("Retry-After") != want) {
					t.Errorf("step %d: status %d, Retry-After %q", i, got.Status, got.Header.Get("Retry-After"))
				}
			}
		}
	})
}
