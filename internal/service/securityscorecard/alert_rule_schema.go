// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func (r *alertRuleResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "A rule that alerts the user of the API token when scorecards change. " +
			"It needs the provider's `securityscorecard.username`, because SecurityScorecard lists rules by user. " +
			"The requests are those of SecurityScorecard's own integration for Cortex XSOAR. They are in no published specification, and no response was recorded, so try the resource with one rule first. " +
			"No request to edit a rule is known: every change deletes the rule and creates another one. " +
			"A rule that a person has paused is replaced too. Who is alerted, and how, is not read.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "The rule's name. A user's rule with this name must not exist: the provider recognizes a rule by its name when the answer to its creation is lost.",
				Required:            true,
				Validators:          []validator.String{framework.NotBlank()},
			},
			"change": schema.StringAttribute{
				MarkdownDescription: "What to alert about: `grade_drop` or `grade_raise` for any change of the grade in that direction, `score_drop_threshold` when the score falls below `threshold`, `score_rise_threshold` when it rises above it.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.OneOf(gradeDrop, gradeRaise, scoreDrop, scoreRise)},
			},
			"threshold": schema.NumberAttribute{
				MarkdownDescription: "The score, a whole number from 0 to 100. Required for `score_drop_threshold` and `score_rise_threshold`, and not allowed otherwise.",
				Optional:            true,
				Validators:          []validator.Number{framework.WholeNumberBetween(0, 100)},
			},
			"factors": schema.ListAttribute{
				MarkdownDescription: "The factors whose grade or score to watch, for example `network_security`. In any order. Default: the overall grade or score.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators: []validator.List{
					listvalidator.SizeAtLeast(1),
					listvalidator.NoNullValues(),
					listvalidator.UniqueValues(),
					listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)),
				},
			},
			"scorecards": schema.StringAttribute{
				MarkdownDescription: "The scorecards to watch: `followed` for every company in a portfolio, `my_scorecard` for your organization's own, `in_portfolio` for those in `portfolio_id`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.OneOf(followed, myScorecard, inPortfolio)},
			},
			"portfolio_id": schema.StringAttribute{
				MarkdownDescription: "The ID of the portfolio. Required for `in_portfolio`, and not allowed otherwise.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"timeouts": framework.TimeoutsAttribute(ctx),
			"id": schema.StringAttribute{
				MarkdownDescription: "The rule's ID.",
				Computed:            true,
			},
			"paused_at": schema.StringAttribute{
				MarkdownDescription: "When a person paused the rule, RFC 3339 in UTC, or as SecurityScorecard writes it. Null when it is not paused. A rule that is paused is replaced.",
				Computed:            true,
			},
		},
	}
}

func (r *alertRuleResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, response *resource.IdentitySchemaResponse) {
	response.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{Description: "The rule's ID.", RequiredForImport: true},
	}}
}
