// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"slices"
	"strings"
)

// wants reports whether the filters keep a finding. As in the vendor's own tools,
// included checks come before excluded ones, and excluded ones before severities
// (client). What is not known is never dropped.
func (q FindingsQuery) wants(finding Finding) bool {
	switch {
	case finding.CheckID == "", hasCheck(q.IncludedChecks, finding.CheckID):
		return true
	case hasCheck(q.ExcludedChecks, finding.CheckID):
		return false
	case q.IncludeWarnings && q.History == nil && (finding.IsWarning == nil || *finding.IsWarning):
		return true
	default:
		return (q.MinimumSeverity == "" || finding.Severity.MayReach(q.MinimumSeverity)) &&
			(q.MinimumCVSS == nil || mayReachScore(finding, *q.MinimumCVSS))
	}
}

func hasCheck(checks []string, id string) bool {
	return slices.ContainsFunc(checks, func(check string) bool { return strings.EqualFold(check, id) })
}
