// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// readBaseline returns the violations of the baseline, which must be a report of
// the gate with this name. Nil is no baseline.
func readBaseline(text *string, name string) ([]posture.Violation, diag.Diagnostics) {
	if text == nil {
		return nil, nil
	}
	before, err := report.Parse(*text)
	if err == nil && before.Gate != name {
		err = fmt.Errorf("it is a report of the gate %q, and this gate has the name %q", before.Gate, name)
	}
	if err != nil {
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("baseline"), "Invalid Baseline", fmt.Sprintf(
			"The baseline must be a JSON report of this gate, as reports writes it, unchanged: %s. "+
				"Nothing was judged. Take the report of a plan that you accept, or remove the baseline.", err))}
	}
	return before.Baseline(), nil
}
