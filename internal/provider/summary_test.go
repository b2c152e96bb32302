// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// seconds are the only part of a summary that differs from run to run.
var seconds = regexp.MustCompile(`[0-9.]+ s\.`)

// Every operation that needs requests says at its end how many, and one that
// another has answered says that too.
func TestSummary(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{Path: "/portfolios", Times: 1, Effect: fault.GatewayPage()})
	var log bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &log)
	server := acctest.NewServer(t)
	settings := acctest.SandboxSettings(systems, "securityscorecard")
	settings["max_retries"] = acctest.Number(1)
	server.Configure(ctx, t, map[string]acctest.Settings{"securityscorecard": settings})
	server.MustRead(ctx, t, "vendorrisk_securityscorecard_portfolios", nil)
	server.MustRead(ctx, t, "vendorrisk_securityscorecard_portfolios", nil)
	findings := tftypes.NewValue(server.Schema(t, "vendorrisk_gate").AttributeTypes["findings"], []tftypes.Value{})
	server.MustRead(ctx, t, "vendorrisk_gate", map[string]tftypes.Value{"findings": findings})

	lines, err := tflogtest.MultilineJSONDecode(&log)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, line := range lines {
		if message, ok := line["@message"].(string); ok && line["@level"] == "info" && strings.HasPrefix(message, "vendorrisk_") {
			got = append(got, seconds.ReplaceAllString(message, "0 s."))
			if fields := []string{"requests", "retries", "coalesced", "duration_ms"}; slices.ContainsFunc(fields, func(field string) bool { return line[field] == nil }) {
				t.Errorf("a field of %v is not in %v", fields, line)
			}
		}
	}
	want := []string{
		"vendorrisk_securityscorecard_portfolios took 0 s. Requests: 2, retries: 1, coalesced: 0",
		"vendorrisk_securityscorecard_portfolios took 0 s. Requests: 0, retries: 0, coalesced: 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("summaries (-want +got):\n%s", diff)
	}
}
