// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// arguments are those of an import in the domain's terms, and what is known of
// them. What is not known is zero.
type arguments struct {
	template.Arguments

	templateID int64
	exportID   int64
	// rows are those that are known whole.
	rows         map[string]template.Row
	detectsDrift bool
	timeouts     framework.Timeouts
	triggers     framework.Argument[map[string]string]
	// destination is the address that the rows were sent to. It is "" if that is
	// unknown, as in the state of an older version.
	destination string

	// rowValues are all rows as Terraform has them. They are nil before the
	// resource exists.
	rowValues  map[string]tftypes.Value
	lastImport tftypes.Value

	isTemplateKnown  bool
	areRowsKnown     bool
	areAllCellsKnown bool
	hasOnRemoved     bool
}

type (
	// rowArgument is a row in a configuration, a plan or a state.
	rowArgument = framework.Argument[map[string]framework.Argument[string]]

	// commonArguments are those of both resources.
	commonArguments struct {
		TemplateID      framework.Argument[int64]                  `tfsdk:"template_id"`
		ExportID        framework.Argument[int64]                  `tfsdk:"export_id"`
		Rows            framework.Argument[map[string]rowArgument] `tfsdk:"rows"`
		TimestampColumn framework.Argument[string]                 `tfsdk:"timestamp_column"`
		BlankColumns    framework.Argument[[]string]               `tfsdk:"blank_columns"`
		DriftDetection  framework.Argument[bool]                   `tfsdk:"drift_detection"`
		EscapeFormulas  framework.Argument[bool]                   `tfsdk:"escape_formulas"`
		Triggers        framework.Argument[map[string]string]      `tfsdk:"triggers"`
		Timeouts        framework.Timeouts                         `tfsdk:"timeouts"`
		Destination     framework.Argument[string]                 `tfsdk:"destination"`
		LastImport      tftypes.Value                              `tfsdk:"last_import"`
	}
	thirdPartyArguments struct {
		AllowInserts framework.Argument[bool] `tfsdk:"allow_inserts"`
	}
	issueArguments struct {
		InsertOnlyColumns framework.Argument[[]string] `tfsdk:"insert_only_columns"`
		OnRemoved         rowArgument                  `tfsdk:"on_removed"`
	}
)

// readArguments reads the arguments of a configuration, a plan or a state,
// which is null before the resource exists.
func readArguments(kind template.Kind, object tftypes.Value) (arguments, diag.Diagnostics) {
	var (
		common     commonArguments
		thirdParty thirdPartyArguments
		issue      issueArguments
	)
	diags := framework.Decode(object, &common)
	if kind == template.ThirdParty {
		diags.Append(framework.Decode(object, &thirdParty)...)
	} else {
		diags.Append(framework.Decode(object, &issue)...)
	}
	a := arguments{
		Arguments: template.Arguments{
			Kind:              kind,
			AllowInserts:      thirdParty.AllowInserts.Value,
			Columns:           map[string][]string{},
			TimestampColumn:   common.TimestampColumn.Value,
			InsertOnlyColumns: knownTexts(issue.InsertOnlyColumns),
			BlankColumns:      knownTexts(common.BlankColumns),
			OnRemoved:         knownCells(issue.OnRemoved),
			EscapeFormulas:    common.EscapeFormulas.Value,
		},
		templateID:       common.TemplateID.Value,
		exportID:         cmp.Or(common.ExportID.Value, common.TemplateID.Value),
		rows:             map[string]template.Row{},
		detectsDrift:     common.DriftDetection.Value,
		timeouts:         common.Timeouts,
		triggers:         common.Triggers,
		destination:      common.Destination.Value,
		lastImport:       common.LastImport,
		isTemplateKnown:  common.TemplateID.IsKnown(),
		areRowsKnown:     common.Rows.IsKnown(),
		areAllCellsKnown: common.Rows.IsFullyKnown(),
		hasOnRemoved:     !issue.OnRemoved.IsNull(),
	}
	a.addRows(common.Rows)
	return a, diags
}

func (a *arguments) addRows(rows framework.Argument[map[string]rowArgument]) {
	if rows.IsNull() {
		return
	}
	a.rowValues = map[string]tftypes.Value{}
	for key, row := range rows.Value {
		a.rowValues[key] = row.Wire()
		a.Columns[key] = columns(row)
		if row.IsFullyKnown() {
			a.rows[key] = knownCells(row)
		}
	}
}

// columns are the names of the columns that a row may set, sorted.
func columns(row rowArgument) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(row.Value)), func(column string) bool { return row.Value[column].IsNull() })
}

// knownCells are the cells of a row that are known and not null. A row without
// any cell is nil.
func knownCells(row rowArgument) template.Row {
	if len(row.Value) == 0 {
		return nil
	}
	cells := template.Row{}
	for column, text := range row.Value {
		if text.IsKnown() && !text.IsNull() {
			cells[column] = text.Value
		}
	}
	return cells
}

func knownTexts(list framework.Argument[[]string]) []string {
	if !list.IsFullyKnown() {
		return nil
	}
	return list.Value
}

func (a arguments) id() string { return strconv.FormatInt(a.templateID, 10) }

// isMoved reports whether the rows go through another template than before.
func (a arguments) isMoved(before arguments) bool { return before.templateID != a.templateID }

// isElsewhere reports whether the rows were sent to another address than the one
// that is known now.
func (a arguments) isElsewhere(address string) bool {
	return address != "" && a.destination != "" && a.destination != address
}

// place identifies the records at an address in the ledger. Different templates
// import the same records.
func (a arguments) place(address string) string { return address + " " + a.Kind.String() }

// pending are the known rows to send. Through another template, to another address,
// or with other triggers, all rows are sent anew.
func (a arguments) pending(before arguments, address string) map[string]template.Row {
	asserted := before.rows
	if a.isResend(before) || before.isElsewhere(address) {
		asserted = nil
	}
	pending := map[string]template.Row{}
	for _, key := range template.Changed(asserted, a.rows, a.InsertOnlyColumns) {
		pending[key] = a.rows[key]
	}
	return pending
}

// isResend reports whether all rows are sent, even if they are as before.
func (a arguments) isResend(before arguments) bool {
	return before.rowValues != nil && (a.isMoved(before) || a.EscapeFormulas != before.EscapeFormulas || !a.triggers.Equal(before.triggers))
}

// composer makes lines for a template. before are the arguments of the state.
func (a arguments) composer(t template.Template, before arguments, address string) template.Composer {
	composer := template.Composer{
		Template:        t,
		Kind:            a.Kind,
		InsertOnly:      a.InsertOnlyColumns,
		BlankColumns:    a.BlankColumns,
		TimestampColumn: a.TimestampColumn,
		Asserted:        before.rows,
		IsMoved:         a.isMoved(before),
		OnRemoved:       a.OnRemoved,
		EscapeFormulas:  a.EscapeFormulas,
	}
	if before.isElsewhere(address) {
		composer.Asserted = nil
	}
	return composer
}
