// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// isBurying reports whether something is set in issues that are gone.
func (p *publication) isBurying() bool {
	return p.OnRemoved != nil && len(template.Removed(p.before.rows, p.rows)) > 0
}

// remove does what on_removed says with the rows that are gone: those of the
// state that the plan does not have.
func (p *publication) remove(ctx context.Context) diag.Diagnostics {
	gone := p.gone()
	if p.OnRemoved == nil {
		p.removed = gone
		return removalWarning(p.arguments, gone)
	}
	if len(gone) == 0 {
		return nil
	}
	rows := map[string]template.Row{}
	for _, key := range gone {
		rows[key] = p.OnRemoved
	}
	composer := p.composer(p.template, p.before.rows)
	composer.InsertOnly, composer.ExistingOnly = nil, true
	result, diags := p.push(ctx, api.Push{Composer: composer, ExportID: p.exportID, Rows: rows}, "removed rows")
	p.result.Counts.Add(result.Counts)
	p.removed = result.Accepted
	if !diags.HasError() {
		p.removed = gone // Those that were not sent do not exist.
	}
	return diags
}

// gone are the rows that this apply lets go. A destroyed resource has no plan.
func (p *publication) gone() []string {
	if p.rowValues == nil {
		return template.Removed(p.before.rows, nil)
	}
	return template.Removed(p.before.rows, p.rows)
}

// removalWarning says what happens to removed rows.
func removalWarning(a arguments, removed []string) diag.Diagnostics {
	if len(removed) == 0 || a.OnRemoved != nil {
		return nil
	}
	hint := ""
	if a.Kind == template.Issue {
		hint = " on_removed can set columns in them, once."
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("ProcessUnity Keeps Removed Rows", fmt.Sprintf(
		"%d records that this resource kept stay in ProcessUnity unchanged: %s. Terraform forgets them, since the web services cannot delete a record.%s",
		len(removed), problem.Keys(removed), hint))}
}
