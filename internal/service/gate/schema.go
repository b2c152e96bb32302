// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// What the arguments unknown_grade, provisional_score, unknown_findings and enforcement take.
const (
	unknownFails   = "fail"
	unknownIgnored = "ignore"

	enforceError   = "error"
	enforceWarning = "warning"
	enforceNone    = "none"

	defaultWaiverWarningDays = 14

	maximumDropDays = 3650
)

func gateSchema() schema.Schema {
	attributes := map[string]schema.Attribute{}
	for _, group := range []map[string]schema.Attribute{
		inputAttributes(), snapshotAttributes(), companyRuleAttributes(), findingRuleAttributes(), verdictAttributes(), reportAttributes(), resultAttributes(),
	} {
		maps.Copy(attributes, group)
	}
	return schema.Schema{
		MarkdownDescription: "Judges companies and findings against a bar, and fails the plan when one is below it. " +
			"It calls no system: it takes the lists of the other data sources, or snapshots. " +
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
		"histories": schema.ListNestedAttribute{
			MarkdownDescription: "The past scores of the companies: `histories` of `vendorrisk_securityscorecard_score_history`, or several joined with `concat`. Other attributes of the rows are ignored. " +
				"With it, `maximum_score_drop` judges by these scores, and not by `score_change_30d`. A company without a history has an unknown change. A history of another company is not judged.",
			Optional:     true,
			NestedObject: schema.NestedAttributeObject{Attributes: historyAttributes()},
		},
		"findings": schema.ListNestedAttribute{
			MarkdownDescription: "The findings to judge: `findings` of any system's data source, or several joined with `concat`. Other attributes of the rows are ignored.",
			Optional:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: findingAttributes()},
		},
		"covered_subjects": schema.ListAttribute{
			MarkdownDescription: "The subjects whose findings were read completely: `covered_subjects` of the data sources that `findings` come from, joined with `concat`. " +
				"It tells a company without findings from one whose findings were not read. A company without `finding_counts` that is not in it has unknown findings. " +
				"When it is null, only a company that is the subject of a finding with a known status counts as read.",
			ElementType: types.StringType,
			Optional:    true,
			Validators:  []validator.List{listvalidator.NoNullValues()},
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
		"score": schema.NumberAttribute{
			MarkdownDescription: "The score, 0 to 100; it may have a fraction. Null and a number off this scale are unknown.",
			Optional:            true,
		},
		"score_change_30d": schema.NumberAttribute{
			MarkdownDescription: "The score's change over 30 days, in points; negative is worse. Null and a number that is not from -100 to 100 are unknown.",
			Optional:            true,
		},
		"provisional": schema.BoolAttribute{
			MarkdownDescription: "Whether the score is provisional, see `provisional_score`. Null is not.",
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
		"url": schema.StringAttribute{
			MarkdownDescription: "Where people read about the company. Reports link to it, if it is an https URL.",
			Optional:            true,
		},
		"finding_counts": schema.MapAttribute{
			MarkdownDescription: "The number of active findings, by severity. `maximum_findings` limits these, and the company's `findings` separately. A number that is negative or not whole is unknown.",
			ElementType:         types.NumberType,
			Optional:            true,
			// A number that is not known must not vanish from a sum.
			Validators: []validator.Map{mapvalidator.NoNullValues()},
		},
	}
}

func historyAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"domain": schema.StringAttribute{
			MarkdownDescription: "Required. The company's domain.",
			Optional:            true,
		},
		"scores": schema.ListNestedAttribute{
			MarkdownDescription: "The scores, in any order. Null could not be read, and is unknown. Two scores of one day that differ are unknown.",
			Optional:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"date": schema.StringAttribute{
					MarkdownDescription: "The day, `YYYY-MM-DD`, or a time on it, RFC 3339. Null or another text is unknown, and so is then the company's change.",
					Optional:            true,
				},
				"score": schema.NumberAttribute{
					MarkdownDescription: "The score, 0 to 100; it may have a fraction. Null and a number off this scale are unknown.",
					Optional:            true,
				},
			}},
		},
	}
}

func findingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"source": schema.StringAttribute{
			MarkdownDescription: "The system that reports the finding. It decides how subjects are compared: those of `securityscorecard` are domains, and those of other systems are compared exactly.",
			Optional:            true,
		},
		"title": schema.StringAttribute{
			MarkdownDescription: "The readable name of the type, for messages.",
			Optional:            true,
		},
		"url": schema.StringAttribute{
			MarkdownDescription: "Where the system describes the finding, for violations.",
			Optional:            true,
		},
		"first_seen_at": schema.StringAttribute{
			MarkdownDescription: "When the finding was seen first, for messages.",
			Optional:            true,
		},
		"last_seen_at": schema.StringAttribute{
			MarkdownDescription: "When the finding was seen last, for messages.",
			Optional:            true,
		},
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
		"minimum_score": schema.NumberAttribute{
			MarkdownDescription: "The score that every company must reach, 0 to 100; it may have a fraction.",
			Optional:            true,
			Validators:          []validator.Number{framework.NumberBetween(0, 100)},
		},
		"maximum_score_drop": schema.NumberAttribute{
			MarkdownDescription: "The most points that a company may have lost in 30 days, or in `score_drop_days`, 0 to 100; it may have a fraction. " +
				"Without `histories`, it judges `score_change_30d`.",
			Optional:   true,
			Validators: []validator.Number{framework.NumberBetween(0, 100)},
		},
		"score_drop_days": schema.NumberAttribute{
			MarkdownDescription: "The number of days before `as_of` in which `maximum_score_drop` counts, a whole number from 1 to 3650. It needs `histories`. Default: 30. " +
				"The score on the first of these days is compared with the last score. If one of the two days has no score, the last one of the seven days before is taken; " +
				"if there is none, the change is unknown (see `unknown_grade`). So let the histories begin `score_drop_days` and seven days before.",
			Optional:   true,
			Validators: []validator.Number{framework.WholeNumberBetween(1, maximumDropDays)},
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
		"provisional_score": schema.StringAttribute{
			MarkdownDescription: "What to do with a company whose `provisional` is true, so that its grade, score and factors may still change: `fail` is a violation, in addition to those of the other rules; `ignore` takes the score for a final one. Default: `fail`. " +
				"SecurityScorecard's specification has this field only for a single company, so a company that was read in a list may have a provisional score and not say so.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(unknownFails, unknownIgnored)},
		},
		"minimum_companies": schema.NumberAttribute{
			MarkdownDescription: "The number of companies that there must be, a whole number of 0 or more. Default: 1 when a rule for companies is set, so that an empty portfolio does not pass by accident; otherwise 0.",
			Optional:            true,
			Validators:          []validator.Number{framework.WholeNumber(0)},
		},
	}
}

// findingRuleAttributes are the rules that findings are judged by.
func findingRuleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"maximum_findings": schema.MapAttribute{
			MarkdownDescription: "The number of findings that each subject may have, by severity: `{ high = 0, medium = 5 }`. " +
				"A severity without a number of its own counts toward the nearest one below it: `{ high = 0 }` allows no critical findings either. " +
				"The numbers are whole. They limit the `findings` of a subject, and the `finding_counts` of a company, each alone.",
			ElementType: types.NumberType,
			Optional:    true,
			Validators: []validator.Map{
				mapvalidator.SizeAtLeast(1),
				mapvalidator.NoNullValues(),
				mapvalidator.KeysAre(framework.Severity()),
				mapvalidator.ValueNumbersAre(framework.WholeNumber(0)),
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
		"waivers": schema.DynamicAttribute{
			MarkdownDescription: "Violations that are accepted until a date: a list of objects, as `yamldecode` and `csvdecode` read one from a file. Each must have:\n" +
				"  * `subject`: The subject as violations name it. A company's domain may be in any spelling, but without a port and a path. `companies` for `minimum_companies`.\n" +
				"  * `rule`: The name of a rule, `minimum_grade` for example; or a finding type, whose findings then do not count for the subject (`finding_counts` stay as they are, since they have no types); or `*` for everything.\n" +
				"  * `reason`: Why the violation is accepted. The report shows it.\n" +
				"  * `expires_on`: The last day on which the waiver is valid, `YYYY-MM-DD`, in UTC. A time at midnight UTC is its day, as YAML makes of a date without quotes.\n\n" +
				"  Other keys, such as `owner` and `ticket`, are the waiver's labels. Reports show them. Their values are strings, numbers or bools. A key that looks like one of the four is refused, because it would not count.",
			Optional: true,
		},
		"waiver_warning_days": schema.NumberAttribute{
			MarkdownDescription: "How many days before its end a waiver that is in use gets a warning, a whole number of 0 or more. 0 gives no warning. Default: 14.",
			Optional:            true,
			Validators:          []validator.Number{framework.WholeNumber(0)},
		},
		"as_of": schema.StringAttribute{
			MarkdownDescription: "The time that decides whether waivers are valid, and at which the window of `histories` ends, RFC 3339. Default: now. With `plantimestamp()` it is the time of the plan; `timestamp()` would move the gate to the apply.",
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
