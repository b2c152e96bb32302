// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// publication is one apply: what ProcessUnity had, what it is sent, and what
// came of that.
type publication struct {
	arguments
	// before are the arguments of the state. It has no rows before it exists.
	before   arguments
	client   *api.Client
	template template.Template
	result   api.Result
	removed  []string
	// isSent says that something was imported, or may have been.
	isSent bool
}

// publication returns the apply of a plan, over a state that may be null.
func (r *importResource) publication(ctx context.Context, plan, state tftypes.Value) (*publication, diag.Diagnostics) {
	after, diags := readArguments(r.kind, plan)
	before, found := readArguments(r.kind, state)
	diags.Append(found...)
	p := &publication{arguments: after, before: before}
	if diags.HasError() || len(p.pending(p.before)) == 0 && !p.isBurying() {
		return p, diags
	}
	// What was not known at the plan is checked only now.
	diags.Append(importProblems(problem.Errors(p.CheckRows(p.rows)))...)
	if !diags.HasError() {
		diags.Append(r.prepare(ctx, p)...)
	}
	return p, diags
}

// prepare gets the client and the import template, and checks the arguments.
func (r *importResource) prepare(ctx context.Context, p *publication) diag.Diagnostics {
	var diags diag.Diagnostics
	client, ok := r.Client(&diags)
	if !ok {
		return diags
	}
	t, err := client.Template(ctx, p.templateID)
	if err != nil {
		return templateError(err)
	}
	p.client, p.template = client, t
	return importProblems(p.Check(t))
}

// publish sends the rows that are new or changed.
func (p *publication) publish(ctx context.Context) diag.Diagnostics {
	pending := p.pending(p.before)
	if len(pending) == 0 {
		return nil
	}
	composer := p.composer(p.template, p.before.rows)
	composer.Asserted = map[string]bool{}
	for key, row := range p.before.rows {
		// It is unknown whether a row without cells ever arrived.
		composer.Asserted[key] = !p.isMoved(p.before) && len(row) > 0
	}
	result, diags := p.push(ctx, api.Push{Composer: composer, ExportID: p.exportID, Rows: pending}, "rows")
	p.result = result
	return diags
}

// push sends rows, and says what was refused or is not known.
func (p *publication) push(ctx context.Context, push api.Push, what string) (api.Result, diag.Diagnostics) {
	var diags diag.Diagnostics
	result, err := p.client.Push(ctx, push)
	p.isSent = p.isSent || len(result.Accepted)+len(result.Refused)+len(result.Unknown) > 0
	diags.Append(importProblems(result.Notes)...)
	addMessages(&diags, false, "ProcessUnity Refuses a Row", "ProcessUnity says", result.Refused)
	addMessages(&diags, true, "ProcessUnity Warns of a Row", "ProcessUnity says, and accepted them otherwise,", result.Warnings)
	if result.Counts.Warnings > 0 && len(result.Warnings) == 0 {
		diags.AddWarning("ProcessUnity Warns of Rows", fmt.Sprintf("ProcessUnity took %d rows with a warning, and does not say which. Values may be missing there.", result.Counts.Warnings))
	}
	if rows, ok := errors.AsType[*api.RowsError](err); ok {
		return result, append(diags, importProblems(rows.Problems)...)
	}
	if err != nil {
		diags.AddError("Unable to Import Into ProcessUnity", fmt.Sprintf(
			"%d of %d %s were accepted. %d more may have been accepted: that is unknown. The next apply sends again the rows that are missing or unknown.\n\n%s",
			len(result.Accepted), len(push.Rows), what, len(result.Unknown), system.Explain(err)))
	}
	return result, diags
}

// reached are the attributes of the state that was reached. Where the apply
// failed, rows that were not accepted are as they were before.
func (p *publication) reached(hasFailed bool) framework.Values {
	isIncomplete := hasFailed && p.before.rowValues == nil
	lastImport := p.before.lastImport
	if lastImport.IsNull() {
		lastImport = tftypes.NewValue(lastImportType, nil)
	}
	if p.isSent && !isIncomplete {
		lastImport = tftypes.NewValue(lastImportType, countColumns.Values(p.result.Counts))
	}
	changes := framework.Values{"last_import": lastImport}
	if !hasFailed || isIncomplete {
		changes["id"] = framework.String(p.id())
	}
	if !hasFailed {
		return changes
	}
	rows := map[string]tftypes.Value{}
	maps.Copy(rows, p.before.rowValues)
	for _, key := range p.result.Accepted {
		rows[key] = p.rowValues[key]
	}
	for _, key := range p.result.Unknown {
		rows[key] = framework.Texts(template.Certain(p.before.rows[key], p.rows[key]))
	}
	for _, key := range p.removed {
		delete(rows, key)
	}
	changes["rows"] = tftypes.NewValue(rowsType, rows)
	return changes
}

// rowsType is the wire type of rows.
var rowsType = tftypes.Map{ElementType: tftypes.Map{ElementType: tftypes.String}}

// rowsValue is the wire value of rows, with other ones over it. Nil takes a row
// away.
func rowsValue(rows map[string]tftypes.Value, changes map[string]template.Row) tftypes.Value {
	changed := maps.Clone(rows)
	for key, row := range changes {
		if row == nil {
			delete(changed, key)
			continue
		}
		changed[key] = framework.Texts(row)
	}
	return tftypes.NewValue(rowsType, changed)
}
