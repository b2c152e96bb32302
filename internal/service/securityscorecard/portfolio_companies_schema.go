// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func (r *portfolioCompaniesResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "Companies in a SecurityScorecard portfolio. " +
			"The resource adds the companies of `domains` that are not in the portfolio. It removes those that it has added, and leaves all others alone unless `exclusive` is true. " +
			"Companies that were there before stay when the resource is destroyed. So several workspaces can share a portfolio, if each lists its own companies. " +
			"A domain that SecurityScorecard does not know starts a scorecard: its grade is unknown until it is calculated, and a gate blocks on it until then. " +
			"Every company in one or more portfolios takes one slot of the license. A slot is free again when a company has left its last portfolio. " +
			"A plan that needs more slots than there are fails, if the provider's `securityscorecard.username` is set: the number of slots can only be read for a username. " +
			"The API token's user must be allowed to change the portfolio. " +
			"Up to 10 companies are added one by one, and more in bulk, 500 in a request. SecurityScorecard does not say which companies of a bulk request it has refused, so the provider reads the list afterwards, and names what is missing. " +
			"The guide [Vendors as code](../guides/vendors-as-code.md) says when a gate judges the companies.",
		Attributes: map[string]schema.Attribute{
			"portfolio_id": schema.StringAttribute{
				MarkdownDescription: "The ID of the portfolio. Changing it removes the companies that the resource has added from one portfolio, and adds them to the other.",
				Required:            true,
				Validators:          []validator.String{framework.NotBlank()},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"domains": schema.ListAttribute{
				MarkdownDescription: "The domains of the companies, in any order. They may be in any case, URLs, or have a trailing dot or international characters. Another order or spelling is no change. List a company in one resource of a portfolio only.",
				ElementType:         types.StringType,
				Required:            true,
			},
			"exclusive": framework.FlagAttribute("Whether only the companies of `domains` may be in the portfolio. If true, all others are shown in the plan and removed, whoever has added them. " +
				"Custom scorecards are never removed."),
			"timeouts": framework.TimeoutsAttribute(ctx),
			"id": schema.StringAttribute{
				MarkdownDescription: "The ID of the portfolio.",
				Computed:            true,
			},
			"added_domains": schema.ListAttribute{
				MarkdownDescription: "The domains of the companies that the resource has added, sorted. These are removed when they leave `domains` or the resource is destroyed. After an import, they are all companies in the portfolio.",
				ElementType:         types.StringType,
				Computed:            true,
			},
			"merged_domains": schema.MapAttribute{
				MarkdownDescription: "The domains of the scorecards that SecurityScorecard has added for other domains, by the domain in `domains`: SecurityScorecard merges scorecards, and then leads to the remaining one.",
				ElementType:         types.StringType,
				Computed:            true,
			},
		},
	}
}
