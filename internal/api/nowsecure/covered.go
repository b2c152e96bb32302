// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"maps"
	"slices"
)

// unread are the types of findings that say that nothing was read of what was
// asked for.
var unread = map[string]bool{
	typeNotAssessed: true, typeNotReadable: true, typeNotConclusive: true, typeBuildNotAssessed: true,
}

// covered returns the subjects of applications without those of which something
// could not be read. A check that came to no result was read, and so was a report
// beside which there is a newer assessment.
func covered(apps []App, findings []Finding) []string {
	subjects := map[string]bool{}
	for _, app := range apps {
		subjects[app.Subject] = true
	}
	for _, finding := range findings {
		if finding.CheckID == "" && unread[finding.Type] {
			delete(subjects, finding.Subject)
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(subjects))...)
}
