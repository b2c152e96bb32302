// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// TotalAttribute is the number of entries in a list. entries is the noun in the
// description: "companies".
func TotalAttribute(entries string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "The number of " + entries + " in the list.",
		Computed:            true,
	}
}

// FindingCountsAttribute is the result of CountFindings for a list.
func FindingCountsAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: "The number of findings in the list that are not closed, by severity. A severity without findings is omitted.",
		ElementType:         types.Int64Type,
		Computed:            true,
	}
}

// CoveredSubjectsAttribute are the subjects whose findings were read completely.
// read says which those are of a system: "The companies whose findings were
// read completely".
func CoveredSubjectsAttribute(read string) schema.ListAttribute {
	return StringsAttribute(read + ", sorted, as `subject` of the findings spells them. Within the filters, a covered subject has no other findings than those in `findings`. " +
		"A subject that is not in the list was not read, or not completely: it may have any findings.")
}

// StringsAttribute is a computed list of strings.
func StringsAttribute(description string) schema.ListAttribute {
	return schema.ListAttribute{
		MarkdownDescription: description,
		ElementType:         types.StringType,
		Computed:            true,
	}
}

// MinimumSeverityAttribute is a filter that removes less severe entries. entries
// is the noun in the description: "findings".
func MinimumSeverityAttribute(entries string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "Only " + entries + " of this severity or worse: `critical`, `high`, `medium`, `low`, `info` or `positive`. " +
			"Those with an unknown severity are always kept.",
		Optional:   true,
		Validators: []validator.String{Severity()},
	}
}

// InvalidAttribute is the error for an invalid argument.
func InvalidAttribute(at path.Path, err error) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Invalid Attribute Value", err.Error())}
}
