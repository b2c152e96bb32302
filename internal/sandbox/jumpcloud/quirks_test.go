// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestPages(t *testing.T) {
	t.Parallel()
	type (
		asked struct{ skip, limit int }
		span  struct{ from, to int }
	)
	w := world.GenerateJumpCloud(1, 250, 101)
	for name, test := range map[string]struct {
		quirks jumpcloud.Quirks
		pages  map[asked]span
	}{
		"exact": {jumpcloud.Quirks{}, map[asked]span{
			{0, 100}: {0, 100}, {0, 1000}: {0, 100}, {100, 7}: {100, 107}, {200, 100}: {200, 250}, {250, 100}: {250, 250}, {99999, 100}: {250, 250},
		}},
		"short":         {jumpcloud.Quirks{PageSize: 40}, map[asked]span{{0, 100}: {0, 40}, {40, 100}: {40, 80}, {240, 100}: {240, 250}, {0, 9}: {0, 9}}},
		"repeated":      {jumpcloud.Quirks{RepeatPage: true}, map[asked]span{{0, 100}: {0, 100}, {100, 100}: {0, 100}, {9999, 100}: {0, 100}}},
		"added before":  {jumpcloud.Quirks{Shift: 2}, map[asked]span{{0, 100}: {0, 100}, {100, 100}: {98, 198}, {250, 100}: {248, 250}, {1, 5}: {0, 5}}},
		"removed after": {jumpcloud.Quirks{Shift: -2}, map[asked]span{{0, 100}: {0, 100}, {100, 100}: {102, 202}, {200, 100}: {202, 250}, {249, 9}: {250, 250}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := map[string]string{}
			for asked, page := range test.pages {
				path := fmt.Sprintf("%s?limit=%d&skip=%d ", users, asked.limit, asked.skip)
				want[path+"results.*._id"], want[path+"totalCount"] = asJSON(ids(w, world.JumpCloudUsers, page.from, page.to)), "250"
			}
			serve(w, test.quirks).Check(t, want)
		})
	}
	serve(w, jumpcloud.Quirks{}).Check(t, map[string]string{
		users + " results.*._id": asJSON(ids(w, world.JumpCloudUsers, 0, 10)), users + "?limit=&skip= results.*._id": asJSON(ids(w, world.JumpCloudUsers, 0, 10)),
	})
}

func TestQuirks(t *testing.T) {
	t.Parallel()
	const (
		administrators = "/api/users results.0."
		settings       = organization + " settings."
		radius         = "/api/radiusservers results.0."
	)
	type (
		quirks = jumpcloud.Quirks
		places = map[string]string
	)
	for name, test := range map[string]struct {
		quirks quirks
		want   places
	}{
		"none": {quirks{}, places{
			administrators + "apiKeySet": "true", administrators + "apiKeyAllowed": "true", users + " results.0.mfaEnrollment.totpStatus": `"ENROLLED"`,
		}},
		"totals nowhere":    {quirks{Totals: jumpcloud.TotalsNowhere}, places{users + " totalCount": "", policies + " *.disabled": "[false,false,true]"}},
		"totals too large":  {quirks{TotalSurplus: 5}, places{users + " totalCount": "15"}},
		"limit refused":     {quirks{RefuseLargeLimit: true}, places{users + "?limit=101 error": `"Bad Request"`, users + "?limit=100 totalCount": "10"}},
		"one name of an ID": {quirks{IDs: jumpcloud.IDsUnderscoreOnly}, places{users + " results.0.id": "", organization + " id": "", organizations + " results.0.id": ""}},
		"fields ignored":    {quirks{IgnoreFields: true}, places{systems + "?fields=os&limit=1 results.0.hostname": `"quartz-mac"`}},
		"no API key fields": {quirks{NoAPIKeyFields: true}, places{administrators + "apiKeySet": "", administrators + "apiKeyHash": "", administrators + "apiKeyAllowed": "true"}},
		"old payloads": {quirks{OldPayloads: true}, places{
			settings + "requireAdminMFA": "", settings + "features.directoryInsights": "",
			settings + "passwordPolicy.disallowCommonlyUsedPasswords": "", settings + "passwordPolicy.allowUnenrolledMFAPasswordReset": "",
			settings + "passwordPolicy.disallowSequentialOrRepetitiveChars": "", settings + "userPortal.cookieExpirationType": "",
			administrators + "apiKeyAllowed": "", administrators + "apiKeySet": "", administrators + "apiKeyUpdatedAt": "",
			administrators + "apiKeyHash": "", administrators + "passwordUpdatedAt": "", users + " results.0.mfaEnrollment": "", policies + " 0.monitorOnly": "", policies + " 0.disabled": "false",
			systems + " results.0.osFamily": "", systems + " results.0.isPolicyBound": "", systems + " results.0.policyStats": "",
			radius + "radsecEnabled": "", radius + "requireRadsec": "", radius + "mfa": `"REQUIRED"`, settings + "passwordPolicy.minLength": "12",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			serve(world.DefaultJumpCloud(), test.quirks).Check(t, test.want)
		})
	}
}

// Version 2 has totals and links in headers.
func TestPages_headers(t *testing.T) {
	t.Parallel()
	const origin = "https://other.example"
	for name, test := range map[string]struct {
		quirks            jumpcloud.Quirks
		path, total, link string
	}{
		"version 1":       {jumpcloud.Quirks{}, users, "", ""},
		"version 2":       {jumpcloud.Quirks{}, policies + "?limit=2&skip=2", "3", ""},
		"in bodies":       {jumpcloud.Quirks{Totals: jumpcloud.TotalsInBodies}, policies, "", ""},
		"nowhere":         {jumpcloud.Quirks{Totals: jumpcloud.TotalsNowhere}, policies, "", ""},
		"too large":       {jumpcloud.Quirks{TotalSurplus: 5}, policies, "8", ""},
		"linked":          {jumpcloud.Quirks{LinkOrigin: origin}, users + "?limit=7", "", "<" + origin + users + `?limit=7&skip=7>; rel="next"`},
		"the last is not": {jumpcloud.Quirks{LinkOrigin: origin}, users + "?limit=7&skip=7", "", ""},
	} {
		got := serve(world.DefaultJumpCloud(), test.quirks).Send(t, http.MethodGet, test.path, "")
		if total, link := got.Header.Get("X-Total-Count"), got.Header.Get("Link"); total != test.total || link != test.link {
			t.Errorf("%s: total %q, link %q", name, total, link)
		}
	}
}
