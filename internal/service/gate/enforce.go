// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
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
			"%d more subjects are below the bar and are not shown here. Set enforcement to \"none\" to see all of them in violations or markdown.", more))
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
		details := rules(subject)
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
	names := ""
	if len(f.subjects) > 1 {
		who = fmt.Sprintf("%d subjects break", len(f.subjects))
		names = "\n\nSubjects:\n\n" + bullets(f.subjects, maximumNames)
	}
	return fmt.Sprintf("%s %d of the gate's rules:\n\n%s%s\n\n%s, or add a waiver with a reason and an expiry date.",
		who, len(f.common.Violations), rules(f.common), names, advice(f.common))
}

// rules lists the violations of a subject with their findings, and the waivers
// that do not cover them.
func rules(subject posture.SubjectViolations) string {
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
			lines = append(lines, "  - "+findingType(counted))
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

// findingType returns text such as "critical: admin-mfa-enrolled, Administrator
// without MFA (2)".
func findingType(counted posture.FindingType) string {
	severity, text := posture.Printable(string(counted.Severity)), posture.Printable(counted.Type)
	if !counted.Severity.Known() {
		severity = "unknown severity"
	}
	if title := posture.Printable(counted.Title); title != "" && title != text {
		text += ", " + title
	}
	if counted.Count > 1 {
		text += fmt.Sprintf(" (%d)", counted.Count)
	}
	return severity + ": " + text
}

// advice says who can fix the violations.
func advice(subject posture.SubjectViolations) string {
	var sources []string
	isUnknown := true
	for _, v := range subject.Violations {
		if v.Rule == posture.RuleMinimumCompanies {
			return "Check where the companies are read from"
		}
		isUnknown = isUnknown && v.ObservedValue == ""
		if len(v.FindingTypes) == 0 {
			sources = append(sources, posture.SourceSecurityScorecard)
		}
		sources = append(sources, v.Sources()...)
	}
	if isUnknown {
		return "Provide the missing data"
	}
	slices.Sort(sources)
	sources = slices.Compact(sources)
	if len(sources) != 1 {
		return "Fix it"
	}
	switch sources[0] {
	case posture.SourceSecurityScorecard:
		return "Ask the vendor to fix it"
	case posture.SourceJumpCloud:
		return "Fix it in your JumpCloud organization"
	case posture.SourceNowSecure:
		return "Fix it in the application and assess the application again"
	default:
		return "Fix it"
	}
}

func explainEnding(waivers []posture.Waiver, asOf time.Time) string {
	lines := make([]string, len(waivers))
	for i, w := range waivers {
		lines[i] = fmt.Sprintf("%s, %s: its last day is %s, %s. Its reason is: %s",
			posture.Printable(w.Subject), posture.Printable(w.Rule), w.ExpiresOn.Format(time.DateOnly),
			daysLeft(w, asOf), reason(w))
	}
	return "These waivers are in use. When they end, the gate blocks:\n\n" + bullets(lines, maximumNames)
}

// reason is why a violation is waived, and what else is noted about the waiver.
func reason(w posture.Waiver) string {
	text := posture.Printable(w.Reason)
	if details := posture.Printable(report.Details(w.Labels)); details != "" {
		text += " (" + details + ")"
	}
	return text
}

func daysLeft(w posture.Waiver, asOf time.Time) string {
	const day = 24 * time.Hour
	switch days := w.ExpiresOn.Truncate(day).Sub(asOf.UTC().Truncate(day)) / day; days {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	default:
		return fmt.Sprintf("in %d days", days)
	}
}

func bullets(lines []string, most int) string {
	var b strings.Builder
	for _, line := range lines[:min(len(lines), most)] {
		b.WriteString("- " + line + "\n")
	}
	if more := len(lines) - most; more > 0 {
		fmt.Fprintf(&b, "- and %d more\n", more)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
