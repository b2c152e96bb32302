// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// Bad input is refused before anything is read, at the attribute, with what is
// allowed.
func TestDataSources_badInput(t *testing.T) {
	t.Parallel()
	const (
		notEmpty  = "at least 1 elements"
		noBlank   = "at least 1"
		platforms = `["android" "ios" "fireos" "harmonyos" "playstation" "roku" "tizen" "web" "webos" "xbox"]`
	)
	history, latest := acctest.String("history"), acctest.String("latest_assessment")
	then := acctest.String("2026-11-01T00:00:00Z")
	score := func(value float64) tftypes.Value { return tftypes.NewValue(tftypes.Number, value) }
	tests := map[string]struct {
		dataSource, attribute string
		given                 arguments
		words                 []string
	}{
		"unknown platform":        {"apps", "platforms", arguments{"platforms": acctest.Strings("symbian")}, []string{platforms, `"symbian"`}},
		"no platforms":            {"apps", "platforms", arguments{"platforms": acctest.Strings()}, []string{notEmpty}},
		"no packages":             {"apps", "packages", arguments{"packages": acctest.Strings()}, []string{notEmpty}},
		"empty package":           {"apps", "packages", arguments{"packages": acctest.Strings("")}, []string{noBlank}},
		"no groups":               {"apps", "groups", arguments{"groups": acctest.Strings()}, []string{notEmpty}},
		"unknown mode":            {"findings", "mode", arguments{"mode": acctest.String("latest")}, []string{`["latest_assessment" "history"]`}},
		"no apps":                 {"findings", "apps", arguments{"apps": acctest.Strings()}, []string{notEmpty}},
		"empty app":               {"findings", "apps", arguments{"apps": acctest.Strings("")}, []string{noBlank}},
		"platform of findings":    {"findings", "platforms", arguments{"platforms": acctest.Strings("iOS")}, []string{platforms}},
		"no groups of findings":   {"findings", "groups", arguments{"groups": acctest.Strings()}, []string{notEmpty}},
		"unknown severity":        {"findings", "minimum_severity", arguments{"minimum_severity": acctest.String("warn")}, []string{`"critical"`, `"warn"`}},
		"negative score":          {"findings", "minimum_cvss", arguments{"minimum_cvss": score(-0.1)}, []string{"between 0.000000 and 10.000000"}},
		"score above ten":         {"findings", "minimum_cvss", arguments{"minimum_cvss": score(10.1)}, []string{"between 0.000000 and 10.000000"}},
		"no time":                 {"findings", "seen_after", arguments{"mode": history, "seen_after": acctest.String("2026-11-01")}, []string{"RFC3339"}},
		"as of no time":           {"findings", "as_of", arguments{"mode": history, "as_of": acctest.String("now")}, []string{"RFC3339"}},
		"no days":                 {"findings", "seen_within_days", arguments{"mode": history, "seen_within_days": acctest.Number(0)}, []string{"a whole number from 1 to 3650"}},
		"too many days":           {"findings", "seen_within_days", arguments{"mode": history, "seen_within_days": acctest.Number(3651)}, []string{"a whole number from 1 to 3650"}},
		"what to do with an app":  {"findings", "on_app_error", arguments{"on_app_error": acctest.String("ignore")}, []string{`["fail" "report"]`}},
		"window without history":  {"findings", "seen_within_days", arguments{"seen_within_days": acctest.Number(30)}, []string{`mode = "history"`}},
		"time without history":    {"findings", "seen_after", arguments{"mode": latest, "seen_after": then}, []string{`mode = "history"`}},
		"as of without history":   {"findings", "as_of", arguments{"as_of": then}, []string{`mode = "history"`, "maximum_assessment_age_days"}},
		"closed without history":  {"findings", "include_closed", arguments{"include_closed": acctest.Bool(false)}, []string{`mode = "history"`}},
		"inconclusive in history": {"findings", "include_inconclusive", arguments{"mode": history, "include_inconclusive": acctest.Bool(true)}, []string{`mode = "latest_assessment"`}},
		"two windows":             {"findings", "", arguments{"mode": history, "seen_after": then, "seen_within_days": acctest.Number(1)}, []string{"seen_after,seen_within_days"}},
		"time as of another":      {"findings", "as_of", arguments{"mode": history, "seen_after": then, "as_of": then}, []string{"without seen_after"}},
		"no digest":               {"findings", "build_digest", arguments{"build_digest": acctest.String("sha256:00")}, []string{"64 hexadecimal digits"}},
		"digest in history":       {"findings", "build_digest", arguments{"mode": history, "build_digest": acctest.String(strings.Repeat("0", 64))}, []string{`mode = "latest_assessment"`}},
		"hidden in history":       {"findings", "include_hidden", arguments{"mode": history, "include_hidden": acctest.Bool(true)}, []string{`mode = "latest_assessment"`}},
		"warnings in history":     {"findings", "include_warnings", arguments{"mode": history, "include_warnings": acctest.Bool(true)}, []string{`mode = "latest_assessment"`}},
		"two baselines":           {"findings", "", arguments{"new_since_version": acctest.String("1"), "new_since_assessment": acctest.String("a")}, []string{"new_since_version,new_since_assessment"}},
		"blank baseline":          {"findings", "new_since_version", arguments{"new_since_version": acctest.String(" ")}, []string{"not blank"}},
		"a newer assessment":      {"findings", "on_newer_assessment", arguments{"on_newer_assessment": acctest.String("fail")}, []string{`["unknown" "ignore"]`}},
		"no age":                  {"findings", "maximum_assessment_age_days", arguments{"maximum_assessment_age_days": acctest.Number(0)}, []string{"a whole number from 1 to 3650"}},
		"a check in both lists":   {"findings", "excluded_checks", arguments{"included_checks": acctest.Strings("a", "b"), "excluded_checks": acctest.Strings("c", "A")}, []string{`"A"`, "included_checks"}},
		"no included checks":      {"findings", "included_checks", arguments{"included_checks": acctest.Strings()}, []string{notEmpty}},
		"no app":                  {"components", "app", arguments{"app": acctest.String("")}, []string{"not blank"}},
		"platform of store apps":  {"store_apps", "platforms", arguments{"platforms": acctest.Strings("web")}, []string{`["android" "ios"]`}},
	}
	server := acctest.NewServer(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server.WantRefused(t.Context(), t, typeName(test.dataSource), test.given, test.attribute, test.words...)
		})
	}
}

func TestDataSources_goodInput(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	unknownNumber := tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)
	unknownBool := tftypes.NewValue(tftypes.Bool, tftypes.UnknownValue)
	unknownList := tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, tftypes.UnknownValue)
	history, then := acctest.String("history"), acctest.String("2026-11-01T00:00:00+01:00")
	for name, test := range map[string]struct {
		dataSource string
		given      arguments
	}{
		"nothing":           {"findings", nil},
		"a window":          {"findings", arguments{"mode": history, "seen_within_days": acctest.Number(3650), "as_of": then, "include_closed": acctest.Bool(true)}},
		"an age":            {"findings", arguments{"maximum_assessment_age_days": acctest.Number(90), "as_of": then}},
		"an age and a time": {"findings", arguments{"mode": history, "maximum_assessment_age_days": acctest.Number(90), "as_of": then, "seen_after": then}},
		"a build":           {"findings", arguments{"build_digest": acctest.String(strings.Repeat("0aF1", 16)), "new_since_version": acctest.String("1"), "included_checks": acctest.Strings("a"), "excluded_checks": acctest.Strings("b")}},
		"a time":            {"findings", arguments{"mode": history, "seen_after": then}},
		"mode is not known": {"findings", arguments{"mode": unknown, "seen_after": then, "include_inconclusive": acctest.Bool(true)}},
		"nothing is known": {"findings", arguments{
			"mode": history, "apps": unknownList, "platforms": unknownList, "groups": unknownList, "minimum_severity": unknown, "minimum_cvss": unknownNumber,
			"seen_after": unknown, "include_closed": unknownBool, "on_app_error": unknown, "included_checks": unknownList, "excluded_checks": acctest.Strings("a"),
			"on_newer_assessment": unknown, "maximum_assessment_age_days": unknownNumber, "as_of": unknown,
		}},
		"filters of apps": {"apps", arguments{"platforms": acctest.Strings("web", "webos"), "packages": unknownList, "groups": acctest.Strings("A", "B")}},
		"inactive users":  {"users", arguments{"active": acctest.Bool(false)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server.WantAccepted(t.Context(), t, typeName(test.dataSource), test.given)
		})
	}
}

// With Terraform: a plan refuses it, shows the line, and sends nothing.
func TestDataSources_badInputAtPlan(t *testing.T) {
	t.Parallel()
	acctest.UnitTestRefused(t, `
data "vendorrisk_nowsecure_findings" "test" {
  seen_within_days = 30
}`, `Invalid Attribute Combination.*seen_within_days\s+= 30.*mode = "history"`)
}
