// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// The rules, by what they judge.
var (
	companyRules = []string{"minimum_grade", "minimum_score", "maximum_score_drop", "minimum_factor_grades"}
	otherRules   = []string{"maximum_findings", "denied_finding_types", "minimum_companies"}
)

// rowAttributes are the attributes that the rows of each list must have. The
// schema does not say it: the framework takes a row that is not known yet, as
// the data source in [data.….company] is not, for one without attributes.
var rowAttributes = []struct {
	list       string
	attributes []string
}{
	{"companies", []string{"domain"}},
	{"histories", []string{"domain"}},
	{"findings", []string{"subject", "type"}},
}

// validate refuses a gate that cannot do what it says. It looks at the wire
// value: the library's validators would walk every row of companies and
// findings.
func validate(config tftypes.Value) diag.Diagnostics {
	var given framework.Values
	diags := framework.Decode(config, &given)
	for _, rows := range rowAttributes {
		diags.Append(validateRows(rows.list, given[rows.list], rows.attributes)...)
	}
	_, refused := readWaivers(given["waivers"])
	diags.Append(refused...)
	diags.Append(validateSnapshots(given)...)
	diags.Append(validateReports(given["reports"])...)
	diags.Append(validateBaseline(given["baseline"], given["name"])...)
	// What is not known yet may turn out to be set.
	diags.Append(validateRules(func(name string) bool { return !given[name].IsNull() })...)
	return diags
}

func validateRows(list string, value tftypes.Value, required []string) diag.Diagnostics {
	var rows framework.Argument[[]framework.Argument[framework.Values]]
	diags := framework.Decode(value, &rows)
	for i, row := range rows.Value {
		if !row.IsKnown() {
			continue
		}
		for _, attribute := range required {
			if row.Value[attribute].IsNull() {
				at := path.Root(list).AtListIndex(i).AtName(attribute)
				diags.AddAttributeError(at, "Missing Attribute", fmt.Sprintf("Attribute %s is required, and must not be null.", at))
			}
		}
	}
	return diags
}

// validateReports refuses reports without a file, and a file for two of them.
func validateReports(value tftypes.Value) diag.Diagnostics {
	var files framework.Argument[map[string]framework.Argument[string]]
	diags := framework.Decode(value, &files)
	if files.IsNull() || !files.IsKnown() {
		return diags
	}
	formats, anyFile := map[string]string{}, false
	for _, format := range report.Formats() {
		file := files.Value[format]
		anyFile = anyFile || !file.IsNull()
		if file.IsNull() || !file.IsKnown() {
			continue
		}
		if other, ok := formats[filepath.Clean(file.Value)]; ok {
			diags.AddAttributeError(reportAt(format), "Conflicting Reports",
				fmt.Sprintf("The reports %s and %s cannot be the same file.", other, format))
		}
		formats[filepath.Clean(file.Value)] = format
	}
	if !anyFile {
		diags.AddAttributeError(path.Root("reports"), "Missing Report", "Set at least one of markdown, json, junit and sarif to a path.")
	}
	return diags
}

// validateBaseline refuses a baseline that the gate cannot judge by, as soon as it
// and the gate's name are known.
func validateBaseline(baseline, name tftypes.Value) diag.Diagnostics {
	var text, gate framework.Argument[string]
	diags := framework.Decode(baseline, &text)
	diags.Append(framework.Decode(name, &gate)...)
	if text.IsNull() || !text.IsKnown() || !gate.IsKnown() {
		return diags
	}
	_, refused := readBaseline(&text.Value, cmp.Or(gate.Value, defaultName))
	return append(diags, refused...)
}

// validateRules refuses rules without what they judge, and a gate without any
// rule.
func validateRules(given func(name string) bool) diag.Diagnostics {
	var diags diag.Diagnostics
	anyRule := false
	for _, rule := range companyRules {
		if !given(rule) {
			continue
		}
		anyRule = true
		if !given("companies") && !given("snapshots") {
			diags.AddAttributeError(path.Root(rule), "Missing Companies",
				rule+" judges companies: set companies, to the list of vendorrisk_securityscorecard_companies for example, or snapshots.")
		}
	}
	if given("score_drop_days") && !given("histories") {
		diags.AddAttributeError(path.Root("score_drop_days"), "Missing Histories",
			"score_drop_days judges histories: set histories, to the list of vendorrisk_securityscorecard_score_history for example.")
	}
	for _, argument := range []string{"score_drop_days", "histories"} {
		if given(argument) && !given("maximum_score_drop") {
			diags.AddAttributeError(path.Root(argument), "Missing Rule", "Only maximum_score_drop judges by "+argument+": set it, or remove "+argument+".")
			break
		}
	}
	for _, rule := range otherRules {
		anyRule = anyRule || given(rule)
	}
	if given("denied_finding_types") && !given("findings") && !given("snapshots") {
		diags.AddAttributeError(path.Root("denied_finding_types"), "Missing Findings",
			"denied_finding_types judges findings: set findings, to the list of vendorrisk_securityscorecard_findings for example, or snapshots.")
	}
	if given("maximum_findings") && !given("findings") && !given("companies") && !given("snapshots") {
		diags.AddAttributeError(path.Root("maximum_findings"), "Missing Findings",
			"maximum_findings judges findings: set findings, or companies that were read with include_factors, or snapshots.")
	}
	if !anyRule {
		diags.AddError("Missing Rule", fmt.Sprintf(
			"A gate without a rule would let everything pass. Set at least one of %s.",
			strings.Join(slices.Concat(companyRules, otherRules), ", ")))
	}
	return diags
}
