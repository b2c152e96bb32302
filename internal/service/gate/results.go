// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

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
		"violations":      violationColumns.ListAttribute("Violations that are not waived, the worst subject first."),
		"waived":          waivedColumns.ListAttribute("Violations that are waived, sorted by subject."),
		"expired_waivers": waiverColumns.ListAttribute("Waivers that have expired, and waive nothing."),
		"unused_waivers":  waiverColumns.ListAttribute("Waivers that no violation needs."),
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
			MarkdownDescription: "The verdict as a comment for a pull request, with at most 100 rows.",
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
	}
}
