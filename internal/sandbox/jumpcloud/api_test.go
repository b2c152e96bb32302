// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"cmp"
	"encoding/json"
	"slices"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	apiKey        = "jca_the-key"
	keyHeader     = "x-api-key: " + apiKey
	organizations = "/api/organizations"
	organization  = organizations + "/" + world.JumpCloudOrganizationID
	users         = "/api/systemusers"
	systems       = "/api/systems"
	policies      = "/api/v2/authn/policies"
)

// The directories of the default organization.
var (
	workspace = world.DefaultJumpCloud().IDNamed(world.JumpCloudGSuites, "Google Workspace")
	microsoft = world.DefaultJumpCloud().IDNamed(world.JumpCloudOffice365s, "Microsoft 365")
	userGroup = world.DefaultJumpCloud().IDNamed(world.JumpCloudUserGroups, "Builders")
	domain, _ = world.DefaultJumpCloud().Objects(world.JumpCloudOrganizationID, world.JumpCloudActiveDirectories)[0]["id"].(string)
)

func serve(w *world.JumpCloud, quirks jumpcloud.Quirks) sandboxtest.Client {
	return sandboxtest.Direct(jumpcloud.New(jumpcloud.Config{APIKey: apiKey, World: w, Quirks: quirks}), keyHeader)
}

// ids are the IDs of some objects of a world.
func ids(w *world.JumpCloud, collection world.JumpCloudCollection, from, to int) []string {
	found := []string{}
	for _, object := range w.Objects(w.OrganizationIDs()[0], collection)[from:to] {
		id, _ := cmp.Or(object["_id"], object["id"]).(string)
		found = append(found, id)
	}
	return found
}

func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func TestLists(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	want := map[string]string{
		organizations + " results.*.displayName":                  `["Acme"]`,
		organization + " settings.requireAdminMFA":                "true",
		"/api/v2/gsuites/" + workspace + " id":                    `"` + workspace + `"`,
		"/api/v2/office365s/" + microsoft + " id":                 `"` + microsoft + `"`,
		systems + "?fields=hostname%20fde.active&limit=1 results": `[{"fde":{"active":true},"hostname":"quartz-mac"}]`,
		"/api/v2/applemdms *.id":                                  asJSON(ids(w, world.JumpCloudAppleMDMs, 0, 1)), // the default limit is 1
		users + "?sort=_id results.*._id":                         asJSON(slices.Sorted(slices.Values(ids(w, world.JumpCloudUsers, 0, 10)))),
	}
	for place, collection := range map[string]world.JumpCloudCollection{
		"/api/users?limit=100 results.*.id":         world.JumpCloudAdministrators,
		users + "?limit=100 results.*.id":           world.JumpCloudUsers,
		systems + "?limit=100 results.*.id":         world.JumpCloudSystems,
		"/api/radiusservers?limit=100 results.*.id": world.JumpCloudRADIUSServers,
		"/api/applications?limit=100 results.*.id":  world.JumpCloudApplications,
		policies + "?limit=100 *.id":                world.JumpCloudAuthnPolicies,
		"/api/v2/iplists?limit=100 *.id":            world.JumpCloudIPLists,
		"/api/v2/applemdms?limit=100 *.id":          world.JumpCloudAppleMDMs,
		"/api/v2/directories *.id":                  world.JumpCloudDirectories,
	} {
		want[place] = asJSON(ids(w, collection, 0, len(w.Objects(w.OrganizationIDs()[0], collection))))
	}
	serve(w, jumpcloud.Quirks{}).Check(t, want)
}
