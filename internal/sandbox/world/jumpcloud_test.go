// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
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
}

// written is all that a JumpCloud knows, as JSON.
func written(t *testing.T, w *world.JumpCloud) string {
	t.Helper()
	var all []any
	for _, id := range w.OrganizationIDs() {
		organization, _ := w.Organization(id)
		all = append(all, organization)
		for _, collection := range collections {
			all = append(all, collection, w.Objects(id, collection))
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestJumpCloudObjectsAreWellFormed(t *testing.T) {
	t.Parallel()
	wellFormed := regexp.MustCompile(`^[0-9a-f]{24}$`)
	for name, made := range jumpClouds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := made()
			for _, id := range w.OrganizationIDs() {
				directories := 0
				for _, collection := range collections {
					seen := map[any]bool{}
					for _, object := range w.Objects(id, collection) {
						objectID, version1 := object["_id"]
						if !version1 {
							objectID = object["id"]
						}
						text, _ := objectID.(string)
						if !wellFormed.MatchString(text) || seen[objectID] {
							t.Errorf("%s has the ID %v", collection, objectID)
						}
						seen[objectID] = true
						if of, belongs := object["organization"]; belongs && of != id {
							t.Errorf("%s belongs to %v", collection, of)
						}
					}
					if collection == world.JumpCloudGSuites || collection == world.JumpCloudOffice365s {
						directories += len(seen)
					} else if len(seen) == 0 {
						t.Errorf("no %s", collection)
					}
				}
				if listed := w.Objects(id, world.JumpCloudDirectories); directories == 0 || len(listed) != directories+1 {
					t.Errorf("%d directories are listed, %d are in the cloud", len(listed), directories)
				}
			}
			if text := written(t, w); strings.Contains(text, "days:") {
				t.Error("a time is relative")
			}
			if diff := cmp.Diff(written(t, w), written(t, made())); diff != "" {
				t.Errorf("made again:\n%s", diff)
			}
		})
	}
}

func TestGenerateJumpCloudHasTheSize(t *testing.T) {
	t.Parallel()
	for _, size := range []struct{ users, devices, administrators int }{{0, 0, 2}, {1000, 1000, 12}, {5, 300, 2}} {
		w := world.GenerateJumpCloud(3, size.users, size.devices)
		id := w.OrganizationIDs()[0]
		got := []int{
			len(w.Objects(id, world.JumpCloudUsers)), len(w.Objects(id, world.JumpCloudSystems)), len(w.Objects(id, world.JumpCloudAdministrators)),
		}
		if diff := cmp.Diff([]int{size.users, size.devices, size.administrators}, got); diff != "" {
			t.Errorf("users, devices, administrators (-want +got):\n%s", diff)
		}
	}
	if written(t, world.GenerateJumpCloud(1, 20, 20)) == written(t, world.GenerateJumpCloud(2, 20, 20)) {
		t.Error("another seed gives the same organization")
	}
}

// A generated organization has something to find, and something to pass.
func TestGenerateJumpCloudIsMixed(t *testing.T) {
	t.Parallel()
	w := world.GenerateJumpCloud(1, 1000, 1000)
	for _, name := range []string{"user-mfa-enrolled", "device-disk-encrypted", "user-ssh-key-age", "device-agent-reporting", "admin-mfa-enrolled"} {
		failed, passed := 0, 0
		for _, judged := range w.Objects(w.OrganizationIDs()[0], conditions[name].of) {
			switch one := (object{judged}); {
			case !conditions[name].applies(one):
			case conditions[name].passes(one):
				passed++
			default:
				failed++
			}
		}
		if failed == 0 || passed <= failed {
			t.Errorf("%s: %d pass, %d fail", name, passed, failed)
		}
	}
}

func TestJumpCloudChangesAreIsolated(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	untouched := written(t, world.DefaultJumpCloud())
	before, _ := w.Organization(world.JumpCloudOrganizationID)
	systems := w.Objects(world.JumpCloudOrganizationID, world.JumpCloudSystems)
	policies := w.Objects(world.JumpCloudOrganizationID, world.JumpCloudAuthnPolicies)
	w.UpdateAll(world.JumpCloudOrganizations, func(o world.Object) { world.Unset(o, "settings.requireAdminMFA", "settings.none.at.all") })
	w.UpdateAll(world.JumpCloudSystems, func(o world.Object) { world.Set(o, "fde.active", "changed") })
	id := w.IDNamed(world.JumpCloudSystems, "opal-phone")
	w.Update(world.JumpCloudSystems, id, func(o world.Object) { o["os"] = "changed too" })
	w.UpdateAll(world.JumpCloudAuthnPolicies, func(o world.Object) {
		o["targets"].(world.Object)["resources"].([]any)[0].(world.Object)["type"] = "changed" //nolint:forcetypeassert // a panic fails the test
	})
	w.Add(world.JumpCloudOrganizationID, world.JumpCloudSystems, world.Object{"_id": "new", "hostname": "new-one"})
	w.RemoveAll(world.JumpCloudUsers)

	if value, present := world.Get(before, "settings.requireAdminMFA"); !present || value != true {
		t.Errorf("what was returned has changed: requireAdminMFA is %v", value)
	}
	for _, policy := range policies {
		if (object{policy}).has("targets", "changed") {
			t.Errorf("what was returned has changed: %v", policy)
		}
	}
	for _, system := range systems {
		if active, _ := world.Get(system, "fde.active"); active == "changed" || system["os"] == "changed too" {
			t.Errorf("what was returned has changed: %v", system)
		}
	}
	if written(t, world.DefaultJumpCloud()) != untouched {
		t.Error("another JumpCloud has changed")
	}
	after := w.Objects(world.JumpCloudOrganizationID, world.JumpCloudSystems)
	if len(after) != len(systems)+1 || w.IDNamed(world.JumpCloudSystems, "new-one") != "new" {
		t.Errorf("%d systems", len(after))
	}
	for _, system := range after[:len(systems)] {
		if active, _ := world.Get(system, "fde.active"); active != "changed" || (system["_id"] == id) != (system["os"] == "changed too") {
			t.Errorf("system %v", system)
		}
	}
	organization, _ := w.Organization(world.JumpCloudOrganizationID)
	if _, present := world.Get(organization, "settings.requireAdminMFA"); present || len(w.Objects(world.JumpCloudOrganizationID, world.JumpCloudUsers)) != 0 {
		t.Errorf("organization %v", organization)
	}
}

func TestJumpCloudMistakesPanic(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	for name, mistake := range map[string]func(){
		"no object":         func() { w.Update(world.JumpCloudSystems, "none", func(world.Object) {}) },
		"no name":           func() { w.IDNamed(world.JumpCloudUsers, "none") },
		"no organization":   func() { w.Objects("none", world.JumpCloudUsers) },
		"add to none":       func() { w.Add("none", world.JumpCloudUsers) },
		"the same one once": func() { w.AddOrganizations(world.DefaultJumpCloud()) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			mistake()
		}()
	}
}

func TestJumpCloudNamesWhatMustNotBeFound(t *testing.T) {
	t.Parallel()
	for name, made := range jumpClouds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := made()
			text := written(t, w)
			secrets, personal := w.Secrets(), w.PersonalData()
			for _, value := range slices.Concat(secrets, personal) {
				quoted, err := json.Marshal(value)
				if err != nil || !strings.Contains(text, string(quoted)) {
					t.Errorf("%q is not there: %v", value, err)
				}
				// Shorter ones are found where they are not meant.
				if len(value) < 5 {
					t.Errorf("%q is too short to search for", value)
				}
			}
			devices := w.Objects(w.OrganizationIDs()[0], world.JumpCloudSystems)
			for _, secret := range []any{devices[0]["systemToken"], w.Objects(w.OrganizationIDs()[0], world.JumpCloudRADIUSServers)[0]["sharedSecret"]} {
				if !slices.Contains(secrets, secret.(string)) { //nolint:forcetypeassert // a panic fails the test
					t.Errorf("%q is no secret", secret)
				}
			}
			user := w.Objects(w.OrganizationIDs()[0], world.JumpCloudUsers)[0]
			hostname, email := devices[0]["hostname"].(string), user["email"].(string)              //nolint:forcetypeassert // a panic fails the test
			serial, address := devices[0]["serialNumber"].(string), devices[0]["remoteIP"].(string) //nolint:forcetypeassert // a panic fails the test
			for _, value := range []string{hostname, email, serial, address} {
				if !slices.Contains(personal, value) {
					t.Errorf("%q is not personal", value)
				}
			}
			unnamed := w.PersonalData("email", "hostname")
			if slices.Contains(unnamed, hostname) || slices.Contains(unnamed, email) || !slices.Contains(unnamed, serial) {
				t.Errorf("without e-mail addresses and host names: %q", unnamed)
			}
		})
	}
}

// Run with the race detector.
func TestJumpCloudMayChangeWhileItIsRead(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			w.UpdateAll(world.JumpCloudSystems, func(o world.Object) { world.Set(o, "fde.active", false) })
			w.UpdateAll(world.JumpCloudOrganizations, func(o world.Object) { world.Unset(o, "settings.userPortal") })
			written(t, w)
			w.Secrets()
		})
	}
	all.Wait()
}

func BenchmarkGenerateJumpCloud(b *testing.B) {
	for b.Loop() {
		world.GenerateJumpCloud(1, 1000, 1000)
	}
}
