// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// CompanyColumns are the attributes of a company.
var CompanyColumns = Columns[posture.Company]{
	StringColumn("domain", "The company's normalized domain. For a scorecard that has no domain, it is `scorecard`, a space, and the scorecard's UUID or name. "+
		"A gate names the company by it. A custom scorecard may have the domain of its company: rows with one domain are different scorecards.",
		func(c posture.Company) string { return c.Domain }),
	StringColumn("uuid", "The ID of the scorecard. Null when SecurityScorecard does not report it, as in most lists.",
		func(c posture.Company) string { return c.UUID }),
	StringColumn("name", "The company's name.",
		func(c posture.Company) string { return c.Name }),
	StringColumn("grade", "The grade: `A` (best), `B`, `C`, `D` or `F`. Null when SecurityScorecard has no grade, is still calculating it, or sends another word.",
		func(c posture.Company) string { return string(c.Grade) }),
	Int64Column("score", "The score, from 0 to 100; higher is better. Null when the company is not scored, or when the value is not in the range.",
		func(c posture.Company) *int64 { return c.Score }),
	Int64Column("score_change_30d", "The change of the score over the last 30 days, in points; negative is worse. Null when SecurityScorecard does not report it, or reports several that differ.",
		func(c posture.Company) *int64 { return c.ScoreChange30d }),
	StringColumn("industry", "The industry, as SecurityScorecard spells it, for example `information_services`. `unknown` when it is not determined.",
		func(c posture.Company) string { return c.Industry }),
	StringColumn("size", "The estimated number of employees, for example `size_501_to_1000`. `unknown` when it is not determined.",
		func(c posture.Company) string { return c.Size }),
	BoolColumn("provisional", "Whether the score is provisional, so that it may still change. Null when SecurityScorecard does not report it: its specification has this field only for a single company, and not for companies in a list. "+
		"A value that is not a boolean is `true`. A gate takes a provisional score for unknown, see `provisional_score`.",
		func(c posture.Company) *bool { return c.Provisional }),
	BoolColumn("is_custom", "Whether the scorecard is a custom one, which covers a part of a company. Null when SecurityScorecard does not report it.",
		func(c posture.Company) *bool { return c.IsCustom }),
	StringsColumn("tags", "The sorted names of the scorecard's tags. Null when SecurityScorecard does not report them, as in most lists, or when one cannot be read: that a company has no tag is known only if the list is empty.",
		func(c posture.Company) []string { return c.Tags }),
	StringsColumn("portfolio_ids", "The sorted IDs of those portfolios that were read and that contain the company. Null when a single company is read, because SecurityScorecard does not report them there.",
		func(c posture.Company) []string { return c.PortfolioIDs }),
	{
		Name: "factors",
		Attribute: factorColumns.MapAttribute("The parts of the score, by factor, for example `network_security`. " +
			"Null when factors are not requested, when the company is not scored, or when its domain does not name the scorecard: it has none, or shares it with another."),
		Value: func(c posture.Company) tftypes.Value { return factorColumns.Map(c.Factors) },
	},
	{
		Name: "finding_counts",
		Attribute: schema.MapAttribute{
			MarkdownDescription: "The number of active findings, by severity. A severity without findings is omitted. " +
				"Null when `factors` is null, or when SecurityScorecard sends a number that counts nothing, such as -1. Null does not mean that there are no findings.",
			ElementType: types.Int64Type,
			Computed:    true,
		},
		Value: func(c posture.Company) tftypes.Value { return Counts(c.FindingCounts) },
	},
}

// factorColumns are the attributes of a factor.
var factorColumns = Columns[posture.Factor]{
	StringColumn("grade", "The factor's grade: `A` (best), `B`, `C`, `D` or `F`. Null when the factor has none.",
		func(f posture.Factor) string { return string(f.Grade) }),
	Int64Column("score", "The factor's score, from 0 to 100; higher is better. Null when the factor has none.",
		func(f posture.Factor) *int64 { return f.Score }),
}
