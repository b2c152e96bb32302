// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	// maximumDiagnostics is how many faults get a diagnostic of their own.
	maximumDiagnostics = 20
	// maximumNames is how many subjects or waivers a diagnostic names.
	maximumNames = 20
	// maximumTypes is how many finding types a diagnostic names for a rule.
	maximumTypes = 5

	// Terraform reads data sources before it destroys, and does not tell them why.
	destroyHint = "This blocks terraform destroy too: run it with -refresh=false, or set enforcement to \"warning\"."
)

// enforce makes diagnostics of the violations: one for all subjects that have the
// same fault, the worst first, and one that counts the rest. Waivers that end
// soon are a warning.
func enforce(decision posture.Decision, enforcement string, asOf time.Time) diag.Diagnostics {
	var diags diag.Diagnostics
	add, title := diags.AddError, "Vendor Risk Gate Blocks "
	switch enforcement {
	case enforceNone:
		return nil
	case enforceWarning:
		add, title = diags.AddWarning, "Vendor Risk Gate Would Block "
	}
	faults := sameFaults(decision.Subjects)
	shown := faults[:min(len(faults), maximumDiagnostics)]
	for i, fault := range shown {
		detail := fault.explain()
		if i == 0 && enforcement != enforceWarning {
			detail += "\n\n" + destroyHint
		}
		add(title+fault.name(), detail)
	}
	if more := countSubjects(faults[len(shown):]); more > 0 {
		add(title+"More", fmt.Sprintf(
			"%d more subjects are below the bar and are not shown here. Set reports to write a report with all of them.", more))
	}
	if len(decision.EndingWaivers) > 0 {
		diags.AddWarning("Waivers End Soon", explainEnding(decision.EndingWaivers, asOf))
	}
	return diags
}

// fault is what one or more subjects have in common: the same violations, and the
// same waivers that do not cover them.
type fault struct {
	subjects []string
	common   posture.SubjectViolations
}

// sameFaults joins the subjects with the same fault, in the order of the first of
// each.
func sameFaults(subjects []posture.SubjectViolations) []fault {
	var faults []fault
	byDetails := map[string]int{}
	for _, subject := range subjects {
		details := rules(subject, withoutDates)
		at, ok := byDetails[details]
		if !ok {
			at = len(faults)
			byDetails[details] = at
			faults = append(faults, fault{common: subject})
		}
		faults[at].subjects = append(faults[at].subjects, posture.Printable(subject.Subject))
	}
	return faults
}

func countSubjects(faults []fault) int {
	count := 0
	for _, fault := range faults {
		count += len(fault.subjects)
	}
	return count
}

func (f fault) name() string {
	if len(f.subjects) == 1 {
		return f.subjects[0]
	}
	return fmt.Sprintf("%d Subjects", len(f.subjects))
}

// explain returns the detail of a diagnostic. No line begins with a name, so that
// no CI system takes one for a command.
func (f fault) explain() string {
	who := "Subject " + f.subjects[0] + " breaks"
	names, dates := "", seenDates
	if len(f.subjects) > 1 {
		dates = withoutDates // They are those of one subject.
		who = fmt.Sprintf("%d subjects break", len(f.subjects))
		names = "\n\nSubjects:\n\n" + bullets(f.subjects, maximumNames)
	}
	return fmt.Sprintf("%s %d of the gate's rules:\n\n%s%s\n\n%s, or add a waiver with a reason and an expiry date.",
		who, len(f.common.Violations), rules(f.common, dates), names, advice(f.common))
}

// rules lists the violations of a subject with their findings, and the waivers
// that do not cover them. dates adds when findings of a type were seen.
func rules(subject posture.SubjectViolations, dates func(posture.FindingType) string) string {
	var lines []string
	for _, v := range subject.Violations {
		lines = append(lines, fmt.Sprintf("- %s: %s; required: %s.", v.Rule, v.Observed, v.Required))
		if v.Before != "" {
			lines = append(lines, "  - worse than the baseline, which has: "+v.Before)
		}
		if _, hint, ok := strings.Cut(v.Message, v.Observed+": "); ok {
			lines = append(lines, "  - "+hint)
		}
		for _, counted := range v.FindingTypes[:min(len(v.FindingTypes), maximumTypes)] {
			lines = append(lines, "  - "+findingType(counted)+dates(counted))
		}
		if more := len(v.FindingTypes) - maximumTypes; more > 0 {
			lines = append(lines, fmt.Sprintf("  - and %d more", more))
		}
	}
	for _, w := range subject.ExpiredWaivers {
		lines = append(lines, fmt.Sprintf("- The waiver for %s has expired: its last day was %s. Its reason was: %s",
			posture.Printable(w.Rule), w.ExpiresOn.Format(time.DateOnly), reason(w)))
	}
	for _, w := range subject.NearWaivers {
		lines = append(lines, fmt.Sprintf("- A waiver nearly fits: it has the subject %q and the rule %q. Both must be spelled as above.",
			posture.Printable(w.Subject), posture.Printable(w.Rule)))
	}
	return strings.Join(lines, "\n")
}
