// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Compare returns what keeps the contract of a schema from becoming another
// one. Contracts of different schemas have nothing to do with each other.
// allowBreaking turns removed and retyped fields into warnings; nothing allows
// another primary ID, which Secureframe never changes (spec).
func Compare(before, after Contract, allowBreaking bool) []problem.Problem {
	if before.ConnectionID != after.ConnectionID || before.VendorSlug != after.VendorSlug || before.SchemaSlug != after.SchemaSlug {
		return nil
	}
	found := problems{attribute: "primary_id"}
	if before.PrimaryID != after.PrimaryID {
		found.errorf("", "Secureframe cannot change the primary ID of a schema. Use a new schema_slug, which makes a new schema, or go back to %s.", before.PrimaryID)
	}
	return slices.Concat(found.list, compareFields(before, after, allowBreaking), compareMappings(before, after))
}

func compareFields(before, after Contract, allowBreaking bool) []problem.Problem {
	found := problems{attribute: "fields"}
	breaking := func(path, change string) {
		if allowBreaking {
			found.warnf(path, "%s. Secureframe does not say what becomes of data it already holds; repeat the Define Schema workflow.", change)
			return
		}
		found.errorf(path, "%s. All data of a schema must keep one format: use a new schema_slug, or set allow_breaking = true.", change)
	}
	for _, path := range slices.Sorted(maps.Keys(before.Fields)) {
		was := before.Fields[path].Type
		now, kept := after.Fields[path]
		switch {
		case !kept:
			breaking(path, "The field is no longer declared")
		case now.Type != was:
			breaking(path, "The type changes from "+string(was)+" to "+string(now.Type))
		}
	}
	var added []string
	for _, path := range slices.Sorted(maps.Keys(after.Fields)) {
		if _, known := before.Fields[path]; !known {
			added = append(added, path)
		}
	}
	if len(added) > 0 {
		found.warnf("", "New fields: %s. Secureframe does not say how it treats fields that come after the schema was defined; look at the Define Schema workflow again.", strings.Join(added, ", "))
	}
	return found.list
}

// compareMappings warns, since the mapping that counts is the one that a
// person has made in Secureframe.
func compareMappings(before, after Contract) []problem.Problem {
	const reminder = "Nothing is sent for this change: make it in Secureframe's Define Schema workflow too."
	category, mapping := problems{attribute: "category"}, problems{attribute: "mapping"}
	if before.Category != after.Category {
		category.warnf("", reminder)
	}
	if !maps.Equal(before.Mapping, after.Mapping) {
		mapping.warnf("", reminder)
	}
	return slices.Concat(category.list, mapping.list)
}
