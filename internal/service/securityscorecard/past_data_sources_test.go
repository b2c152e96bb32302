// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"
	"time"

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
	for _, name := range []string{"breaches", "events", "score_history"} {
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

func TestScoreHistoryDataSource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	march := func(day int) time.Time { return time.Date(2026, time.March, day, 0, 0, 0, 0, time.UTC) }
	systems.World.SetScores("delta-data.example",
		world.DayScore{Date: march(6), Score: 80, Factors: map[string]int{"dns_health": 70}},
		world.DayScore{Date: march(7), Score: 74, Factors: map[string]int{"dns_health": 70, "network_security": 60}},
		world.DayScore{Date: march(9), Score: 76, Factors: map[string]int{"dns_health": 75, "network_security": 66}},
	)
	score := func(date string, score any) any { return map[string]any{"date": "2026-03-" + date, "score": score} }
	terraformTestOver(t, systems, "score_history", `
data "vendorrisk_securityscorecard_score_history" "test" {
  domains         = ["jasmine-labs.example", "Delta-Data.example"]
  from            = "2026-03-01"
  to              = "2026-03-31"
  include_factors = true
}`,
		map[string]any{"histories": []any{
			map[string]any{
				"domain": "delta-data.example", "change": -4, "lowest": 74, "highest": 80, "sparkline": "█▁·▃",
				"scores": []any{score("06", 80), score("07", 74), score("09", 76)},
				"factors": map[string]any{
					"dns_health": map[string]any{
						"change": 5, "lowest": 70, "highest": 75, "sparkline": "▁▁·█", "scores": []any{score("06", 70), score("07", 70), score("09", 75)},
					},
					// What it was on the first day is unknown, and so is its change.
					"network_security": map[string]any{
						"change": nil, "lowest": nil, "highest": nil, "sparkline": "·▁·█", "scores": []any{score("06", nil), score("07", 60), score("09", 66)},
					},
				},
			},
			map[string]any{
				"domain": "jasmine-labs.example", "change": nil, "lowest": nil, "highest": nil, "sparkline": nil, "scores": []any{}, "factors": map[string]any{},
			},
		}},
		map[string]int{
			"/companies/delta-data.example/history/score":           1,
			"/companies/delta-data.example/history/factors/score":   1,
			"/companies/jasmine-labs.example/history/score":         1,
			"/companies/jasmine-labs.example/history/factors/score": 1,
		})
}
