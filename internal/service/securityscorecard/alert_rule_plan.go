// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses arguments that do not go together.
func (r *alertRuleResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var config alertRuleArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(config.validate()...)
	}
}

// ModifyPlan plans a new rule for every change, and for a rule that is paused.
func (r *alertRuleResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		return
	}
	if client, err := r.TryClient(); err == nil && client.Username == "" {
		response.Diagnostics.AddError("SecurityScorecard Username Is Not Set", explainAlertRule(ctx, api.ErrNoUsername))
	}
	var prior, planned alertRuleArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &prior)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &planned)...)
	if response.Diagnostics.HasError() {
		return
	}
	// Terraform shows a paused rule as a change to null.
	values := framework.Values{"id": tftypes.NewValue(tftypes.String, tftypes.UnknownValue), "paused_at": tftypes.NewValue(tftypes.String, nil)}
	if !request.State.Raw.IsNull() {
		changed := prior.replaced(planned)
		if !prior.PausedAt.IsNull() {
			changed = append(changed, "paused_at")
			response.Diagnostics.AddWarning("SecurityScorecard Alert Rule Is Paused", fmt.Sprintf(
				"Alert rule %q was paused at %s, and alerts no one. No request to resume a rule is known, so the plan replaces it. To keep it, resume it in SecurityScorecard first.",
				prior.Name.Value, prior.PausedAt.Value))
		}
		for _, attribute := range changed {
			response.RequiresReplace = append(response.RequiresReplace, path.Root(attribute))
		}
		if len(changed) == 0 {
			values["id"] = prior.ID.Wire()
			if prior.isUnread() {
				response.Diagnostics.AddWarning("SecurityScorecard Alert Rule Is Taken As It Is", fmt.Sprintf(
					"Alert rule %s was imported. SecurityScorecard does not list what it watches, so that the values of the configuration are taken for it, and nothing is sent.", prior.ID.Value))
			}
		}
	}
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, values)...)
}
