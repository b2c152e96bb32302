// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &portfolioCompaniesResource{}
	_ resource.ResourceWithImportState    = &portfolioCompaniesResource{}
	_ resource.ResourceWithModifyPlan     = &portfolioCompaniesResource{}
	_ resource.ResourceWithValidateConfig = &portfolioCompaniesResource{}
)

// portfolioCompaniesResource has no identity: several resources may have companies in
// one portfolio.
type portfolioCompaniesResource struct{ base }

// NewPortfolioCompaniesResource returns vendorrisk_securityscorecard_portfolio_companies.
func NewPortfolioCompaniesResource() resource.Resource {
	return &portfolioCompaniesResource{base{System: system, Name: "portfolio_companies"}}
}

// Create adds the companies. What was added until a failure is in the state, so that
// it is removed if the resource is destroyed.
func (r *portfolioCompaniesResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	response.Diagnostics.Append(r.change(ctx, framework.Create, request.Plan.Raw, tftypes.Value{}, &response.State)...)
}

// Read refreshes which of the companies are in the portfolio, and whether others are
// if they may not be.
func (r *portfolioCompaniesResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state portfolioCompaniesArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	members, err := client.Members(ctx, state.PortfolioID.Value)
	switch {
	case errors.Is(err, rest.ErrNotFound):
		response.Diagnostics.AddWarning("SecurityScorecard Portfolio Is Gone", fmt.Sprintf(
			"SecurityScorecard no longer has portfolio %s, or the API token's user may no longer see it. Its companies are removed from the state.", state.PortfolioID.Value))
		response.State.RemoveResource(ctx)
	case err != nil:
		response.Diagnostics.Append(system.ReadErrorIn(ctx, "Portfolio", err)...)
	default:
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, state.refreshed(members).values())...)
	}
}

// Update adds and removes companies.
func (r *portfolioCompaniesResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	response.Diagnostics.Append(r.change(ctx, framework.Update, request.Plan.Raw, request.State.Raw, &response.State)...)
}

// Delete removes the companies that the resource has added, and that no other
// resource adds in this run.
func (r *portfolioCompaniesResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state portfolioCompaniesArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := state.Timeouts.Limit(ctx, framework.Delete)
	defer cancel()
	var removed []string
	result, err := client.ChangeMembers(ctx, state.PortfolioID.Value, func(api.Members) api.MemberChange {
		removed = r.unsent(state.PortfolioID.Value, state.AddedDomains.Value)
		return api.MemberChange{Remove: removed}
	})
	if errors.Is(err, rest.ErrNotFound) && result.After == nil {
		return // The portfolio is gone, and its companies with it.
	}
	response.Diagnostics.Append(removalErrors(ctx, state.PortfolioID.Value, removed, result, err)...)
}

// unsent are the companies that no resource adds in this run. One that is replaced
// by another resource, or moves to it, stays.
func (r *portfolioCompaniesResource) unsent(portfolioID string, domains []string) []string {
	return slices.DeleteFunc(slices.Clone(domains), func(domain string) bool {
		return r.ProviderData().Ledger.IsSent(ledgerPlace(portfolioID), domain)
	})
}

// ledgerPlace identifies a portfolio in the ledger.
func ledgerPlace(portfolioID string) string { return "SecurityScorecard portfolio " + portfolioID }

// change makes the portfolio what the plan says, and stores what came of it.
func (r *portfolioCompaniesResource) change(ctx context.Context, operation framework.Operation, plan, prior tftypes.Value, state *tfsdk.State) diag.Diagnostics {
	var planned, before portfolioCompaniesArguments
	diags := framework.Decode(plan, &planned)
	diags.Append(framework.Decode(prior, &before)...)
	diags.Append(planned.validate()...) // Values that were unknown during the plan are checked only now.
	client, ok := r.Client(&diags)
	if !ok || diags.HasError() {
		return diags
	}
	ctx, cancel := planned.Timeouts.Limit(ctx, operation)
	defer cancel()
	scorecards := planned.scorecards(before.MergedDomains.Value)
	kept := ledger.Set{}
	for _, scorecard := range scorecards {
		kept[scorecard] = true
	}
	r.ProviderData().Ledger.Send(ledgerPlace(planned.PortfolioID.Value), kept)
	var change api.MemberChange
	isBegun := false
	result, err := client.ChangeMembers(ctx, planned.PortfolioID.Value, func(members api.Members) api.MemberChange {
		isBegun = true
		change = api.MemberChange{Remove: r.removals(before, planned, members, scorecards)}
		for _, domain := range slices.Sorted(maps.Keys(scorecards)) {
			if !members.Has(scorecards[domain]) {
				change.Add = append(change.Add, domain)
			}
		}
		return change
	})
	if !isBegun { // Nothing was sent.
		diags.Append(system.ReadErrorIn(ctx, "Portfolio", err)...)
		return diags
	}
	reached := planned.reached(before, change, result)
	diags.Append(memberErrors(ctx, operation, planned, reached, result, err)...)
	diags.Append(removalErrors(ctx, planned.PortfolioID.Value, change.Remove, result, nil)...)
	if !diags.HasError() {
		reached.spelled = nil // The state has what is planned.
		values := reached.values()
		values["domains"] = planned.Domains.Wire()
		diags.Append(framework.Store(&state.Raw, plan, values)...)
		return diags
	}
	if before.PortfolioID.IsNull() && len(reached.added) == 0 {
		return diags // Nothing was added: there is nothing to keep.
	}
	diags.Append(framework.Store(&state.Raw, plan, reached.values())...)
	return diags
}

// removals are the companies to remove: those that the resource has added, and with
// exclusive all others. Those that the plan has seen are in the state by then.
func (r *portfolioCompaniesResource) removals(before, planned portfolioCompaniesArguments, members api.Members, scorecards map[string]string) []string {
	leaving := others(members, scorecards)
	if !planned.Exclusive.Value {
		leaving = slices.DeleteFunc(leaving, func(domain string) bool { return !slices.Contains(before.AddedDomains.Value, domain) })
	} else if before.Exclusive.Value {
		// What came since the plan was made is for the next one to show.
		seen := slices.Collect(maps.Values(before.scorecards(before.MergedDomains.Value)))
		leaving = slices.DeleteFunc(leaving, func(domain string) bool { return !slices.Contains(seen, domain) })
	}
	return r.unsent(planned.PortfolioID.Value, leaving)
}

// reached is what a change has reached. A company counts as added if it was not in
// the portfolio before, and is by now or may be.
func (a portfolioCompaniesArguments) reached(before portfolioCompaniesArguments, change api.MemberChange, result api.ChangedMembers) companies {
	merged := maps.Clone(before.MergedDomains.Value)
	if merged == nil {
		merged = map[string]string{}
	}
	maps.Copy(merged, result.Redirected)
	scorecards := a.scorecards(merged)
	added := map[string]bool{}
	for _, domain := range before.AddedDomains.Value {
		added[domain] = true
	}
	for _, domain := range change.Add {
		if scorecard := scorecards[domain]; !result.Before.Has(scorecard) {
			added[scorecard] = true
		}
	}
	members := result.Before
	if result.After != nil {
		members = *result.After
		maps.DeleteFunc(added, func(domain string, _ bool) bool { return !members.Has(domain) })
	}
	now := companies{added: slices.Sorted(maps.Keys(added)), merged: map[string]string{}, spelled: a.spelledMembers(members, scorecards)}
	for domain, scorecard := range scorecards {
		if scorecard != domain {
			now.merged[domain] = scorecard
		}
	}
	return now
}
