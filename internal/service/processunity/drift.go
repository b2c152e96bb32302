// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// drifted returns the rows that differ in ProcessUnity, with its own texts. Rows
// whose records it does not have are nil for issues, which are created again, and
// without cells for third parties, which are not.
func (r *importResource) drifted(ctx context.Context, a arguments) (map[string]template.Row, diag.Diagnostics) {
	var diags diag.Diagnostics
	client, ok := r.Client(&diags)
	if !ok {
		return nil, diags
	}
	t, err := client.Template(ctx, a.templateID)
	if err != nil {
		return nil, templateError(ctx, err)
	}
	export, err := client.Export(ctx, a.exportID)
	if err != nil {
		return nil, system.ReadError("Records", err)
	}
	drift, err := template.Drift(export, t.KeyColumn, a.rows, a.InsertOnlyColumns, a.composer(t, a, "").Escaped)
	if err != nil {
		diags.AddAttributeWarning(path.Root("drift_detection"), "ProcessUnity Rows Cannot Be Compared", fmt.Sprintf(
			"No drift can be detected, because the export is not one of these records: %s. It must have one record for each row, and the columns of the import template.", err))
		return nil, diags
	}
	if len(drift.Unreadable) > 0 {
		diags.AddAttributeWarning(path.Root("drift_detection"), "ProcessUnity Columns Cannot Be Compared", fmt.Sprintf(
			"The export does not have these columns, or has them blank in every record, as it does with columns that the user may not view: %s. No drift can be detected in them.",
			strings.Join(slices.Sorted(slices.Values(drift.Unreadable)), ", ")))
	}
	if a.Kind == template.ThirdParty {
		for key, row := range drift.Rows {
			if row == nil {
				drift.Rows[key] = template.Row{}
			}
		}
	}
	return drift.Rows, diags
}
