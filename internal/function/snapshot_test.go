// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

func TestSnapshotRows(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	source := posture.SourceSecurityScorecard
	document := snapshot.New(source, time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC), posture.Scope{posture.ScopePortfolios: {{ID: "p1"}}},
		[]posture.Company{{Domain: "a.example", Grade: "B", Score: new(int64(80)), PortfolioIDs: []string{"p1"}, Factors: map[string]posture.Factor{"dns_health": {Grade: "A"}}}},
		[]posture.Finding{{Source: source, Subject: "a.example", Type: "not_readable", Status: posture.Unknown}}, nil)
	text, err := document.Write()
	if err != nil {
		t.Fatal(err)
	}
	invocation{"snapshot_companies", []any{text}, []any{map[string]any{
		"domain": "a.example", "grade": "B", "score": 80, "portfolio_ids": []any{"p1"}, "factors": map[string]any{"dns_health": map[string]any{"grade": "A", "score": nil}},
		"uuid": nil, "name": nil, "score_change_30d": nil, "industry": nil, "size": nil, "finding_counts": nil, "provisional": nil, "is_custom": nil, "tags": nil,
	}}}.run(t, server)
	findings := []any{map[string]any{
		"source": source, "subject": "a.example", "type": "not_readable", "status": "unknown",
		"title": nil, "severity": nil, "first_seen_at": nil, "last_seen_at": nil, "url": nil,
	}}
	invocation{"snapshot_findings", []any{text}, findings}.run(t, server)
	invocation{"snapshot_findings", []any{text + "untrusted comment: a signature\n"}, findings}.run(t, server)
	for name, changed := range map[string]string{"edited": strings.Replace(text, "80", "90", 1), "cut": text[:100], "empty": ""} {
		wantFailure(t, name, server, "snapshot_companies", []any{changed}, 0, "the snapshot cannot be used: it")
		wantFailure(t, name, server, "snapshot_findings", []any{changed}, 0, "the snapshot cannot be used: it")
	}
}
