// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"slices"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestOrganizationDataSource(t *testing.T) {
	t.Parallel()
	got := read(t, serve(t, world.DefaultJumpCloud()), "organization", nil)
	delete(got, "created_at")
	acctest.Equal(t, "organization", got, map[string]any{
		"id": world.JumpCloudOrganizationID, "name": "Acme",
		"password_policy": map[string]any{
			"compliance": "custom", "minimum_length_enabled": true, "minimum_length": 12,
			"needs_lowercase": true, "needs_uppercase": true, "needs_number": true, "needs_symbol": true,
			"maximum_login_attempts_enabled": true, "maximum_login_attempts": 6,
			"history_enabled": false, "history": 3, "expiration_enabled": false, "expiration_days": 90,
			"common_passwords_blocked": true, "sequential_characters_blocked": true,
			"username_allowed": false, "reset_without_mfa_allowed": false,
		},
		"administrators": map[string]any{"mfa_required": true, "google_login_disabled": false},
		"user_portal":    map[string]any{"idle_session_minutes": 60, "cookie_expiration": "session", "agent_install_enabled": false},
		"new_users":      map[string]any{"manual_entry": "STAGED", "csv_import": "ACTIVATED", "application_import": "STAGED"},
		"features":       map[string]any{"directory_insights": nil, "system_insights": true},
	})
}

// Fields that an answer does not have are null, not false.
func TestOrganizationDataSource_oldPayload(t *testing.T) {
	t.Parallel()
	old := sandbox.WithQuirks(peer.Quirks{OldPayloads: true})
	got := read(t, serve(t, world.StrongJumpCloud(), old), "organization", nil)
	acctest.Equal(t, "administrators", got["administrators"], map[string]any{"mfa_required": nil, "google_login_disabled": true})
}

// idOf is the id of an object of the default organization.
func idOf(collection world.JumpCloudCollection, name string) string {
	return world.DefaultJumpCloud().IDNamed(collection, name)
}

// The lists have one row for each object, sorted by id, without names unless
// they are asked for.
func TestLists(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		collection world.JumpCloudCollection
		named      string
		names      []string
		want       map[string]any
	}{
		"administrators": {
			world.JumpCloudAdministrators, "noorani.estwick@acme.example",
			[]string{"email"},
			map[string]any{
				"email": nil, "role": "Read Only", "suspended": false, "mfa_required": true, "totp_enrolled": true,
				"api_key_allowed": true, "api_key_set": true, "api_key_updated_at": utc(-420), "api_key_expires_at": nil,
			},
		},
		"users": {
			world.JumpCloudUsers, "evander.exemptham@acme.example",
			[]string{"email", "username"},
			map[string]any{
				"email": nil, "username": nil, "state": "ACTIVATED", "activated": true, "suspended": false, "locked": false,
				"active": true, "service_account": false, "mfa_enrolled": true, "mfa_excluded": true, "mfa_excluded_until": utc(4),
				"portal_mfa_required": true, "password_never_expires": false, "password_expired": false,
				"sudo": false, "passwordless_sudo": false, "administrator": false,
			},
		},
		"systems": {
			world.JumpCloudSystems, "basalt-win",
			[]string{"hostname"},
			map[string]any{
				"hostname": nil, "os": "Windows", "os_family": "windows", "active": true, "encrypted": true, "recovery_key_escrowed": false,
				"ssh_root_login_allowed": false, "ssh_password_allowed": false, "mfa_enabled": true, "policy_bound": true, "failed_policies": 0,
				"system_insights": "enabled",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := serve(t, world.DefaultJumpCloud())
			got := read(t, systems, name, nil)
			list := acctest.Rows(t, got[name])
			objects := world.DefaultJumpCloud().Objects(world.JumpCloudOrganizationID, test.collection)
			if got["total"] != len(objects) || len(list) != len(objects) {
				t.Errorf("%d rows, total %v, want %d", len(list), got["total"], len(objects))
			}
			ids := acctest.Column(t, got[name], "id")
			if !slices.IsSortedFunc(ids, cmpText) {
				t.Errorf("not sorted: %v", ids)
			}
			one := row(t, got[name], idOf(test.collection, test.named))
			for attribute, want := range test.want {
				acctest.Equal(t, attribute, one[attribute], want)
			}
			withNames := row(t, read(t, systems, name, arguments{"include_names": acctest.Bool(true)})[name], idOf(test.collection, test.named))
			for _, attribute := range test.names {
				if one[attribute] != nil || withNames[attribute] == nil {
					t.Errorf("%s is %v, and %v when it is asked for", attribute, one[attribute], withNames[attribute])
				}
			}
		})
	}
}

// utc is a time of the sandbox's data as the data sources write it.
func utc(days int) string { return world.JumpCloudAsOf.AddDate(0, 0, days).Format(time.RFC3339) }

func cmpText(a, b any) int {
	if a.(string) < b.(string) { //nolint:forcetypeassert // a test may panic
		return -1
	}
	return 1
}

// What is not known fits no filter for what is good, and every one for what is
// not: a device that does not say that it is encrypted is not.
func TestFilters(t *testing.T) {
	t.Parallel()
	yes, no := acctest.Bool(true), acctest.Bool(false)
	admin, user, system := world.JumpCloudAdministrators, world.JumpCloudUsers, world.JumpCloudSystems
	const domain = "@acme.example"
	for name, test := range map[string]struct {
		dataSource string
		given      arguments
		collection world.JumpCloudCollection
		want       []string
	}{
		"suspended administrators":     {"administrators", arguments{"suspended": yes}, admin, []string{"leandra.formersmith" + domain}},
		"administrators without codes": {"administrators", arguments{"totp_enrolled": no}, admin, []string{"samwise.brackenfell" + domain}},
		"both":                         {"administrators", arguments{"totp_enrolled": no, "suspended": yes}, admin, nil},
		"users without MFA, not suspended": {
			"users",
			arguments{"mfa_enrolled": no, "suspended": no},
			user,
			[]string{"maximus.wetherlam" + domain, "newton.joinerly" + domain, "svcuser.ldapbind" + domain},
		},
		"suspended users": {"users", arguments{"suspended": yes}, user, []string{"oldrich.leaverby" + domain}},
		"unencrypted": {
			"systems", arguments{"encrypted": no}, system, []string{"marble-mac", "slate-mac", "gneiss-lin", "opal-phone"},
		},
		"unencrypted Macs and Windows": {
			"systems", arguments{"encrypted": no, "os_families": acctest.Strings("darwin", "windows")}, system, []string{"marble-mac", "slate-mac"},
		},
		"encrypted":        {"systems", arguments{"encrypted": yes}, system, []string{"quartz-mac", "basalt-win", "flint-win"}},
		"Linux and mobile": {"systems", arguments{"os_families": acctest.Strings("linux", "mobile")}, system, []string{"gneiss-lin", "opal-phone"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, serve(t, world.DefaultJumpCloud()), test.dataSource, test.given)
			want := []any{}
			for _, name := range test.want {
				want = append(want, idOf(test.collection, name))
			}
			slices.SortFunc(want, cmpText)
			acctest.Equal(t, "ids", acctest.Column(t, got[test.dataSource], "id"), any(want))
			acctest.Equal(t, "total", got["total"], len(want))
		})
	}
}

// Old payloads do not have the enrollment, so no one is assumed to be enrolled.
// A system of an unknown family is never omitted.
func TestFilters_unknown(t *testing.T) {
	t.Parallel()
	organization := world.DefaultJumpCloud()
	organization.UpdateAll(world.JumpCloudUsers, func(user world.Object) {
		for _, field := range []string{"mfaEnrollment", "totp_enabled", "mfa", "suspended"} {
			world.Unset(user, field)
		}
	})
	organization.UpdateAll(world.JumpCloudSystems, func(system world.Object) {
		world.Unset(system, "osFamily", "templateName")
		system["os"] = "Plan 9"
	})
	systems := serve(t, organization)
	for name, test := range map[string]struct {
		dataSource string
		given      arguments
		want       int
	}{
		"enrolled":      {"users", arguments{"mfa_enrolled": acctest.Bool(true)}, 0},
		"not enrolled":  {"users", arguments{"mfa_enrolled": acctest.Bool(false)}, 10},
		"suspended":     {"users", arguments{"suspended": acctest.Bool(true)}, 0},
		"not suspended": {"users", arguments{"suspended": acctest.Bool(false)}, 10},
		"Macs":          {"systems", arguments{"os_families": acctest.Strings("darwin")}, 7},
	} {
		if got := read(t, systems, test.dataSource, test.given)["total"]; got != test.want {
			t.Errorf("%s: %v, want %d", name, got, test.want)
		}
	}
}

// Empty lists are fine: an organization may have no devices.
func TestLists_empty(t *testing.T) {
	t.Parallel()
	organization := world.DefaultJumpCloud()
	organization.RemoveAll(world.JumpCloudSystems)
	got := read(t, serve(t, organization), "systems", nil)
	acctest.Equal(t, "systems", got["systems"], any([]any{}))
	acctest.Equal(t, "total", got["total"], 0)
}
