// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func graphSchema() schema.Schema {
	attributes := framework.GraphAttributes(
		"It is also the name of the account. Default: the ID of the organization, and the organization's name.",
		fmt.Sprintf("The groups, their applications colored by the worst severity of their findings, and the number of findings that are not closed, by severity. "+
			"It has the first %d groups and the %d applications with the worst findings, and the numbers of the others.", graph.MaximumDrawnGroups, graph.MaximumDrawnMembers),
	)
	ofFindings := findingArguments()
	for _, name := range []string{
		"mode", "apps", "platforms", "groups", "minimum_severity", "include_inconclusive", "maximum_assessment_age_days",
		"seen_after", "seen_within_days", "as_of", "include_closed",
	} {
		attributes[name] = ofFindings[name]
	}
	attributes["on_app_error"] = schema.StringAttribute{
		MarkdownDescription: "What to do when an application cannot be read. `fail`: the whole read fails. " +
			"`report`: the application has a finding `not_readable` with the status `unknown`. Default: `fail`.",
		Optional:   true,
		Validators: []validator.String{stringvalidator.OneOf(appErrorFails, appErrorReported)},
	}
	attributes["include_users"] = schema.BoolAttribute{
		MarkdownDescription: "Whether the users of the organization are in the graph, with their names and email addresses. This is personal data and is stored in the state. Default: `false`.",
		Optional:            true,
	}
	return schema.Schema{
		MarkdownDescription: "Mobile applications and what NowSecure found in them as a graph, with the entities, properties, and relationships of JupiterOne's integration with NowSecure. " +
			"The same package in two groups is two applications. The filters of findings leave out findings, and never an application that the other filters choose.\n\n" +
			"The read sends the requests of `vendorrisk_nowsecure_findings`, one for the organization unless `account_id` is set, and one for the users if they are included. " +
			"Those that other data sources of the same plan have sent are not sent again. It is an error when no application matches.",
		Attributes: attributes,
	}
}
