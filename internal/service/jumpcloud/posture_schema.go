// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// resultColumns are the attributes of the result of a check.
var resultColumns = framework.Columns[check.Result]{
	framework.StringColumn("id", "The check's ID.",
		func(r check.Result) string { return r.ID }),
	framework.StringColumn("title", "What holds when the check passes, for people.",
		func(r check.Result) string { return r.Title }),
	framework.StringColumn("category", "`misconfigured_setting` or `account_risk`.",
		func(r check.Result) string { return string(r.Category) }),
	framework.StringColumn("severity", "How bad it is when it fails: `critical`, `high`, `medium`, `low` or `info`.",
		func(r check.Result) string { return string(r.Severity) }),
	framework.StringColumn("status", "`fail` when a subject fails; else `unknown` when one could not be evaluated; else `pass` when one passes; else `not_applicable`.",
		func(r check.Result) string { return string(r.Status) }),
	framework.StringColumn("reason", "Why, without names of people or devices. Null for a check that passes and has nothing to say.",
		func(r check.Result) string { return r.Reason }),
	framework.Int64Column("passed", "The number of subjects that pass.",
		func(r check.Result) *int64 { return &r.Passed }),
	framework.Int64Column("failed", "The number of subjects that fail. Each is a finding.",
		func(r check.Result) *int64 { return &r.Failed }),
	framework.Int64Column("unknown", "The number of subjects that could not be evaluated; 1 when none could be read.",
		func(r check.Result) *int64 { return &r.Unknown }),
	framework.Int64Column("coverage", "The share of the subjects that pass, among those that the check applies to: 0 to 100, rounded down. Null when the check applies to none.",
		check.Result.Coverage),
	framework.StringColumn("risk", "Why it matters.",
		func(r check.Result) string { return r.Rationale }),
	framework.StringColumn("remediation", "What to do about a subject that fails.",
		func(r check.Result) string { return r.Remediation }),
	framework.StringColumn("reference", "The URL of a page of JumpCloud. Null when no page is known.",
		func(r check.Result) string { return r.Reference }),
	framework.StringsColumn("controls", "The controls that the check supports, as in the argument `controls`. Empty when there are none.",
		func(r check.Result) []string { return r.Controls }),
}

// findingColumns are the attributes of a finding: the shared shape, then what
// JumpCloud adds.
var findingColumns = append(
	framework.FindingColumns(func(f check.Finding) posture.Finding { return f.Finding }),
	framework.StringColumn("category", "`misconfigured_setting` or `account_risk`.",
		func(f check.Finding) string { return string(f.Category) }),
	framework.StringColumn("subject_type", "What the subject is: `organization`, `administrator`, `user`, `system`, `access_policy`, `ip_list`, `radius_server`, `application`, `apple_mdm`, `directory`, `service_account`, `role`, `user_group`, `ldap_server`, `active_directory`, `identity` or `alert`.",
		func(f check.Finding) string { return f.SubjectType }),
	framework.StringColumn("reason", "Why the subject fails, or why it could not be evaluated, without names of people or devices.",
		func(f check.Finding) string { return f.Reason }),
	framework.StringColumn("remediation", "What to do about it. Null unless the finding is open.",
		func(f check.Finding) string { return f.Remediation }),
)

func postureSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Misconfigured settings and account risks of the organization, as findings that go into `vendorrisk_gate`. " +
			"The guide [JumpCloud checks](../guides/jumpcloud-checks.md) lists the checks, what each reads, and its thresholds. " +
			"It reads only what the chosen checks need: all checks cost about a request for every 100 users and devices, and 23 more. " +
			"Data that could not be read, or that is not in the answer, is `unknown`, never a pass.",
		Attributes: map[string]schema.Attribute{
			"included_checks": framework.FilterAttribute("Only these checks, by ID. Default: all, except for those that the guide says are off by default.", stringvalidator.OneOf(check.IDs()...)),
			"excluded_checks": framework.FilterAttribute("Not these checks, by ID.", stringvalidator.OneOf(check.IDs()...)),
			"controls":        controlsAttribute(),
			"minimum_severity": schema.StringAttribute{
				MarkdownDescription: "Only checks of this severity or worse: `critical`, `high`, `medium`, `low` or `info`.",
				Optional:            true,
				Validators:          []validator.String{framework.Severity()},
			},
			"thresholds": schema.MapAttribute{
				MarkdownDescription: "Whole numbers that replace defaults of checks, by the check's ID, a period, and the parameter: `{ \"user-password-age.max_days\" = 180 }`. The guide has all of them with their ranges.",
				ElementType:         types.Float64Type, // whole numbers; the validator says so better than the framework
				Optional:            true,
				Validators:          []validator.Map{mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues(), thresholdsValidator{}},
			},
			"ignored_subjects": ignoredSubjectsAttribute(),
			"as_of": schema.StringAttribute{
				MarkdownDescription: "The time to which ages are counted, RFC 3339. Default: now. With a fixed time, the same data gives the same plan.",
				CustomType:          timetypes.RFC3339Type{},
				Optional:            true,
			},
			"include_names":                      includeNamesAttribute("findings name their subject by its email address, hostname or name, and not by its ID"),
			"include_closed":                     boolAttribute("Whether `findings` has one with the status `closed` for every identity risk and alert that is resolved. Default: `false`."),
			"default_access_policy_requires_mfa": boolAttribute("Whether the default access policy of the user portal always requires MFA. The API does not say: set this when it does. Default: `false`."),
			"accept_radius_mfa_enabled":          boolAttribute("Whether `radius-mfa-enforced` accepts the mode `ENABLED`, which asks only users who have enrolled a factor. Default: `false`."),
			"allowed_email_domains":              framework.FilterAttribute("The domains that users' addresses may have, for `user-domain-allowed`, which does not apply without this argument.", framework.Domain()),
			"checks":                             resultColumns.ListAttribute("The results of the checks, sorted by ID."),
			"findings": findingColumns.ListAttribute("One for each subject that fails a check, sorted by subject and check. " +
				"Identity risks and alerts have the severity and the times that JumpCloud gives them. " +
				"A subject that a check could not evaluate is a finding with the status `unknown`. " +
				"A document that could not be read, and a field that none of several objects has, are one finding of the organization instead, whose `type` is the check's ID and `:not-read`: " +
				"no waiver for an object covers it."),
			"counts":           framework.FindingCountsAttribute(),
			"covered_subjects": framework.CoveredSubjectsAttribute("The subjects that every chosen check could evaluate: objects, and the organization unless a finding has a type that ends in `:not-read`"),
			"score": schema.Int64Attribute{
				MarkdownDescription: "The mean `coverage` of the checks, 0 to 100, rounded down. Checks that do not apply are left out, subjects that are unknown do not pass. " +
					"A critical check counts 16, a high one 8, a medium one 4, a low one 2, an info one 1. Null when no check applies.",
				Computed: true,
			},
		},
	}
}

func ignoredSubjectsAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: "Subjects that a check ignores, by the check's ID, or `*` for all checks: `{ \"radius-mfa-enforced\" = [\"Guest Wi-Fi\"] }`. " +
			"A subject is named by its ID, or its email address, hostname or name; for `device-no-unmanaged-local-admin`, also by the local account. Upper and lower case are the same. " +
			"A check that counts objects has the organization as its only subject.",
		ElementType: types.ListType{ElemType: types.StringType},
		Optional:    true,
		Validators: []validator.Map{
			mapvalidator.SizeAtLeast(1),
			mapvalidator.KeysAre(stringvalidator.OneOf(append(check.IDs(), check.AllChecks)...)),
			mapvalidator.NoNullValues(),
			mapvalidator.ValueListsAre(
				listvalidator.SizeAtLeast(1),
				listvalidator.NoNullValues(),
				listvalidator.ValueStringsAre(framework.NotBlank()),
			),
		},
	}
}
