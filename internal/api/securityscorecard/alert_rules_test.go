// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const rulesPath = "/subscriptions"

// startAlerts serves the default world to a test that changes it.
func startAlerts(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.Start(t, world.Default(), options...)
}

// createdRules are the rules that no person has made.
func createdRules(s *sandbox.Sandbox) []world.AlertRule { return s.World.AlertRules()[1:] }

// alertingClient is a client that knows its user, and waits no time.
func alertingClient(t *testing.T, s *sandbox.Sandbox) *securityscorecard.Client {
	t.Helper()
	client := newClient(t, s, func(config *rest.Config) {
		config.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	})
	client.Username = s.World.Account().Username
	return client
}

var (
	gradeRule = securityscorecard.AlertRule{Name: "Any grade drop", Change: "grade_drop", Scorecards: "followed"}
	scoreRule = securityscorecard.AlertRule{
		Name: "Low factors", Change: "score_drop_threshold", Threshold: new(int64(70)), Factors: []string{"dns_health", "network_security"},
		Scorecards: "in_portfolio", PortfolioID: world.CriticalVendorsID,
	}
)

// What is sent is what the vendor's integration sends, and what is listed is what
// was sent.
func TestCreateAlertRule(t *testing.T) {
	t.Parallel()
	s := startAlerts(t)
	client := alertingClient(t, s)
	want := []securityscorecard.AlertRule{{ID: s.World.AlertRules()[0].ID, Name: "My scorecard drops", Change: "grade_drop", Scorecards: "my_scorecard"}}
	for _, rule := range []securityscorecard.AlertRule{gradeRule, scoreRule} {
		created, err := client.CreateAlertRule(t.Context(), rule)
		if err != nil || created.IsFound || created.ListError != nil || created.ID == "" {
			t.Fatalf("got %+v, %v", created, err)
		}
		rule.ID = created.ID
		want = append(want, rule)
	}
	rules, err := client.AlertRules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "rules", rules, want)
	stored := createdRules(s)[1]
	if stored.Change != "factor_score_drop_threshold" || stored.Threshold != "70" || len(stored.Factors) != 2 {
		t.Errorf("stored %+v", stored)
	}
	const list = rulesPath + "?username=robin"
	mustRequest(t, s, list, rulesPath, list, list, rulesPath, list)
}

func TestAlertRules_asListed(t *testing.T) {
	t.Parallel()
	// entry is a rule whose change and whose pause are written in some way.
	entry := func(changes, paused string) string {
		return `{"entries":[{"id":"1","paused_at":` + paused + `,"delivery":{"workflow":{"name":"n","filters":{"changes":` + changes + `,"scorecards":{"value":"by_id"}}}}}]}`
	}
	rule := securityscorecard.AlertRule{ID: "1", Name: "n", Scorecards: "by_id"}
	with := func(change func(*securityscorecard.AlertRule)) securityscorecard.AlertRule {
		changed := rule
		change(&changed)
		return changed
	}
	for body, want := range map[string]securityscorecard.AlertRule{
		entry(`null`, `null`): rule,
		entry(`{"value":"grade_drop","grade":{"value":"any"}}`, `null`): with(func(r *securityscorecard.AlertRule) { r.Change = "grade_drop" }),
		// What cannot be read is unknown, and never the overall score.
		entry(`{"value":"factor_grade_drop"}`, `null`):                                 rule,
		entry(`{"value":"factor_grade_drop","factor":{"value":"dns_health"}}`, `null`): rule,
		entry(`{"value":"score_drop_threshold","threshold":{"value":"low"}}`, `null`):  rule,
		entry(`{"value":"score_drop_threshold","threshold":{"value":60}}`, `null`):     with(func(r *securityscorecard.AlertRule) { r.Change, r.Threshold = "score_drop_threshold", new(int64(60)) }),
		entry(`null`, `"2026-03-05T03:30:00.000Z"`):                                    with(func(r *securityscorecard.AlertRule) { r.PausedAt = "2026-03-05T03:30:00Z" }),
		entry(`null`, `true`):                     with(func(r *securityscorecard.AlertRule) { r.PausedAt = "true" }),
		`{"entries":[{"id":"1"}]}`:                {ID: "1"},
		`{"entries":[{"id":"1","delivery":"x"}]}`: {ID: "1"},
	} {
		s := startAlerts(t)
		s.Faults.Add(answer(rulesPath, body))
		rules, err := alertingClient(t, s).AlertRules(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, body, rules, []securityscorecard.AlertRule{want})
	}
}

// Whatever becomes of the answer, there is one rule at most, and the next creation
// does not make a second one.
func TestCreateAlertRule_lostAnswers(t *testing.T) {
	t.Parallel()
	post := func(effect fault.Effect) fault.Rule {
		return fault.Rule{Method: http.MethodPost, Path: rulesPath, Effect: effect}
	}
	noList := fault.Rule{Method: http.MethodGet, Path: rulesPath, Skip: 1, Effect: fault.InternalServerError()}
	for name, test := range map[string]struct {
		quirks      peer.Quirks
		faults      []fault.Rule
		isFound     bool
		unconfirmed bool
		rules       int
	}{
		"it came":                    {faults: []fault.Rule{post(fault.DropAnswer())}, isFound: true, rules: 1},
		"it came late":               {quirks: peer.Quirks{AlertRuleLag: 3}, faults: []fault.Rule{post(fault.DropAnswer())}, isFound: true, rules: 1},
		"it is not in the list":      {quirks: peer.Quirks{AlertRuleLag: 99}, faults: []fault.Rule{post(fault.DropAnswer())}, unconfirmed: true, rules: 1},
		"it did not come":            {faults: []fault.Rule{post(fault.InternalServerError())}, unconfirmed: true},
		"the answer has no ID":       {quirks: peer.Quirks{AlertRuleWithoutID: true}, isFound: true, rules: 1},
		"rules cannot be listed":     {faults: []fault.Rule{post(fault.DropAnswer()), noList}, unconfirmed: true, rules: 1},
		"the list does not say what": {quirks: peer.Quirks{AlertRulesWithoutChanges: true}, faults: []fault.Rule{post(fault.DropAnswer())}, isFound: true, rules: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startAlerts(t, quirks(test.quirks))
			s.Faults.Add(test.faults...)
			created, err := alertingClient(t, s).CreateAlertRule(t.Context(), scoreRule)
			_, isUnconfirmed := errors.AsType[*securityscorecard.UnconfirmedAlertRuleError](err)
			if isUnconfirmed != test.unconfirmed || created.IsFound != test.isFound || (err != nil) != test.unconfirmed || len(createdRules(s)) != test.rules {
				t.Errorf("got %+v, %v, and %d rules", created, err, len(createdRules(s)))
			}
			if test.isFound && created.ID != createdRules(s)[0].ID {
				t.Errorf("the ID is %s", created.ID)
			}
		})
	}
}

func TestCreateAlertRule_ofANameThatExists(t *testing.T) {
	t.Parallel()
	s := startAlerts(t)
	id := s.World.AddAlertRule(world.AlertRule{Name: scoreRule.Name, Change: "grade_raise", Scorecards: "followed"})
	_, err := alertingClient(t, s).CreateAlertRule(t.Context(), scoreRule)
	existing, ok := errors.AsType[*securityscorecard.AlertRuleExistsError](err)
	if !ok || existing.ID != id || len(createdRules(s)) != 1 {
		t.Errorf("got %v", err)
	}
}

// A rule that is never listed is deleted again: no one could find it.
func TestCreateAlertRule_thatIsNotListed(t *testing.T) {
	t.Parallel()
	s := startAlerts(t, quirks(peer.Quirks{AlertRuleLag: 99}))
	created, err := alertingClient(t, s).CreateAlertRule(t.Context(), gradeRule)
	unlisted, ok := errors.AsType[*securityscorecard.UnlistedAlertRuleError](err)
	if !ok || created.ID != "" || !strings.Contains(err.Error(), `is not among the rules of the user; it was deleted again`) || len(createdRules(s)) != 0 {
		t.Errorf("got %v, %v", unlisted, err)
	}
	s = startAlerts(t, quirks(peer.Quirks{AlertRuleLag: 99}))
	s.Faults.Add(fault.Rule{Method: http.MethodDelete, Effect: fault.InternalServerError()})
	if _, err := alertingClient(t, s).CreateAlertRule(t.Context(), gradeRule); err == nil || !strings.Contains(err.Error(), "it could not be deleted again: ") {
		t.Errorf("got %v", err)
	}
}

// If the list cannot be read afterward, the rule exists nevertheless.
func TestCreateAlertRule_thatIsNotRead(t *testing.T) {
	t.Parallel()
	s := startAlerts(t)
	s.Faults.Add(fault.Rule{Method: http.MethodGet, Path: rulesPath, Skip: 1, Effect: fault.InternalServerError()})
	created, err := alertingClient(t, s).CreateAlertRule(t.Context(), gradeRule)
	if err != nil || created.ListError == nil || created.ID != createdRules(s)[0].ID {
		t.Errorf("got %+v, %v", created, err)
	}
}

// A rule that another person made meanwhile is not taken for the one that was lost.
func TestCreateAlertRule_amongOthers(t *testing.T) {
	t.Parallel()
	s := startAlerts(t)
	lost := fault.Rule{Method: http.MethodPost, Path: rulesPath, Effect: fault.DropConnection()}
	s.Faults.Add(lost, fault.Rule{Method: http.MethodGet, Path: rulesPath, Skip: 1, Effect: sandboxtest.RespondJSON(http.StatusOK, `{"entries":[
		{"id":"1","delivery":{"workflow":{"name":"Low factors"}}},{"id":"2"},{"id":"3","delivery":{"workflow":{"name":"Another"}}}]}`)})
	_, err := alertingClient(t, s).CreateAlertRule(t.Context(), scoreRule)
	unconfirmed, ok := errors.AsType[*securityscorecard.UnconfirmedAlertRuleError](err)
	if !ok || !strings.Contains(err.Error(), "since then, the alert rules 1, 2 have come") {
		t.Errorf("got %v, %v", unconfirmed, err)
	}
}

func TestDeleteAlertRule(t *testing.T) {
	t.Parallel()
	s := startAlerts(t)
	client := alertingClient(t, s)
	id := s.World.AddAlertRule(world.AlertRule{Name: "x", Change: "grade_drop", Scorecards: "followed"})
	for range 2 { // A rule that is gone is deleted.
		if err := client.DeleteAlertRule(t.Context(), id); err != nil || len(createdRules(s)) != 0 {
			t.Errorf("got %v", err)
		}
	}
	// A 404 for a rule that is listed is an error.
	id = s.World.AddAlertRule(world.AlertRule{Name: "x", Change: "grade_drop", Scorecards: "followed"})
	s.Faults.Add(fault.Rule{Method: http.MethodDelete, Effect: sandboxtest.RespondJSON(http.StatusNotFound, `{}`)})
	if err := client.DeleteAlertRule(t.Context(), id); !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestAlertRules_needTheUser(t *testing.T) {
	t.Parallel()
	s := startAlerts(t)
	client := newClient(t, s)
	if _, err := client.AlertRules(t.Context()); !errors.Is(err, securityscorecard.ErrNoUsername) {
		t.Errorf("got %v", err)
	}
	if _, err := client.CreateAlertRule(t.Context(), gradeRule); !errors.Is(err, securityscorecard.ErrNoUsername) || len(s.Requests.All()) > 0 {
		t.Errorf("got %v", err)
	}
	client.Username = "someone"
	if _, err := client.CreateAlertRule(t.Context(), gradeRule); !errors.Is(err, rest.ErrNotFound) || len(createdRules(s)) > 0 {
		t.Errorf("got %v", err)
	}
}
