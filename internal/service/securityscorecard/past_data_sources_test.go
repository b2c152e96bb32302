// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestBreachesDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "breaches", `
data "vendorrisk_securityscorecard_breaches" "test" {
  domains = ["https://Foxtrot-Freight.example/", "delta-data.example"]
  from    = "2026-02-14"
  to      = "2026-02-14"
}`,
		map[string]any{
			"findings": []any{map[string]any{
				"source": "securityscorecard", "subject": "foxtrot-freight.example", "type": "breach", "title": "Data breach", "severity": "critical", "status": "open",
				"first_seen_at": "2026-02-14T00:00:00Z", "last_seen_at": "2026-02-14T00:00:00Z", "url": nil,
				"method": "Inside Job", "link": "https://news.example/foxtrot?id=7",
				"description": "A former employee copied shipping manifests. | <b>Read</b> [more](https://evil.example) @everyone ::error::",
			}},
			"counts":           map[string]any{"critical": 1},
			"total":            1,
			"covered_subjects": []any{"delta-data.example", "foxtrot-freight.example"},
		},
		map[string]int{
			"/companies/delta-data.example/history/events/breaches":      1,
			"/companies/foxtrot-freight.example/history/events/breaches": 1,
		})
}

func TestEventsDataSource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	state := read(t, server, "events", acctest.WireAttributes(t, server.Schema(t, typeName("events")), map[string]any{
		"domains": []any{"foxtrot-freight.example"}, "from": "2026-02-01", "to": "2026-03-18", "types": []any{"issues", "breach"},
	}))
	event := func(id, date, kind, status, issueType string, count, impact any, severity, factor any) map[string]any {
		row := map[string]any{
			"domain": "foxtrot-freight.example", "id": id, "date": date + "T00:00:00Z", "type": kind, "status": nil, "issue_type": nil,
			"issue_count": count, "severity": severity, "factor": factor, "score_impact": impact, "url": nil,
		}
		if issueType != "" {
			row["status"], row["issue_type"] = status, issueType
			row["url"] = systems.SecurityScorecard.BaseURL + "/companies/foxtrot-freight.example/history/events/" + date + "/issues/" + issueType + "?group_status=" + status
		}
		return row
	}
	acctest.Equal(t, "events", state["events"], any([]any{
		event("40118231", "2026-02-11", "issues", "active", "malware_infection", 6, 7.2, "high", "ip_reputation"),
		event("40118377", "2026-02-14", "breach", "", "", nil, nil, nil, nil),
		event("40121002", "2026-03-18", "issues", "resolved", "outdated_browser", 4, 0.469, "low", "endpoint_security"),
		event("40121005", "2026-03-18", "issues", "departed", "open_port", 2, 0, "info", "network_security"),
	}))
}

// Days in the wrong order are refused at the plan, whichever data source has them.
func TestPast_refusesDaysInTheWrongOrder(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"breaches", "events"} {
		server := acctest.NewServer(t)
		arguments := map[string]any{"domains": []any{"a.example"}, "from": "2026-03-02", "to": "2026-03-01"}
		diagnostics := server.Validate(t.Context(), t, typeName(name), acctest.WireAttributes(t, server.Schema(t, typeName(name)), arguments))
		if len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, "from is 2026-03-02, and must not be after to, which is 2026-03-01") {
			t.Errorf("%s: %s", name, acctest.Explain(diagnostics))
		}
		delete(arguments, "domains")
		arguments["to"] = "2026-03-02"
		diagnostics = server.Validate(t.Context(), t, typeName(name), acctest.WireAttributes(t, server.Schema(t, typeName(name)), arguments))
		if len(diagnostics) == 0 {
			t.Errorf("%s: no companies are not refused", name)
		}
		arguments["domains"], arguments["to"] = []any{"a.example"}, acctest.Unknown{}
		if diagnostics = server.Validate(t.Context(), t, typeName(name), acctest.WireAttributes(t, server.Schema(t, typeName(name)), arguments)); len(diagnostics) > 0 {
			t.Errorf("%s: an unknown day is refused: %s", name, acctest.Explain(diagnostics))
		}
	}
}

// Without to, days until today are read.
func TestPast_untilToday(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	detail := readError(t, server, "breaches", acctest.WireAttributes(t, server.Schema(t, typeName("breaches")), map[string]any{
		"domains": []any{"delta-data.example"}, "from": "9999-01-01",
	}))
	if !strings.Contains(detail.Detail, "from is 9999-01-01, and must not be after to, which is ") {
		t.Error(detail.Detail)
	}
	if requests := systems.Requests.All(); len(requests) > 0 {
		t.Errorf("requested %v", requests)
	}
	state := read(t, server, "breaches", acctest.WireAttributes(t, server.Schema(t, typeName("breaches")), map[string]any{
		"portfolio_ids": []any{world.CriticalVendorsID}, "from": "2025-01-01",
	}))
	acctest.Equal(t, "total", state["total"], any(2))
}
