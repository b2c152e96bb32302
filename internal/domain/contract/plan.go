// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"
)

// Changes are the keys of records by what must become of them, each sorted.
type Changes struct {
	Added     []string
	Changed   []string
	Removed   []string
	Unchanged []string
}

// Plan compares the hashes of the records that were accepted with those of the
// records that are wanted, both by key. What is added or changed is to be sent.
func Plan(accepted, wanted map[string]string) Changes {
	changes := Changes{}
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		switch hash, known := accepted[key]; {
		case !known:
			changes.Added = append(changes.Added, key)
		case hash != wanted[key]:
			changes.Changed = append(changes.Changed, key)
		default:
			changes.Unchanged = append(changes.Unchanged, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(accepted)) {
		if _, kept := wanted[key]; !kept {
			changes.Removed = append(changes.Removed, key)
		}
	}
	return changes
}
