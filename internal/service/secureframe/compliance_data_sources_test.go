// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	testsType       = "vendorrisk_secureframe_tests"
	controlsType    = "vendorrisk_secureframe_controls"
	tprmVendorsType = "vendorrisk_secureframe_tprm_vendors"
)

// readData reads a data source in process.
func readData(t *testing.T, systems *sandbox.Sandbox, dataSource string, arguments object) (object, []*tfprotov6.Diagnostic) {
	t.Helper()
	server := acctest.NewSandboxServer(t, systems)
	state, diagnostics := server.Read(t.Context(), t, dataSource, acctest.WireAttributes(t, server.Schema(t, dataSource), arguments))
	return acctest.PlainAttributes(t, state), diagnostics
}

func mustReadData(t *testing.T, systems *sandbox.Sandbox, dataSource string, arguments object) object {
	t.Helper()
	state, diagnostics := readData(t, systems, dataSource, arguments)
	if len(diagnostics) > 0 {
		t.Fatal(acctest.Explain(diagnostics))
	}
	return state
}

// findings are the findings of a state, each as its subject, type, severity and
// status.
func findings(t *testing.T, state object) []string {
	t.Helper()
	list := []string{}
	for _, row := range acctest.Rows(t, state["findings"]) {
		list = append(list, fmt.Sprint(row["subject"], " ", row["type"], " ", row["severity"], " ", row["status"]))
	}
	return list
}

// With Terraform: the tests of the default world, as they are stored.
func TestTests_readsTheAccount(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	id := func(key string) string { return world.SecureframeID(world.SecureframeTests, key) }
	finding := func(key, title, findingType, severity, status, health, reason string, firstSeen any) object {
		return object{
			"source": "secureframe", "subject": key, "type": findingType, "title": title, "severity": severity, "status": status,
			"first_seen_at": firstSeen, "last_seen_at": "2026-11-30T04:00:00Z", "url": nil,
			"test_id": id(key), "health_status": health, "reason": reason,
		}
	}
	acctest.UnitTestDataSource(t, systems, testsType, `data "vendorrisk_secureframe_tests" "test" {}`, object{
		"total":            8,
		"counts":           object{"high": 3, "medium": 1},
		"covered_subjects": []any{"access-keys-rotated", "backups-encrypted", "branch-protection", "laptops-encrypted", "mfa-required", "penetration-test", "vendors-reviewed"},
		"findings": []any{
			finding("branch-protection", "Changes are approved", "test_at_risk", "medium", "open", "at_risk", "the test is at risk", nil),
			finding("laptops-encrypted", "Laptops are encrypted", "test_fail", "high", "open", "fail", "the test fails", "2026-10-02T04:00:00Z"),
			finding("penetration-test", "A penetration test was done", "test_fail", "high", "open", "fail", "the test fails", "2026-09-01T04:00:00Z"),
			finding("wireless-inventory", "Access points are listed", "test_disabled", "high", "unknown", "disabled", "the test is disabled, so that nothing evaluates it", nil),
		},
	}, acctest.ExpectRequests(systems, map[string]int{"/tests": 1}))
}

func TestTests_filters(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for _, test := range []struct {
		arguments object
		total     int
		findings  []string
	}{
		{object{"keys": []any{"mfa-required", "access-keys-rotated"}}, 2, []string{}},
		{object{"frameworks": []any{"soc2_alpha"}}, 6, []string{"penetration-test test_fail high open", "wireless-inventory test_disabled high unknown"}},
		{object{"frameworks": []any{"soc2_alpha"}, "ignored_health_statuses": []any{"disabled"}}, 6, []string{"penetration-test test_fail high open"}},
		{object{"frameworks": []any{"hipaa"}}, 0, []string{"tests no_tests high unknown"}},
		{object{"test_types": []any{"platform"}}, 1, []string{"wireless-inventory test_disabled high unknown"}},
		{object{"test_types": []any{"platform"}, "ignored_health_statuses": []any{"disabled"}}, 1, []string{"tests no_tests high unknown"}},
		{object{"keys": []any{"mfa-required"}, "test_types": []any{"upload"}}, 0, []string{"tests no_tests high unknown"}},
	} {
		state := mustReadData(t, systems, testsType, test.arguments)
		acctest.Equal(t, fmt.Sprint(test.arguments), findings(t, state), test.findings)
		acctest.Equal(t, "total", len(acctest.Rows(t, state["tests"])), test.total)
	}
	// A type that is not documented may be any of them.
	systems.World.Compliance.SetObject(world.SecureframeTests, "laptops-encrypted", "test_type", "hybrid")
	state := mustReadData(t, systems, testsType, object{"test_types": []any{"upload"}})
	acctest.Equal(t, "findings", findings(t, state), []string{"laptops-encrypted test_fail high open", "penetration-test test_fail high open"})
}

// A word that nothing has is an error that names what there is.
func TestCompliance_unknownWords(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for _, test := range []struct {
		dataSource string
		arguments  object
		want       string
		words      []string
	}{
		{testsType, object{"keys": []any{"MFA-required", "mfa-required"}}, "error at keys: Unknown Secureframe test", []string{`"MFA-required"`, `"mfa-required"`}},
		{controlsType, object{"keys": []any{"AC-9"}}, "error at keys: Unknown Secureframe control", []string{`"AC-1"`}},
		{testsType, object{"frameworks": []any{"soc2"}}, "error at frameworks: Unknown Secureframe Framework", []string{`"soc2"`, `"soc2_alpha"`}},
		{controlsType, object{"frameworks": []any{"SOC2_ALPHA"}}, "error at frameworks: Unknown Secureframe Framework", []string{`"soc2_alpha"`}},
		{tprmVendorsType, object{"risk_levels": []any{"severe", "High"}}, "error at risk_levels: Unknown Secureframe Risk Level", []string{`"severe"`, `"Critical", "High", "Low", "Medium"`}},
	} {
		state, diagnostics := readData(t, systems, test.dataSource, test.arguments)
		acctest.WantDiagnostics(t, diagnostics, test.want)
		acctest.WantTextAmong(t, diagnostics, test.words...)
		if state["total"] != nil {
			t.Errorf("state %v", state)
		}
	}
}

func TestControls(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	all := []string{
		"AC-2 control_unhealthy high open", "CM-1 control_at_risk medium open", "PE-1 control_not_applicable high unknown",
		"PM-1 control_unmapped high unknown", "RA-1 control_not_tested high unknown",
	}
	state := mustReadData(t, systems, controlsType, nil)
	acctest.Equal(t, "findings", findings(t, state), all)
	acctest.Equal(t, "covered", state["covered_subjects"], any([]any{"AC-1", "AC-2", "CM-1", "DS-1", "VM-1"}))
	state = mustReadData(t, systems, controlsType, object{"ignored_health_statuses": []any{"not_applicable", "unmapped"}})
	acctest.Equal(t, "findings", findings(t, state), []string{all[0], all[1], all[4]})
	state = mustReadData(t, systems, controlsType, object{"frameworks": []any{"soc2_alpha"}, "keys": []any{"AC-1"}})
	acctest.Equal(t, "findings", findings(t, state), []string{})
	systems.World.Compliance.SetObject(world.SecureframeControls, "AC-1", "failing_test_count", 1)
	state = mustReadData(t, systems, controlsType, object{"keys": []any{"AC-1"}})
	acctest.Equal(t, "findings", findings(t, state), []string{"AC-1 control_unknown high unknown"})
}

// Names of people come only when they are asked for, and texts that may have them
// never.
func TestCompliance_names(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for _, dataSource := range []string{testsType, controlsType, tprmVendorsType} {
		text := fmt.Sprint(mustReadData(t, systems, dataSource, nil))
		for _, name := range world.SecureframePeople() {
			if strings.Contains(text, name) {
				t.Errorf("%s has %q", dataSource, name)
			}
		}
	}
	for dataSource, list := range map[string]string{testsType: "tests", controlsType: "controls"} {
		state := mustReadData(t, systems, dataSource, object{"include_names": true})
		if !slices.Contains(acctest.Column(t, state[list], "owner_name"), any("Robin Reed")) {
			t.Errorf("%s has no names", dataSource)
		}
		if text := fmt.Sprint(state["findings"]); strings.Contains(text, "Robin Reed") {
			t.Errorf("%s", text)
		}
	}
}

func TestTPRMVendors(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for _, test := range []struct {
		arguments object
		want      string
		unmatched []any
	}{
		{nil, "Aurora Payments=aurora-payments.example Borealis Cloud=borealis-cloud.example Cobalt Logistics=cobalt-logistics.example Foxtrot Freight=foxtrot-freight.example Harbor Mail=harbor-mail.example Kestrel Health=kestrel-health.example The caterer=<nil>", []any{}},
		// A vendor without a risk level may have any.
		{object{"risk_levels": []any{" critical"}}, "Aurora Payments=aurora-payments.example Borealis Cloud=borealis-cloud.example The caterer=<nil>", []any{}},
		{object{"domains": []any{"https://WWW.Aurora-Payments.example/", "other.example"}}, "Aurora Payments=aurora-payments.example", []any{"other.example"}},
		{object{"risk_levels": []any{"High"}, "domains": []any{"aurora-payments.example", "cobalt-logistics.example"}}, "Cobalt Logistics=cobalt-logistics.example", []any{"aurora-payments.example"}},
	} {
		state := mustReadData(t, systems, tprmVendorsType, test.arguments)
		names := []string{}
		for _, row := range acctest.Rows(t, state["vendors"]) {
			names = append(names, fmt.Sprint(row["name"], "=", row["domain"]))
		}
		slices.Sort(names)
		acctest.Equal(t, fmt.Sprint(test.arguments), strings.Join(names, " "), test.want)
		acctest.Equal(t, "unmatched", state["unmatched"], any(test.unmatched))
	}
}

func TestCompliance_errorsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for status, words := range map[int]string{
		http.StatusUnauthorized:    "SECUREFRAME_API_KEY",
		http.StatusForbidden:       "whose role must allow what is read",
		http.StatusNotFound:        "region and base_url",
		http.StatusTooManyRequests: "500 requests a minute",
		http.StatusBadGateway:      "no value is assumed",
	} {
		systems := acctest.StartSandbox(t)
		systems.Faults.Add(fault.Rule{Effect: fault.Respond(status, nil, "")})
		_, diagnostics := readData(t, systems, controlsType, nil)
		acctest.WantDiagnostics(t, diagnostics, "error: Unable to Read Secureframe Controls")
		acctest.WantTextAmong(t, diagnostics, words)
	}
}
