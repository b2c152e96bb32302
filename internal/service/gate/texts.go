// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

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

func withoutDates(posture.FindingType) string { return "" }

// seenDates returns text such as ", seen from 2026-01-31 to 2026-03-15".
func seenDates(counted posture.FindingType) string {
	first, isFirstKnown := posture.ParseTime(counted.FirstSeenAt)
	last, isLastKnown := posture.ParseTime(counted.LastSeenAt)
	switch {
	case isFirstKnown && isLastKnown && first.Format(time.DateOnly) != last.Format(time.DateOnly):
		return fmt.Sprintf(", seen from %s to %s", first.Format(time.DateOnly), last.Format(time.DateOnly))
	case isLastKnown:
		return ", seen on " + last.Format(time.DateOnly)
	case isFirstKnown:
		return ", seen first on " + first.Format(time.DateOnly)
	default:
		return ""
	}
}

// advice says who can fix the violations.
func advice(subject posture.SubjectViolations) string {
	var sources []string
	isUnknown, isProvisional := true, true
	for _, v := range subject.Violations {
		if v.Rule == posture.RuleMinimumCompanies {
			return "Check where the companies are read from"
		}
		if slices.Contains(snapshotRules, v.Rule) {
			return "Pass a new snapshot, unchanged"
		}
		isUnknown = isUnknown && v.ObservedValue == ""
		isProvisional = isProvisional && v.Rule == posture.RuleProvisionalScore
		if len(v.FindingTypes) == 0 {
			sources = append(sources, posture.SourceSecurityScorecard)
		}
		sources = append(sources, v.Sources()...)
	}
	if isProvisional {
		return "Wait for the final score"
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
	case posture.SourceSecureframe:
		return "Fix it in your organization, where Secureframe tests it"
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
