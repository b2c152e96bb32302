// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// evaluate reads everything and applies every check.
func evaluate(t *testing.T, s *sandbox.Sandbox) check.Report {
	t.Helper()
	checks := check.All()
	evidence, failures, err := newClient(t, s).Evidence(t.Context(), check.Documents(checks))
	if err != nil {
		t.Fatal(err)
	}
	mustHaveNoSecret(t, s, evidence, failures)
	return check.Evaluate(checks, evidence, check.Options{AsOf: world.JumpCloudAsOf, AllowedEmailDomains: []string{world.JumpCloudDomain}})
}

// statuses are the ids of the checks that are not as all others are.
func exceptions(report check.Report, usual check.Status) map[string]string {
	different := map[string]string{}
	for _, result := range report.Results {
		if result.Status != usual {
			different[result.ID] = string(result.Status) + ": " + result.Reason
		}
	}
	return different
}

// What the sandbox's author takes for strong and weak, the checks do, too.
func TestStrongOrganization_passesEveryCheck(t *testing.T) {
	t.Parallel()
	report := evaluate(t, start(t, world.StrongJumpCloud()))
	sandboxtest.Equal(t, "checks that do not pass", exceptions(report, check.Pass), map[string]string{})
	sandboxtest.Equal(t, "findings", report.Findings, []check.Finding{})
	sandboxtest.Equal(t, "score", report.Score, new(int64(100)))
}

func TestWeakOrganization_failsEveryCheck(t *testing.T) {
	t.Parallel()
	report := evaluate(t, start(t, world.WeakJumpCloud()))
	sandboxtest.Equal(t, "checks that do not fail", exceptions(report, check.Fail), map[string]string{})
	sandboxtest.Equal(t, "score", report.Score, new(int64(22)))
}

// A value of a wrong type in one object makes that object unknown, and no other. It
// is named, and its text is not shown.
func TestWrongTypes_hideOneObject(t *testing.T) {
	t.Parallel()
	organization := world.StrongJumpCloud()
	at := 0
	organization.UpdateAll(world.JumpCloudSystems, func(device world.Object) {
		if at++; at == 1 {
			world.Set(device, "fde.active", "hunter2")
		}
	})
	s := start(t, organization)
	report := evaluate(t, s)
	for _, result := range report.Results {
		if result.Documents()[0] == check.DocumentSystems && (result.Status != check.Unknown || result.Passed == 0 || result.Unknown != 1) {
			t.Errorf("%s is %s: %d pass, %d unknown", result.ID, result.Status, result.Passed, result.Unknown)
		}
	}
	for _, finding := range report.Findings {
		if finding.SubjectType != "system" || finding.Reason != "JumpCloud's answer cannot be read: fde.active is a string, not a boolean" {
			t.Errorf("got %v", finding)
		}
	}
	// The values that can be read are read.
	devices, err := newClient(t, s).Systems(t.Context())
	if err != nil || len(devices) != 3 {
		t.Fatalf("got %d devices, %v", len(devices), err)
	}
	for _, device := range devices {
		if device.Hostname == "" || device.LastContact == "" || (device.Unreadable != "") != (device.Hostname == "quartz-mac") {
			t.Errorf("got %+v", device)
		}
	}
}

// Payloads without the newer fields make checks unknown, and none of them pass
// that would not pass with the fields.
func TestOldPayloads_areUnknownNotGood(t *testing.T) {
	t.Parallel()
	for name, organization := range map[string]func() *world.JumpCloud{"strong": world.StrongJumpCloud, "weak": world.WeakJumpCloud} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recent := evaluate(t, start(t, organization()))
			old := evaluate(t, start(t, organization(), quirks(peer.Quirks{OldPayloads: true, NoAPIKeyFields: true})))
			unknown := 0
			for i, result := range old.Results {
				if result.Status == check.Unknown {
					unknown++
				}
				if result.Status == check.Pass && recent.Results[i].Status != check.Pass {
					t.Errorf("%s passes without the newer fields, and is %s with them", result.ID, recent.Results[i].Status)
				}
			}
			if unknown < 10 {
				t.Errorf("%d checks are unknown", unknown)
			}
		})
	}
}

// A document that is forbidden makes the checks that need it unknown, and
// leaves the others as they are.
func TestForbiddenDocuments_areUnknown(t *testing.T) {
	t.Parallel()
	for document, path := range map[check.Document]string{
		check.DocumentOrganization:     "/api/organizations/*",
		check.DocumentAdministrators:   "/api/users",
		check.DocumentUsers:            "/api/systemusers",
		check.DocumentSystems:          "/api/systems",
		check.DocumentAccessPolicies:   "/api/v2/authn/policies",
		check.DocumentIPLists:          "/api/v2/iplists",
		check.DocumentRADIUSServers:    "/api/radiusservers",
		check.DocumentApplications:     "/api/applications",
		check.DocumentAppleMDMs:        "/api/v2/applemdms",
		check.DocumentGoogleWorkspaces: "/api/v2/gsuites/*",
		check.DocumentMicrosoft365s:    "/api/v2/office365s/*",

		check.DocumentServiceAccounts:   "/api/v2/service-accounts",
		check.DocumentRoles:             "/api/v2/roles",
		check.DocumentUserGroups:        "/api/v2/usergroups",
		check.DocumentRiskEvents:        "/api/v2/identityrisk/*",
		check.DocumentAlerts:            "/api/v2/alerts",
		check.DocumentSignInSettings:    "/api/v2/devices/settings/*",
		check.DocumentPolicies:          "/api/v2/policies",
		check.DocumentLDAPServers:       "/api/v2/ldapservers",
		check.DocumentActiveDirectories: "/api/v2/activedirectories/*/*",
	} {
		t.Run(string(document), func(t *testing.T) {
			t.Parallel()
			weak := evaluate(t, start(t, world.WeakJumpCloud()))
			report := evaluate(t, start(t, world.WeakJumpCloud(), quirks(peer.Quirks{Forbidden: []string{path}})))
			for i, result := range report.Results {
				needs := result.Documents()[0] == document
				if needs && (result.Status != check.Unknown || result.Reason != "reading the "+string(document)+": forbidden to the API key's role (HTTP 403)") {
					t.Errorf("%s is %s: %s", result.ID, result.Status, result.Reason)
				}
				if !needs && len(result.Documents()) == 1 && result.Status != weak.Results[i].Status {
					t.Errorf("%s is %s, without the failure %s", result.ID, result.Status, weak.Results[i].Status)
				}
			}
		})
	}
}
