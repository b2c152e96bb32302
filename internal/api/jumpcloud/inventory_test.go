// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"

	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
)

// members are those of the first user group.
func members(client *jumpcloud.Client, ctx context.Context) ([][]string, error) {
	groups, err := client.UserGroups(ctx)
	if err != nil {
		return nil, err
	}
	return client.UserGroupMembers(ctx, groups[:1])
}

func TestUserGroupMembers(t *testing.T) {
	t.Parallel()
	s := start(t, world.DefaultJumpCloud())
	client := newClient(t, s)
	groups, err := client.UserGroups(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := client.UserGroupMembers(t.Context(), groups)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for i, group := range groups {
		got[group.Name] = all[i]
	}
	user := func(name string) string { return world.JumpCloudUserID(world.JumpCloudOrganizationID, name) }
	staff := []string{user("patrizia.quillmoor"), user("samwise.brackenfell")}
	slices.Sort(staff)
	sandboxtest.Equal(t, "members", got, map[string][]string{"Staff": staff, "Builders": {user("idalina.thornquist")}})
}

// The agents are those of their domain.
func TestActiveDirectories(t *testing.T) {
	t.Parallel()
	s := start(t, world.DefaultJumpCloud())
	domains, err := newClient(t, s).ActiveDirectories(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(domains) != 1 || len(domains[0].Agents) != 1 || domains[0].Agents[0].State != "active" {
		t.Errorf("domains %v", domains)
	}
	mustHaveNoSecret(t, s, domains)
}

// The total of alerts may be that of the page: a full page is not the last one.
func TestAlerts_countMayBeThatOfThePage(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	first := w.Objects(world.JumpCloudOrganizationID, world.JumpCloudAlerts)[0]
	for i := range 248 {
		alert := world.CloneObject(first)
		alert["objectId"] = world.JumpCloudUserID("alert", strconv.Itoa(i))
		w.Add(world.JumpCloudOrganizationID, world.JumpCloudAlerts, alert)
	}
	for name, totals := range map[string]peer.Totals{"total": peer.TotalsEverywhere, "none": peer.TotalsNowhere} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, w, quirks(peer.Quirks{Totals: totals}))
			alerts, err := newClient(t, s).Alerts(t.Context())
			if err != nil || len(alerts) != 250 {
				t.Errorf("%d alerts, %v", len(alerts), err)
			}
		})
	}
}

// 1,000 users and 1,000 devices, a Google Workspace and a Microsoft 365: every
// check together takes at most 45 requests.
func TestEvidence_requests(t *testing.T) {
	t.Parallel()
	w := world.GenerateJumpCloud(3, 1000, 1000)
	w.AddCloudDirectories()
	s := start(t, w)
	if _, failures, err := newClientOf(t, s, "").Evidence(t.Context(), check.Documents(check.All())); err != nil || slices.ContainsFunc(failures, func(err error) bool { return err != nil }) {
		t.Fatal(failures, err)
	}
	if requests := requested(s); len(requests) > 45 {
		t.Errorf("%d requests: %v", len(requests), requests)
	}
}
