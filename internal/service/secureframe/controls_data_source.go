// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewControlsDataSource returns vendorrisk_secureframe_controls.
func NewControlsDataSource() datasource.DataSource {
	return framework.NewDataSource(complianceSystem, framework.DataSource[*api.Client, complianceArguments]{
		Name: "controls", Schema: controlsSchema, Read: readControls,
	})
}

// controlColumns are the attributes of a control.
var controlColumns = framework.Columns[compliance.Control]{
	framework.StringColumn("id", "The ID of the control, a UUID.",
		func(c compliance.Control) string { return c.ID }),
	framework.StringColumn("key", "The key that people use for the control."+notSaid,
		func(c compliance.Control) string { return c.Key }),
	framework.StringColumn("name", "The name."+notSaid,
		func(c compliance.Control) string { return c.Name }),
	framework.StringColumn("health_status", "`healthy`, `at_risk`, `unhealthy`, `deleted`, `draft`, `not_applicable`, `not_tested` or `unmapped`. Any other word is kept."+notSaid,
		func(c compliance.Control) string { return c.HealthStatus }),
	framework.BoolColumn("enabled", "Whether the control is enabled."+notSaid,
		func(c compliance.Control) *bool { return c.Enabled }),
	framework.BoolColumn("custom", "Whether a user made the control, and not Secureframe."+notSaid,
		func(c compliance.Control) *bool { return c.Custom }),
	framework.StringColumn("owner_name", "The name of the owner. Null unless `include_names` is set.",
		func(c compliance.Control) string { return c.OwnerName }),
	framework.StringsColumn("framework_requirement_keys", "The keys of the requirements of frameworks that the control meets."+notSaid,
		func(c compliance.Control) []string { return c.RequirementKeys }),
	framework.Int64Column("passing_tests", "The number of its tests that pass."+notSaid,
		func(c compliance.Control) *int64 { return c.PassingTests }),
	framework.Int64Column("failing_tests", "The number of its tests that fail."+notSaid,
		func(c compliance.Control) *int64 { return c.FailingTests }),
	framework.Int64Column("at_risk_tests", "The number of its tests that are at risk of failing."+notSaid,
		func(c compliance.Control) *int64 { return c.AtRiskTests }),
	framework.Int64Column("disabled_tests", "The number of its tests that are disabled."+notSaid,
		func(c compliance.Control) *int64 { return c.DisabledTests }),
	framework.StringColumn("first_failed_at", "When the control first failed, RFC 3339 in UTC."+notSaid,
		func(c compliance.Control) string { return c.FirstFailedAt }),
	framework.StringColumn("updated_at", "When the control was last changed, RFC 3339 in UTC."+notSaid,
		func(c compliance.Control) string { return c.UpdatedAt }),
}

var controlFindingColumns = complianceFindingColumns("control")

func controlsSchema() schema.Schema {
	attributes := complianceAttributes("control", controlFindingColumns, compliance.IgnorableControlStatuses())
	attributes["controls"] = controlColumns.ListAttribute("The controls, sorted by ID.")
	return schema.Schema{
		MarkdownDescription: "The controls of a Secureframe account, and those that are not healthy as findings for `vendorrisk_gate`. " +
			"An unhealthy control is an open finding of the type `control_unhealthy` and the severity `high`, one at risk `control_at_risk` and `medium`: Secureframe gives controls no severity. " +
			"A control that nothing evaluates has the type of its health status, such as `control_not_tested`, and the status `unknown`. " +
			"A control whose health is missing, not documented, or contradicted by another value, such as a healthy one with failing tests, is `control_unknown` with the status `unknown`. " +
			"It costs a request for every 100 controls; with `frameworks`, for every 100 controls of each framework, and one more.",
		Attributes: attributes,
	}
}

func readControls(ctx context.Context, client *api.Client, arguments complianceArguments) (framework.Values, diag.Diagnostics) {
	controls, err := client.Controls(ctx, arguments.Frameworks)
	if err != nil {
		return nil, complianceError("Controls", err)
	}
	controls, diags := withKeys(controls, arguments.Keys, "control", func(c compliance.Control) string { return c.Key })
	if diags.HasError() {
		return nil, diags
	}
	if !arguments.IncludeNames {
		for i := range controls {
			controls[i].OwnerName = ""
		}
	}
	report := compliance.JudgeControls(controls, arguments.IgnoredHealthStatuses)
	return framework.Values{
		"controls":         controlColumns.List(controls),
		"total":            framework.Count(len(controls)),
		"findings":         controlFindingColumns.List(report.Findings),
		"counts":           framework.Counts(countFindings(report)),
		"covered_subjects": framework.Strings(report.Covered),
	}, nil
}
