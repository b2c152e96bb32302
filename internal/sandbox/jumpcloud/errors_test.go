// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestAPIKeyIsTakenOneWay(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	for name, headers := range map[string][]string{
		"none":      nil,
		"wrong":     {"x-api-key: wrong"},
		"empty":     {"x-api-key: "},
		"twice":     {keyHeader, keyHeader},
		"bearer":    {"Authorization: Bearer " + apiKey},
		"as a word": {"x-api-key: Token " + apiKey},
	} {
		for _, path := range []string{users, policies, "/api/none"} {
			got := served.send(http.MethodGet, path, headers...)
			want := world.Object{"error": "Unauthorized", "message": "Unauthorized: api key user not found"}
			if diff := cmp.Diff(any(want), got.body); diff != "" || got.status != http.StatusUnauthorized {
				t.Errorf("%s, %s: status %d (-want +got):\n%s", name, path, got.status, diff)
			}
		}
	}
}

func twoOrganizations() *world.JumpCloud {
	w := world.StrongJumpCloud()
	w.AddOrganizations(world.WeakJumpCloud())
	return w
}

func TestOrganizationIsSelectedByHeader(t *testing.T) {
	t.Parallel()
	const strong, weak = world.StrongJumpCloudOrganizationID, world.WeakJumpCloudOrganizationID
	single := serveWorld(t, world.StrongJumpCloud(), jumpcloud.Quirks{})
	several := serveWorld(t, twoOrganizations(), jumpcloud.Quirks{})
	const (
		notAllowed = "Forbidden: organization selection not allowed via header"
		missing    = "Unauthorized: no organization selected"
		malformed  = "Bad Request: malformed organization id"
		unknown    = "Not Found: organization not found"
	)
	tests := map[string]struct {
		served  api
		path    string
		headers []string
		status  int
		message any
	}{
		"single, none":                {single, users, nil, 200, nil},
		"single, empty":               {single, users, []string{"x-org-id: "}, 200, nil},
		"single, its own":             {single, users, []string{"x-org-id: " + strong}, 200, nil},
		"single, another":             {single, users, []string{"x-org-id: " + weak}, 404, unknown},
		"single, malformed":           {single, users, []string{"x-org-id: acme"}, 400, malformed},
		"single, twice":               {single, users, []string{"x-org-id: " + strong, "x-org-id: " + strong}, 400, malformed},
		"several, none":               {several, policies, nil, 401, missing},
		"several, empty":              {several, users, []string{"x-org-id: "}, 401, missing},
		"several, one":                {several, policies, []string{"x-org-id: " + strong}, 200, nil},
		"several, other":              {several, users, []string{"x-org-id: " + weak}, 200, nil},
		"several, unknown":            {several, policies, []string{"x-org-id: " + organization}, 404, unknown},
		"one object, none":            {several, "/api/v2/gsuites/" + workspace, nil, 401, missing},
		"organizations, none":         {several, organizations, nil, 200, nil},
		"organizations, empty":        {several, organizations, []string{"x-org-id: "}, 200, nil},
		"organizations, one":          {several, organizations, []string{"x-org-id: " + strong}, 403, notAllowed},
		"organization, none":          {several, organizations + "/" + weak, nil, 200, nil},
		"organization, its own":       {several, organizations + "/" + weak, []string{"x-org-id: " + weak}, 403, notAllowed},
		"organization, unknown":       {several, organizations + "/" + organization, nil, 404, unknown},
		"administrators, none":        {several, "/api/users", nil, 401, missing},
		"administrators, one of them": {several, "/api/users", []string{"x-org-id: " + weak}, 200, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := test.served.send(http.MethodGet, test.path, append(test.headers, keyHeader)...)
			body, _ := got.body.(world.Object)
			if got.status != test.status || body["message"] != test.message {
				t.Errorf("status %d: %s", got.status, got.text)
			}
		})
	}
}

func TestOrganizationsHaveTheirOwnObjects(t *testing.T) {
	t.Parallel()
	served := serveWorld(t, twoOrganizations(), jumpcloud.Quirks{})
	for _, id := range served.world.OrganizationIDs() {
		got := served.get(users+"?limit=100", "x-org-id: "+id)
		for _, of := range got.pluck(t, "organization") {
			if of != id {
				t.Errorf("a user of %v is listed for %s", of, id)
			}
		}
		if got.total() != float64(len(served.world.Objects(id, world.JumpCloudUsers))) {
			t.Errorf("total %v", got.total())
		}
		if got := served.get(organizations + "/" + id); !strings.Contains(got.text, `"settings":{`) {
			t.Errorf("no settings in %s", got.text)
		}
	}
	if diff := cmp.Diff([]any{world.StrongJumpCloudOrganizationID, world.WeakJumpCloudOrganizationID},
		served.get(organizations).pluck(t, "_id")); diff != "" {
		t.Errorf("organizations (-want +got):\n%s", diff)
	}
}

func TestErrorsHaveTheFormOfTheirVersion(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{Forbidden: []string{users, policies, organizations + "/*"}})
	tests := map[string]struct {
		method, path string
		status       int
		want         world.Object
	}{
		"forbidden in version 1": {"GET", users, 403, world.Object{"error": "Forbidden", "message": "Forbidden: insufficient permissions"}},
		"forbidden in version 2": {"GET", policies, 403, world.Object{
			"code": 403.0, "message": "Forbidden: insufficient permissions", "status": "Forbidden",
		}},
		"forbidden by pattern":    {"GET", organizations + "/" + organization, 403, world.Object{"error": "Forbidden", "message": "Forbidden: insufficient permissions"}},
		"no path in version 1":    {"GET", "/api/nothing", 404, world.Object{"error": "Not Found", "message": "Not Found"}},
		"no path in version 2":    {"GET", "/api/v2/nothing", 404, world.Object{"code": 404.0, "message": "Not Found", "status": "Not Found"}},
		"no such list of version": {"GET", "/api/v2/systemusers", 404, world.Object{"code": 404.0, "message": "Not Found", "status": "Not Found"}},
		"a path with a dot":       {"GET", "/api/./systems", 404, world.Object{"error": "Not Found", "message": "Not Found"}},
		"a trailing slash":        {"GET", "/api/systems/", 404, world.Object{"error": "Not Found", "message": "Not Found"}},
		"no such object":          {"GET", "/api/v2/gsuites/" + microsoft, 404, world.Object{"code": 404.0, "message": "object not found", "status": "Not Found"}},
		"another method":          {"POST", systems, 405, world.Object{"error": "Method Not Allowed", "message": "Method Not Allowed"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := served.send(test.method, test.path, keyHeader)
			if diff := cmp.Diff(any(test.want), got.body); diff != "" || got.status != test.status {
				t.Errorf("status %d (-want +got):\n%s", got.status, diff)
			}
		})
	}
	served.get(systems)
	served.get(organizations)
}

func TestErrorsMayBePagesOfTheCDN(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{HTMLErrors: true, Forbidden: []string{policies}})
	for path, status := range map[string]int{policies: 403, "/api/nothing": 404} {
		got := served.send(http.MethodGet, path, keyHeader)
		if got.status != status || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") || !strings.Contains(got.text, "<html") {
			t.Errorf("%s: %d %s", path, got.status, got.text)
		}
	}
	served.get(users)
}
