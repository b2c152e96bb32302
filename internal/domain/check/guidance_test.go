// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// Every check has a row, and no row is without a check.
func TestGuidance_isOfEveryCheck(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("guidance.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows map[string]check.Guidance
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	for _, one := range check.All() {
		if diff := cmp.Diff(rows[one.ID], one.Guidance); diff != "" || one.Remediation == "" || one.Controls == nil {
			t.Errorf("%s has no row, or another one: %s", one.ID, diff)
		}
		if !strings.HasSuffix(one.Remediation, ".") || strings.Contains(one.Remediation, "|") {
			t.Errorf("%s: not sentences: %q", one.ID, one.Remediation)
		}
		if one.Reference != "" && !strings.HasPrefix(one.Reference, "https://jumpcloud.com/support/") {
			t.Errorf("%s: not a page of JumpCloud: %q", one.ID, one.Reference)
		}
		delete(rows, one.ID)
	}
	for id := range rows {
		t.Errorf("%s has a row, and is no check", id)
	}
}

// controlPatterns are how the frameworks write their controls.
var controlPatterns = map[string]*regexp.Regexp{
	"cis":         regexp.MustCompile(`^\d{1,2}\.\d{1,2}$`),
	"iso-27001":   regexp.MustCompile(`^A\.[5-8]\.\d{1,2}$`),
	"nist-800-53": regexp.MustCompile(`^[A-Z]{2}-\d{1,2}(\(\d{1,2}\))?$`),
	"nist-csf":    regexp.MustCompile(`^[A-Z]{2}\.[A-Z]{2}-\d{2}$`),
	"soc2":        regexp.MustCompile(`^CC\d\.\d$`),
}

func TestControls(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, control := range check.Controls() {
		framework, id, _ := strings.Cut(control, ":")
		used[framework] = true
		if pattern, ok := controlPatterns[framework]; !ok || check.Frameworks[framework] == "" || !pattern.MatchString(id) {
			t.Errorf("%q is not a control", control)
		}
	}
	if len(used) != len(check.Frameworks) || !slices.IsSorted(check.Controls()) {
		t.Errorf("controls %v", check.Controls())
	}
	for _, one := range check.All() {
		if len(slices.Compact(slices.Sorted(slices.Values(one.Controls)))) != len(one.Controls) {
			t.Errorf("%s names a control twice: %v", one.ID, one.Controls)
		}
	}
}

// Controls choose the checks that support one of them, together with the other
// choices.
func TestSelect_controls(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		selection check.Selection
		want      []string
	}{
		"one":           {check.Selection{Controls: []string{"cis:3.6"}}, []string{"device-disk-encrypted"}},
		"two":           {check.Selection{Controls: []string{"cis:7.3", "cis:3.6"}}, []string{"device-disk-encrypted", "device-os-update-policy"}},
		"none has it":   {check.Selection{Controls: []string{"cis:9.9"}}, []string{}},
		"and a check":   {check.Selection{Controls: []string{"cis:3.6"}, IDs: []string{"user-mfa-enrolled"}}, []string{}},
		"and excluded":  {check.Selection{Controls: []string{"cis:3.6"}, ExcludedIDs: []string{"device-disk-encrypted"}}, []string{}},
		"in their case": {check.Selection{Controls: []string{"CIS:3.6"}}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := []string{}
			for _, one := range check.Select(test.selection) {
				got = append(got, one.ID)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Open findings say what to do, and where to read about it; unknown ones do not.
func TestFindings_haveGuidance(t *testing.T) {
	t.Parallel()
	open := given(group(`{"sudo":{"enabled":true,"withoutPassword":true}}`)).report("group-no-passwordless-sudo").Findings[0]
	unknown := given(groups(`{"id":"g"}`)).report("group-no-passwordless-sudo").Findings[0]
	for finding, want := range map[check.Finding][2]string{
		open:    {"In the user group, turn off passwordless sudo, or give no elevated permission.", "https://jumpcloud.com/support/set-admin-sudo-permissions"},
		unknown: {},
	} {
		if got := [2]string{finding.Remediation, finding.URL}; got != want {
			t.Errorf("%s: %v, want %v", finding.Status, got, want)
		}
	}
}
