// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// statuses are how many checks have each status.
func statuses(t *testing.T, state map[string]any) map[any]int {
	t.Helper()
	counts := map[any]int{}
	for _, status := range acctest.Column(t, state["checks"], "status") {
		counts[status]++
	}
	return counts
}

func TestPostureDataSource(t *testing.T) {
	t.Parallel()
	domains := acctest.Strings("ACME.example")
	strong := read(t, serve(t, world.StrongJumpCloud()), "posture", arguments{"as_of": asOf, "allowed_email_domains": domains})
	acctest.Equal(t, "strong checks", statuses(t, strong), map[any]int{"pass": 75})
	acctest.Equal(t, "strong findings", strong["findings"], any([]any{}))
	acctest.Equal(t, "strong score", strong["score"], 100)
	acctest.Equal(t, "strong counts", strong["counts"], any(map[string]any{}))
	if covered := fmt.Sprint(strong["covered_subjects"]); !strings.Contains(covered, world.StrongJumpCloudOrganizationID) {
		t.Errorf("covered: %s", covered)
	}

	weak := read(t, serve(t, world.WeakJumpCloud()), "posture", arguments{"as_of": asOf, "allowed_email_domains": domains})
	acctest.Equal(t, "weak checks", statuses(t, weak), map[any]int{"fail": 75})
	acctest.Equal(t, "weak score", weak["score"], 21)
}

// The exact attributes of a check and a finding.
func TestPostureDataSource_rows(t *testing.T) {
	t.Parallel()
	got := read(t, serve(t, world.DefaultJumpCloud()), "posture", arguments{"as_of": asOf, "included_checks": acctest.Strings("device-disk-encrypted")})
	const remedy = "Apply the BitLocker or FileVault policy to the device, and let the user finish the encryption."
	acctest.Equal(t, "checks", got["checks"], any([]any{map[string]any{
		"id": "device-disk-encrypted", "title": "Mac and Windows devices are encrypted", "category": "misconfigured_setting", "severity": "high",
		"status": "fail", "reason": "1 of 5 devices: the disk is not encrypted", "passed": 3, "failed": 1, "unknown": 1, "coverage": 60,
		"risk": "Without encryption, a lost laptop exposes its data.", "remediation": remedy, "reference": "https://jumpcloud.com/support/bitlocker-policy",
		"controls": []any{"cis:3.6", "nist-800-53:SC-28(1)", "nist-csf:PR.DS-01", "soc2:CC6.7", "iso-27001:A.8.1", "iso-27001:A.8.24"},
	}}))
	common := func(subject, subjectType, status, title, reason string) map[string]any {
		return map[string]any{
			"source": "jumpcloud", "subject": subject, "subject_type": subjectType, "type": "device-disk-encrypted", "title": title,
			"severity": "high", "category": "misconfigured_setting", "status": status, "reason": reason,
			"first_seen_at": nil, "last_seen_at": nil, "url": nil, "remediation": nil,
		}
	}
	slate := idOf(world.JumpCloudSystems, "slate-mac")
	unknown := common(slate, "system", "unknown", "Mac and Windows devices are encrypted (could not be evaluated)", "JumpCloud does not say whether the disk is encrypted")
	open := common(idOf(world.JumpCloudSystems, "marble-mac"), "system", "open", "Device without disk encryption", "the disk is not encrypted")
	open["url"], open["remediation"] = "https://jumpcloud.com/support/bitlocker-policy", remedy
	acctest.Equal(t, "findings", got["findings"], any([]any{unknown, open}))
	acctest.Equal(t, "counts", got["counts"], any(map[string]any{"high": 2}))
	acctest.Equal(t, "score", got["score"], 60)
	// The organization and six of seven devices.
	covered := fmt.Sprint(got["covered_subjects"])
	if len(strings.Fields(covered)) != 7 || strings.Contains(covered, slate) || !strings.Contains(covered, world.JumpCloudOrganizationID) {
		t.Errorf("covered: %s", covered)
	}
}

// Each argument does what it says.
func TestPostureDataSource_arguments(t *testing.T) {
	t.Parallel()
	thresholds := func(name string, value int) arguments {
		return arguments{"thresholds": tftypes.NewValue(tftypes.Map{ElementType: tftypes.Number}, map[string]tftypes.Value{name: acctest.Number(value)})}
	}
	for name, test := range map[string]struct {
		check string
		given arguments
		want  string
	}{
		"a default":                 {"org-password-min-length", nil, "pass"},
		"a threshold":               {"org-password-min-length", thresholds("org-password-min-length.min_length", 13), "fail"},
		"another check's threshold": {"org-password-min-length", thresholds("org-password-history.min_history", 13), "pass"},
		"a device that is ignored":  {"device-ssh-root-login-off", ignored("device-ssh-root-login-off", "GNEISS-lin"), "pass"},
		"a device that is not":      {"device-ssh-root-login-off", ignored("device-ssh-root-login-off", "marble-mac"), "fail"},
		"ignored everywhere":        {"device-ssh-root-login-off", ignored("*", idOf(world.JumpCloudSystems, "gneiss-lin")), "pass"},
		"a time":                    {"user-mfa-not-excluded", arguments{"as_of": acctest.String(world.JumpCloudTime(5))}, "pass"},
		"an earlier time":           {"user-mfa-not-excluded", arguments{"as_of": acctest.String(world.JumpCloudTime(3))}, "fail"},
		"allowed domains":           {"user-domain-allowed", arguments{"allowed_email_domains": acctest.Strings("acme.example")}, "pass"},
		"no allowed domains":        {"user-domain-allowed", nil, "not_applicable"},
		"the wrong domains":         {"user-domain-allowed", arguments{"allowed_email_domains": acctest.Strings("other.example")}, "fail"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := arguments{"as_of": asOf, "included_checks": acctest.Strings(test.check)}
			maps.Copy(given, test.given)
			got := read(t, serve(t, world.DefaultJumpCloud()), "posture", given)
			acctest.Equal(t, "status", acctest.Column(t, got["checks"], "status"), []any{test.want})
		})
	}
}

// What the API cannot tell is said by arguments.
func TestPostureDataSource_statements(t *testing.T) {
	t.Parallel()
	organization := world.WeakJumpCloud()
	organization.UpdateAll(world.JumpCloudRADIUSServers, func(server world.Object) { server["mfa"], server["userPasswordEnabled"] = "ENABLED", true })
	systems := serve(t, organization)
	for check, argument := range map[string]string{
		"cap-user-portal-mfa-for-all": "default_access_policy_requires_mfa",
		"user-portal-mfa-required":    "default_access_policy_requires_mfa",
		"radius-mfa-enforced":         "accept_radius_mfa_enabled",
	} {
		for said, want := range map[bool]string{false: "fail", true: "pass"} {
			given := arguments{"included_checks": acctest.Strings(check), argument: acctest.Bool(said)}
			acctest.Equal(t, check, acctest.Column(t, read(t, systems, "posture", given)["checks"], "status"), []any{want})
		}
	}
}

func ignored(check string, subjects ...string) arguments {
	list := tftypes.List{ElementType: tftypes.String}
	return arguments{"ignored_subjects": tftypes.NewValue(tftypes.Map{ElementType: list}, map[string]tftypes.Value{check: acctest.Strings(subjects...)})}
}

// Checks are chosen by id and severity, and only what they need is read.
func TestPostureDataSource_selection(t *testing.T) {
	t.Parallel()
	organization := "/api/organizations/" + world.JumpCloudOrganizationID
	for name, test := range map[string]struct {
		given    arguments
		checks   int
		requests map[string]int
	}{
		"settings": {
			arguments{"included_checks": acctest.Strings("org-admin-mfa-required", "org-portal-idle-timeout")},
			2,
			map[string]int{"/api/organizations": 1, organization: 1},
		},
		"critical": {
			arguments{"minimum_severity": acctest.String("critical")},
			3,
			map[string]int{"/api/organizations": 1, organization: 1, "/api/users": 1, "/api/systemusers": 1, "/api/v2/identityrisk/events": 1},
		},
		"critical, without one": {
			arguments{"minimum_severity": acctest.String("critical"), "excluded_checks": acctest.Strings("admin-mfa-enrolled", "identity-risk-resolved")},
			1,
			map[string]int{"/api/organizations": 1, organization: 1},
		},
		"a control": {
			arguments{"controls": acctest.Strings("cis:7.3")},
			1,
			map[string]int{"/api/organizations": 1, "/api/v2/policies": 1, "/api/systems": 1},
		},
		"a cloud directory": {
			arguments{"included_checks": acctest.Strings("gsuite-lockout-suspends")},
			1,
			map[string]int{"/api/organizations": 1, "/api/v2/directories": 1, "/api/v2/gsuites/*": 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := serve(t, world.DefaultJumpCloud())
			got := read(t, systems, "posture", test.given)
			acctest.Equal(t, "checks", len(acctest.Rows(t, got["checks"])), test.checks)
			if diff := acctest.DiffRequests(systems, test.requests); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An organization without users and devices looks like one that the key cannot
// view: nothing about them passes, whichever of them is asked about.
func TestPostureDataSource_emptyOrganization(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"user-mfa-enrolled", "device-disk-encrypted"} {
		organization := world.DefaultJumpCloud()
		organization.RemoveAll(world.JumpCloudUsers)
		organization.RemoveAll(world.JumpCloudSystems)
		systems := serve(t, organization)
		got := read(t, systems, "posture", arguments{"as_of": asOf, "included_checks": acctest.Strings(id)})
		acctest.Equal(t, "status", acctest.Column(t, got["checks"], "status"), []any{"unknown"})
		acctest.Equal(t, "findings", acctest.Column(t, got["findings"], "status"), []any{"unknown"})
		acctest.Equal(t, "covered subjects", got["covered_subjects"], any([]any{}))
		if diff := acctest.DiffRequests(systems, map[string]int{"/api/organizations": 1, "/api/systemusers": 1, "/api/systems": 1}); diff != "" {
			t.Error(diff)
		}
	}
}

// A document that cannot be read is a warning that says which, what to do and
// why; its checks are unknown and findings; the others are what they are.
func TestPostureDataSource_forbidden(t *testing.T) {
	t.Parallel()
	systems := serve(t, world.StrongJumpCloud(), sandbox.WithQuirks(peer.Quirks{Forbidden: []string{"/api/systemusers", "/api/v2/directories"}}))
	state, diagnostics := acctest.NewSandboxServer(t, systems).Read(t.Context(), t, typeName("posture"), arguments{"as_of": asOf, "allowed_email_domains": acctest.Strings("acme.example")})
	if len(diagnostics) != 2 {
		t.Fatalf("want a warning for each of the two, got %d:\n%s", len(diagnostics), acctest.Explain(diagnostics))
	}
	for i, object := range []string{"list the directories", "list the users"} {
		if diagnostics[i].Severity != tfprotov6.DiagnosticSeverityWarning {
			t.Error("it is no warning")
		}
		acctest.WantText(t, diagnostics[i], "Unable to Read a Part of JumpCloud", "have the status unknown", "role", "Original Error: JumpCloud: could not "+object+": HTTP 403 Forbidden")
	}
	got := acctest.PlainAttributes(t, state)
	unknown := []string{}
	for _, check := range acctest.Rows(t, got["checks"]) {
		id := check["id"].(string) //nolint:forcetypeassert // a test may panic
		switch check["status"] {
		case "unknown":
			unknown = append(unknown, id)
			if check["passed"] != 0 || !strings.Contains(check["reason"].(string), "forbidden to the API key's role (HTTP 403)") { //nolint:forcetypeassert // a test may panic
				t.Errorf("%v", check)
			}
		case "pass":
			if strings.HasPrefix(id, "user-") || strings.HasPrefix(id, "gsuite-") || strings.HasPrefix(id, "office365-") || id == "service-account-not-privileged" {
				t.Errorf("%s passes", id)
			}
		default:
			t.Errorf("%s is %s", id, check["status"])
		}
	}
	if len(unknown) != 18 {
		t.Errorf("%d checks are unknown: %v", len(unknown), unknown)
	}
	acctest.Equal(t, "findings", len(acctest.Rows(t, got["findings"])), len(unknown))
	if score := got["score"].(int); score >= 100 || score < 50 { //nolint:forcetypeassert // a test may panic
		t.Errorf("score %d", score)
	}
}
