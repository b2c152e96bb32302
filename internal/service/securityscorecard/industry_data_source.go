// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// undetermined is SecurityScorecard's word for an industry that it does not know.
const undetermined = "unknown"

// industryFactorColumns are the attributes of a factor of an industry.
var industryFactorColumns = framework.Columns[*float64]{
	framework.Float64Column("score", "The factor's average score, from 0 to 100; higher is better. Null when SecurityScorecard has none, or when the value is not in the range.",
		func(score *float64) *float64 { return score }),
}

// NewIndustryDataSource returns vendorrisk_securityscorecard_industry.
func NewIndustryDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, industryArguments]{
		Name: "industry", Schema: industrySchema, Read: readIndustry,
	})
}

type industryArguments struct {
	Industry string `tfsdk:"industry"`
}

func industrySchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The average score of an industry and of its factors, to compare companies with. The read sends two requests.",
		Attributes: map[string]schema.Attribute{
			"industry": schema.StringAttribute{
				MarkdownDescription: "The industry, as SecurityScorecard spells it: `industry` of a company, for example `information_services`. It cannot be `unknown`, the word for an industry that is not determined.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.NoneOf(undetermined)},
			},
			"average_score": schema.Float64Attribute{
				MarkdownDescription: "The average score, from 0 to 100; higher is better. Null when SecurityScorecard has none, or when the value is not in the range.",
				Computed:            true,
			},
			"average_grade": schema.StringAttribute{
				MarkdownDescription: "The average grade: `A` (best), `B`, `C`, `D` or `F`. Null when SecurityScorecard has none, or sends another word.",
				Computed:            true,
			},
			"factors": industryFactorColumns.MapAttribute("The parts of the score, by factor, for example `network_security`."),
		},
	}
}

func readIndustry(ctx context.Context, client *api.Client, arguments industryArguments) (framework.Values, diag.Diagnostics) {
	industry, err := client.Industry(ctx, arguments.Industry)
	if err != nil {
		return nil, system.ReadError("Industry", err)
	}
	return framework.Values{
		"average_score": framework.Number(industry.AverageScore),
		"average_grade": framework.String(industry.AverageGrade),
		"factors":       industryFactorColumns.Map(industry.Factors),
	}, nil
}
