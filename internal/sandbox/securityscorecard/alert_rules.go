// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The requests about alert rules are those of the vendor's integration for Cortex
// XSOAR, version of 2024 (demisto/content, SecurityScorecard.py). They are in no
// specification, and no answer was recorded: that the list has what was sent, and
// every refusal, is made up.

// chosen is how a filter has a value.
type chosen[T any] struct {
	Value T `json:"value"`
}

type ruleChanges struct {
	Value     string            `json:"value"`
	Grade     *chosen[string]   `json:"grade,omitempty"`
	Threshold *chosen[string]   `json:"threshold,omitempty"`
	Factor    *chosen[[]string] `json:"factor,omitempty"`
}

type ruleScorecards struct {
	Value       string          `json:"value"`
	PortfolioID *chosen[string] `json:"portfolio_id,omitempty"`
}

type ruleStep struct {
	Action struct {
		Value         string         `json:"value"`
		RecipientType chosen[string] `json:"recipientType"`
	} `json:"action"`
}

type ruleWorkflow struct {
	Name    string     `json:"name"`
	Steps   []ruleStep `json:"steps"`
	Filters struct {
		Changes    *ruleChanges   `json:"changes,omitempty"`
		Scorecards ruleScorecards `json:"scorecards"`
	} `json:"filters"`
}

type ruleDelivery struct {
	Workflow ruleWorkflow `json:"workflow"`
}

type newRule struct {
	EventType string       `json:"event_type"`
	Delivery  ruleDelivery `json:"delivery"`
}

type listedRule struct {
	ID        string       `json:"id"`
	EventType string       `json:"event_type"`
	Delivery  ruleDelivery `json:"delivery"`
	UpdatedAt string       `json:"updated_at"`
	PausedAt  any          `json:"paused_at"`
}

var (
	gradeChanges = []string{"grade_drop", "grade_raise", "factor_grade_drop", "factor_grade_raise"}
	scoreChanges = []string{"score_drop_threshold", "score_rise_threshold", "factor_score_drop_threshold", "factor_score_rise_threshold"}
)

func (h *Handler) handleAlertRules() {
	h.Handle("GET /subscriptions", h.alertRules, "username", cursorParameter)
	h.Handle("POST /subscriptions", h.addAlertRule)
	h.Handle("DELETE /subscriptions/{id}", func(_ http.ResponseWriter, r *http.Request) (any, *failure) {
		if !h.world.DeleteAlertRule(r.PathValue("id")) {
			return nil, refusal(404, "subscription_not_found", "subscription not found")
		}
		return empty(http.StatusNoContent), nil
	})
}

// alertRules lists the rules of the token's user. Another user's are refused.
func (h *Handler) alertRules(w http.ResponseWriter, r *http.Request) (any, *failure) {
	if username := r.URL.Query().Get("username"); username != h.world.Account().Username {
		return nil, errUserNotFound()
	}
	rules := slices.DeleteFunc(h.world.AlertRules(), func(rule world.AlertRule) bool { return h.lag.isHidden(rule.ID) })
	return list(h, w, r, rules, form{size: h.quirks.ListPageSize}, h.listedRule)
}

func (h *Handler) listedRule(rule world.AlertRule) listedRule {
	written := listedRule{ID: rule.ID, EventType: "scorecard.changed", UpdatedAt: h.timestamp(rule.UpdatedAt)}
	workflow := &written.Delivery.Workflow
	workflow.Name, workflow.Steps = rule.Name, []ruleStep{selfStep()}
	workflow.Filters.Scorecards.Value = rule.Scorecards
	if rule.PortfolioID != "" {
		workflow.Filters.Scorecards.PortfolioID = &chosen[string]{rule.PortfolioID}
	}
	if !rule.PausedAt.IsZero() {
		written.PausedAt = h.timestamp(rule.PausedAt)
	}
	if h.quirks.AlertRulesWithoutChanges {
		return written
	}
	changes := &ruleChanges{Value: rule.Change}
	if rule.Threshold != "" {
		changes.Threshold = &chosen[string]{rule.Threshold}
	} else {
		changes.Grade = &chosen[string]{"any"}
	}
	if rule.Factors != nil {
		changes.Factor = &chosen[[]string]{rule.Factors}
	}
	workflow.Filters.Changes = changes
	return written
}

// selfStep alerts the user.
func selfStep() ruleStep {
	var step ruleStep
	step.Action.Value, step.Action.RecipientType.Value = "alert_teammate", "self"
	return step
}

// addAlertRule takes exactly the bodies that the integration sends.
func (h *Handler) addAlertRule(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	var sent newRule
	decoder := json.NewDecoder(bytes.NewReader(peer.Body(r)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&sent); err != nil || !peer.HasMediaType(r, "application/json") {
		return nil, invalid(fmt.Sprintf("the body is invalid: %v", err))
	}
	if problem := sent.problem(h.world); problem != "" {
		return nil, invalid(problem)
	}
	workflow := sent.Delivery.Workflow
	changes, scorecards := workflow.Filters.Changes, workflow.Filters.Scorecards
	rule := world.AlertRule{Name: workflow.Name, Change: changes.Value, Scorecards: scorecards.Value}
	if changes.Threshold != nil {
		rule.Threshold = changes.Threshold.Value
	}
	if changes.Factor != nil {
		rule.Factors = changes.Factor.Value
	}
	if scorecards.PortfolioID != nil {
		rule.PortfolioID = scorecards.PortfolioID.Value
	}
	id := h.world.AddAlertRule(rule)
	h.lag.hide(id, h.quirks.AlertRuleLag)
	if h.quirks.AlertRuleWithoutID {
		return map[string]any{}, nil
	}
	return map[string]any{"id": id}, nil
}

// problem says what the integration would not send.
func (n newRule) problem(scorecards *world.Scorecards) string {
	workflow := n.Delivery.Workflow
	changes, cards := workflow.Filters.Changes, workflow.Filters.Scorecards
	if changes == nil || n.EventType != "scorecard.changed" || workflow.Name == "" || !slices.Equal(workflow.Steps, []ruleStep{selfStep()}) {
		return "event_type, name, steps, or changes"
	}
	_, thresholdErr := strconv.Atoi(valueOf(changes.Threshold))
	isGrade, isScore := slices.Contains(gradeChanges, changes.Value), slices.Contains(scoreChanges, changes.Value)
	isOfFactors := len(changes.Value) > 7 && changes.Value[:7] == "factor_"
	_, isPortfolio := scorecards.PortfolioCompanies(valueOf(cards.PortfolioID))
	switch {
	case isGrade && (valueOf(changes.Grade) != "any" || changes.Threshold != nil),
		isScore && (thresholdErr != nil || changes.Grade != nil), !isGrade && !isScore:
		return "changes"
	case isOfFactors != (changes.Factor != nil), isOfFactors && len(changes.Factor.Value) == 0:
		return "factor"
	case !slices.Contains([]string{"followed", "my_scorecard", "in_portfolio"}, cards.Value),
		(cards.Value == "in_portfolio") != (cards.PortfolioID != nil), cards.PortfolioID != nil && !isPortfolio:
		return "scorecards"
	}
	return ""
}

func valueOf(value *chosen[string]) string {
	if value == nil {
		return ""
	}
	return value.Value
}
