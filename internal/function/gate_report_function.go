// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// NewGateReport returns gate_report.
func NewGateReport() function.Function {
	return declaration{
		name: "gate_report",
		definition: function.Definition{
			Summary: "The report of a gate in a format",
			MarkdownDescription: "Returns what the gate's argument `reports` writes, for those who keep the report in an output or send it elsewhere. " +
				"A gate that fails the plan has no values, so set its `enforcement` to `\"none\"`, and block the plan with a condition.",
			Parameters: []function.Parameter{
				gateParameter("gate"),
				function.StringParameter{
					Name:                "format",
					MarkdownDescription: "`markdown`, `json`, `junit` or `sarif`.",
				},
			},
			Return: function.StringReturn{},
		},
		run: binary(gateReport),
	}
}

func gateReport(ctx context.Context, gate types.Dynamic, format string) (any, *function.FuncError) {
	judged, isKnown, err := reportOf(ctx, 0, gate)
	if err != nil || !isKnown {
		return types.StringUnknown(), err
	}
	text, ok := judged.In(format)
	if !ok {
		return nil, invalidFormat(format)
	}
	return text, nil
}

func invalidFormat(format string) *function.FuncError {
	return function.NewArgumentFuncError(1, fmt.Sprintf("%.100q is not a format: it must be one of %s", format, problem.Allowed(report.Formats())))
}

// gateParameter is a gate, or a JSON report of one.
func gateParameter(name string) function.Parameter {
	return function.DynamicParameter{
		Name:                name,
		MarkdownDescription: "A `data.vendorrisk_gate` with `include_json`, or the JSON report of one: its attribute `json`, or a file that `reports` has written.",
	}
}

// reportOf reads an argument that is a gate or a JSON report. It returns false if
// the report is not known yet.
func reportOf(ctx context.Context, position int64, argument types.Dynamic) (report.Report, bool, *function.FuncError) {
	refuse := func(text string) (report.Report, bool, *function.FuncError) {
		return report.Report{}, false, function.NewArgumentFuncError(position, "the report cannot be used: "+text)
	}
	value, err := argument.ToTerraformValue(ctx)
	if err != nil || value.IsNull() {
		return refuse("it must be a gate or the JSON report of one, but is null")
	}
	var attributes map[string]tftypes.Value
	if value.As(&attributes) == nil && value.IsKnown() {
		if value = attributes["json"]; value.IsNull() {
			return refuse("it must be a gate that has its report, so set include_json = true in the gate, or a JSON report")
		}
	}
	if !value.IsKnown() {
		return report.Report{}, false, nil
	}
	var text string
	if value.IsNull() || value.As(&text) != nil {
		return refuse("it must be a gate or the JSON report of one")
	}
	read, err := report.Parse(text)
	if err != nil {
		return refuse(err.Error())
	}
	return read, true, nil
}
