// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &portfolioResource{}
	_ resource.ResourceWithIdentity       = &portfolioResource{}
	_ resource.ResourceWithImportState    = &portfolioResource{}
	_ resource.ResourceWithModifyPlan     = &portfolioResource{}
	_ resource.ResourceWithValidateConfig = &portfolioResource{}
)

type portfolioResource struct{ base }

// NewPortfolioResource returns vendorrisk_securityscorecard_portfolio.
func NewPortfolioResource() resource.Resource {
	return &portfolioResource{base{System: system, Name: "portfolio"}}
}

// Create creates the portfolio. Once SecurityScorecard has given its ID, it is in
// the state, whatever follows: a failure would make Terraform replace it.
func (r *portfolioResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan portfolioResourceArguments
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &plan)...)
	response.Diagnostics.Append(plan.validate()...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := plan.Timeouts.Limit(ctx, framework.Create)
	defer cancel()
	created, err := client.CreatePortfolio(ctx, plan.draft())
	if created.ID == "" {
		response.Diagnostics.Append(createError(ctx, plan.Name.Value, err))
		return
	}
	response.Diagnostics.Append(creationWarnings(ctx, created, err)...)
	values := portfolioValues(created.Portfolio, plan.TeamID.Value)
	for _, planned := range []string{"name", "description"} { // What differs there shows in the next plan.
		delete(values, planned)
	}
	if plan.Privacy.IsKnown() {
		delete(values, "privacy")
	}
	if plan.TeamID.IsKnown() {
		delete(values, "team_id")
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, values)...)
	response.Diagnostics.Append(newCreation(created).store(ctx, response.Private)...)
	response.Diagnostics.Append(setPortfolioIdentity(ctx, response.Identity, created.ID)...)
}

// creationWarnings say what of a portfolio that was created is not certain.
func creationWarnings(ctx context.Context, created api.CreatedPortfolio, err error) diag.Diagnostics {
	var diags diag.Diagnostics
	if created.IsFound {
		diags.AddWarning("SecurityScorecard Portfolio Was Looked Up", fmt.Sprintf(
			"The answer to the creation was lost. Portfolio %s came to the list since, and is the only one with this name, this description and this privacy. It is taken for the one that was created.", created.ID))
	}
	switch {
	case err != nil:
		diags.AddWarning("SecurityScorecard Portfolio Is Not Confirmed", fmt.Sprintf(
			"Portfolio %s was created, and is in the state. Whether SecurityScorecard lists it is unknown. %s", created.ID, system.ExplainIn(ctx, err)))
	case !created.IsListed:
		diags.AddWarning("SecurityScorecard Portfolio Is Not Listed Yet", fmt.Sprintf(
			"Portfolio %s was created, and is in the state. SecurityScorecard did not list it within %s. What reads the portfolio by its name in this apply may fail: apply again.", created.ID, api.ListedWithin))
	}
	return diags
}

// createError says what is known of a failed creation.
func createError(ctx context.Context, name string, err error) diag.Diagnostic {
	const summary = "Unable to Create SecurityScorecard Portfolio"
	if exists, ok := errors.AsType[*api.PortfolioExistsError](err); ok {
		return diag.NewAttributeErrorDiagnostic(path.Root("name"), "SecurityScorecard Portfolio Exists", "Nothing was sent. "+existsText(name, exists.Existing))
	}
	unconfirmed, ok := errors.AsType[*api.UnconfirmedPortfolioError](err)
	if !ok {
		return diag.NewErrorDiagnostic(summary, portfolioAdvice(err)+system.ExplainIn(ctx, err))
	}
	advice := "It was not listed since. Apply again: the provider looks the name up before it creates anything."
	if len(unconfirmed.Candidates) > 0 {
		advice = "It is one of these, or another person has made them: " + strings.Join(unconfirmed.Candidates, ", ") + ". If one of them is yours, import it by its ID."
	}
	return diag.NewErrorDiagnostic(summary, "It is unknown whether the portfolio was created. "+advice+"\n\nOriginal Error: "+unconfirmed.Error())
}

// portfolioAdvice says what a refused write needs. It comes before the advice for
// reads.
func portfolioAdvice(err error) string {
	if errors.Is(err, rest.ErrForbidden) {
		return "The API token's user must be allowed to create, edit and delete portfolios, which Read Only access does not allow. "
	}
	return ""
}

// Read refreshes what SecurityScorecard lists. A portfolio that it does not list
// leaves the state, unless it was never listed, and is so new that it may not be yet.
func (r *portfolioResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state portfolioResourceArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	creation, diags := readCreation(ctx, request.Private)
	response.Diagnostics.Append(diags...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	// The framework wants an identity even of what leaves the state.
	response.Diagnostics.Append(setPortfolioIdentity(ctx, response.Identity, state.ID.Value)...)
	portfolio, err := client.PortfolioByID(ctx, state.ID.Value)
	_, isMissing := errors.AsType[*api.PortfolioNotFoundError](err)
	switch {
	case isMissing && creation.mayBeUnlisted(time.Now()): // The state stays.
	case isMissing:
		response.Diagnostics.AddWarning("SecurityScorecard Portfolio Is Gone", fmt.Sprintf(
			"SecurityScorecard no longer lists portfolio %s, %q. It was deleted, or the API token's user may no longer see it. "+
				"It is removed from the state, and the next apply creates a new one, without its companies.", state.ID.Value, state.Name.Value))
		response.State.RemoveResource(ctx)
	case err != nil:
		response.Diagnostics.Append(system.ReadErrorIn(ctx, "Portfolio", err)...)
	default:
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, portfolioValues(portfolio, state.TeamID.Value))...)
		response.Diagnostics.Append(newCreation(api.CreatedPortfolio{Portfolio: portfolio, IsListed: true}).store(ctx, response.Private)...)
	}
}

// Update edits the portfolio, if it differs.
func (r *portfolioResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var state, plan portfolioResourceArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &plan)...)
	response.Diagnostics.Append(plan.validate()...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := plan.Timeouts.Limit(ctx, framework.Update)
	defer cancel()
	values := framework.Values{}
	if state.differs(plan) {
		if _, err := client.EditPortfolio(ctx, state.ID.Value, plan.draft()); err != nil {
			response.Diagnostics.AddError("Unable to Edit SecurityScorecard Portfolio", portfolioAdvice(err)+system.ExplainIn(ctx, err))
			return
		}
	}
	if !plan.TeamID.IsKnown() || !plan.Privacy.IsKnown() {
		portfolio, err := client.PortfolioByID(ctx, state.ID.Value)
		if err != nil {
			response.Diagnostics.Append(system.ReadErrorIn(ctx, "Portfolio", err)...)
			return
		}
		values = portfolioValues(portfolio, "")
		delete(values, "name")
		delete(values, "description")
		if plan.Privacy.IsKnown() {
			delete(values, "privacy")
		}
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, values)...)
	response.Diagnostics.Append(setPortfolioIdentity(ctx, response.Identity, state.ID.Value)...)
}

// Delete deletes the portfolio, if no company is in it.
func (r *portfolioResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state portfolioResourceArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := state.Timeouts.Limit(ctx, framework.Delete)
	defer cancel()
	if !state.ForceDestroy.Value {
		response.Diagnostics.Append(checkEmpty(ctx, client, state.ID.Value)...)
		if response.Diagnostics.HasError() {
			return
		}
	}
	if err := client.DeletePortfolio(ctx, state.ID.Value); err != nil {
		response.Diagnostics.AddError("Unable to Delete SecurityScorecard Portfolio", portfolioAdvice(err)+system.ExplainIn(ctx, err))
	}
}

// checkEmpty refuses to delete a portfolio that companies are in. One that does not
// exist is empty.
func checkEmpty(ctx context.Context, client *api.Client, id string) diag.Diagnostics {
	members, err := client.MembersNow(ctx, id)
	switch {
	case errors.Is(err, rest.ErrNotFound):
		return nil
	case err != nil:
		return system.ReadErrorIn(ctx, "Portfolio", err)
	case members.Len() == 0:
		return nil
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("SecurityScorecard Portfolio Is Not Empty", fmt.Sprintf(
		"Nothing was deleted: portfolio %s has %d companies: %s. Remove them, or set force_destroy = true, apply, and destroy it then.",
		id, members.Len(), memberText(members)))}
}

// memberText names companies.
func memberText(members api.Members) string {
	switch {
	case members.Unnamed == 0:
		return problem.Keys(members.Domains)
	case len(members.Domains) == 0:
		return problem.Count(members.Unnamed, "scorecard") + " that no domain names"
	}
	return problem.Keys(members.Domains) + ", and " + problem.Count(members.Unnamed, "scorecard") + " that no domain names"
}

func setPortfolioIdentity(ctx context.Context, stored *tfsdk.ResourceIdentity, id string) diag.Diagnostics {
	if stored == nil { // Terraform before 1.12 does not support identities.
		return nil
	}
	return stored.Set(ctx, portfolioIdentity{ID: id})
}
