// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestAPIKey_isTakenOneWay(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][]string{
		"none":      {"Accept: application/json"},
		"wrong":     {"x-api-key: wrong"},
		"empty":     {"x-api-key: "},
		"twice":     {keyHeader, keyHeader},
		"bearer":    {"Authorization: Bearer " + apiKey},
		"as a word": {"x-api-key: Token " + apiKey},
	} {
		for _, path := range []string{users, policies, "/api/none"} {
			got := serve(world.DefaultJumpCloud(), jumpcloud.Quirks{}).Send(t, http.MethodGet, path, "", headers...)
			want := `{"error":"Unauthorized","message":"Unauthorized: api key user not found"}`
			if got.Status != http.StatusUnauthorized || got.At("") != want {
				t.Errorf("%s, %s: %d %s", name, path, got.Status, got.Text)
			}
		}
	}
}

func TestOrganization_isSelectedByHeader(t *testing.T) {
	t.Parallel()
	const (
		strong, weak, other = world.StrongJumpCloudOrganizationID, world.WeakJumpCloudOrganizationID, world.JumpCloudOrganizationID

		notAllowed = `"Forbidden: organization selection not allowed via header"`
		missing    = `"Unauthorized: no organization selected"`
		malformed  = `"Bad Request: malformed organization id"`
		unknown    = `"Not Found: organization not found"`
	)
	two := world.StrongJumpCloud()
	two.AddOrganizations(world.WeakJumpCloud())
	single, several := serve(world.StrongJumpCloud(), jumpcloud.Quirks{}), serve(two, jumpcloud.Quirks{})
	for _, test := range []struct {
		served   sandboxtest.Client
		path     string
		selected []string
		status   int
		message  string
	}{
		{single, users, nil, 200, ""},
		{single, users, []string{""}, 200, ""},
		{single, users, []string{strong}, 200, ""},
		{single, users, []string{weak}, 404, unknown},
		{single, users, []string{"acme"}, 400, malformed},
		{single, users, []string{strong, strong}, 400, malformed},
		{several, policies, nil, 401, missing},
		{several, users, []string{""}, 401, missing},
		{several, policies, []string{strong}, 200, ""},
		{several, "/api/users", []string{weak}, 200, ""},
		{several, policies, []string{other}, 404, unknown},
		{several, "/api/v2/gsuites/" + workspace, nil, 401, missing},
		{several, organizations, nil, 200, ""},
		{several, organizations, []string{""}, 200, ""},
		{several, organizations, []string{strong}, 403, notAllowed},
		{several, organizations + "/" + weak, nil, 200, ""},
		{several, organizations + "/" + weak, []string{weak}, 403, notAllowed},
		{several, organizations + "/" + other, nil, 404, unknown},
	} {
		headers := []string{keyHeader}
		for _, id := range test.selected {
			headers = append(headers, "x-org-id: "+id)
		}
		got := test.served.Send(t, http.MethodGet, test.path, "", headers...)
		if got.Status != test.status || got.At("message") != test.message {
			t.Errorf("%s %q: %d %s", test.path, test.selected, got.Status, got.Text)
		}
	}
}

func TestErrors_haveTheFormOfTheirVersion(t *testing.T) {
	t.Parallel()
	served := serve(world.DefaultJumpCloud(), jumpcloud.Quirks{Forbidden: []string{"/api/users", policies, organizations + "/*"}})
	const (
		forbidden1 = `{"error":"Forbidden","message":"Forbidden: insufficient permissions"}`
		forbidden2 = `{"code":403,"message":"Forbidden: insufficient permissions","status":"Forbidden"}`
		notFound1  = `{"error":"Not Found","message":"Not Found"}`
		notFound2  = `{"code":404,"message":"Not Found","status":"Not Found"}`
	)
	for request, want := range map[string]string{
		"/api/users":                     "403 " + forbidden1,
		policies:                         "403 " + forbidden2,
		organization:                     "403 " + forbidden1,
		"/api/nothing":                   "404 " + notFound1,
		"/api/v2/nothing":                "404 " + notFound2,
		"/api/v2/systemusers":            "404 " + notFound2,
		"/api/./systems":                 "404 " + notFound1,
		"/api/systems/":                  "404 " + notFound1,
		"/api/v2/gsuites/" + microsoft:   `404 {"code":404,"message":"object not found","status":"Not Found"}`,
		"/api/v2/gsuites/x?fields=id":    `400 {"code":400,"message":"invalid query parameter fields: \"id\"","status":"Bad Request"}`,
		users + "?limit=no":              `400 {"error":"Bad Request","message":"invalid query parameter limit: \"no\""}`,
		users + "?limit=0":               `400 {"error":"Bad Request","message":"invalid query parameter limit: \"0\""}`,
		users + "?skip=-1":               `400 {"error":"Bad Request","message":"invalid query parameter skip: \"-1\""}`,
		users + "?limit=1&limit=2":       `400 {"error":"Bad Request","message":"invalid query parameter limit: \"1,2\""}`,
		users + "?search=a":              `400 {"error":"Bad Request","message":"invalid query parameter search: \"a\""}`,
		users + "?sort=email":            `400 {"error":"Bad Request","message":"invalid query parameter sort: \"email\""}`,
		users + "?fields=email,username": `400 {"error":"Bad Request","message":"invalid query parameter fields: \"email,username\""}`,
	} {
		got := served.Send(t, http.MethodGet, request, "")
		if answer := strconv.Itoa(got.Status) + " " + got.At(""); answer != want {
			t.Errorf("%s: %s, want %s", request, answer, want)
		}
	}
	got := served.Send(t, http.MethodPost, systems, "")
	if got.Status != 405 || got.At("") != `{"error":"Method Not Allowed","message":"Method Not Allowed"}` {
		t.Errorf("another method: %d %s", got.Status, got.Text)
	}
	served.Get(t, systems)
	served.Get(t, organizations)
}
