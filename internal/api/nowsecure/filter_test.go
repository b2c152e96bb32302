// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Included checks come before excluded ones, and both before severities and
// scores. A check that only warns is kept as a warning.
func TestFindings_checks(t *testing.T) {
	t.Parallel()
	rated := func(check, severity string) world.MobileFinding {
		return affected(check, func(row *world.MobileFinding) { row.Severity, row.Impact = severity, severity })
	}
	client := rows(t, rated("critical_one", "critical"), rated("low_one", "low"), rated("obfuscation_check", "warn"), rated("apk_permissions", "info"), rated("keysize_check", "low"))
	for name, test := range map[string]struct {
		query nowsecure.FindingsQuery
		want  []string
	}{
		"included":                   {nowsecure.FindingsQuery{MinimumSeverity: posture.High, IncludedChecks: []string{"LOW_one", "none"}}, []string{"critical_one", "low_one"}},
		"excluded":                   {nowsecure.FindingsQuery{ExcludedChecks: []string{"critical_ONE", "low_one", "apk_permissions"}}, []string{"keysize_check", "obfuscation_check"}},
		"both":                       {nowsecure.FindingsQuery{IncludedChecks: []string{"low_one"}, ExcludedChecks: []string{"low_one", "critical_one"}, MinimumCVSS: new(9.0)}, []string{"low_one"}},
		"warnings":                   {nowsecure.FindingsQuery{MinimumSeverity: posture.High, IncludeWarnings: true}, []string{"critical_one", "low_one", "obfuscation_check"}}, // of low_one it is not known
		"warnings that are excluded": {nowsecure.FindingsQuery{MinimumSeverity: posture.High, IncludeWarnings: true, ExcludedChecks: []string{"obfuscation_check", "low_one"}}, []string{"critical_one"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.query.Apps = only(world.BorealisRef)
			got := []string{}
			for _, finding := range must[nowsecure.Findings](t)(client.Findings(t.Context(), test.query)).Findings {
				got = append(got, finding.Type)
			}
			sandboxtest.Equal(t, "checks", got, test.want)
		})
	}
}

// What is hidden is counted within the filters, and a finding if that is asked
// for.
func TestFindings_hidden(t *testing.T) {
	t.Parallel()
	hidden := func(check, severity string) world.MobileFinding {
		return affected(check, func(row *world.MobileFinding) { row.Severity, row.Hidden = severity, true })
	}
	client := rows(t, hidden("a", "high"), hidden("b", "high"), hidden("c", "low"), affected("d", func(row *world.MobileFinding) { row.Affected, row.Hidden = new(false), true }))
	query := nowsecure.FindingsQuery{Apps: only(world.BorealisRef), MinimumSeverity: posture.Medium}
	for include, want := range map[bool][]string{false: {}, true: {"a high open", "b high open"}} {
		query.IncludeHidden = include
		read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
		sandboxtest.Equal(t, "findings", brief(read.Findings), want)
		sandboxtest.Equal(t, "hidden", read.Hidden, map[posture.Severity]int64{posture.High: 2})
	}
	history := lastDays(30, world.BorealisRef)
	if read := must[nowsecure.Findings](t)(client.Findings(t.Context(), history)); read.Hidden != nil {
		t.Errorf("records say what is hidden: %v", read.Hidden)
	}
}
