// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// alertRuleArguments are the arguments of a configuration, a plan or a state, and
// the computed attributes.
type alertRuleArguments struct {
	Name        framework.Argument[string]   `tfsdk:"name"`
	Change      framework.Argument[string]   `tfsdk:"change"`
	Threshold   framework.Argument[int64]    `tfsdk:"threshold"`
	Factors     framework.Argument[[]string] `tfsdk:"factors"`
	Scorecards  framework.Argument[string]   `tfsdk:"scorecards"`
	PortfolioID framework.Argument[string]   `tfsdk:"portfolio_id"`
	Timeouts    framework.Timeouts           `tfsdk:"timeouts"`
	ID          framework.Argument[string]   `tfsdk:"id"`
	PausedAt    framework.Argument[string]   `tfsdk:"paused_at"`
}

// The words of the API (the vendor's integration).
const (
	gradeDrop   = "grade_drop"
	gradeRaise  = "grade_raise"
	scoreDrop   = "score_drop_threshold"
	scoreRise   = "score_rise_threshold"
	followed    = "followed"
	myScorecard = "my_scorecard"
	inPortfolio = "in_portfolio"
)

// alertFactors are the factors that the vendor's integration offers. The API may
// know others: its metadata has had twelve.
var alertFactors = []string{
	"application_security", "cubit_score", "dns_health", "endpoint_security", "hacker_chatter",
	"ip_reputation", "leaked_information", "network_security", "patching_cadence", "social_engineering",
}

// validate refuses arguments that do not go together, and warns about an unknown
// factor. An unknown value may become null.
func (a alertRuleArguments) validate() diag.Diagnostics {
	var diags diag.Diagnostics
	isScore := a.Change.Value == scoreDrop || a.Change.Value == scoreRise
	isPortfolio := a.Scorecards.Value == inPortfolio
	switch {
	case a.Change.IsKnown() && isScore && a.Threshold.IsNull():
		diags.AddAttributeError(path.Root("threshold"), "Missing Threshold", fmt.Sprintf("The change %s requires threshold, a score from 0 to 100.", a.Change.Value))
	case a.Change.IsKnown() && !isScore && !a.Threshold.IsNull() && a.Threshold.IsKnown():
		diags.AddAttributeError(path.Root("threshold"), "Invalid Attribute Combination", fmt.Sprintf("A threshold can be set only with %s and %s.", scoreDrop, scoreRise))
	}
	switch {
	case a.Scorecards.IsKnown() && isPortfolio && a.PortfolioID.IsNull():
		diags.AddAttributeError(path.Root("portfolio_id"), "Missing Portfolio", "The scorecards in_portfolio require portfolio_id.")
	case a.Scorecards.IsKnown() && !isPortfolio && !a.PortfolioID.IsNull() && a.PortfolioID.IsKnown():
		diags.AddAttributeError(path.Root("portfolio_id"), "Invalid Attribute Combination", "A portfolio_id can be set only with the scorecards in_portfolio.")
	}
	for _, factor := range a.Factors.Value {
		if factor != "" && !slices.Contains(alertFactors, factor) {
			diags.AddAttributeWarning(path.Root("factors"), "Unknown SecurityScorecard Factor", fmt.Sprintf(
				"SecurityScorecard's own integration does not offer %q. What the API does with it is not known: a rule for a factor that does not exist may never alert. It offers %s.",
				factor, strings.Join(alertFactors, ", ")))
		}
	}
	return diags
}

// rule is what is created.
func (a alertRuleArguments) rule() api.AlertRule {
	rule := api.AlertRule{Name: a.Name.Value, Change: a.Change.Value, Scorecards: a.Scorecards.Value, PortfolioID: a.PortfolioID.Value}
	if !a.Factors.IsNull() {
		rule.Factors = slices.Sorted(slices.Values(a.Factors.Value))
	}
	if !a.Threshold.IsNull() {
		rule.Threshold = &a.Threshold.Value
	}
	return rule
}

// replaced are the attributes whose change needs a new rule: the API has no known
// request to edit one. What an imported rule does not tell is taken for that of the
// configuration.
func (a alertRuleArguments) replaced(plan alertRuleArguments) []string {
	var changed []string
	for _, attribute := range []struct {
		name   string
		isSame bool
		isNull bool
	}{
		{"name", a.Name.Equal(plan.Name), a.Name.IsNull()},
		{"change", a.Change.Equal(plan.Change), a.Change.IsNull()},
		{"threshold", a.Threshold.Equal(plan.Threshold), a.Threshold.IsNull()},
		{"factors", plan.Factors.IsFullyKnown() && sameFactors(a.Factors.Value, plan.Factors.Value), a.Factors.IsNull()},
		{"scorecards", a.Scorecards.Equal(plan.Scorecards), a.Scorecards.IsNull()},
		{"portfolio_id", a.PortfolioID.Equal(plan.PortfolioID), a.PortfolioID.IsNull()},
	} {
		if !attribute.isSame && (!attribute.isNull || !a.isUnread()) {
			changed = append(changed, attribute.name)
		}
	}
	return changed
}

// isUnread reports whether the state is of an imported rule of which the list does
// not say what it watches.
func (a alertRuleArguments) isUnread() bool { return a.Change.IsNull() }

// read are the attributes that the list says. Factors in another order are the same.
func (a alertRuleArguments) read(rule api.AlertRule) framework.Values {
	values := framework.Values{"id": framework.String(rule.ID), "paused_at": framework.String(rule.PausedAt)}
	if rule.Name != "" {
		values["name"] = framework.String(rule.Name)
	}
	if rule.Scorecards != "" {
		values["scorecards"], values["portfolio_id"] = framework.String(rule.Scorecards), framework.String(rule.PortfolioID)
	}
	if rule.Change != "" {
		values["change"], values["threshold"] = framework.String(rule.Change), framework.Number(rule.Threshold)
		if !sameFactors(a.Factors.Value, rule.Factors) {
			values["factors"] = framework.Strings(rule.Factors)
		}
	}
	return values
}

// sameFactors reports whether two lists have the same factors, in any order.
func sameFactors(before, after []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(before)), slices.Sorted(slices.Values(after)))
}
