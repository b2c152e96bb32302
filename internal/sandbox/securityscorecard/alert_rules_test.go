// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	rules    = "/subscriptions"
	ofRobin  = rules + "?username=robin"
	jsonType = "Content-Type: application/json"
)

// sentRule is a body as the vendor's integration sends it.
func sentRule(changes, scorecards string) string {
	return `{"event_type":"scorecard.changed","delivery":{"workflow":{"name":"n","steps":[{"action":{"value":"alert_teammate","recipientType":{"value":"self"}}}],
		"filters":{"changes":` + changes + `,"scorecards":` + scorecards + `}}}}`
}

func TestAlertRules_areThoseOfTheIntegration(t *testing.T) {
	t.Parallel()
	const (
		grade     = `{"value":"grade_drop","grade":{"value":"any"}}`
		followed  = `{"value":"followed"}`
		portfolio = `{"value":"in_portfolio","portfolio_id":{"value":"` + world.CriticalVendorsID + `"}}`
	)
	client := serve(securityscorecard.Quirks{})
	for body, status := range map[string]int{
		sentRule(grade, followed): 200,
		sentRule(`{"value":"factor_score_rise_threshold","threshold":{"value":"90"},"factor":{"value":["dns_health"]}}`, portfolio): 200,
		sentRule(`{"value":"grade_drop"}`, followed):                                                      400,
		sentRule(`{"value":"score_drop_threshold","threshold":{"value":70}}`, followed):                   400,
		sentRule(`{"value":"factor_grade_drop","grade":{"value":"any"}}`, followed):                       400,
		sentRule(`{"value":"factor_grade_drop","grade":{"value":"any"},"factor":{"value":[]}}`, followed): 400,
		sentRule(`{"value":"dropped","grade":{"value":"any"}}`, followed):                                 400,
		sentRule(grade, `{"value":"by_id"}`):                                                              400,
		sentRule(grade, `{"value":"in_portfolio","portfolio_id":{"value":"none"}}`):                       400,
		sentRule(grade, `{"value":"followed","portfolio_id":{"value":"`+world.CriticalVendorsID+`"}}`):    400,
		strings.Replace(sentRule(grade, followed), `"self"`, `"all"`, 1):                                  400,
		strings.Replace(sentRule(grade, followed), `"event_type"`, `"type"`, 1):                           400,
	} {
		if got := client.Send(t, http.MethodPost, rules, body, authorized, jsonType); got.Status != status {
			t.Errorf("%s: %d %s", body, got.Status, got.Text)
		}
	}
	listed := client.Get(t, ofRobin)
	if listed.Len("entries") != 3 || listed.At("entries.0.delivery.workflow.filters.changes.value") != `"grade_drop"` || listed.At("entries.0.paused_at") != "null" {
		t.Errorf("listed %s", listed.Text)
	}
	path := rules + "/" + strings.Trim(listed.At("entries.0.id"), `"`)
	for _, status := range []int{204, 404} {
		if got := client.Send(t, http.MethodDelete, path, ""); got.Status != status {
			t.Errorf("deleted: %d %s", got.Status, got.Text)
		}
	}
	for _, path := range []string{rules, rules + "?username=other"} {
		if got := client.Send(t, http.MethodGet, path, ""); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", path, got.Status, got.Text)
		}
	}
	short := serve(securityscorecard.Quirks{AlertRulesWithoutChanges: true, AlertRuleLag: 1, AlertRuleWithoutID: true})
	if got := short.Send(t, http.MethodPost, rules, sentRule(grade, followed), authorized, jsonType); got.At("") != "{}" {
		t.Errorf("created %s", got.Text)
	}
	first, again := short.Get(t, ofRobin), short.Get(t, ofRobin)
	if first.Len("entries") != 1 || again.Len("entries") != 2 || again.At("entries.0.delivery.workflow.filters.changes") != "" {
		t.Errorf("listed %s, then %s", first.Text, again.Text)
	}
}
