// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"maps"
	"slices"
)

// subject is what findings call the application. One that is not listed has no
// package.
func (a App) subject() string { return cmp.Or(a.Package, a.Ref) }

// covered returns the subjects of applications without those of which something
// is unknown. A check that came to no result was read.
func covered(apps []App, findings []Finding) []string {
	subjects := map[string]bool{}
	for _, app := range apps {
		subjects[app.subject()] = true
	}
	for _, finding := range findings {
		if finding.CheckID == "" {
			delete(subjects, finding.Subject)
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(subjects))...)
}
