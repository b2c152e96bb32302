// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ImportState finds the portfolio by its ID or by its name. Read then takes all of
// its companies.
func (r *portfolioCompaniesResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	client, ok := r.Client(&response.Diagnostics)
	if !ok {
		return
	}
	portfolio, err := findPortfolio(ctx, client, request.ID, true)
	if err != nil {
		response.Diagnostics.Append(portfolioError(path.Root("portfolio_id"), "Portfolio", err)...)
		return
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("id"), portfolio.ID)...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("portfolio_id"), portfolio.ID)...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("exclusive"), false)...)
}
