// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// The rules, by what they judge.
var (
	companyRules = []string{"minimum_grade", "minimum_score", "maximum_score_drop", "minimum_factor_grades"}
	otherRules   = []string{"maximum_findings", "denied_finding_types", "minimum_companies"}
)

// ValidateConfig refuses a gate that cannot do what it says. It looks at the
// wire value: the library's validators would walk every row of companies and
// findings.
func (d *dataSource) ValidateConfig(_ context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse) {
	reader := &framework.WireReader{}
	attributes := reader.Attributes(request.Config.Raw)
	if reader.Err != nil {
		response.Diagnostics.AddError("Unable to Read the Configuration", reader.Err.Error())
		return
	}
	// What is not known yet may turn out to be set.
	given := func(name string) bool { return !attributes[name].IsNull() }

	anyRule := false
	for _, rule := range companyRules {
		if !given(rule) {
			continue
		}
		anyRule = true
		if !given("companies") {
			response.Diagnostics.AddAttributeError(path.Root(rule), "Missing Companies",
				rule+" judges companies: set companies, to the list of vendorrisk_securityscorecard_companies for example.")
		}
	}
	for _, rule := range otherRules {
		anyRule = anyRule || given(rule)
	}
	if given("denied_finding_types") && !given("findings") {
		response.Diagnostics.AddAttributeError(path.Root("denied_finding_types"), "Missing Findings",
			"denied_finding_types judges findings: set findings, to the list of vendorrisk_securityscorecard_findings for example.")
	}
	if given("maximum_findings") && !given("findings") && !given("companies") {
		response.Diagnostics.AddAttributeError(path.Root("maximum_findings"), "Missing Findings",
			"maximum_findings judges findings: set findings, or companies that were read with include_factors.")
	}
	if !anyRule {
		response.Diagnostics.AddError("Missing Rule", fmt.Sprintf(
			"A gate without a rule would let everything pass. Set at least one of %s.",
			strings.Join(slices.Concat(companyRules, otherRules), ", ")))
	}
}
