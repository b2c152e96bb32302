// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// What the arguments unknown_grade, unknown_findings and enforcement take.
const (
	unknownFails   = "fail"
	unknownIgnored = "ignore"

	enforceError   = "error"
	enforceWarning = "warning"
	enforceNone    = "none"
)

func gateSchema() schema.Schema {
	attributes := map[string]schema.Attribute{}
	for _, group := range []map[string]schema.Attribute{
		inputAttributes(), companyRuleAttributes(), findingRuleAttributes(), verdictAttributes(), resultAttributes(),
	} {
		maps.Copy(attributes, group)
	}
	return schema.Schema{
		MarkdownDescription: "Judges companies and findings against a bar, and fails the plan when one is below it. " +
			"It calls no system: it takes the lists of the other data sources. " +
			"Missing data is never good news: no companies, a missing grade, a check that could not be evaluated and an unknown severity are violations of their own. " +
			"At least one rule must be set.",
		Attributes: attributes,
	}
}

// inputAttributes are what is judged.
func inputAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"companies": schema.ListNestedAttribute{
			MarkdownDescription: "The companies to judge: `companies` of `vendorrisk_securityscorecard_companies`, or a list of `vendorrisk_securityscorecard_company`. Other attributes of the rows are ignored.",
			Optional:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: companyAttributes()},
		},
		"findings": schema.ListNestedAttribute{
			MarkdownDescription: "The findings to judge: `findings` of any system's data source, or several joined with `concat`. Other attributes of the rows are ignored.",
			Optional:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: findingAttributes()},
		},
	}
}

func companyAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"domain": schema.StringAttribute{
			MarkdownDescription: "Required. The company's domain. Violations and waivers name the company by it.",
			Optional:            true,
		},
		"grade": schema.StringAttribute{
			MarkdownDescription: "`A` (best), `B`, `C`, `D` or `F`. Null or another word is an unknown grade.",
			Optional:            true,
		},
		"score": schema.Int64Attribute{
			MarkdownDescription: "The score, 0 to 100. Null is unknown.",
			Optional:            true,
		},
		"score_change_30d": schema.Int64Attribute{
			MarkdownDescription: "The score's change over 30 days, in points; negative is worse. Null is unknown.",
			Optional:            true,
		},
		"factors": schema.MapNestedAttribute{
			MarkdownDescription: "The parts of the score, by factor. Needed for `minimum_factor_grades`.",
			Optional:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"grade": schema.StringAttribute{
					MarkdownDescription: "The factor's grade. Null or another word is unknown.",
					Optional:            true,
				},
			}},
		},
		"finding_counts": schema.MapAttribute{
			MarkdownDescription: "The number of active findings, by severity. Where it is set, `maximum_findings` counts these for the company, and not `findings`.",
			ElementType:         types.Int64Type,
			Optional:            true,
			// A number that is not known must not vanish from a sum.
			Validators: []validator.Map{mapvalidator.NoNullValues()},
		},
	}
}

func findingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"subject": schema.StringAttribute{
			MarkdownDescription: "Required. What has the weakness. Violations and waivers name it.",
			Optional:            true,
		},
		"type": schema.StringAttribute{
			MarkdownDescription: "Required. The issue type or check.",
			Optional:            true,
		},
		"severity": schema.StringAttribute{
			MarkdownDescription: "`critical`, `high`, `medium`, `low`, `info` or `positive`. Null or another word is unknown, and is not treated as harmless.",
			Optional:            true,
		},
		"status": schema.StringAttribute{
			MarkdownDescription: "`open`, `closed` (never counts) or `unknown` (see `unknown_findings`). Null or another word counts as open.",
			Optional:            true,
		},
	}
}

// companyRuleAttributes are the rules that companies are judged by.
func companyRuleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"minimum_grade": schema.StringAttribute{
			MarkdownDescription: "The grade that every company must reach: `A`, `B`, `C`, `D` or `F`.",
			Optional:            true,
			Validators:          []validator.String{framework.Grade()},
		},
		"minimum_score": schema.Int64Attribute{
			MarkdownDescription: "The score that every company must reach, 0 to 100.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.Between(0, 100)},
		},
		"maximum_score_drop": schema.Int64Attribute{
			MarkdownDescription: "The most points that a company may have lost in 30 days, 0 or more.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(0)},
		},
		"minimum_factor_grades": schema.MapAttribute{
			MarkdownDescription: "The grades that factors must reach, by factor: `{ network_security = \"B\" }`. Companies need `factors`: set `include_factors` where they are read.",
			ElementType:         types.StringType,
			Optional:            true,
			Validators: []validator.Map{
				mapvalidator.SizeAtLeast(1),
				mapvalidator.NoNullValues(),
				mapvalidator.ValueStringsAre(framework.Grade()),
			},
		},
		"unknown_grade": schema.StringAttribute{
			MarkdownDescription: "What to do with a company whose grade, or another value that a rule needs, is unknown: `fail` is a violation, `ignore` lets it pass. Default: `fail`.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.OneOf(unknownFails, unknownIgnored)},
		},
		"minimum_companies": schema.Int64Attribute{
			MarkdownDescription: "The number of companies that there must be, 0 or more. Default: 1 when a rule for companies is set, so that an empty portfolio does not pass by accident; otherwise 0.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(0)},
		},
	}
}

// findingRuleAttributes are the rules that findings are judged by.
func findingRuleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"maximum_findings": schema.MapAttribute{
			MarkdownDescription: "The number of findings that each subject may have, by severity: `{ high = 0, medium = 5 }`. " +
				"A severity without a number of its own counts toward the nearest one below it: `{ high = 0 }` allows no critical findings either. " +
				"Counted from `finding_counts` for the companies that have it, otherwise from `findings`.",
			ElementType: types.Int64Type,
			Optional:    true,
			Validators: []validator.Map{
				mapvalidator.SizeAtLeast(1),
				mapvalidator.NoNullValues(),
				mapvalidator.KeysAre(framework.Severity()),
				mapvalidator.ValueInt64sAre(int64validator.AtLeast(0)),
			},
		},
		"denied_finding_types": schema.ListAttribute{
			MarkdownDescription: "Finding types that no subject may have, whatever their severity. Judged over `findings`.",
			ElementType:         types.StringType,
			Optional:            true,
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1),
				listvalidator.NoNullValues(),
				listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)),
			},
		},
		"unknown_findings": schema.StringAttribute{
			MarkdownDescription: "What to do with a finding with the status `unknown`, a check that could not be evaluated: `fail` is a violation, `ignore` lets it pass. Default: `fail`.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.OneOf(unknownFails, unknownIgnored)},
		},
	}
}

// verdictAttributes decide how the verdict is reached and what it does.
func verdictAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"waivers": schema.ListNestedAttribute{
			MarkdownDescription: "Violations that are accepted until a date.",
			Optional:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"subject": schema.StringAttribute{
					MarkdownDescription: "Required. The subject as violations name it; a domain in any spelling. `companies` for `minimum_companies`.",
					Optional:            true,
					Validators:          []validator.String{framework.NotBlank()},
				},
				"rule": schema.StringAttribute{
					MarkdownDescription: "Required. The name of a rule, `minimum_grade` for example; or a finding type, whose findings then do not count for the subject (`finding_counts` stay as they are, since they have no types); or `*` for everything.",
					Optional:            true,
					Validators:          []validator.String{framework.NotBlank()},
				},
				"reason": schema.StringAttribute{
					MarkdownDescription: "Required. Why the violation is accepted. The report shows it.",
					Optional:            true,
					Validators:          []validator.String{framework.NotBlank()},
				},
				"expires_on": schema.StringAttribute{
					MarkdownDescription: "Required. The last day on which the waiver is valid, `YYYY-MM-DD`, in UTC.",
					Optional:            true,
					Validators:          []validator.String{framework.Date()},
				},
			}},
		},
		"as_of": schema.StringAttribute{
			MarkdownDescription: "The time that decides whether waivers are valid, RFC 3339. Default: now. With `plantimestamp()` it is the time of the plan; `timestamp()` would move the gate to the apply.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
		},
		"enforcement": schema.StringAttribute{
			MarkdownDescription: "What violations do: `error` fails the plan, `warning` shows them, `none` only returns them. Default: `error`.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.OneOf(enforceError, enforceWarning, enforceNone)},
		},
	}
}
