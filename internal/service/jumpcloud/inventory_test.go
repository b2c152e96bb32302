// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestInventory(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		collection world.JumpCloudCollection
		named      string
		want       map[string]any
	}{
		"access_policies": {world.JumpCloudAuthnPolicies, "Pilot", map[string]any{
			"name": "Pilot", "type": "user_portal", "enabled": false, "enforced": false, "action": "allow", "mfa_required": true,
			"mfa_factors": []any{"TOTP", "WEBAUTHN", "PUSH"}, "conditional": false, "resource_types": []any{"user_portal"},
		}},
		"ip_lists": {world.JumpCloudIPLists, "Offices", map[string]any{"name": "Offices", "ips": []any{"192.0.2.0/24", "2001:db8:17::/48"}}},
		"applications": {world.JumpCloudApplications, "Payroll", map[string]any{
			"name": "Payroll", "kind": "Custom SAML App", "active": true, "sso_type": "saml", "certificate_expires_at": utc(20),
		}},
		"service_accounts": {world.JumpCloudServiceAccounts, "Backup", map[string]any{
			"name": "Backup", "role": "Deployment", "role_id": idOf(world.JumpCloudRoles, "Deployment"), "status": "EXPIRED",
			"auth_type": "CLIENT_SECRET", "created_at": utc(-30), "expires_at": utc(-2),
		}},
		"user_groups": {world.JumpCloudUserGroups, "Builders", map[string]any{
			"name": "Builders", "membership_method": "STATIC", "sudo": true, "passwordless_sudo": true, "members": nil,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, serve(t, world.DefaultJumpCloud()), name, nil)
			one := row(t, got[name], idOf(test.collection, test.named))
			for attribute, want := range test.want {
				acctest.Equal(t, attribute, one[attribute], want)
			}
			acctest.Equal(t, "total", got["total"], len(world.DefaultJumpCloud().Objects(world.JumpCloudOrganizationID, test.collection)))
		})
	}
}

// Members come only for the groups that are named, and null attributes give no
// one sudo.
func TestUserGroupsDataSource_members(t *testing.T) {
	t.Parallel()
	systems := serve(t, world.DefaultJumpCloud())
	given := arguments{"names": acctest.Strings("Builders"), "include_members": acctest.Bool(true)}
	got := read(t, systems, "user_groups", given)
	acctest.Equal(t, "total", got["total"], 1)
	one := row(t, got["user_groups"], idOf(world.JumpCloudUserGroups, "Builders"))
	member := world.JumpCloudUserID(world.JumpCloudOrganizationID, "idalina.thornquist")
	acctest.Equal(t, "members", one["members"], any([]any{member}))
	staff := row(t, read(t, systems, "user_groups", nil)["user_groups"], idOf(world.JumpCloudUserGroups, "Staff"))
	acctest.Equal(t, "sudo", staff["sudo"], false)
	acctest.Equal(t, "passwordless_sudo", staff["passwordless_sudo"], false)
}

// What an answer does not have is null.
func TestInventory_absent(t *testing.T) {
	t.Parallel()
	organization := world.DefaultJumpCloud()
	for collection, fields := range map[world.JumpCloudCollection][]string{
		world.JumpCloudAuthnPolicies:   {"effect.obligations", "disabled", "conditions", "targets"},
		world.JumpCloudIPLists:         {"ips"},
		world.JumpCloudUserGroups:      {"attributes"},
		world.JumpCloudServiceAccounts: {"expiresAt"},
	} {
		organization.UpdateAll(collection, func(object world.Object) { world.Unset(object, fields...) })
	}
	systems := serve(t, organization)
	for name, attributes := range map[string][]string{
		"access_policies": {"enabled", "enforced", "mfa_required", "mfa_factors", "conditional", "resource_types"}, "ip_lists": {"ips"},
		"user_groups": {"sudo", "passwordless_sudo"}, "service_accounts": {"expires_at"},
	} {
		for _, row := range acctest.Rows(t, read(t, systems, name, nil)[name]) {
			for _, attribute := range attributes {
				acctest.Equal(t, name+"."+attribute, row[attribute], nil)
			}
		}
	}
}

// Open risks are findings with the severity and the times of JumpCloud, and
// resolved ones are closed findings, if they are asked for.
func TestPostureDataSource_risks(t *testing.T) {
	t.Parallel()
	systems := serve(t, world.DefaultJumpCloud())
	given := arguments{"as_of": asOf, "included_checks": acctest.Strings("alert-resolved", "identity-risk-resolved")}
	got := read(t, systems, "posture", given)
	acctest.Equal(t, "statuses", acctest.Column(t, got["findings"], "status"), any([]any{"open", "open"}))
	acctest.Equal(t, "counts", got["counts"], any(map[string]any{"high": 1, "low": 1}))
	given["include_closed"] = acctest.Bool(true)
	rows := acctest.Rows(t, read(t, systems, "posture", given)["findings"])
	closed := 0
	for _, row := range rows {
		if row["status"] == "closed" {
			closed++
			acctest.Equal(t, "subject", row["subject"], any(world.JumpCloudUserID(world.JumpCloudOrganizationID, "patrizia.quillmoor")))
			acctest.Equal(t, "first_seen_at", row["first_seen_at"], any(utc(-9)))
			acctest.Equal(t, "last_seen_at", row["last_seen_at"], any(utc(-4)))
		}
	}
	// The resolved alert is of the same device as the open one.
	acctest.Equal(t, "closed", closed, 1)
	acctest.Equal(t, "findings", len(rows), 3)
}
