// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// summarize says why verdicts have a status: the reason of a single verdict, or
// the most frequent reasons, each with its number of verdicts out of those that
// the check applies to.
func summarize(check Check, verdicts []verdict, status Status) string {
	if status != NotApplicable {
		verdicts = judged(verdicts)
	}
	if len(verdicts) == 1 {
		return verdicts[0].reason
	}
	counts := map[string]int{}
	for _, verdict := range verdicts {
		if summary := verdict.summarized(); verdict.status == status && summary != "" {
			counts[summary]++
		}
	}
	reasons := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	if len(reasons) == 1 && status == NotApplicable {
		return reasons[0]
	}
	const most = 3
	parts := []string{}
	for _, reason := range reasons[:min(len(reasons), most)] {
		parts = append(parts, fmt.Sprintf("%d of %d %s: %s", counts[reason], len(verdicts), check.rule.noun, reason))
	}
	if more := len(reasons) - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("%d other reasons", more))
	}
	return strings.Join(parts, "; ")
}

// judged returns the verdicts on subjects that the check applies to.
func judged(verdicts []verdict) []verdict {
	return slices.DeleteFunc(slices.Clone(verdicts), func(v verdict) bool { return v.status == NotApplicable })
}
