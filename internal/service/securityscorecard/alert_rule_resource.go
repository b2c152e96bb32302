// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &alertRuleResource{}
	_ resource.ResourceWithIdentity       = &alertRuleResource{}
	_ resource.ResourceWithImportState    = &alertRuleResource{}
	_ resource.ResourceWithModifyPlan     = &alertRuleResource{}
	_ resource.ResourceWithValidateConfig = &alertRuleResource{}
)

type alertRuleResource struct{ base }

// NewAlertRuleResource returns vendorrisk_securityscorecard_alert_rule.
func NewAlertRuleResource() resource.Resource {
	return &alertRuleResource{base{System: system, Name: "alert_rule"}}
}

// Create creates the rule. If it is unknown whether that was done, no state is
// stored, and the next create finds the rule by its name and refuses.
func (r *alertRuleResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var planned alertRuleArguments
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &planned)...)
	response.Diagnostics.Append(planned.validate()...) // Some values were unknown during the plan.
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := planned.Timeouts.Limit(ctx, framework.Create)
	defer cancel()
	created, err := client.CreateAlertRule(ctx, planned.rule())
	if created.ID != "" {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, framework.Values{"id": framework.String(created.ID)})...)
		response.Diagnostics.Append(setAlertRuleIdentity(ctx, response.Identity, created.ID)...)
	}
	response.Diagnostics.Append(creationDiagnostics(ctx, planned, created, err)...)
}

// creationDiagnostics say what is known of a creation.
func creationDiagnostics(ctx context.Context, planned alertRuleArguments, created api.CreatedAlertRule, err error) diag.Diagnostics {
	const summary = "Unable to Create SecurityScorecard Alert Rule"
	existing, exists := errors.AsType[*api.AlertRuleExistsError](err)
	unlisted, isUnlisted := errors.AsType[*api.UnlistedAlertRuleError](err)
	unconfirmed, isUnconfirmed := errors.AsType[*api.UnconfirmedAlertRuleError](err)
	switch {
	case exists:
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("name"), "SecurityScorecard Alert Rule Exists", fmt.Sprintf(
			"The user has an alert rule with the name %q: %s. Import it, or choose another name. "+
				"With create_before_destroy, a replacement needs another name, because the earlier rule still exists.", existing.Name, existing.ID))}
	case isUnlisted:
		return diag.Diagnostics{diag.NewErrorDiagnostic(summary,
			"Check that the provider's securityscorecard.username is the user that the API token belongs to: only that user's rules can be created, and a rule that is not listed cannot be managed.\n\nOriginal Error: "+unlisted.Error())}
	case isUnconfirmed:
		return diag.Diagnostics{diag.NewErrorDiagnostic(summary, "It is unknown whether the rule was created. "+
			"The next apply looks for a rule with the name first, and refuses to create a second one. If the rule exists then, import it.\n\nOriginal Error: "+unconfirmed.Error())}
	case err != nil:
		return diag.Diagnostics{diag.NewErrorDiagnostic(summary, explainAlertRule(ctx, err))}
	case created.ListError != nil:
		return diag.Diagnostics{diag.NewWarningDiagnostic("SecurityScorecard Alert Rule Was Not Read", fmt.Sprintf(
			"Alert rule %q was created as %s. The list of rules could not be read afterward, so that the rule is compared with the configuration in the next plan only.\n\nOriginal Error: %s",
			planned.Name.Value, created.ID, created.ListError))}
	case created.IsFound:
		return diag.Diagnostics{diag.NewWarningDiagnostic("SecurityScorecard Alert Rule Was Looked Up", fmt.Sprintf(
			"The answer to the creation was lost. Rule %s is the only one with the name %q that came since, so that it is taken for this one.", created.ID, planned.Name.Value))}
	}
	return nil
}

// Read compares the rule with what SecurityScorecard lists. What it does not list
// stays as it is.
func (r *alertRuleResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state alertRuleArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	rules, err := client.AlertRules(ctx)
	if err != nil {
		response.Diagnostics.AddError("Unable to Read SecurityScorecard Alert Rule", explainAlertRule(ctx, err))
		return
	}
	// The framework demands an identity even of a resource that is gone.
	response.Diagnostics.Append(setAlertRuleIdentity(ctx, response.Identity, state.ID.Value)...)
	rule, found := api.AlertRuleWithID(rules, state.ID.Value)
	if !found {
		response.Diagnostics.AddWarning("SecurityScorecard Alert Rule Is Gone", fmt.Sprintf(
			"Rule %s is not among the alert rules of the user. It is removed from the state, and the next apply creates it again.", state.ID.Value))
		response.State.RemoveResource(ctx)
		return
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, state.read(rule))...)
}

// Update stores what needs no other rule: timeouts, and the values of a rule that
// was imported and cannot be read.
func (r *alertRuleResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var planned alertRuleArguments
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &planned)...)
	response.Diagnostics.Append(planned.validate()...)
	if response.Diagnostics.HasError() {
		return
	}
	response.State.Raw = request.Plan.Raw
	response.Diagnostics.Append(setAlertRuleIdentity(ctx, response.Identity, planned.ID.Value)...)
}

// Delete deletes the rule.
func (r *alertRuleResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state alertRuleArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := state.Timeouts.Limit(ctx, framework.Delete)
	defer cancel()
	if err := client.DeleteAlertRule(ctx, state.ID.Value); err != nil {
		response.Diagnostics.AddError("Unable to Delete SecurityScorecard Alert Rule", explainAlertRule(ctx, err))
	}
}

// ImportState takes the ID of a rule. Read reads the rest, as far as it is listed.
func (r *alertRuleResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), request, response)
}

// explainAlertRule is Explain, with where the requests are known from.
func explainAlertRule(ctx context.Context, err error) string {
	if errors.Is(err, api.ErrNoUsername) {
		return "SecurityScorecard lists alert rules by user. Set the provider's securityscorecard.username, or SECURITYSCORECARD_USERNAME, to the name of the API token's user."
	}
	const origin = "The requests for alert rules are those of SecurityScorecard's integration for Cortex XSOAR. They are in no published specification, so they may not be available to every customer."
	if errors.Is(err, rest.ErrForbidden) {
		return "SecurityScorecard refuses access. The token's user must be allowed to manage alert rules; Read Only access may not be sufficient. " + origin + "\n\nOriginal Error: " + err.Error()
	}
	return origin + " " + system.ExplainIn(ctx, err)
}

type alertRuleIdentity struct {
	ID string `tfsdk:"id"`
}

func setAlertRuleIdentity(ctx context.Context, stored *tfsdk.ResourceIdentity, id string) diag.Diagnostics {
	if stored == nil { // Terraform before 1.12 does not support identities.
		return nil
	}
	return stored.Set(ctx, alertRuleIdentity{ID: id})
}
