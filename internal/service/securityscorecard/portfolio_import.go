// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ImportState finds the portfolio by its ID, by its name, or by its identity.
func (r *portfolioResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	wanted := portfolioIdentity{ID: request.ID}
	if request.ID == "" && request.Identity != nil {
		response.Diagnostics.Append(framework.Decode(request.Identity.Raw, &wanted)...)
	}
	client, ok := r.Client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	portfolio, err := findPortfolio(ctx, client, wanted.ID, request.ID != "")
	if err != nil {
		response.Diagnostics.Append(portfolioError(path.Root("id"), "Portfolio", err)...)
		return
	}
	if portfolio.IsReadOnly() {
		response.Diagnostics.AddError("SecurityScorecard Portfolio Is Read-Only", readOnlyText(portfolio.ID))
		return
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("id"), portfolio.ID)...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("force_destroy"), false)...)
	response.Diagnostics.Append(setPortfolioIdentity(ctx, response.Identity, portfolio.ID)...)
}

// findPortfolio finds a portfolio by its ID, or by its name where that may be meant.
func findPortfolio(ctx context.Context, client *api.Client, wanted string, mayBeName bool) (api.Portfolio, error) {
	portfolio, err := client.PortfolioByID(ctx, wanted)
	if err == nil || !mayBeName {
		return portfolio, err
	}
	return client.PortfolioByName(ctx, wanted)
}
