// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// resultAttributes are the gate's verdict.
func resultAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"passed": schema.BoolAttribute{
			MarkdownDescription: "Whether there are no violations.",
			Computed:            true,
		},
		"violations":             violationColumns.ListAttribute("Violations that are not waived, the worst subject first."),
		"known_violations":       violationColumns.ListAttribute("Violations that `baseline` has, and that are not worse. They do not block. The most severe is the first."),
		"fixed_violations":       fixedColumns.ListAttribute("Violations of `baseline`, as they were, that are gone or better. When there are some, replace the baseline by the newest JSON report, so that they cannot come back."),
		"unconfirmed_violations": violationColumns.ListAttribute("Violations of `baseline` that are gone because their data is: the subject is no longer judged, or a value is unknown. Whether they are fixed is unknown."),
		"waived":                 waivedColumns.ListAttribute("Violations that are waived, sorted by subject."),
		"expired_waivers":        waiverColumns.ListAttribute("Waivers that have expired, and waive nothing."),
		"ending_waivers":         waiverColumns.ListAttribute("Waivers in use that end within `waiver_warning_days`, the first to end first."),
		"unused_waivers":         waiverColumns.ListAttribute("Waivers that no violation needs."),
		"evaluated_companies": schema.Int64Attribute{
			MarkdownDescription: "The number of different companies that were judged.",
			Computed:            true,
		},
		"evaluated_findings": schema.Int64Attribute{
			MarkdownDescription: "The number of findings that were judged.",
			Computed:            true,
		},
		"summary": schema.StringAttribute{
			MarkdownDescription: "The verdict in a few lines of text.",
			Computed:            true,
		},
		"markdown": schema.StringAttribute{
			MarkdownDescription: "The verdict as a comment for a pull request: all companies, violations, waivers, and what has changed since the baseline, below GitHub's 65,536 characters.",
			Computed:            true,
		},
		"json": schema.StringAttribute{
			MarkdownDescription: "The verdict for programs, in the published format. It is the text that `reports` writes, and the argument of `gate_report` and `gate_digest`. Null unless `include_json` is true.",
			Computed:            true,
		},
	}
}

var violationColumns = violationColumnsOf(func(v posture.Violation) posture.Violation { return v })

var waivedColumns = append(
	violationColumnsOf(func(w posture.Waived) posture.Violation { return w.Violation }),
	framework.StringColumn("reason", "The waiver's reason.",
		func(w posture.Waived) string { return w.Reason }),
	framework.StringColumn("expires_on", "The last day on which the waiver is valid.",
		func(w posture.Waived) string { return w.ExpiresOn.Format(time.DateOnly) }),
	labelsColumn(func(w posture.Waived) map[string]string { return w.Labels }),
)

var fixedColumns = append(
	violationColumnsOf(func(f posture.Fixed) posture.Violation { return f.Violation }),
	framework.StringColumn("now", "What is observed now. Null when the rule is met.",
		func(f posture.Fixed) string { return f.Now }),
)

var waiverColumns = framework.Columns[posture.Waiver]{
	framework.StringColumn("subject", "The waiver's subject.",
		func(w posture.Waiver) string { return w.Subject }),
	framework.StringColumn("rule", "The waiver's rule.",
		func(w posture.Waiver) string { return w.Rule }),
	framework.StringColumn("reason", "The waiver's reason.",
		func(w posture.Waiver) string { return w.Reason }),
	framework.StringColumn("expires_on", "The last day on which the waiver is valid.",
		func(w posture.Waiver) string { return w.ExpiresOn.Format(time.DateOnly) }),
	labelsColumn(func(w posture.Waiver) map[string]string { return w.Labels }),
}

func labelsColumn[T any](labels func(T) map[string]string) framework.Column[T] {
	return framework.Column[T]{
		Name: "labels",
		Attribute: schema.MapAttribute{
			MarkdownDescription: "The waiver's other keys, such as `owner` and `ticket`.",
			ElementType:         types.StringType,
			Computed:            true,
		},
		Value: func(row T) tftypes.Value { return framework.Texts(labels(row)) },
	}
}

var findingTypeColumns = framework.Columns[posture.FindingType]{
	framework.StringColumn("type", "The issue type or check.",
		func(t posture.FindingType) string { return t.Type }),
	framework.StringColumn("title", "The readable name of the type.",
		func(t posture.FindingType) string { return t.Title }),
	framework.StringColumn("severity", "The severity of the findings.",
		func(t posture.FindingType) string { return string(t.Severity) }),
	framework.Int64Column("count", "The number of findings.",
		func(t posture.FindingType) *int64 { return &t.Count }),
	framework.StringColumn("source", "The system that reports the findings.",
		func(t posture.FindingType) string { return t.Source }),
	framework.StringColumn("first_seen_at", "The earliest time that one of the findings was seen.",
		func(t posture.FindingType) string { return t.FirstSeenAt }),
	framework.StringColumn("last_seen_at", "The latest time that one of the findings was seen.",
		func(t posture.FindingType) string { return t.LastSeenAt }),
}

func violationColumnsOf[T any](violation func(T) posture.Violation) framework.Columns[T] {
	return framework.Columns[T]{
		framework.StringColumn("subject", "What breaks the rule: a company's domain, a finding's subject, or `companies`.",
			func(row T) string { return violation(row).Subject }),
		framework.StringColumn("rule", "The rule's name.",
			func(row T) string { return string(violation(row).Rule) }),
		framework.StringColumn("observed", "What was found, for example `grade D`.",
			func(row T) string { return violation(row).Observed }),
		framework.StringColumn("required", "What the rule requires, for example `at least B`.",
			func(row T) string { return violation(row).Required }),
		framework.StringColumn("message", "The violation in a sentence.",
			func(row T) string { return violation(row).Message }),
		framework.StringColumn("severity", "How severe the violation is: `critical`, `high`, `medium`, `low`, `info` or `positive`. For findings, it is the worst of them. Unknown data is `critical`. "+
			"A grade of `F` is `critical`, `D` is `high`, `C` is `medium` and `B` is `low`. Points are `critical` from 30 beyond the limit, `high` from 20, `medium` from 10, and `low` below.",
			func(row T) string { return string(violation(row).Severity) }),
		framework.StringColumn("observed_value", "The grade or number in `observed`, for example `D` or `3`. Null when it is unknown.",
			func(row T) string { return violation(row).ObservedValue }),
		framework.StringColumn("required_value", "The grade or number in `required`, for example `B` or `0`. Null when there is none.",
			func(row T) string { return violation(row).RequiredValue }),
		framework.StringColumn("url", "Where a system describes one of the findings. Null when no finding has a URL, and for rules for companies.",
			func(row T) string { return violation(row).URL }),
		framework.StringColumn("measure", "What is measured: `grade`, `score`, `score_change_<days>d`, `provisional`, `factors.<name>`, `findings`, `findings.<severity>` for the limit of a severity, `companies`, `snapshot`, or `snapshot.<scope>`. Subject, rule and measure identify a violation.",
			func(row T) string { return violation(row).Measure }),
		framework.StringColumn("before", "What `baseline` has observed, if this is worse. Null otherwise.",
			func(row T) string { return violation(row).Before }),
		{
			Name:      "finding_types",
			Attribute: findingTypeColumns.ListAttribute("The findings that break the rule, by type and severity, the worst first. Empty for rules for companies, and for `finding_counts`, which have no types."),
			Value:     func(row T) tftypes.Value { return findingTypeColumns.List(violation(row).FindingTypes) },
		},
	}
}
