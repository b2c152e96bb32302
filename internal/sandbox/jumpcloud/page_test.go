// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// large has more users and devices than a page.
func large() *world.JumpCloud { return world.GenerateJumpCloud(1, 250, 101) }

// pageOf is where the page of a list is.
func pageOf(path string, skip, limit int) string {
	return fmt.Sprintf("%s?limit=%d&skip=%d", path, limit, skip)
}

// ids are the IDs of some objects of the world.
func ids(w *world.JumpCloud, collection world.JumpCloudCollection, from, to int) []any {
	found := []any{}
	for _, object := range w.Objects(w.OrganizationIDs()[0], collection)[from:to] {
		if id, version1 := object["_id"]; version1 {
			found = append(found, id)
		} else {
			found = append(found, object["id"])
		}
	}
	return found
}

func TestPages(t *testing.T) {
	t.Parallel()
	served := serveWorld(t, large(), jumpcloud.Quirks{})
	tests := map[string]struct{ from, to int }{
		users:                              {0, 10}, // the default limit
		users + "?limit=100":               {0, 100},
		users + "?limit=1000":              {0, 100},
		users + "?limit=7&skip=100":        {100, 107},
		users + "?limit=100&skip=200":      {200, 250},
		users + "?limit=100&skip=250":      {250, 250},
		users + "?limit=100&skip=99999":    {250, 250},
		users + "?limit=&skip=":            {0, 10},
		users + "?sort=password_date&skip": {-1, -1}, // another order
	}
	for path, test := range tests {
		got := served.get(path)
		if test.from >= 0 {
			if diff := cmp.Diff(ids(served.world, world.JumpCloudUsers, test.from, test.to), got.pluck(t, "_id")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
		if got.total() != 250.0 || got.header.Get("X-Total-Count") != "" || got.header.Get("Link") != "" {
			t.Errorf("%s: total %v, headers %v", path, got.total(), got.header)
		}
	}
}

func TestPagesOfVersion2AreBare(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	for path, want := range map[string]struct {
		length int
		total  string
	}{
		policies:                              {3, "3"},
		policies + "?limit=2&skip=2":          {1, "3"},
		policies + "?skip=3":                  {0, "3"},
		"/api/v2/directories":                 {3, "3"},
		"/api/v2/iplists":                     {1, "1"},
		"/api/v2/applemdms":                   {1, "2"}, // the default limit is 1
		"/api/v2/applemdms?limit=100":         {2, "2"},
		"/api/v2/applemdms?limit=1&skip=1":    {1, "2"},
		policies + "?filter=disabled:eq:true": {1, "1"},
	} {
		got := served.get(path)
		if elements, ok := got.body.([]any); !ok || len(elements) != want.length || got.total() != want.total {
			t.Errorf("%s: %T of %d, total %v, want %d of %s", path, got.body, len(elements), got.total(), want.length, want.total)
		}
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	for path, collection := range map[string]world.JumpCloudCollection{
		"/api/users": world.JumpCloudAdministrators, users: world.JumpCloudUsers, systems: world.JumpCloudSystems,
		"/api/radiusservers": world.JumpCloudRADIUSServers, policies: world.JumpCloudAuthnPolicies,
		"/api/v2/iplists": world.JumpCloudIPLists, "/api/v2/applemdms": world.JumpCloudAppleMDMs,
		"/api/v2/directories": world.JumpCloudDirectories,
	} {
		count := len(served.world.Objects(organization, collection))
		if diff := cmp.Diff(ids(served.world, collection, 0, count), served.get(path+"?limit=100").pluck(t, "id")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if diff := cmp.Diff([]any{"bookmark", "saml"}, served.get("/api/applications").pluck(t, "name")); diff != "" {
		t.Errorf("applications are sorted by name (-want +got):\n%s", diff)
	}
	for path, id := range map[string]string{"/api/v2/gsuites/": workspace, "/api/v2/office365s/": microsoft} {
		if diff := cmp.Diff([]any{id}, served.get(path+id).pluck(t, "id")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestSortFieldsAndFilters(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	tests := map[string][]any{
		systems + "?fields=hostname&sort=hostname&limit=2":                                         {world.Object{"hostname": "basalt-win"}, world.Object{"hostname": "flint-win"}},
		systems + "?fields=hostname&sort=-hostname&limit=1":                                        {world.Object{"hostname": "slate-mac"}},
		systems + "?fields=hostname&sort=osFamily%20-hostname&limit=3":                             {world.Object{"hostname": "slate-mac"}, world.Object{"hostname": "quartz-mac"}, world.Object{"hostname": "marble-mac"}},
		systems + "?fields=fde.active%20os%20nothing&filter=hostname:$eq:marble-mac":               {world.Object{"fde": world.Object{"active": false}, "os": "Mac OS X"}},
		systems + "?fields=hostname&filter=os:$eq:Windows&filter=fde.keyPresent:$eq:true":          {world.Object{"hostname": "flint-win"}},
		systems + "?fields=hostname&filter=os:$ne:Windows&filter=os:$ne:Mac%20OS%20X&sort=version": {world.Object{"hostname": "opal-phone"}, world.Object{"hostname": "gneiss-lin"}},
		"/api/v2/directories?fields=name,type&sort=-type&limit=1":                                  {world.Object{"name": "Microsoft 365", "type": "office_365"}},
		organizations + "/" + organization + "?fields=settings.requireAdminMFA":                    {world.Object{"settings": world.Object{"requireAdminMFA": true}}},
	}
	for path, want := range tests {
		got := []any{}
		for _, object := range served.get(path).objects(t) {
			got = append(got, object)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	sorted := served.get(users+"?sort=_id&limit=100").pluck(t, "_id")
	for i := 1; i < len(sorted); i++ {
		if fmt.Sprint(sorted[i-1]) >= fmt.Sprint(sorted[i]) {
			t.Errorf("not sorted by ID: %v", sorted)
		}
	}
	if cmp.Equal(sorted, served.get(users+"?limit=100").pluck(t, "_id")) {
		t.Error("sorting makes no difference")
	}
}

func TestQueriesAreChecked(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	for path, query := range map[string]string{
		users + "?limit=":                              "no",
		users + "?limit=0":                             "0",
		users + "?skip=-":                              "1",
		users + "?limit=1&limit=":                      "2",
		users + "?page=":                               "1",
		users + "?search=":                             "a",
		users + "?sort=":                               "nothing",
		users + "?fields=":                             "email,username", // version 1 takes spaces
		users + "?filter=":                             "email:eq:a",     // and operators with $
		users + "?filter=email":                        "",
		policies + "?fields=":                          "id", // not documented there
		policies + "?sort=":                            "_id",
		policies + "?filter=":                          "name:$eq:a",
		"/api/v2/applemdms?sort=":                      "name",
		"/api/v2/directories?fields=":                  "id name",
		"/api/v2/directories?filter=":                  "name:eq:a",
		organizations + "?sort=":                       "settings",
		organizations + "/" + organization + "?limit=": "1",
		"/api/v2/gsuites/" + workspace + "?fields=":    "id",
		users + "?x=%":                                 "",
	} {
		got := served.send(http.MethodGet, path+url.QueryEscape(query), keyHeader)
		if got.status != http.StatusBadRequest {
			t.Errorf("%s%s: %d %s", path, query, got.status, got.text)
		}
	}
}
