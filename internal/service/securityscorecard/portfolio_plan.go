// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses arguments that do not go together.
func (r *portfolioResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var config portfolioResourceArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	response.Diagnostics.Append(config.validate()...)
}

// ModifyPlan plans what SecurityScorecard will say, and reads the list of
// portfolios to say what the apply would refuse. It sends nothing else.
func (r *portfolioResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	var prior, config, plan portfolioResourceArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &prior)...)
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	if request.Plan.Raw.IsNull() {
		if prior.ForceDestroy.Value {
			response.Diagnostics.AddWarning("SecurityScorecard Portfolio Is Deleted With Its Companies", fmt.Sprintf(
				"force_destroy is true: the apply deletes portfolio %s with every company that is in it by then, also those that others have added.", prior.ID.Value))
		}
		return
	}
	isNew := request.State.Raw.IsNull()
	if !isNew && prior.needsAnotherTeam(plan) {
		response.RequiresReplace = append(response.RequiresReplace, path.Root("team_id"))
	}
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, plannedPortfolio(isNew, prior, config))...)
	switch {
	case isNew:
		replaced, diags := readCreation(ctx, request.Private)
		response.Diagnostics.Append(diags...)
		response.Diagnostics.Append(r.warnOfName(ctx, plan, replaced.ID)...)
	case prior.differs(plan):
		response.Diagnostics.Append(r.checkWritable(ctx, prior.ID.Value)...)
	}
}

// plannedPortfolio are the planned values of the computed attributes. What is not
// configured stays as it is.
func plannedPortfolio(isNew bool, prior, config portfolioResourceArguments) framework.Values {
	planned := framework.Values{"id": unknownText, "privacy": config.Privacy.Wire(), "team_id": config.TeamID.Wire()}
	if !isNew {
		planned["id"] = prior.ID.Wire()
	}
	if config.Privacy.IsNull() {
		planned["privacy"] = keptOrUnknown(isNew, prior.Privacy.Wire())
	}
	if config.TeamID.IsNull() {
		isPrivacyKept := config.Privacy.IsNull() || config.Privacy.Equal(prior.Privacy)
		planned["team_id"] = keptOrUnknown(isNew || !isPrivacyKept, prior.TeamID.Wire())
	}
	return planned
}

func keptOrUnknown(isUnknown bool, kept tftypes.Value) tftypes.Value {
	if isUnknown {
		return unknownText
	}
	return kept
}

// warnOfName warns about a portfolio of the name, except for the one that is
// replaced. It is not an error: the same apply may delete that portfolio before.
func (r *portfolioResource) warnOfName(ctx context.Context, plan portfolioResourceArguments, replaced string) diag.Diagnostics {
	client, err := r.TryClient()
	if err != nil || !plan.Name.IsKnown() {
		return nil
	}
	portfolios, err := client.Portfolios(ctx)
	if err != nil {
		return system.ReadErrorIn(ctx, "Portfolios", err)
	}
	var diags diag.Diagnostics
	for _, existing := range api.PortfoliosNamed(portfolios, plan.Name.Value) {
		if existing.ID != replaced {
			diags.AddAttributeWarning(path.Root("name"), "SecurityScorecard Portfolio Exists",
				"The apply will fail, unless it deletes the portfolio before. "+existsText(plan.Name.Value, []api.Portfolio{existing}))
		}
	}
	return diags
}

// existsText says what to do about portfolios of a name.
func existsText(name string, existing []api.Portfolio) string {
	ids, readOnly := []string{}, []string{}
	for _, portfolio := range existing {
		ids = append(ids, portfolio.ID)
		if portfolio.IsReadOnly() {
			readOnly = append(readOnly, portfolio.ID)
		}
	}
	text := fmt.Sprintf("SecurityScorecard has a portfolio of the name %q already: %s. ", name, strings.Join(ids, ", "))
	if len(readOnly) > 0 {
		return text + readOnlyText(strings.Join(readOnly, ", ")) + " Choose another name."
	}
	return text + "To manage it, import it by its ID. To have another one, choose another name."
}

func readOnlyText(id string) string {
	return "SecurityScorecard says that portfolio " + id + " is read-only: its name, description and privacy cannot be changed. Such as every user's default portfolio, it cannot be managed here."
}

// checkWritable refuses the change of a portfolio that is read-only.
func (r *portfolioResource) checkWritable(ctx context.Context, id string) diag.Diagnostics {
	client, err := r.TryClient()
	if err != nil {
		return nil // The apply says why.
	}
	portfolio, err := client.PortfolioByID(ctx, id)
	if err == nil && portfolio.IsReadOnly() {
		return diag.Diagnostics{diag.NewErrorDiagnostic("SecurityScorecard Portfolio Is Read-Only", readOnlyText(id))}
	}
	return nil // A portfolio that is not listed yet can be edited.
}
