// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

const openPortRecommendation = "- Find the assets of open_port.\n- Change their configuration."

func TestIssueTypeDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "issue_type", `data "vendorrisk_securityscorecard_issue_type" "test" { type = "open_port" }`,
		map[string]any{
			"type": "open_port", "title": "Open Port Discovered", "severity": "info", "factor": "network_security",
			"short_description": "Open Port Discovered.", "long_description": "This was found: Open Port Discovered. It lets an attacker go further.",
			"recommendation": openPortRecommendation,
		},
		map[string]int{"/metadata/issue-types/open_port": 1})
}

func TestIssueTypeDataSource_unknown(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	failure := readError(t, server, "issue_type", arguments{"type": acctest.String("opne_port")})
	acctest.WantText(t, failure, "Unknown SecurityScorecard Issue Type", "could not read issue type opne_port", "vendorrisk_securityscorecard_issue_types lists")
	if failure.Attribute.String() != `AttributeName("type")` {
		t.Errorf("the error is at %s", failure.Attribute)
	}
}

// The recommendation of a type is read once, by all that ask for it.
func TestFindingsDataSource_recommendations(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	given := func(include bool) arguments {
		return arguments{"domains": acctest.Strings("aurora-payments.example"), "issue_types": acctest.Strings("open_port"), "include_recommendations": acctest.Bool(include)}
	}
	for include, want := range map[bool]any{false: nil, true: openPortRecommendation} {
		rows := acctest.Rows(t, read(t, server, "findings", given(include))["findings"])
		if len(rows) != 30 {
			t.Fatalf("got %d findings, want 30", len(rows))
		}
		for _, row := range rows {
			acctest.Equal(t, "recommendation", row["recommendation"], want)
		}
	}
	read(t, server, "issue_type", arguments{"type": acctest.String("open_port")})
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{
		"/metadata/issue-types": 1, "/metadata/issue-types/open_port": 1, "/companies/aurora-payments.example/active-issues": 1,
	}), "")
}
