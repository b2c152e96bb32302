// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// blocked returns what a gate that allows no high findings says of checks.
func blocked(t *testing.T, organization *world.JumpCloud, checks ...string) []*tfprotov6.Diagnostic {
	t.Helper()
	systems := serve(t, organization)
	posture := read(t, systems, "posture", arguments{"as_of": asOf, "included_checks": acctest.Strings(checks...)})
	findings := []any{}
	for _, row := range acctest.Rows(t, posture["findings"]) {
		// The gate takes what the findings of all systems have.
		maps.DeleteFunc(row, func(name string, _ any) bool {
			return !slices.Contains([]string{"source", "subject", "type", "title", "severity", "status", "url"}, name)
		})
		findings = append(findings, row)
	}
	server := acctest.NewSandboxServer(t, systems)
	const gate = "vendorrisk_gate"
	_, diagnostics := server.Read(t.Context(), t, gate, acctest.WireAttributes(t, server.Schema(t, gate), map[string]any{
		"findings": findings, "maximum_findings": map[string]any{"high": 0},
	}))
	return diagnostics
}

// Three hundred laptops with one fault are one error, and those that do not say are
// another. Both name the check.
func TestGate_manyDevices(t *testing.T) {
	t.Parallel()
	organization := world.DefaultJumpCloud()
	device := organization.Objects(world.JumpCloudOrganizationID, world.JumpCloudSystems)[0]
	organization.RemoveAll(world.JumpCloudSystems)
	for number := range 602 {
		laptop := world.CloneObject(device)
		laptop["_id"] = fmt.Sprintf("%024x", number)
		switch {
		case number < 300:
			world.Set(laptop, "fde.active", false)
		case number < 600:
			world.Unset(laptop, "fde")
		}
		organization.Add(world.JumpCloudOrganizationID, world.JumpCloudSystems, laptop)
	}
	got := blocked(t, organization, "device-disk-encrypted")
	if len(got) != 2 {
		t.Fatalf("want two errors, got:\n%s", acctest.Explain(got))
	}
	for i, title := range []string{"Mac and Windows devices are encrypted (could not be evaluated)", "Device without disk encryption"} {
		acctest.WantText(t, got[i], "Vendor Risk Gate Blocks 300 Subjects", "high: device-disk-encrypted, "+title, "and 280 more")
	}
}

// For each subject, the gate says which checks failed, and what is wrong.
func TestGate_weakOrganization(t *testing.T) {
	t.Parallel()
	organization := world.WeakJumpCloud()
	service := organization.IDNamed(world.JumpCloudUsers, "svcuser.ldapbind@acme.example")
	got := blocked(t, organization, "admin-mfa-enrolled", "device-ssh-root-login-off", "service-account-not-privileged")
	acctest.WantTextAmong(t, got, "Vendor Risk Gate Blocks "+service, "high: service-account-not-privileged, LDAP or Samba service account with extra rights",
		"critical: admin-mfa-enrolled, Administrator without MFA", "high: device-ssh-root-login-off, Device allows root SSH login",
		"Fix it in your JumpCloud organization")
}
