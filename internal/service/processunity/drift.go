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

// drifted returns the rows that ProcessUnity has otherwise, with its own texts;
// nil for those that it does not have.
func (r *importResource) drifted(ctx context.Context, a arguments) (map[string]template.Row, diag.Diagnostics) {
	var diags diag.Diagnostics
	client, ok := r.client(&diags)
	if !ok {
		return nil, diags
	}
	t, err := client.Template(ctx, a.templateID)
	if err != nil {
		diags.Append(templateError(err))
		return nil, diags
	}
	export, err := client.Export(ctx, a.exportID)
	if err != nil {
		diags.Append(readError("Records", err))
		return nil, diags
	}
	drift, err := template.Drift(export, t.KeyColumn, a.rows, a.InsertOnlyColumns)
	if err != nil {
		diags.AddAttributeWarning(path.Root("drift_detection"), "ProcessUnity Rows Cannot Be Compared", fmt.Sprintf(
			"No drift is seen, because the export is not one of these records: %s. It must have one record for each row, and the columns of the import template.", err))
		return nil, diags
	}
	if len(drift.Unreadable) > 0 {
		diags.AddAttributeWarning(path.Root("drift_detection"), "ProcessUnity Columns Cannot Be Compared", fmt.Sprintf(
			"The export does not have these columns, or has them blank in every record, as those are that the user may not view: %s. No drift is seen in them.",
			strings.Join(slices.Sorted(slices.Values(drift.Unreadable)), ", ")))
	}
	return drift.Rows, diags
}
