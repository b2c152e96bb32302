// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

var (
	stringList = tftypes.List{ElementType: tftypes.String}
	numbers    = tftypes.Map{ElementType: tftypes.Number}
	lists      = tftypes.Map{ElementType: stringList}
)

func threshold(name string, value any) arguments {
	return arguments{"thresholds": tftypes.NewValue(numbers, map[string]tftypes.Value{name: tftypes.NewValue(tftypes.Number, value)})}
}

func subjects(check string, value tftypes.Value) arguments {
	return arguments{"ignored_subjects": tftypes.NewValue(lists, map[string]tftypes.Value{check: value})}
}

// Bad input is refused before anything is read, at the attribute, with what is
// allowed.
func TestDataSources_badInput(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	const (
		notEmpty  = "at least 1 elements"
		noNull    = "null"
		anyCheck  = `"user-ssh-key-age"`
		anyNumber = "user-password-age.max_days"
	)
	nullText := tftypes.NewValue(tftypes.String, nil)
	for name, test := range map[string]struct {
		dataSource string
		given      arguments
		attribute  string
		words      []string
	}{
		"another check":               {"posture", arguments{"included_checks": acctest.Strings("user-mfa")}, "included_checks", []string{anyCheck, `"user-mfa"`}},
		"no checks":                   {"posture", arguments{"included_checks": acctest.Strings()}, "included_checks", []string{notEmpty}},
		"another excluded check":      {"posture", arguments{"excluded_checks": acctest.Strings("*")}, "excluded_checks", []string{anyCheck}},
		"another severity":            {"posture", arguments{"minimum_severity": acctest.String("severe")}, "minimum_severity", []string{`"critical"`, `"severe"`}},
		"no thresholds":               {"posture", arguments{"thresholds": tftypes.NewValue(numbers, map[string]tftypes.Value{})}, "thresholds", []string{notEmpty}},
		"a threshold that is null":    {"posture", threshold(anyNumber, nil), "thresholds", []string{noNull}},
		"another threshold":           {"posture", threshold("max_days", 90), "thresholds", []string{"Invalid Threshold", `"max_days" is not the name`, anyNumber}},
		"a threshold out of range":    {"posture", threshold("org-password-min-length.min_length", 7), "thresholds", []string{"Invalid Threshold", "between 8 and 64, got: 7"}},
		"a threshold below its range": {"posture", threshold(anyNumber, -1), "thresholds", []string{"between 1 and 3650"}},
		"a huge number":               {"posture", threshold(anyNumber, 1e300), "thresholds", []string{"must be a whole number"}},
		"null among checks":           {"posture", arguments{"included_checks": tftypes.NewValue(stringList, []tftypes.Value{nullText})}, "included_checks", []string{noNull}},
		"a fraction":                  {"posture", threshold(anyNumber, 1.5), "thresholds", []string{"must be a whole number, got: 1.5"}},
		"more than the most":          {"posture", threshold("admin-super-admin-count.min", 5), "thresholds", []string{"Invalid Thresholds", "min is 5", "max (4)"}},
		"ignored in another check":    {"posture", subjects("user-mfa", acctest.Strings("x")), "ignored_subjects", []string{anyCheck, `"*"`}},
		"no one is ignored":           {"posture", subjects("*", acctest.Strings()), "ignored_subjects", []string{notEmpty}},
		"a blank is ignored":          {"posture", subjects("*", acctest.Strings(" ")), "ignored_subjects", []string{"blank"}},
		"null is ignored":             {"posture", subjects("*", tftypes.NewValue(stringList, []tftypes.Value{nullText})), "ignored_subjects", []string{noNull}},
		"no list is ignored":          {"posture", subjects("*", tftypes.NewValue(stringList, nil)), "ignored_subjects", []string{noNull}},
		"no time":                     {"posture", arguments{"as_of": acctest.String("2026-12-01")}, "as_of", []string{"RFC3339"}},
		"no domain":                   {"posture", arguments{"allowed_email_domains": acctest.Strings("ada@acme.example")}, "allowed_email_domains", []string{"domain name"}},
		"no families":                 {"systems", arguments{"os_families": acctest.Strings()}, "os_families", []string{notEmpty}},
		"another family":              {"systems", arguments{"os_families": acctest.Strings("macos")}, "os_families", []string{`"darwin"`, `"mobile"`}},
		"no check is left": {
			"posture",
			arguments{"included_checks": acctest.Strings("user-activated"), "minimum_severity": acctest.String("high")},
			"",
			[]string{"No Check Is Left", "included_checks, excluded_checks, controls and minimum_severity"},
		},
		"each check is excluded": {
			"posture",
			arguments{"included_checks": acctest.Strings("user-activated"), "excluded_checks": acctest.Strings("user-activated")},
			"",
			[]string{"No Check Is Left"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server.WantRefused(t.Context(), t, typeName(test.dataSource), test.given, test.attribute, test.words...)
		})
	}
}

// What is not known at plan is judged when it is.
func TestDataSources_goodInput(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	for name, given := range map[string]arguments{
		"nothing":               nil,
		"every check excluded?": {"included_checks": acctest.Strings("user-activated"), "excluded_checks": tftypes.NewValue(stringList, []tftypes.Value{unknown})},
		"unknown time":          {"as_of": unknown, "minimum_severity": unknown},
		"unknown thresholds":    {"thresholds": tftypes.NewValue(numbers, tftypes.UnknownValue)},
		"unknown threshold":     threshold("user-password-age.max_days", tftypes.UnknownValue),
		"unknown subjects":      subjects("*", tftypes.NewValue(stringList, tftypes.UnknownValue)),
		"both thresholds": {"thresholds": tftypes.NewValue(numbers, map[string]tftypes.Value{
			"admin-super-admin-count.min": acctest.Number(5), "admin-super-admin-count.max": acctest.Number(9),
		})},
		"info": {"minimum_severity": acctest.String("info")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server.WantAccepted(t.Context(), t, typeName("posture"), given)
		})
	}
}
