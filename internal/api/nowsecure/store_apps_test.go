// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const storeAppsPath = "/v2/risk-intelligence/apps"

func TestStoreApps(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	apps := must[[]nowsecure.StoreApp](t)(client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{}))
	sandboxtest.Equal(t, "the first app", apps[0], nowsecure.StoreApp{
		Subject: "android/com.harbor.chat", Platform: "android", Package: "com.harbor.chat", Title: "Harbor Chat", StoreID: "com.harbor.chat",
		BuildVersion: "2.4.0", AssessmentRef: apps[0].AssessmentRef, RiskScore: new(81.5), Rating: "F", Category: "HIGH", Recommendation: "BLOCK",
		AddedAt: "2026-09-02T07:28:00Z", RatedAt: "2026-11-23T07:28:00Z",
	})
	subjects := []string{}
	for _, app := range apps {
		subjects = append(subjects, app.Subject+" "+string(app.Rating))
	}
	sandboxtest.Equal(t, "subjects and ratings", subjects, []string{"android/com.harbor.chat F", "android/com.jade.maps ", "ios/com.harbor.chat C", "ios/com.indigo.sign A"})
	if apps[1].RiskScore != nil || apps[1].RatedAt != "" {
		t.Errorf("an app that is not rated has %+v", apps[1])
	}
	sandboxtest.Equal(t, "requests", seen.requested(), []string{storeAppsPath})

	ios := must[[]nowsecure.StoreApp](t)(client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{Platforms: []string{"ios"}, Packages: []string{"com.harbor.chat"}}))
	if len(ios) != 1 || ios[0].Subject != "ios/com.harbor.chat" {
		t.Errorf("got %+v", ios)
	}
	_, err := client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{Packages: []string{"com.harbor.chat", "com.misspelled"}})
	if unknown, ok := errors.AsType[*nowsecure.UnknownPackagesError](err); !ok || unknown.Packages[0] != "com.misspelled" {
		t.Errorf("got %v", err)
	}
	// All of it out of one list.
	sandboxtest.Equal(t, "requests", seen.requested(), []string{storeAppsPath})
}

// Pages are read until all apps that are announced have come.
func TestStoreApps_pages(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 49, 50, 51, 120} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			w, apps := world.Default(), []world.MobileStoreApp{}
			for i := range size {
				apps = append(apps, world.MobileStoreApp{Platform: "ios", Package: fmt.Sprintf("app.n%03d", i)})
			}
			w.NowSecure.SetStoreApps(apps...)
			client, seen := newClient(t, startWith(t, w))
			if got := must[[]nowsecure.StoreApp](t)(client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{})); len(got) != size {
				t.Errorf("got %d apps", len(got))
			}
			if requests, want := len(seen.requested()), max(1, (size+49)/50); requests != want {
				t.Errorf("%d requests, want %d", requests, want)
			}
		})
	}
	// Pages that are smaller than asked for are numbered by what they have.
	client, seen := newClient(t, start(t, quirks(peer.Quirks{StoreAppsPage: 3})))
	if got := must[[]nowsecure.StoreApp](t)(client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{})); len(got) != 4 || len(seen.requested()) != 2 {
		t.Errorf("got %d apps in %d requests", len(got), len(seen.requested()))
	}
}

func TestStoreApps_wrongLists(t *testing.T) {
	t.Parallel()
	const row = `{"platform":"ios","packageName":"p","applicationId":"1"}`
	for body, want := range map[string]string{
		`[]`:          "it cannot be read: it is a list, not an object",
		`{"rows":[]}`: `its "pageInfo" does not say which part of the list it is`,
		`{"rows":null,"pageInfo":{"totalResults":0,"start":0,"end":0}}`:                               `it has no "rows"`,
		`{"rows":[],"pageInfo":{"totalResults":-1,"start":0,"end":0}}`:                                `its "pageInfo" does not say which part of the list it is`,
		`{"rows":[],"pageInfo":{"totalResults":2,"start":0,"end":0}}`:                                 "it announces 2 entries, and has 0 different ones: the list may have changed while it was read",
		`{"rows":[` + row + `],"pageInfo":{"totalResults":1,"start":50,"end":51}}`:                    "the page does not begin where the last one ended",
		`{"rows":[` + row + `],"pageInfo":{"totalResults":1,"start":5,"end":1}}`:                      "the page does not begin where the last one ended",
		`{"rows":[` + row + `],"pageInfo":{"totalResults":2,"start":0,"end":2}}`:                      "the page does not begin where the last one ended",
		`{"rows":[` + row + `],"pageInfo":{"totalResults":2,"start":0,"end":1}}`:                      "the page does not begin where the last one ended", // the second page is the first
		`{"rows":[{"packageName":"p"}],"pageInfo":{"totalResults":1,"start":0,"end":1}}`:              `app 1 has no "platform or packageName"`,
		`{"rows":[` + row + `,` + row + `],"pageInfo":{"totalResults":2,"start":0,"end":2}}`:          "it announces 2 entries, and has 1 different ones: the list may have changed while it was read",
		`{"rows":[{"platform":7,"packageName":"p"}],"pageInfo":{"totalResults":1,"start":0,"end":1}}`: "it cannot be read: rows[0].platform is a number, not a string",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			seen.answer = func(string) string { return body }
			apps, err := client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{})
			if _ = asError(t, s, err); apps != nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, %v", apps, err)
			}
		})
	}
}

// A value that is no rating and no score is unknown.
func TestStoreApps_values(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, start(t))
	seen.answer = func(string) string {
		return `{"rows":[{"platform":"ios","packageName":"p","recentScore":{"riskScore":"NaN","riskRating":"E"}},` +
			`{"platform":"ios","packageName":"q","recentScore":{"riskScore":101,"riskRating":"a"}},{"platform":"ios","packageName":"r","recentScore":null},` +
			`{"platform":"ios","packageName":"s","recentScore":{"riskScore":{},"riskRating":7}}],"pageInfo":{"totalResults":4,"start":0,"end":4}}`
	}
	for _, app := range must[[]nowsecure.StoreApp](t)(client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{})) {
		if app.RiskScore != nil || app.Rating.Known() {
			t.Errorf("got %+v", app)
		}
	}
}

func TestStoreApps_withoutLicense(t *testing.T) {
	t.Parallel()
	client, _ := newClient(t, start(t, quirks(peer.Quirks{NoRiskIntelligence: true})))
	if apps, err := client.StoreApps(t.Context(), nowsecure.StoreAppsQuery{}); !errors.Is(err, rest.ErrForbidden) || apps != nil {
		t.Errorf("got %v, %v", apps, err)
	}
}
