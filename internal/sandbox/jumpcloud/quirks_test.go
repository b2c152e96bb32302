// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestTotals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quirks   jumpcloud.Quirks
		version1 any
		version2 any
	}{
		"everywhere": {jumpcloud.Quirks{}, 10.0, "3"},
		"in bodies":  {jumpcloud.Quirks{Totals: jumpcloud.TotalsInBodies}, 10.0, -1},
		"nowhere":    {jumpcloud.Quirks{Totals: jumpcloud.TotalsNowhere}, -1, -1},
		"too large":  {jumpcloud.Quirks{TotalSurplus: 5}, 15.0, "8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, test.quirks)
			one, two := served.get(users+"?limit=100"), served.get(policies)
			if one.total() != test.version1 || two.total() != test.version2 {
				t.Errorf("totals %v and %v, want %v and %v", one.total(), two.total(), test.version1, test.version2)
			}
			if len(one.objects(t)) != 10 || len(two.objects(t)) != 3 {
				t.Errorf("%d and %d objects", len(one.objects(t)), len(two.objects(t)))
			}
		})
	}
}

func TestPagesThatMislead(t *testing.T) {
	t.Parallel()
	type span struct{ from, to int }
	tests := map[string]struct {
		quirks jumpcloud.Quirks
		pages  map[span]span // by skip and limit
	}{
		"short":         {jumpcloud.Quirks{PageSize: 40}, map[span]span{{0, 100}: {0, 40}, {40, 100}: {40, 80}, {240, 100}: {240, 250}, {0, 9}: {0, 9}}},
		"repeated":      {jumpcloud.Quirks{RepeatPage: true}, map[span]span{{0, 100}: {0, 100}, {100, 100}: {0, 100}, {9999, 100}: {0, 100}}},
		"added before":  {jumpcloud.Quirks{Shift: 2}, map[span]span{{0, 100}: {0, 100}, {100, 100}: {98, 198}, {250, 100}: {248, 250}, {1, 5}: {0, 5}}},
		"removed after": {jumpcloud.Quirks{Shift: -2}, map[span]span{{0, 100}: {0, 100}, {100, 100}: {102, 202}, {200, 100}: {202, 250}, {249, 9}: {250, 250}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serveWorld(t, large(), test.quirks)
			for asked, want := range test.pages {
				got := served.get(pageOf(users, asked.from, asked.to))
				if diff := cmp.Diff(ids(served.world, world.JumpCloudUsers, want.from, want.to), got.pluck(t, "_id")); diff != "" {
					t.Errorf("skip %d, limit %d (-want +got):\n%s", asked.from, asked.to, diff)
				}
				if got.total() != 250.0 {
					t.Errorf("total %v", got.total())
				}
			}
		})
	}
}

func TestLargeLimitMayBeRefused(t *testing.T) {
	t.Parallel()
	served := serveWorld(t, large(), jumpcloud.Quirks{RefuseLargeLimit: true})
	if got := served.send(http.MethodGet, users+"?limit=101", keyHeader); got.status != http.StatusBadRequest {
		t.Errorf("status %d", got.status)
	}
	if got := served.get(users + "?limit=100").objects(t); len(got) != 100 {
		t.Errorf("%d objects", len(got))
	}
}

func TestLinkToAnotherOrigin(t *testing.T) {
	t.Parallel()
	served := serveWorld(t, large(), jumpcloud.Quirks{LinkOrigin: "https://other.example"})
	if got := served.get(pageOf(systems, 0, 100)).header.Get("Link"); got != "<https://other.example"+pageOf(systems, 100, 100)+`>; rel="next"` {
		t.Errorf("Link %s", got)
	}
	if got := served.get(pageOf(systems, 100, 100)).header.Get("Link"); got != "" {
		t.Errorf("Link %s of the last page", got)
	}
}

func TestIDMayHaveOneName(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{IDs: jumpcloud.IDsUnderscoreOnly})
	for _, path := range []string{organizations, organizations + "/" + organization, "/api/users", users, systems, "/api/radiusservers", "/api/applications"} {
		for _, object := range served.get(path).objects(t) {
			if _, present := object["id"]; present || object["_id"] == nil {
				t.Errorf("%s: %v", path, object)
			}
		}
	}
	if got := served.get(policies).objects(t)[0]; got["id"] == nil {
		t.Errorf("version 2: %v", got)
	}
}

func TestOldPayloadsLackNewerFields(t *testing.T) {
	t.Parallel()
	old, today := serve(t, jumpcloud.Quirks{OldPayloads: true}), serve(t, jumpcloud.Quirks{})
	for path, fields := range map[string][]string{
		organizations + "/" + organization: {
			"settings.requireAdminMFA", "settings.passwordPolicy.disallowCommonlyUsedPasswords",
			"settings.passwordPolicy.disallowSequentialOrRepetitiveChars",
			"settings.passwordPolicy.allowUnenrolledMFAPasswordReset", "settings.userPortal.cookieExpirationType",
		},
		"/api/users":         {"apiKeyAllowed", "apiKeySet", "apiKeyUpdatedAt", "apiKeyHash", "passwordUpdatedAt"},
		users:                {"mfaEnrollment"},
		systems:              {"osFamily", "isPolicyBound", "policyStats"},
		"/api/radiusservers": {"radsecEnabled", "requireRadsec"},
	} {
		was, is := old.get(path).objects(t), today.get(path).objects(t)
		for _, field := range fields {
			if _, present := world.Get(is[0], field); !present {
				t.Errorf("%s: %s is never there", path, field)
			}
		}
		for i := range is {
			world.Unset(is[i], append(fields, "settings.features.directoryInsights")...)
		}
		if diff := cmp.Diff(is, was); diff != "" {
			t.Errorf("%s: the other fields (-want +got):\n%s", path, diff)
		}
	}
	strong := serveWorld(t, world.StrongJumpCloud(), jumpcloud.Quirks{OldPayloads: true})
	got := strong.get(organizations + "/" + world.StrongJumpCloudOrganizationID).objects(t)[0]
	if insights, present := world.Get(got, "settings.features.directoryInsights"); present {
		t.Errorf("directoryInsights %v", insights)
	}
}

func TestAdministratorsMayLackKeysOrAList(t *testing.T) {
	t.Parallel()
	for _, object := range serve(t, jumpcloud.Quirks{NoAPIKeyFields: true}).get("/api/users").objects(t) {
		_, set := object["apiKeySet"]
		_, hash := object["apiKeyHash"]
		_, allowed := object["apiKeyAllowed"]
		if set || hash || !allowed {
			t.Errorf("administrator %v", object)
		}
	}
	served := serve(t, jumpcloud.Quirks{NoAdministratorList: true})
	if got := served.send(http.MethodGet, "/api/users", keyHeader); got.status != http.StatusNotFound {
		t.Errorf("status %d", got.status)
	}
	served.get(users)
}

func TestFieldsMayBeIgnored(t *testing.T) {
	t.Parallel()
	got := serve(t, jumpcloud.Quirks{IgnoreFields: true}).get(systems + "?fields=os&limit=1")
	if diff := cmp.Diff(serve(t, jumpcloud.Quirks{}).get(systems+"?limit=1").body, got.body); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestChangesOfTheWorldShow(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	id := served.world.IDNamed(world.JumpCloudSystems, "marble-mac")
	before := served.get(systems+"?fields=fde&filter=_id:$eq:"+id).pluck(t, "fde.active")
	served.world.Update(world.JumpCloudSystems, id, func(system world.Object) { world.Set(system, "fde.active", true) })
	after := served.get(systems+"?fields=fde&filter=_id:$eq:"+id).pluck(t, "fde.active")
	if diff := cmp.Diff([][]any{{false}, {true}}, [][]any{before, after}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
