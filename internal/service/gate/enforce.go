// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// maxDiagnostics is how many subjects get a diagnostic of their own.
const maxDiagnostics = 20

// enforce makes diagnostics of the violations: one for each subject, the worst
// first, and one that counts the rest.
func enforce(decision posture.Decision, enforcement string) diag.Diagnostics {
	var diags diag.Diagnostics
	add, title := diags.AddError, "Vendor Risk Gate Blocks "
	switch enforcement {
	case enforceNone:
		return nil
	case enforceWarning:
		add, title = diags.AddWarning, "Vendor Risk Gate Would Block "
	}
	subjects := decision.Subjects()
	shown := subjects[:min(len(subjects), maxDiagnostics)]
	for _, subject := range shown {
		add(title+posture.Printable(subject.Subject), explain(subject))
	}
	if rest := len(subjects) - len(shown); rest > 0 {
		add(title+"More", fmt.Sprintf(
			"%d more subjects are below the bar and are not shown here. Set enforcement to \"none\" to see all of them in violations or markdown.", rest))
	}
	return diags
}

func explain(subject posture.SubjectViolations) string {
	lines := []string{}
	for _, violation := range subject.Violations {
		lines = append(lines, fmt.Sprintf("- %s: %s; required: %s.", violation.Rule, violation.Observed, violation.Required))
	}
	return fmt.Sprintf("%s breaks %d of the gate's rules:\n\n%s\n\nAsk the vendor to fix it, or add a waiver with a reason and an expiry date.",
		posture.Printable(subject.Subject), len(subject.Violations), strings.Join(lines, "\n"))
}
