// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestOrganizationDataSource(t *testing.T) {
	t.Parallel()
	usage := func(limit any, unlimited, reached bool, total int) any {
		return map[string]any{"limit": limit, "unlimited": unlimited, "reached": reached, "total": total}
	}
	terraformTest(t, "organization", `data "vendorrisk_nowsecure_organization" "test" {}`,
		map[string]any{
			"id":   "1187",
			"name": "Customer Mobile Security",
			"usage": map[string]any{
				"application": usage(25, false, false, 3),
				"baseline":    usage(5, false, true, 5),
				"assessment":  usage(nil, true, false, 412),
			},
		},
		map[string]int{"/graphql": 1})
}

func TestUsersDataSource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	state := read(t, systems, "users", nil)
	acctest.Equal(t, "total", state["total"], any(12))
	users := acctest.Rows(t, state["users"])
	ref := systems.World.NowSecure.Users()[1].Ref
	acctest.Equal(t, "the first user", users[0], map[string]any{
		"ref": ref, "name": "Ari Analyst", "email": "ari@customer.example", "active": true,
		"role": "analyst", "role_label": "Security Analyst", "created_at": "2026-01-05T03:30:00Z",
		"groups": []any{
			map[string]any{"ref": world.PartnersGroupRef, "name": "Partners"},
			map[string]any{"ref": world.RetailGroupRef, "name": "Retail"},
		},
	})
	acctest.Equal(t, "a user without email", users[2]["email"], nil)
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/graphql": 1}), "")
}

func TestUsersDataSource_active(t *testing.T) {
	t.Parallel()
	terraformTest(t, "users", `
data "vendorrisk_nowsecure_users" "test" {
  active = true
}

data "vendorrisk_nowsecure_users" "inactive" {
  active = false
}

output "inactive" {
  value = data.vendorrisk_nowsecure_users.inactive.users[*].name
  precondition {
    condition     = join(",", data.vendorrisk_nowsecure_users.inactive.users[*].name) == "Gus Quality"
    error_message = "other users"
  }
}`, map[string]any{"total": 11}, map[string]int{"/graphql": 1})
}

func TestUsersDataSource_shortList(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(peer.Quirks{NullLimitAsDefault: true}))
	acctest.WantText(t, readError(t, systems, "users", nil), "Unable to Read NowSecure Users", "so no value is assumed", "it has 10, and there are more")
}

func TestUsersDataSource_noAdministrator(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(peer.Quirks{NoOrgAdmin: true}))
	acctest.WantText(t, readError(t, systems, "users", nil), "Unable to Read NowSecure Users", "administrators only", "requires organization admin")
}

func TestAppsDataSource(t *testing.T) {
	t.Parallel()
	w := world.Default()
	app, _ := w.NowSecure.App(world.AuroraIOSRef)
	latest, _ := app.LatestCompleted()
	terraformTest(t, "apps", `
data "vendorrisk_nowsecure_apps" "test" {
  groups    = ["Retail", "`+world.PartnersGroupRef+`"]
  platforms = ["ios"]
}

data "vendorrisk_nowsecure_apps" "twice" {
  packages  = ["com.aurora.pay"]
  platforms = ["android"]
}

output "groups" {
  value = { for app in data.vendorrisk_nowsecure_apps.twice.apps : app.ref => app.group_name }
  precondition {
    condition     = join(",", data.vendorrisk_nowsecure_apps.twice.apps[*].group_name) == "Retail,Partners"
    error_message = "other groups"
  }
}`, map[string]any{
		"total": 3,
		"apps": []any{
			ofBuild(t, w, world.AuroraIOSRef, map[string]any{
				"ref": world.AuroraIOSRef, "subject": "ios/com.aurora.pay", "platform": "ios", "package": "com.aurora.pay", "title": "Aurora Pay",
				"group_ref": world.RetailGroupRef, "group_name": "Retail", "created_at": "2026-01-05T03:30:00Z", "archived_at": nil,
				"config_level": "baseline", "store_key": "1203847561", "url": nil,
				"score": *latest.Score, "assessed_at": "2026-11-19T07:28:00Z", "assessment_ref": latest.Ref,
				"task_id": strconv.FormatInt(latest.Task, 10),
			}),
			map[string]any{
				"ref": world.CobaltRef, "platform": "ios", "package": "com.cobalt.scan", "title": "Cobalt Scan | <b>beta</b>",
				"group_ref": world.RetailGroupRef, "group_name": "Retail", "created_at": "2026-01-05T03:30:00Z", "archived_at": nil,
				"config_level": "baseline", "store_key": "1377750263", "url": nil,
				"subject": "ios/com.cobalt.scan", "newest_assessment": nil,
				"score": nil, "assessed_at": nil, "assessment_ref": nil, "task_id": nil, "assessment_status": nil,
				"build_digest": nil, "build_version": nil, "package_version": nil, "release_version": nil, "is_appstore_download": nil,
			},
			foxtrot(t, w),
		},
	}, map[string]int{"/graphql": 2, "/app/": 1})
}

func foxtrot(t *testing.T, w *world.World) any {
	t.Helper()
	app, _ := w.NowSecure.App(world.FoxtrotRef)
	latest, _ := app.LatestCompleted()
	return ofBuild(t, w, world.FoxtrotRef, map[string]any{
		"ref": world.FoxtrotRef, "subject": "ios/com.foxtrot.fleet", "platform": "ios", "package": "com.foxtrot.fleet", "title": "Foxtrot Fleet",
		"group_ref": world.PartnersGroupRef, "group_name": "Partners", "created_at": "2026-01-05T03:30:00Z", "archived_at": "2026-08-23T07:28:00Z",
		"config_level": "baseline", "store_key": "998877665", "url": nil,
		"score": *latest.Score, "assessed_at": "2026-08-03T07:28:00Z", "assessment_ref": latest.Ref,
		"task_id": strconv.FormatInt(latest.Task, 10),
	})
}

// ofBuild adds what is said of the newest completed assessment of an application,
// which is its newest one.
func ofBuild(t *testing.T, w *world.World, ref string, row map[string]any) any {
	t.Helper()
	app, _ := w.NowSecure.App(ref)
	latest, _ := app.LatestCompleted()
	build := map[string]any{
		"assessment_status": "completed", "assessed_at": row["assessed_at"], "build_digest": latest.Digest, "build_version": latest.Version + "-1",
		"package_version": latest.Version, "release_version": nil, "is_appstore_download": false,
	}
	maps.Copy(row, build)
	maps.Copy(build, map[string]any{"ref": latest.Ref, "task_id": row["task_id"], "score": row["score"]})
	row["newest_assessment"] = build
	return row
}

// Nothing of what is read along gets into a state: passwords of test accounts,
// notes, evidence, or people.
func TestDataSources_secrets(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for name, given := range map[string]arguments{
		"organization": nil, "apps": nil, "components": {"app": acctest.String(world.AuroraAndroidRef)}, "store_apps": nil, "findings": {"mode": acctest.String("history"), "include_closed": acctest.Bool(true)},
	} {
		text := strings.Join(texts(read(t, systems, name, given)), "\n")
		if text == "" {
			t.Errorf("%s has nothing", name)
		}
		for _, secret := range append(systems.World.NowSecure.Secrets(), append(systems.World.NowSecure.PersonalData(), world.PlantedSecret)...) {
			if strings.Contains(text, secret) {
				t.Errorf("%s has %q", name, secret)
			}
		}
	}
	users := strings.Join(texts(read(t, systems, "users", nil)), "\n")
	if strings.Contains(users, world.PlantedSecret) || !strings.Contains(users, "ari@customer.example") {
		t.Errorf("users: got %s", users)
	}
}

// texts are all strings in a plain value.
func texts(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		all := []string{}
		for _, element := range value {
			all = append(all, texts(element)...)
		}
		return all
	case map[string]any:
		all := []string{}
		for _, element := range value {
			all = append(all, texts(element)...)
		}
		return all
	}
	return nil
}
