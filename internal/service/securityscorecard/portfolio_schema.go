// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// trimmedValidator refuses white space that the answer may not have.
var trimmedValidator = stringvalidator.RegexMatches(regexp.MustCompile(`^\S(.*\S)?$`), "must be one line without white space at its ends")

func (r *portfolioResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "A portfolio in SecurityScorecard. Its companies are in `vendorrisk_securityscorecard_portfolio_companies`. " +
			"The API token's user must be allowed to create and edit portfolios: Read Only access is not sufficient. " +
			"SecurityScorecard does not require names to be unique. This resource does: if the token's user sees a portfolio of the name, the creation fails before anything is sent, so that no second one is made. " +
			"If the answer to the creation is lost, the provider looks for the portfolio and does not send the request again. " +
			"A new portfolio may be missing in SecurityScorecard's list for a minute. The provider waits for it. " +
			"A portfolio that a person has deleted is planned anew, without its companies. " +
			"With Terraform 1.14 or later, `terraform query` lists the portfolios that can be managed. The guide [Vendors as code](../guides/vendors-as-code.md) says what is known of the API, and what is not.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "The name of the portfolio.",
				Required:            true,
				Validators:          []validator.String{framework.NotBlank(), trimmedValidator},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "The description of the portfolio. Null when it has none.",
				Optional:            true,
				Validators:          []validator.String{framework.NotBlank()},
			},
			"privacy": schema.StringAttribute{
				MarkdownDescription: "Who can see the portfolio: `private` (its owner), `shared` (the whole organization) or `team`. Default: what SecurityScorecard chooses for a new portfolio, and then what the portfolio has. Null when SecurityScorecard does not report it.",
				Optional:            true,
				Computed:            true,
				Validators:          []validator.String{stringvalidator.OneOf("private", "shared", "team")},
			},
			"team_id": schema.StringAttribute{
				MarkdownDescription: "The ID of the team that the portfolio belongs to. It can be set only with `privacy = \"team\"`. Changing it replaces the portfolio, because SecurityScorecard accepts it only for a new one. Null when the portfolio belongs to no team, or SecurityScorecard does not report it.",
				Optional:            true,
				Computed:            true,
				Validators:          []validator.String{framework.NotBlank()},
			},
			"force_destroy": framework.FlagAttribute("Whether to delete the portfolio even if companies are in it, such as those that others have added. " +
				"If false, destroying such a portfolio fails. The companies of a `vendorrisk_securityscorecard_portfolio_companies` that uses the `id` of this resource are removed before."),
			"timeouts": framework.TimeoutsAttribute(ctx),
			"id": schema.StringAttribute{
				MarkdownDescription: "The ID of the portfolio.",
				Computed:            true,
			},
		},
	}
}

// portfolioIdentity identifies a portfolio. IDs are those of a whole SecurityScorecard.
type portfolioIdentity struct {
	ID string `tfsdk:"id"`
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (r *portfolioResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, response *resource.IdentitySchemaResponse) {
	response.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{Description: "The ID of the portfolio.", RequiredForImport: true},
		},
	}
}
