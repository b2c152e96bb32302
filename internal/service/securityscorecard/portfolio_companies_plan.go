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
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses what is not a domain.
func (r *portfolioCompaniesResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var config portfolioCompaniesArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	response.Diagnostics.Append(config.validate()...)
}

// ModifyPlan says what the apply does to companies that are not in the
// configuration, and refuses to need more slots than there are. It sends nothing.
func (r *portfolioCompaniesResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		return
	}
	p := companiesPlan{isNew: request.State.Raw.IsNull()}
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &p.prior)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &p.portfolioCompaniesArguments)...)
	if response.Diagnostics.HasError() {
		return
	}
	p.isNew = p.isNew || !p.prior.PortfolioID.Equal(p.PortfolioID)
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, p.computed())...)
	if client, err := r.TryClient(); err == nil && p.changes() && p.Domains.IsFullyKnown() {
		response.Diagnostics.Append(p.check(ctx, client)...)
	}
}

// companiesPlan is a plan while it is computed.
type companiesPlan struct {
	portfolioCompaniesArguments

	prior portfolioCompaniesArguments
	// isNew says that the companies are added to a portfolio of which the state has
	// none.
	isNew bool
}

// changes reports whether the apply adds or removes companies.
func (p companiesPlan) changes() bool {
	isSame := func() bool {
		before, after := p.prior.spellings(), p.spellings()
		return maps.EqualFunc(before, after, func(string, string) bool { return true })
	}
	return p.isNew || !p.Domains.IsFullyKnown() || !p.Exclusive.Equal(p.prior.Exclusive) || !isSame()
}

// computed are the planned values of the computed attributes.
func (p companiesPlan) computed() framework.Values {
	if !p.changes() {
		return framework.Values{
			"id": p.prior.PortfolioID.Wire(), "domains": p.prior.Domains.Wire(),
			"added_domains": p.prior.AddedDomains.Wire(), "merged_domains": p.prior.MergedDomains.Wire(),
		}
	}
	return framework.Values{
		"id":             p.PortfolioID.Wire(),
		"added_domains":  tftypes.NewValue(domainsType, tftypes.UnknownValue),
		"merged_domains": tftypes.NewValue(mergedType, tftypes.UnknownValue),
	}
}

// check reads who is in the portfolio, if that exists.
func (p companiesPlan) check(ctx context.Context, client *api.Client) diag.Diagnostics {
	members := api.Members{}
	if p.PortfolioID.IsKnown() {
		read, err := client.Members(ctx, p.PortfolioID.Value)
		switch {
		case errors.Is(err, rest.ErrNotFound):
			return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("portfolio_id"), "SecurityScorecard Portfolio Not Found",
				"The portfolio does not exist, or the API token's user cannot see it.\n\nOriginal Error: "+err.Error())}
		case err != nil:
			return system.ReadErrorIn(ctx, "Portfolio", err)
		}
		members = read
	}
	scorecards := p.scorecards(p.prior.MergedDomains.Value)
	diags := p.removals(members, scorecards)
	var added []string
	for _, domain := range slices.Sorted(maps.Keys(scorecards)) {
		if !members.Has(scorecards[domain]) {
			added = append(added, domain)
		}
	}
	if len(added) > 0 {
		own := slices.Collect(maps.Values(scorecards))
		freed := slices.DeleteFunc(slices.Clone(p.prior.AddedDomains.Value), func(domain string) bool {
			return !members.Has(domain) || slices.Contains(own, domain)
		})
		diags.Append(checkSlots(ctx, client, added, len(freed))...)
	}
	return diags
}

// removals say which companies the apply removes though others have added them, and
// which stay though they leave the configuration.
func (p companiesPlan) removals(members api.Members, scorecards map[string]string) diag.Diagnostics {
	var diags diag.Diagnostics
	isOthers := func(domain string) bool { return !slices.Contains(p.prior.AddedDomains.Value, domain) }
	leaving := others(members, scorecards)
	if p.Exclusive.Value {
		if foreign := slices.DeleteFunc(leaving, func(domain string) bool { return !isOthers(domain) }); len(foreign) > 0 {
			diags.AddAttributeWarning(path.Root("exclusive"), "SecurityScorecard Companies of Others Are Removed", fmt.Sprintf(
				"exclusive is true: the apply removes %s from the portfolio that this resource has not added: %s.", companyCount(len(foreign)), problem.Keys(foreign)))
		}
		return diags
	}
	before := slices.Collect(maps.Values(p.prior.scorecards(p.prior.MergedDomains.Value)))
	stay := slices.DeleteFunc(leaving, func(domain string) bool { return !isOthers(domain) || !slices.Contains(before, domain) })
	if len(stay) > 0 {
		diags.AddAttributeWarning(path.Root("domains"), "SecurityScorecard Companies Stay in the Portfolio", fmt.Sprintf(
			"This resource has not added %s that leave domains, and does not remove them: %s. They are still judged with the portfolio.", companyCount(len(stay)), problem.Keys(stay)))
	}
	return diags
}

func companyCount(number int) string {
	if number == 1 {
		return "1 company"
	}
	return fmt.Sprintf("%d companies", number)
}

// checkSlots compares the slots that companies need with those that there are.
// freed is the number of companies that the resource removes, which may free slots.
func checkSlots(ctx context.Context, client *api.Client, added []string, freed int) diag.Diagnostics {
	const unchecked = "SecurityScorecard License Slots Are Not Checked"
	need, err := client.SlotNeed(ctx, added)
	switch {
	case errors.Is(err, api.ErrNoUsername):
		return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("domains"), unchecked, fmt.Sprintf(
			"The plan adds %s. To compare that with the available slots of the license, set the provider's securityscorecard.username (or SECURITYSCORECARD_USERNAME) to the name of the API token's user.", companyCount(len(added))))}
	case err != nil:
		return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("domains"), unchecked, fmt.Sprintf(
			"The plan adds %s. How many slots the license has left could not be determined, so the apply may fail. %s", companyCount(len(added)), system.ExplainIn(ctx, err)))}
	}
	available := int(need.Available) + freed
	switch {
	case len(need.Needed) > available:
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("domains"), "Too Few SecurityScorecard License Slots", fmt.Sprintf(
			"The plan adds %s that take a slot each, and the license has %d left: %d are missing. Nothing was sent. "+
				"Remove companies from all of their portfolios first, or get more slots. The companies are %s.",
			companyCount(len(need.Needed)), available, len(need.Needed)-available, problem.Keys(need.Needed)))}
	case len(need.Needed)+len(need.Unclear) > available:
		return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("domains"), "SecurityScorecard License Slots May Be Too Few", fmt.Sprintf(
			"The plan adds %s that may take a slot each, and the license has %d left. SecurityScorecard does not say whether these take one already: %s.",
			companyCount(len(need.Needed)+len(need.Unclear)), available, problem.Keys(need.Unclear)))}
	}
	return nil
}
