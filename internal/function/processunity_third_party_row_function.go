// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// NewProcessUnityThirdPartyRow returns processunity_third_party_row.
func NewProcessUnityThirdPartyRow() function.Function {
	return declaration{
		name: "processunity_third_party_row",
		definition: function.Definition{
			Summary: "A company as a row for ProcessUnity's third parties",
			MarkdownDescription: "Returns a row for `rows` of `vendorrisk_processunity_third_party_import`: a map from the SecurityScorecard properties of ProcessUnity's third parties to strings. " +
				"The properties are `SS Domain`, `SS Third Party ID`, `SS Industry`, `SS Monitored`, and the grades and scores, overall and of ten factors, from `SS Overall Grade` to `SS Social Engineering Score`. " +
				"A value that is not known is left out: a missing score is never 0. For `SS Timestamp (Last Updated)`, use `timestamp_column` of the resource. " +
				"The row has `SS Third Party ID` if `company` has an attribute `id`, which the data sources do not have. " +
				"`SS Monitored` is `Yes` if `portfolio_ids` has a portfolio, and `No` if it is empty.",
			Parameters: []function.Parameter{
				function.DynamicParameter{
					Name: "company",
					MarkdownDescription: "A company of `vendorrisk_securityscorecard_companies` with `include_factors`, or a `vendorrisk_securityscorecard_company`: " +
						"an object with `domain` and, if they are known, `grade`, `score`, `industry`, `portfolio_ids`, `factors` and `id`.",
				},
				function.MapParameter{
					Name:                "overrides",
					MarkdownDescription: "A map from the names above to the tenant's names, for properties that have other names there. Null leaves a property out. Use `{}` or null if there are no other names.",
					ElementType:         types.StringType,
					AllowNullValue:      true,
				},
			},
			Return: function.MapReturn{ElementType: types.StringType},
		},
		run: binary(processUnityThirdPartyRow),
	}
}

func processUnityThirdPartyRow(ctx context.Context, argument types.Dynamic, overrides map[string]types.String) (any, *function.FuncError) {
	company := newObject(ctx, "company", 0, argument)
	if company.isUnknown {
		return types.MapUnknown(types.StringType), nil
	}
	scorecard := scorecardOf(company)
	if company.err != nil {
		return nil, company.err
	}
	renames := template.Renames{}
	for column, name := range overrides {
		renames[column] = name.ValueString()
	}
	if err := renames.Check(template.ScorecardColumns()); err != nil {
		return nil, function.NewArgumentFuncError(1, "overrides cannot be used: "+err.Error())
	}
	return map[string]string(renames.Rename(scorecard.Row())), nil
}

func scorecardOf(company *object) template.Scorecard {
	scorecard := template.Scorecard{
		Company: posture.Company{
			Domain:   company.required("domain"),
			Grade:    posture.ParseGrade(company.text("grade")),
			Score:    company.numberOf("its attribute score", company.attributes["score"]),
			Industry: company.text("industry"),
			Factors:  map[string]posture.Factor{},
		},
		ThirdPartyID: company.text("id"),
	}
	if portfolios, known := company.count("portfolio_ids"); known {
		isMonitored := portfolios > 0
		scorecard.IsMonitored = &isMonitored
	}
	for name, value := range company.members("its attribute factors", company.attributes["factors"]) {
		scorecard.Factors[name] = factorOf(company, "its attribute factors."+name, value)
	}
	return scorecard
}

func factorOf(company *object, what string, value tftypes.Value) posture.Factor {
	members := company.members(what, value)
	return posture.Factor{
		Grade: posture.ParseGrade(company.textOf(what+".grade", members["grade"])),
		Score: company.numberOf(what+".score", members["score"]),
	}
}
