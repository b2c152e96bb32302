// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// publication is one apply: what ProcessUnity had, what it is sent, and what
// came of that.
type publication struct {
	arguments
	resource *importResource
	// before are the arguments of the state. It has no rows before it exists.
	before arguments
	// custody is what the plan has found out about other resources.
	custody framework.Custody
	// address is where rows are sent, or "" without a client.
	address  string
	client   *api.Client
	template template.Template
	result   api.Result
	removed  []string
	// isSent says that something was imported, or may have been.
	isSent bool
	// isDestroyed says that there will be no state.
	isDestroyed bool
}

// publication returns the apply of a plan, over a state that may be null.
func (r *importResource) publication(ctx context.Context, private framework.PrivateState, plan, state tftypes.Value) (*publication, diag.Diagnostics) {
	after, diags := readArguments(r.kind, plan)
	before, found := readArguments(r.kind, state)
	diags.Append(found...)
	custody, found := framework.ReadCustody(ctx, private)
	diags.Append(found...)
	return &publication{arguments: after, resource: r, before: before, custody: custody, address: r.address()}, diags
}

// ledger is the ledger of the run.
func (p *publication) ledger() *ledger.Ledger { return p.resource.ProviderData().Ledger }

// connect gets the client and the import template, when there is something to send.
// The error is one about the template.
func (p *publication) connect(ctx context.Context, diags *diag.Diagnostics) error {
	client, ok := p.resource.Client(diags)
	if !ok {
		return nil
	}
	t, err := client.Template(ctx, p.templateID)
	p.client, p.template = client, t
	return err
}

// publish sends the rows that are new or changed.
func (p *publication) publish(ctx context.Context) diag.Diagnostics {
	p.ledger().Send(p.place(p.address), ledger.SetOf(maps.Keys(p.rowValues)))
	pending := p.pending(p.before, p.address)
	if len(pending) == 0 {
		return nil
	}
	// What was not known at the plan is checked only now.
	diags := importProblems(problem.Errors(p.CheckRows(p.rows)))
	if diags.HasError() {
		return diags
	}
	if err := p.connect(ctx, &diags); err != nil {
		diags.Append(templateError(ctx, err)...)
	}
	if diags.HasError() {
		return diags
	}
	if problems := p.Check(p.template); len(problems) > 0 {
		return importProblems(problems)
	}
	composer := p.composer(p.template, p.before, p.address)
	composer.Marks = func(key string) map[string]string { return p.ledger().Marked(p.place(p.address), key) }
	result, diags := p.push(ctx, api.Push{Composer: composer, ExportID: p.exportID, Rows: pending}, "rows")
	p.result = result
	return diags
}

// push sends rows, and says what was refused or is not known.
func (p *publication) push(ctx context.Context, push api.Push, what string) (api.Result, diag.Diagnostics) {
	var diags diag.Diagnostics
	push.Progress = progress(ctx, what)
	result, err := p.client.Push(ctx, push)
	p.isSent = p.isSent || len(result.Accepted)+len(result.Refused)+len(result.Unknown) > 0
	diags.Append(importProblems(result.Notes)...)
	diags.Append(importProblems(result.NotSent)...)
	addMessages(&diags, false, "ProcessUnity Refuses a Row", "ProcessUnity says", result.Refused)
	addMessages(&diags, true, "ProcessUnity Warns of a Row", "ProcessUnity says, and accepted them otherwise,", result.Warnings)
	if result.Counts.Warnings > 0 && len(result.Warnings) == 0 {
		diags.AddWarning("ProcessUnity Warns of Rows", fmt.Sprintf("ProcessUnity took %s with a warning, and does not say which. Values may be missing there.", problem.Count(int(result.Counts.Warnings), "row")))
	}
	if rows, ok := errors.AsType[*api.RowsError](err); ok {
		return result, append(diags, importProblems(rows.Problems)...)
	}
	if err != nil {
		diags.AddError("Unable to Import Into ProcessUnity", fmt.Sprintf(
			"%d of %d %s were accepted. %d more may have been accepted: that is unknown. The next apply sends again the rows that are missing or unknown.\n\n%s",
			len(result.Accepted), len(push.Rows), what, len(result.Unknown), system.ExplainIn(ctx, err)))
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
		changes["destination"] = framework.String(cmp.Or(p.address, p.before.destination))
	}
	if hasFailed {
		changes["rows"] = p.reachedRows()
	}
	return changes
}

// reachedRows are the rows after an apply that has failed. If they were at another
// address before, the state remains the one of that address, and what was accepted
// is sent again.
func (p *publication) reachedRows() tftypes.Value {
	rows := map[string]tftypes.Value{}
	maps.Copy(rows, p.before.rowValues)
	for _, key := range p.result.Accepted {
		rows[key] = p.rowValues[key]
		if p.before.isElsewhere(p.address) {
			rows[key] = framework.Texts(template.Certain(p.before.rows[key], p.rows[key]))
		}
	}
	for _, key := range p.result.Unknown {
		rows[key] = framework.Texts(template.Certain(p.before.rows[key], p.rows[key]))
	}
	for _, key := range p.removed {
		delete(rows, key)
	}
	return tftypes.NewValue(rowsType, rows)
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
