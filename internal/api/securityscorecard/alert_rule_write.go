// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// CreatedAlertRule is a rule that was created.
type CreatedAlertRule struct {
	AlertRule

	// IsFound says that the answer with the ID was lost, and that the rule was found
	// in the list.
	IsFound bool
	// ListError is why the list could not be read afterward, if it could not. The rule
	// exists.
	ListError error
}

// AlertRuleExistsError says that the user has a rule of the name.
type AlertRuleExistsError struct{ Name, ID string }

func (e *AlertRuleExistsError) Error() string {
	return fmt.Sprintf("the alert rule %q exists: %s", e.Name, e.ID)
}

// UnlistedAlertRuleError says that a rule was created, and is not among the rules of
// the user. It was deleted again, because it could be neither read nor found.
type UnlistedAlertRuleError struct {
	ID string
	// Cause is why it could not be deleted, if it could not.
	Cause error
}

func (e *UnlistedAlertRuleError) Error() string {
	text := fmt.Sprintf("the alert rule %s was created, and is not among the rules of the user", e.ID)
	if e.Cause != nil {
		return text + "; it could not be deleted again: " + e.Cause.Error()
	}
	return text + "; it was deleted again"
}

// Unwrap returns the cause.
func (e *UnlistedAlertRuleError) Unwrap() error { return e.Cause }

// UnconfirmedAlertRuleError says that it is unknown whether a rule was created.
type UnconfirmedAlertRuleError struct {
	// Candidates are the IDs of the rules that came since.
	Candidates []string
	// Cause is the failure of the request, and of the one that looks for the rule.
	Cause error
}

func (e *UnconfirmedAlertRuleError) Error() string {
	if len(e.Candidates) > 0 {
		return fmt.Sprintf("%s; since then, the alert rules %s have come", e.Cause, strings.Join(e.Candidates, ", "))
	}
	return e.Cause.Error()
}

// Unwrap returns the cause.
func (e *UnconfirmedAlertRuleError) Unwrap() error { return e.Cause }

// CreateAlertRule creates a rule, once, and waits until the list has it, or deletes
// it again. Nothing says that names are unique, so it looks the name up before: a
// rule of the name is an *AlertRuleExistsError, and nothing is sent. If the answer is
// lost, it looks for the rule, and never sends the request a second time.
func (c *Client) CreateAlertRule(ctx context.Context, rule AlertRule) (CreatedAlertRule, error) {
	before, err := c.alertRulesAnew(ctx)
	if err != nil {
		return CreatedAlertRule{}, err
	}
	for _, existing := range before {
		if existing.Name == rule.Name {
			return CreatedAlertRule{}, &AlertRuleExistsError{Name: existing.Name, ID: existing.ID}
		}
	}
	created := CreatedAlertRule{AlertRule: rule}
	created.ID, err = c.postAlertRule(ctx, rule)
	switch {
	case isRefused(err):
		return CreatedAlertRule{}, err
	case err != nil:
		return c.findCreatedAlertRule(ctx, rule, before, err)
	}
	isListed, err := c.rest.Await(ctx, ListedWithin, func(ctx context.Context) (bool, error) {
		now, err := c.alertRulesAnew(ctx)
		_, ok := AlertRuleWithID(now, created.ID)
		return ok, err
	})
	if err == nil && !isListed {
		return CreatedAlertRule{}, &UnlistedAlertRuleError{ID: created.ID, Cause: c.DeleteAlertRule(ctx, created.ID)}
	}
	created.ListError = err
	return created, nil
}

// findCreatedAlertRule looks for a rule whose creation was not answered: the only
// one that came since, if it has the name.
func (c *Client) findCreatedAlertRule(ctx context.Context, rule AlertRule, before []AlertRule, cause error) (CreatedAlertRule, error) {
	unconfirmed := &UnconfirmedAlertRuleError{Cause: cause}
	var came []AlertRule
	_, err := c.rest.Await(ctx, ListedWithin, func(ctx context.Context) (bool, error) {
		now, err := c.alertRulesAnew(ctx)
		came = nil
		for _, listed := range now {
			if _, was := AlertRuleWithID(before, listed.ID); !was && (listed.Name == rule.Name || listed.Name == "") {
				came = append(came, listed)
			}
		}
		return len(came) > 0, err
	})
	if err != nil {
		unconfirmed.Cause = errors.Join(cause, err)
		return CreatedAlertRule{}, unconfirmed
	}
	if len(came) == 1 && came[0].Name == rule.Name {
		found := CreatedAlertRule{AlertRule: rule, IsFound: true}
		found.ID = came[0].ID
		return found, nil
	}
	for _, candidate := range came {
		unconfirmed.Candidates = append(unconfirmed.Candidates, candidate.ID)
	}
	return CreatedAlertRule{}, unconfirmed
}

func (c *Client) postAlertRule(ctx context.Context, rule AlertRule) (string, error) {
	body, err := json.Marshal(rule.body())
	if err != nil {
		return "", err
	}
	request := rest.Request{
		Operation: fmt.Sprintf("create the alert rule %q", rule.Name), Method: http.MethodPost, Path: alertRulesPath,
		Header: jsonHeader(), Body: body,
	}
	response, err := c.rest.Send(ctx, request)
	if err != nil {
		return "", err
	}
	answer, err := rest.DecodeJSON[struct {
		failure
		ID string `json:"id"`
	}](response.Body)
	if err == nil {
		err = answer.err()
	}
	if err == nil && answer.ID == "" {
		err = errors.New(`it has no "id"`)
	}
	if err != nil {
		return "", c.rest.Unexpected(request, err)
	}
	return answer.ID, nil
}

// body is the body of a creation (code): a threshold is a text, and what a rule
// does not have is left out.
func (r AlertRule) body() any {
	type object = map[string]any
	value := func(value any) object { return object{"value": value} }
	changes, scorecards := value(r.Change), value(r.Scorecards)
	if r.Threshold != nil {
		changes["threshold"] = value(strconv.FormatInt(*r.Threshold, 10))
	} else {
		changes["grade"] = value("any")
	}
	if r.Factors != nil {
		changes["value"], changes["factor"] = factorPrefix+r.Change, value(r.Factors)
	}
	if r.PortfolioID != "" {
		scorecards["portfolio_id"] = value(r.PortfolioID)
	}
	toSelf := object{"action": object{"value": "alert_teammate", "recipientType": value("self")}}
	return object{
		"event_type": "scorecard.changed",
		"delivery": object{"workflow": object{
			"name": r.Name, "steps": []object{toSelf}, "filters": object{"changes": changes, "scorecards": scorecards},
		}},
	}
}

// DeleteAlertRule deletes a rule. One that is not in the list is deleted.
func (c *Client) DeleteAlertRule(ctx context.Context, id string) error {
	request := rest.Request{
		Operation: "delete alert rule " + id, Method: http.MethodDelete, Path: alertRulesPath + "/" + url.PathEscape(id), Idempotent: true,
	}
	_, err := c.rest.Send(ctx, request)
	if !errors.Is(err, rest.ErrNotFound) {
		c.rest.ForgetBelow(alertRulesPath)
		return err
	}
	now, listErr := c.alertRulesAnew(ctx)
	if _, exists := AlertRuleWithID(now, id); exists || listErr != nil {
		return errors.Join(err, listErr)
	}
	return nil
}
