// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	summarySubjects = 5
	summaryLine     = 300 // characters about one subject
)

// Summary returns the verdict and the violations of the worst subjects, in a few
// lines of plain text.
func (r Report) Summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s.", r.outcome(), r.counts())
	subjects := r.blocked()
	for _, violations := range subjects[:min(len(subjects), summarySubjects)] {
		observations := make([]string, len(violations))
		for i, v := range violations {
			observations[i] = fmt.Sprintf("%s (%s: %s)", v.Observed, v.Rule, v.Required)
		}
		// The line begins with a dash, so that no CI system takes a name for a command.
		b.WriteString("\n" + posture.Shorten("- "+label(violations[0].Subject)+": "+enumerate(observations), summaryLine))
	}
	if more := len(subjects) - summarySubjects; more > 0 {
		fmt.Fprintf(&b, "\nAnd %s.", counted{more, "more subject", "more subjects"})
	}
	return b.String()
}
