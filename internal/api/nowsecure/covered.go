// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"maps"
	"slices"
)

// covered returns the subjects of applications without those of which something
// is unknown. A check that came to no result was read.
func covered(apps []App, findings []Finding) []string {
	subjects := map[string]bool{}
	for _, app := range apps {
		subjects[app.Subject] = true
	}
	for _, finding := range findings {
		if finding.CheckID == "" {
			delete(subjects, finding.Subject)
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(subjects))...)
}
