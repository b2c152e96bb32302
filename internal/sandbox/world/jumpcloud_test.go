// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

var jumpClouds = map[string]func() *world.JumpCloud{
	"default":   world.DefaultJumpCloud,
	"strong":    world.StrongJumpCloud,
	"weak":      world.WeakJumpCloud,
	"generated": func() *world.JumpCloud { return world.GenerateJumpCloud(7, 120, 80) },
}

var collections = []world.JumpCloudCollection{
	world.JumpCloudAdministrators, world.JumpCloudUsers, world.JumpCloudSystems, world.JumpCloudRADIUSServers,
	world.JumpCloudApplications, world.JumpCloudAuthnPolicies, world.JumpCloudIPLists, world.JumpCloudAppleMDMs,
	world.JumpCloudDirectories, world.JumpCloudGSuites, world.JumpCloudOffice365s,
	world.JumpCloudServiceAccounts, world.JumpCloudRoles, world.JumpCloudUserGroups, world.JumpCloudRiskEvents,
	world.JumpCloudAlerts, world.JumpCloudPolicies, world.JumpCloudLDAPServers, world.JumpCloudActiveDirectories,
}

// written is all that a JumpCloud knows, as JSON.
func written(t *testing.T, w *world.JumpCloud) string {
	t.Helper()
	var all []any
	for _, id := range w.OrganizationIDs() {
		organization, _ := w.Organization(id)
		all = append(all, organization)
		for _, collection := range append(slices.Clone(collections), world.JumpCloudSignInSettings, world.JumpCloudSubscriptions) {
			all = append(all, collection, w.Objects(id, collection))
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestJumpCloud_objectsAreWellFormed(t *testing.T) {
	t.Parallel()
	wellFormed := regexp.MustCompile(`^[0-9a-f]{24}$`)
	placeholder := regexp.MustCompile(`"(days|date):|\{[a-z]+\}|"absent"`)
	for name, made := range jumpClouds {
		w := made()
		id := w.OrganizationIDs()[0]
		count := map[world.JumpCloudCollection]int{}
		for _, collection := range collections {
			seen := map[string]bool{}
			for _, object := range w.Objects(id, collection) {
				objectID := fmt.Sprint(object["_id"])
				for _, field := range []string{"id", "objectId"} {
					if object["_id"] == nil && object[field] != nil {
						objectID = fmt.Sprint(object[field])
					}
				}
				if of, belongs := object["organization"]; !wellFormed.MatchString(objectID) || seen[objectID] || belongs && of != id {
					t.Errorf("%s: %s has %v", name, collection, object)
				}
				seen[objectID] = true
			}
			count[collection] = len(seen)
		}
		// The directories that are in the cloud are listed, and the LDAP server is.
		if inCloud := count[world.JumpCloudGSuites] + count[world.JumpCloudOffice365s]; inCloud == 0 || count[world.JumpCloudDirectories] != inCloud+1 {
			t.Errorf("%s: objects %v", name, count)
		}
		if text := placeholder.FindString(written(t, w)); text != "" {
			t.Errorf("%s: %s is left", name, text)
		}
		if diff := cmp.Diff(written(t, w), written(t, made())); diff != "" {
			t.Errorf("%s, made again:\n%s", name, diff)
		}
	}
}

// That every check passes in the strong organization and fails in the weak one
// is a test of the client. This is about the values that they are made for.
func TestWeakJumpCloud_differsFromTheStrongOne(t *testing.T) {
	t.Parallel()
	weak, strong := written(t, world.WeakJumpCloud()), written(t, world.StrongJumpCloud())
	for _, value := range []string{
		`"requireAdminMFA":false`, `"minLength":8`, `"applicationImport":"ACTIVATED"`, `"idleSessionDurationMinutes":129600`,
		`"fde":{"active":false`, `"allowSshRootLogin":true`, `"lastContact":"2026-09-02`, `"admin":true,"managed":false`,
		`"exclusion":true`, `"password_never_expires":true`, `"passwordless_sudo":true`, `"create_date":"2025-07-19`,
		`"totpEnrolled":false`, `"expireAt":null`, `"obligations":{}`, `"ips":[]`, `"0.0.0.0/0"`, `"mfa":"DISABLED"`,
		`"apnsCertExpiry":"2026-11-21`, `"userLockoutAction":"maintain"`, `@partner.example`,
	} {
		if !strings.Contains(weak, value) || strings.Contains(strong, value) {
			t.Errorf("%s must be in the weak organization, and not in the strong one", value)
		}
	}
}

// A generated organization has something to find, and something to pass.
func TestGenerateJumpCloud(t *testing.T) {
	t.Parallel()
	for _, size := range []struct{ users, devices, administrators int }{{0, 0, 2}, {400, 400, 6}} {
		w := world.GenerateJumpCloud(1, size.users, size.devices)
		id := w.OrganizationIDs()[0]
		got := []int{
			len(w.Objects(id, world.JumpCloudUsers)), len(w.Objects(id, world.JumpCloudSystems)), len(w.Objects(id, world.JumpCloudAdministrators)),
		}
		if diff := cmp.Diff([]int{size.users, size.devices, size.administrators}, got); diff != "" {
			t.Errorf("users, devices, administrators (-want +got):\n%s", diff)
		}
	}
	text := written(t, world.GenerateJumpCloud(1, 400, 400))
	for _, value := range []string{
		`"overallStatus":"ENROLLED"`, `"overallStatus":"NOT_ENROLLED"`, `"fde":{"active":true`, `"fde":{"active":false`,
		`"create_date":"2026-08-23`, `"create_date":"2025-07-19`, `"osFamily":"linux"`, `"osFamily":"windows"`, `"osFamily":"darwin"`,
	} {
		if count := strings.Count(text, value); count < 20 {
			t.Errorf("%s in %d objects", value, count)
		}
	}
	if written(t, world.GenerateJumpCloud(1, 20, 20)) == written(t, world.GenerateJumpCloud(2, 20, 20)) {
		t.Error("another seed gives the same organization")
	}
}

func TestJumpCloud_changesAreIsolated(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	untouched := written(t, w)
	before, _ := w.Organization(world.JumpCloudOrganizationID)
	systems := w.Objects(world.JumpCloudOrganizationID, world.JumpCloudSystems)
	w.UpdateAll(world.JumpCloudOrganizations, func(o world.Object) { world.Unset(o, "settings.requireAdminMFA", "settings.none.at.all") })
	w.UpdateAll(world.JumpCloudSystems, func(o world.Object) { world.Set(o, "fde.active", "changed") })
	w.Add(world.JumpCloudOrganizationID, world.JumpCloudSystems, world.Object{"_id": "new", "hostname": "new-one"})
	w.RemoveAll(world.JumpCloudUsers)

	if _, present := world.Get(before, "settings.requireAdminMFA"); !present || strings.Contains(fmt.Sprint(systems), "changed") {
		t.Error("what was returned has changed")
	}
	if written(t, world.DefaultJumpCloud()) != untouched {
		t.Error("another JumpCloud has changed")
	}
	after := written(t, w)
	if strings.Count(after, `"changed"`) != len(systems) || strings.Contains(after, "requireAdminMFA") || strings.Contains(after, "recoveryEmail") ||
		w.IDNamed(world.JumpCloudSystems, "new-one") != "new" {
		t.Errorf("changed to %s", after)
	}
}

func TestJumpCloud_namesWhatMustNotBeFound(t *testing.T) {
	t.Parallel()
	for name, made := range jumpClouds {
		w := made()
		text, secrets, personal := written(t, w), w.Secrets(), w.PersonalData()
		for _, value := range slices.Concat(secrets, personal) {
			// Shorter ones are found where they are not meant.
			if quoted, err := json.Marshal(value); err != nil || !strings.Contains(text, string(quoted)) || len(value) < 5 {
				t.Errorf("%s: %q is not there, or too short to search for", name, value)
			}
		}
		id := w.OrganizationIDs()[0]
		device, user := w.Objects(id, world.JumpCloudSystems)[0], w.Objects(id, world.JumpCloudUsers)[0]
		for _, secret := range []any{device["systemToken"], w.Objects(id, world.JumpCloudRADIUSServers)[0]["sharedSecret"]} {
			if !slices.Contains(secrets, fmt.Sprint(secret)) {
				t.Errorf("%s: %q is no secret", name, secret)
			}
		}
		unnamed := w.PersonalData("email", "hostname")
		for value, left := range map[any]bool{device["hostname"]: false, user["email"]: false, device["serialNumber"]: true, device["remoteIP"]: true} {
			if !slices.Contains(personal, fmt.Sprint(value)) || slices.Contains(unnamed, fmt.Sprint(value)) != left {
				t.Errorf("%s: %q is not personal, or is although it is named", name, value)
			}
		}
	}
}
