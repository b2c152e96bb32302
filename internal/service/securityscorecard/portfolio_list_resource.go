// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ list.ListResourceWithConfigure = &portfolioListResource{}

type portfolioListResource struct{ base }

// NewPortfolioListResource returns the list resource vendorrisk_securityscorecard_portfolio.
func NewPortfolioListResource() list.ListResource {
	return &portfolioListResource{base{System: system, Name: "portfolio"}}
}

// ListResourceConfigSchema implements list.ListResource.
func (r *portfolioListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, response *list.ListResourceSchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The portfolios that the API token's user sees and that can be managed, sorted by name, then ID. Those that are read-only, such as every user's default portfolio, are left out.",
	}
}

// List implements list.ListResource.
func (r *portfolioListResource) List(ctx context.Context, request list.ListRequest, stream *list.ListResultsStream) {
	var diags diag.Diagnostics
	client, ok := r.Client(&diags)
	if !ok {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	portfolios, err := client.Portfolios(ctx)
	if err != nil {
		stream.Results = list.ListResultsStreamDiagnostics(system.ReadErrorIn(ctx, "Portfolios", err))
		return
	}
	portfolios = slices.DeleteFunc(portfolios, api.Portfolio.IsReadOnly)
	if request.Limit > 0 && int64(len(portfolios)) > request.Limit {
		portfolios = portfolios[:request.Limit]
	}
	stream.Results = func(push func(list.ListResult) bool) {
		for _, portfolio := range portfolios {
			if !push(listedPortfolio(ctx, request, portfolio)) {
				return
			}
		}
	}
}

func listedPortfolio(ctx context.Context, request list.ListRequest, portfolio api.Portfolio) list.ListResult {
	result := request.NewListResult(ctx)
	result.DisplayName = portfolio.Name
	result.Diagnostics.Append(setPortfolioIdentity(ctx, result.Identity, portfolio.ID)...)
	if request.IncludeResource {
		values := portfolioValues(portfolio, "")
		values["force_destroy"] = framework.Bool(new(false))
		result.Diagnostics.Append(framework.Store(&result.Resource.Raw, framework.Nulls(result.Resource.Raw.Type()), values)...)
	}
	return result
}
