// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// AlertRule is a rule that alerts the token's user when scorecards change. The
// requests for rules are in no specification: they are those of the vendor's
// integration for Cortex XSOAR ("code" in comments), which reads the name, the
// scorecards, the portfolio, and when a rule was paused. Whether the list has the
// rest, too, is not known.
type AlertRule struct {
	ID string
	// Name is "" when the list does not have it.
	Name string
	// Change is grade_drop, grade_raise, score_drop_threshold or score_rise_threshold
	// (code). "" when the list does not have it, and then Factors and Threshold are
	// unknown too.
	Change string
	// Factors are the factors whose grade or score is watched; nil is the overall one.
	Factors []string
	// Threshold is a score, or nil.
	Threshold *int64
	// Scorecards is followed, my_scorecard or in_portfolio (code). Rules that were
	// made elsewhere may have another word.
	Scorecards string
	// PortfolioID is the portfolio of in_portfolio.
	PortfolioID string
	// PausedAt is when the rule was paused, RFC 3339 in UTC, or as the API writes it;
	// "" is not paused.
	PausedAt string
}

// factorPrefix begins the changes of factors, and thresholdSuffix ends those of
// scores (code).
const (
	factorPrefix    = "factor_"
	thresholdSuffix = "_threshold"
)

// option is how a filter has a value (code).
type option[T any] struct {
	Value T `json:"value"`
}

// ruleEntry is a rule in the list (code). A part of another type is not known.
type ruleEntry struct {
	ID       string                `json:"id"`
	Delivery lenient[ruleDelivery] `json:"delivery"`
	PausedAt pausedAt              `json:"paused_at"`
}

type ruleDelivery struct {
	Workflow struct {
		Name    lenient[string] `json:"name"`
		Filters struct {
			Changes    lenient[ruleChanges]    `json:"changes"`
			Scorecards lenient[ruleScorecards] `json:"scorecards"`
		} `json:"filters"`
	} `json:"workflow"`
}

type ruleChanges struct {
	Value     string                       `json:"value"`
	Threshold lenient[option[json.Number]] `json:"threshold"`
	Factor    lenient[option[[]string]]    `json:"factor"`
}

type ruleScorecards struct {
	Value       string                  `json:"value"`
	PortfolioID lenient[option[string]] `json:"portfolio_id"`
}

// pausedAt is a time as it is written. Whatever is not null says that the rule is
// paused.
type pausedAt string

func (p *pausedAt) UnmarshalJSON(data []byte) error {
	var text *string
	switch {
	case json.Unmarshal(data, &text) != nil:
		*p = pausedAt(bytes.TrimSpace(data))
	case text == nil:
		*p = ""
	default:
		*p = pausedAt(*text)
	}
	return nil
}

// rule is what an entry says.
func (e ruleEntry) rule() AlertRule {
	workflow := e.Delivery.value.Workflow
	changes, scorecards := workflow.Filters.Changes.value, workflow.Filters.Scorecards.value
	rule := AlertRule{
		ID: e.ID, Name: workflow.Name.value, Scorecards: scorecards.Value, PortfolioID: scorecards.PortfolioID.value.Value,
		PausedAt: string(e.PausedAt),
	}
	if at := rest.UTC(rule.PausedAt); at != "" {
		rule.PausedAt = at
	}
	change, isOfFactors := strings.CutPrefix(changes.Value, factorPrefix)
	factors := changes.Factor.value.Value
	threshold, err := strconv.ParseInt(changes.Threshold.value.Value.String(), 10, 64)
	isOfThreshold := strings.HasSuffix(change, thresholdSuffix)
	if isOfFactors && len(factors) == 0 || isOfThreshold && err != nil {
		return rule // Which factors or which threshold it watches is not known.
	}
	rule.Change = change
	if isOfFactors {
		rule.Factors = factors
	}
	if isOfThreshold {
		rule.Threshold = &threshold
	}
	return rule
}

// ErrNoUsername says that the name of the token's user is needed, and not set.
var ErrNoUsername = errors.New("the name of the API token's user is not set")

const alertRulesPath = "/subscriptions"

// AlertRules reads the rules of the token's user, in the order of the API.
func (c *Client) AlertRules(ctx context.Context) ([]AlertRule, error) {
	if c.Username == "" {
		return nil, ErrNoUsername
	}
	request := rest.Request{Operation: "list alert rules", Path: alertRulesPath, Query: url.Values{"username": {c.Username}}}
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[ruleEntry]{
		Noun: "alert rule", Key: "id", Identity: func(entry ruleEntry) string { return entry.ID },
	})
	if err != nil {
		return nil, err
	}
	rules := make([]AlertRule, 0, len(entries))
	for _, entry := range entries {
		rules = append(rules, entry.rule())
	}
	return rules, nil
}

// alertRulesAnew reads the list, even if this process has read it before.
func (c *Client) alertRulesAnew(ctx context.Context) ([]AlertRule, error) {
	c.rest.ForgetBelow(alertRulesPath)
	return c.AlertRules(ctx)
}

// AlertRuleWithID returns the rule with an ID, if there is one.
func AlertRuleWithID(rules []AlertRule, id string) (AlertRule, bool) {
	for _, rule := range rules {
		if rule.ID == id {
			return rule, true
		}
	}
	return AlertRule{}, false
}
