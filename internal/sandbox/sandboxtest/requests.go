// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandboxtest

import (
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Requested are the requests so far as name writes each of them, sorted.
func Requested(s *sandbox.Sandbox, name func(sandbox.Request) string) []string {
	all := []string{}
	for _, request := range s.Requests.All() {
		all = append(all, name(request))
	}
	slices.Sort(all)
	return all
}

// ImportedKeys are the keys of the rows of each import through a template.
func ImportedKeys(w *world.World, templateID int) [][]string {
	batches := [][]string{}
	for _, one := range w.Imports(templateID) {
		var keys []string
		for _, row := range one.Rows {
			keys = append(keys, row.Key)
		}
		batches = append(batches, keys)
	}
	return batches
}
