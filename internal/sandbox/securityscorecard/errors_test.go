// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestCredentialIsTakenInOneFormOnly(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		headers []string
		want    int
	}{
		"token":       {[]string{"Authorization: Token " + token}, 200},
		"none":        {[]string{"Accept: application/json"}, 401},
		"bearer":      {[]string{"Authorization: Bearer " + token}, 401},
		"lower case":  {[]string{"Authorization: token " + token}, 401},
		"two spaces":  {[]string{"Authorization: Token  " + token}, 401},
		"bare":        {[]string{"Authorization: " + token}, 401},
		"other token": {[]string{"Authorization: Token other"}, 401},
		"twice":       {[]string{"Authorization: Token " + token, "Authorization: Token " + token}, 401},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := serve(t, securityscorecard.Quirks{}).send(http.MethodGet, "/me", test.headers...)
			if got.status != test.want {
				t.Errorf("status %d, want %d", got.status, test.want)
			}
		})
	}
}

func TestErrorsAreAsRecorded(t *testing.T) {
	t.Parallel()
	const required = "The issue_types query parameter is required and must contain at least one issue type"
	notFollowed := "/companies/" + world.NotFollowed
	tests := map[string]struct {
		method, path string
		status       int
		message      string
		data         any
	}{
		"unknown company":               {"GET", "/companies/nobody.example", 404, "company not found: nobody.example", map[string]any{"related": "domain"}},
		"unknown company's factors":     {"GET", "/companies/nobody.example/factors", 404, "company not found: nobody.example", map[string]any{"related": "domain"}},
		"domain in upper case":          {"GET", "/companies/DELTA-DATA.example", 404, "company not found: DELTA-DATA.example", map[string]any{"related": "domain"}},
		"company in no portfolio":       {"GET", notFollowed, 403, "company must be added to a portfolio first: " + world.NotFollowed, map[string]any{"domain": world.NotFollowed}},
		"its factors":                   {"GET", notFollowed + "/factors", 403, "company must be added to a portfolio first: " + world.NotFollowed, map[string]any{"domain": world.NotFollowed}},
		"its summary and factors":       {"GET", notFollowed + "/summary-factors", 403, "company must be added to a portfolio first: " + world.NotFollowed, map[string]any{"domain": world.NotFollowed}},
		"its active issues":             {"GET", notFollowed + "/active-issues?issue_types=typosquat", 403, "company must be added to a portfolio first: " + world.NotFollowed, map[string]any{"domain": world.NotFollowed}},
		"its issues of a type":          {"GET", notFollowed + "/issues/typosquat", 403, "company must be added to a portfolio first: " + world.NotFollowed, map[string]any{"domain": world.NotFollowed}},
		"its unknown path":              {"GET", notFollowed + "/findings", 403, "company must be added to a portfolio first: " + world.NotFollowed, map[string]any{"domain": world.NotFollowed}},
		"unknown portfolio":             {"GET", "/portfolios/none/companies", 404, "portfolio not found", map[string]any{"portfoliosNotFound": []any{"none"}}},
		"unknown issue type of company": {"GET", "/companies/" + delta + "/issues/summary", 404, "issue type not found: summary", nil},
		"unknown issue type":            {"GET", "/metadata/issue-types/none", 404, "issue type not found: none", nil},
		"unknown path":                  {"GET", "/scorecards", 404, "not found", nil},
		"path with a slash too many":    {"GET", "/portfolios/", 404, "not found", nil},
		"company without a domain":      {"GET", "/companies//factors", 404, "not found", nil},
		"path that climbs":              {"GET", "/companies/../me", 404, "not found", nil},
		"one portfolio":                 {"GET", "/portfolios/" + world.CriticalVendorsID, 404, "not found", nil},
		"wrong method":                  {"POST", "/portfolios", 405, "method not allowed", nil},
		"wrong method for a company":    {"DELETE", "/companies/" + delta, 405, "method not allowed", nil},
		"no issue types":                {"GET", "/companies/" + delta + "/active-issues", 400, required, nil},
		"empty issue type":              {"GET", "/companies/" + delta + "/active-issues?issue_types=", 400, required, nil},
		"undocumented parameter":        {"GET", "/companies/" + delta + "/active-issues?issue_types=a&severity=high", 400, `The "severity" query parameter is invalid ("high")`, nil},
		"misspelled parameter":          {"GET", "/companies/" + delta + "/active-issues?issue_types[]=a", 400, `The "issue_types[]" query parameter is invalid ("a")`, nil},
		"unknown severity":              {"GET", "/companies/" + delta + "/factors?severity_in=high,bad", 400, `The "severity" query parameter is invalid ("bad")`, nil},
		"unknown grade":                 {"GET", critical + "?grade=A,E", 400, `The "grade" query parameter is invalid ("E")`, nil},
		"empty grade":                   {"GET", critical + "?grade=", 400, `The "grade" query parameter is invalid ("")`, nil},
		"unknown status":                {"GET", critical + "?status=gone", 400, `The "status" query parameter is invalid ("gone")`, nil},
		"cursor where there are none":   {"GET", critical + "?cursor=1", 400, `The "cursor" query parameter is invalid ("1")`, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := serve(t, securityscorecard.Quirks{}).send(test.method, test.path)
			want := map[string]any{"error": map[string]any{"message": test.message, "statusCode": float64(test.status)}}
			if test.data != nil {
				want["error"].(map[string]any)["data"] = test.data //nolint:forcetypeassert // made two lines above
			}
			if diff := cmp.Diff(want, got.body); got.status != test.status || diff != "" {
				t.Errorf("status %d, body (-want +got):\n%s", got.status, diff)
			}
			if test.status == http.StatusMethodNotAllowed && got.header.Get("Allow") != http.MethodGet {
				t.Errorf("Allow is %q", got.header.Get("Allow"))
			}
		})
	}
}

func TestUnauthorizedBody(t *testing.T) {
	t.Parallel()
	got := serve(t, securityscorecard.Quirks{}).send(http.MethodGet, "/no/such/path", "Authorization: Bearer "+token)
	want := map[string]any{"error": map[string]any{"message": "http error 401: Unauthorized", "statusCode": 401.0}}
	if diff := cmp.Diff(want, got.body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
}

func TestErrorsHaveAKeyByQuirk(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{ErrorKey: true})
	for path, want := range map[string]string{
		"/companies/" + world.NotFollowed:                              "company_not_in_a_portfolio",
		"/companies/nobody.example":                                    "company_not_found",
		"/companies/" + delta + "/active-issues?issue_types=typosquat": "active_issues_not_found",
	} {
		if got := served.send(http.MethodGet, path).at("error", "key"); got != want {
			t.Errorf("%s: key %v, want %s", path, got, want)
		}
	}
}

func TestDefaultBudgetIsTheDocumentedOne(t *testing.T) {
	t.Parallel()
	w := world.Default()
	handler := securityscorecard.New(securityscorecard.Config{Token: token, World: &w.Scorecards})
	statuses := map[int]int{}
	for range 5002 {
		statuses[answer(t, handler)]++
	}
	if diff := cmp.Diff(map[int]int{200: 5000, 429: 2}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// answer calls the handler without a network, which is faster.
func answer(t *testing.T, handler http.Handler) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/me", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Token "+token)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, request)
	return w.Code
}

func TestUnknownPathsOfACompanyAnswerItsSummary(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	want := served.get("/companies/" + delta)
	for _, rest := range []string{"/issues", "/findings", "/scorecard/issues", "/factors/dns_health/issues", "/factors/", "/nope?x=1"} {
		if diff := cmp.Diff(want.body, served.get("/companies/"+delta+rest).body); diff != "" {
			t.Errorf("%s (-want +got):\n%s", rest, diff)
		}
	}
}

func TestCompanyIsFoundByUUID(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	byDomain := served.get("/companies/" + delta)
	uuid, _ := byDomain.at("uuid").(string)
	if diff := cmp.Diff(byDomain.body, served.get("/companies/"+uuid).body); diff != "" {
		t.Errorf("(-by domain +by UUID):\n%s", diff)
	}
	if diff := cmp.Diff(served.get("/companies/"+delta+"/factors").body, served.get("/companies/"+uuid+"/factors").body); diff != "" {
		t.Errorf("factors (-by domain +by UUID):\n%s", diff)
	}
}

func TestChangesOfTheWorldShow(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{})
	served.world.SetGrade(delta, "F", new(12))
	if got := served.get("/companies/" + delta); got.at("grade") != "F" || got.at("score") != 12.0 {
		t.Errorf("company %v", got.body)
	}
	served.world.Unfollow(world.CriticalVendorsID, delta)
	if got := served.send(http.MethodGet, "/companies/"+delta); got.status != http.StatusForbidden {
		t.Errorf("status %d after the company left its only portfolio", got.status)
	}
	if strings.Contains(served.get(critical).text, delta) {
		t.Error("the portfolio still lists the company")
	}
}
