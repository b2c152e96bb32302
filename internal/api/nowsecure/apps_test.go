// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func refsOf(apps []nowsecure.App) []string {
	refs := []string{}
	for _, app := range apps {
		refs = append(refs, app.Ref)
	}
	return refs
}

func TestApps(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{})).Apps
	// The same package on one platform in two groups is two applications.
	sandboxtest.Equal(t, "apps", refsOf(apps), []string{
		world.AuroraAndroidRef, world.AuroraPartnersRef, world.AuroraIOSRef, world.BorealisRef,
		world.CobaltRef, world.DeltaRef, world.EmberRef, world.FoxtrotRef,
	})
	last := latestOf(t, s, world.AuroraAndroidRef)
	newest, isStoreDownload, isComplete := apps[0].Newest, false, true
	sandboxtest.Equal(t, "the newest assessment", []any{newest.Status, newest.CreatedAt, *newest.IsComplete, newest.Score, newest.PackageVersion}, []any{"pending", "2026-11-29T07:28:00Z", false, (*float64)(nil), "4.4.0"})
	sandboxtest.Equal(t, "the first app", apps[0], nowsecure.App{
		Ref: world.AuroraAndroidRef, Subject: "android/com.aurora.pay/Retail", Newest: newest, Platform: "android", Package: "com.aurora.pay", Title: "Aurora Pay",
		Group:     nowsecure.Group{Ref: world.RetailGroupRef, Name: "Retail"},
		CreatedAt: "2026-01-05T03:30:00Z", StoreKey: "com.aurora.pay", ConfigLevel: "advanced",
		Latest: &nowsecure.Assessment{
			Ref: last.Ref, TaskID: fmt.Sprint(last.Task), CreatedAt: "2026-11-22T07:28:00Z", Score: last.Score, PackageVersion: "4.3.1", BuildVersion: "4.3.1-1",
			BuildDigest: last.Digest, Status: "completed", IsComplete: &isComplete, IsStoreDownload: &isStoreDownload,
		},
	})
	sandboxtest.Equal(t, "store key", apps[2].StoreKey, "1203847561")
	if apps[4].Latest != nil || apps[5].Latest != nil {
		t.Error("an application that was never completely assessed has an assessment")
	}
	sandboxtest.Equal(t, "archived at", apps[7].ArchivedAt, "2026-08-23T07:28:00Z")
	sandboxtest.Equal(t, "requests", seen.requested(), []string{otherApps, firstApps, moreApps})
	mustHaveNoSecret(t, s, apps)
}

func TestApps_filters(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	for name, test := range map[string]struct {
		query nowsecure.AppsQuery
		want  []string
	}{
		"platform":      {nowsecure.AppsQuery{Platforms: []string{"ios"}}, []string{world.AuroraIOSRef, world.CobaltRef, world.FoxtrotRef}},
		"package":       {nowsecure.AppsQuery{Packages: []string{"com.aurora.pay"}}, []string{world.AuroraAndroidRef, world.AuroraPartnersRef, world.AuroraIOSRef}},
		"group by name": {nowsecure.AppsQuery{Groups: []string{"Partners"}}, []string{world.AuroraPartnersRef, world.DeltaRef, world.FoxtrotRef}},
		"group by ref":  {nowsecure.AppsQuery{Groups: []string{strings.ToUpper(world.PartnersGroupRef)}}, []string{world.AuroraPartnersRef, world.DeltaRef, world.FoxtrotRef}},
		"ref":           {nowsecure.AppsQuery{Refs: []string{strings.ToUpper(world.CobaltRef)}}, []string{world.CobaltRef}},
		"all of them":   {nowsecure.AppsQuery{Platforms: []string{"android"}, Packages: []string{"com.aurora.pay"}, Groups: []string{"Retail"}}, []string{world.AuroraAndroidRef}},
		"nothing fits":  {nowsecure.AppsQuery{Platforms: []string{"roku"}}, []string{}},
	} {
		if diff := cmp.Diff(test.want, refsOf(must[nowsecure.Apps](t)(client.Apps(t.Context(), test.query)).Apps)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// A misspelled group or package is not one without applications.
	for query, want := range map[*nowsecure.AppsQuery]string{
		{Packages: []string{"COM.AURORA.PAY", "com.aurora.pay"}}: "NowSecure lists no application with the package COM.AURORA.PAY to the token's user",
		{Groups: []string{"Retail", "Board", "Board"}}:           "NowSecure lists no application of the group Board to the token's user",
		{Groups: []string{"retail"}}:                             "NowSecure lists no application of the group retail to the token's user",
	} {
		if read, err := client.Apps(t.Context(), *query); err == nil || err.Error() != want || read.Apps != nil {
			t.Errorf("%+v: got %v, %v", *query, refsOf(read.Apps), err)
		}
	}
	// All of it out of one list.
	sandboxtest.Equal(t, "requests", seen.requested(), []string{otherApps, firstApps, moreApps})
}

// Pages are read until one is empty, whatever the API takes for a page.
func TestApps_pages(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 99, 100, 101, 250} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			s := startWith(t, world.Generate(1, world.Size{Apps: size}), quirks(peer.Quirks{ApplicationsLimit: 50}))
			client, seen := newClient(t, s)
			if apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{})).Apps; len(apps) != size {
				t.Errorf("got %d applications, want %d", len(apps), size)
			}
			if requests, want := len(seen.requested()), (size+99)/100+2; requests != want {
				t.Errorf("%d requests, want %d", requests, want)
			}
		})
	}
}

// page is a page of applications by their refs.
func page(refs ...string) string {
	applications := []string{}
	for _, ref := range refs {
		applications = append(applications, `{"ref":"`+ref+`","platformType":"ios","packageKey":"p","group":{"ref":"g","name":"G"}}`)
	}
	return `{"data":{"auto":{"applications":[` + strings.Join(applications, ",") + `]}}}`
}

// The API may have smaller pages than were asked for.
func TestApps_smallerPages(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	pages := map[string]string{
		firstApps: page("a", "b"), `applications {"limit":100,"offset":2}`: page("c", "d"),
		`applications {"limit":100,"offset":4}`: page("e"), `applications {"limit":100,"offset":5}`: page(), otherApps: "[]",
	}
	seen.answer = func(name string) string { return pages[name] }
	sandboxtest.Equal(t, "apps", refsOf(must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{})).Apps), []string{"a", "b", "c", "d", "e"})
}

// A list that is not whole, or not a list, is an error.
func TestApps_wrongLists(t *testing.T) {
	t.Parallel()
	const twice = "an application came twice: the list changed while it was read, or it has no pages"
	for name, test := range map[string]struct {
		pages map[string]string
		want  string
	}{
		"the offset is ignored":       {map[string]string{firstApps: page("a"), `applications {"limit":100,"offset":1}`: page("a")}, twice},
		"the list moved":              {map[string]string{firstApps: page("a", "b"), `applications {"limit":100,"offset":2}`: page("b", "c")}, twice},
		"twice in a page":             {map[string]string{firstApps: page("a", "a")}, twice},
		"twice, different":            {map[string]string{firstApps: page("a", `a","title":"T`)}, `application "a" came twice with different values: the list may have changed while it was read`},
		"REST has one twice":          {map[string]string{otherApps: `[{"ref":"a","platform":"roku"},{"ref":"a","platform":"tizen"}]`}, `application "a" came twice with different values: the list may have changed while it was read`},
		"null among them":             {map[string]string{firstApps: `{"data":{"auto":{"applications":[null]}}}`}, `application 1 has no "ref"`},
		"an app without a package":    {map[string]string{firstApps: `{"data":{"auto":{"applications":[{"ref":"a","packageKey":null}]}}}`}, `an application has no "packageKey"`},
		"an app without a platform":   {map[string]string{firstApps: `{"data":{"auto":{"applications":[{"ref":"a","packageKey":"p"}]}}}`}, `an application has no "platformType"`},
		"no list":                     {map[string]string{firstApps: `{"data":{"auto":{"applications":null}}}`}, `it has no "applications"`},
		"no data":                     {map[string]string{firstApps: `{"data":{}}`}, `it has no "applications"`},
		"another shape":               {map[string]string{firstApps: `{"data":{"auto":[]}}`}, "its data is of another shape than the API's schema says"},
		"REST has no list":            {map[string]string{otherApps: `null`}, "it is not a list"},
		"REST has an object":          {map[string]string{otherApps: `{"rows":[]}`}, "it cannot be read: it is an object, not a list"},
		"REST has an app without ref": {map[string]string{otherApps: `[{"package":"p"}]`}, `application 1 has no "ref"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			seen.answer = func(name string) string { return test.pages[name] }
			read, err := client.Apps(t.Context(), nowsecure.AppsQuery{})
			if _ = asError(t, s, err); read.Apps != nil || !strings.HasSuffix(err.Error(), test.want) {
				t.Errorf("got %v, %v", read.Apps, err)
			}
		})
	}
}

// GraphQL's schema has two platforms, and REST ten: what one list lacks, the
// other has.
func TestApps_otherPlatforms(t *testing.T) {
	t.Parallel()
	w := world.Default()
	ref := w.NowSecure.AddApp(world.MobileApp{
		Platform: "roku", Package: "com.harbor.tv", GroupRef: world.RetailGroupRef, Title: "Harbor TV", ConfigLevel: "baseline", StoreKey: int64(12345678901),
	})
	client, _ := newClient(t, startWith(t, w))
	apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{Platforms: []string{"roku"}})).Apps
	sandboxtest.Equal(t, "apps", apps, []nowsecure.App{{
		Ref: ref, Subject: "roku/com.harbor.tv", Platform: "roku", Package: "com.harbor.tv", Title: "Harbor TV", Group: nowsecure.Group{Ref: world.RetailGroupRef, Name: "Retail"},
		CreatedAt: "2026-01-05T03:30:00Z", ConfigLevel: "baseline", StoreKey: "12345678901", OnlyREST: true,
	}})
}

// A ref is the same in any case.
func TestApps_refsInAnotherCase(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, start(t))
	seen.answer = func(name string) string {
		if name == otherApps {
			return `[{"ref":"` + strings.ToUpper(world.AuroraIOSRef) + `","platform":"ios","package":"com.aurora.pay"}]`
		}
		return ""
	}
	if apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{Packages: []string{"com.aurora.pay"}})).Apps; len(apps) != 3 {
		t.Errorf("got %q", refsOf(apps))
	}
}

// REST lists no more than its limit, and does not say so.
func TestApps_limitOfREST(t *testing.T) {
	t.Parallel()
	client, _ := newClient(t, start(t, quirks(peer.Quirks{AppsLimit: 1})))
	if apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{})).Apps; len(apps) != 8 {
		t.Errorf("got %d applications, want 8", len(apps))
	}
}

// A score that is not from 0 to 100 is unknown.
func TestApps_scoresOffTheScale(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	seen.answer = func(name string) string {
		if name != firstApps {
			return ""
		}
		return `{"data":{"auto":{"applications":[
			{"ref":"a","platformType":"ios","packageKey":"a","latestCompleteAssessment":{"ref":"1","score":-1}},
			{"ref":"b","platformType":"ios","packageKey":"b","latestCompleteAssessment":{"ref":"2","score":100.5}},
			{"ref":"c","platformType":"ios","packageKey":"c","latestCompleteAssessment":{"ref":"3","score":100}}]}}}`
	}
	scores := map[string]*float64{}
	for _, app := range must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{Refs: []string{"a", "b", "c"}})).Apps {
		scores[app.Ref] = app.Latest.Score
	}
	sandboxtest.Equal(t, "scores", scores, map[string]*float64{"a": nil, "b": nil, "c": new(100.0)})
}
