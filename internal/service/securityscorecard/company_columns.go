// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// companyColumns are the attributes of a company.
var companyColumns = framework.Columns[posture.Company]{
	framework.StringColumn("domain", "The company's domain, normalised. It identifies the company.",
		func(c posture.Company) string { return c.Domain }),
	framework.StringColumn("name", "The company's name.",
		func(c posture.Company) string { return c.Name }),
	framework.StringColumn("grade", "The grade: `A` (best), `B`, `C`, `D` or `F`. Null while SecurityScorecard has none or is calculating it.",
		func(c posture.Company) string { return string(c.Grade) }),
	framework.Int64Column("score", "The score, 0 to 100, higher is better. Null while there is none.",
		func(c posture.Company) *int64 { return c.Score }),
	framework.Int64Column("score_change_30d", "The score's change over the last 30 days, in points; negative is worse. Null when SecurityScorecard does not say.",
		func(c posture.Company) *int64 { return c.ScoreChange30d }),
	framework.StringColumn("industry", "The industry, as SecurityScorecard spells it, `information_services` for example; `unknown` where it is not determined.",
		func(c posture.Company) string { return c.Industry }),
	framework.StringColumn("size", "The estimated number of employees, `size_501_to_1000` for example; `unknown` where it is not determined.",
		func(c posture.Company) string { return c.Size }),
	framework.StringsColumn("portfolio_ids", "The ids of the portfolios that were read and have the company, sorted. Null where a company is read by itself: SecurityScorecard does not say it there.",
		func(c posture.Company) []string { return c.PortfolioIDs }),
	{
		Name: "factors",
		Attribute: factorColumns.MapAttribute("The parts of the score, by factor, `network_security` for example. " +
			"Null when they are not asked for, and while the company is not scored."),
		Value: func(c posture.Company) tftypes.Value { return factorColumns.Map(c.Factors) },
	},
	{
		Name: "finding_counts",
		Attribute: schema.MapAttribute{
			MarkdownDescription: "The number of active findings, by severity; a severity without findings is left out. " +
				"Null when factors are not asked for, and while the company is not scored: that is not the same as none.",
			ElementType: types.Int64Type,
			Computed:    true,
		},
		Value: func(c posture.Company) tftypes.Value { return framework.Counts(c.FindingCounts) },
	},
}

// factorColumns are the attributes of a factor.
var factorColumns = framework.Columns[posture.Factor]{
	framework.StringColumn("grade", "The factor's grade: `A` (best), `B`, `C`, `D` or `F`. Null when there is none.",
		func(f posture.Factor) string { return string(f.Grade) }),
	framework.Int64Column("score", "The factor's score, 0 to 100, higher is better. Null when there is none.",
		func(f posture.Factor) *int64 { return f.Score }),
}
