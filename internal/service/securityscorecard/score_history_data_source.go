// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewScoreHistoryDataSource returns vendorrisk_securityscorecard_score_history.
func NewScoreHistoryDataSource() datasource.DataSource {
	return framework.NewDataSource(system, scoreHistoryDataSource())
}

// NewScoreHistoryEphemeralResource returns the ephemeral resource vendorrisk_securityscorecard_score_history.
func NewScoreHistoryEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, scoreHistoryDataSource())
}

func scoreHistoryDataSource() framework.DataSource[*api.Client, scoreHistoryArguments] {
	return framework.DataSource[*api.Client, scoreHistoryArguments]{
		Name: "score_history", Schema: scoreHistorySchema, Validators: pastValidators, Validate: validatePast, Read: readScoreHistory,
	}
}

type scoreHistoryArguments struct {
	pastArguments
	Interval       posture.Interval `tfsdk:"interval"`
	IncludeFactors bool             `tfsdk:"include_factors"`
}

func scoreHistorySchema() schema.Schema {
	attributes := pastAttributes("scores")
	maps.Copy(attributes, map[string]schema.Attribute{
		"interval": schema.StringAttribute{
			MarkdownDescription: "How far apart the scores are: `daily`, `weekly` or `monthly`. Default: `daily`. " +
				"A weekly series was seen to have every Saturday, and the last day that was asked for, which is rarely a Saturday. " +
				"A gate needs a score from each end of its window: use `daily` or `weekly` for it.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf("daily", "weekly", "monthly")},
		},
		"include_factors": schema.BoolAttribute{
			MarkdownDescription: "Whether to read the scores of the factors, with one more request per company. Default: `false`.",
			Optional:            true,
		},
		"histories": historyColumns.ListAttribute("The histories, one per scorecard, sorted by domain. It can be `histories` of `vendorrisk_gate`."),
	})
	return schema.Schema{
		MarkdownDescription: "The scores of companies over time. SecurityScorecard reports no grades of the past, and none are derived here. " +
			"The read sends one request per company, and one more with `include_factors`.",
		Attributes: attributes,
	}
}

func readScoreHistory(ctx context.Context, client *api.Client, arguments scoreHistoryArguments) (framework.Values, diag.Diagnostics) {
	past, diags := arguments.query(time.Now())
	if diags.HasError() {
		return nil, diags
	}
	interval := cmp.Or(arguments.Interval, posture.Daily)
	histories, err := client.ScoreHistories(ctx, api.HistoryQuery{PastQuery: past, Interval: interval, IncludeFactors: arguments.IncludeFactors})
	if err != nil {
		return nil, system.ReadError("Score History", err)
	}
	rows := make([]history, len(histories))
	for i, one := range histories {
		rows[i] = newHistory(one, interval)
	}
	return framework.Values{"histories": historyColumns.List(rows)}, nil
}
