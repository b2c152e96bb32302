// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Compare returns the problems of changing the contract of a schema. Contracts
// of different schemas are unrelated. allowBreaking turns problems with removed
// and retyped fields into warnings. Nothing allows a different primary ID,
// which Secureframe never changes (spec).
func Compare(before, after Contract, allowBreaking bool) []problem.Problem {
	if before.ConnectionID != after.ConnectionID || before.VendorSlug != after.VendorSlug || before.SchemaSlug != after.SchemaSlug {
		return nil
	}
	found := problems{attribute: "primary_id"}
	if before.PrimaryID != after.PrimaryID {
		found.errorf("", "Secureframe cannot change the primary ID of a schema. Use a new schema_slug, which creates a new schema, or set primary_id back to %s.", before.PrimaryID)
	}
	return slices.Concat(found.list, compareFields(before, after, allowBreaking), compareMappings(before, after))
}

func compareFields(before, after Contract, allowBreaking bool) []problem.Problem {
	found := problems{attribute: "fields"}
	breaking := func(path, change string) {
		if allowBreaking {
			found.warnf(path, "%s. Secureframe does not document what happens to existing data. Repeat the Define Schema workflow.", change)
			return
		}
		found.errorf(path, "%s. All data of a schema must have the same format. Use a new schema_slug, or set allow_breaking = true.", change)
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
		found.warnf("", "New fields: %s. Secureframe does not document how it treats fields that are added after the schema was defined. Review the Define Schema workflow.", strings.Join(added, ", "))
	}
	return found.list
}

// compareMappings warns, because only the mapping that a person sets up in
// Secureframe has an effect.
func compareMappings(before, after Contract) []problem.Problem {
	const reminder = "This change is not sent to Secureframe. Make the same change in Secureframe's Define Schema workflow."
	category, mapping := problems{attribute: "category"}, problems{attribute: "mapping"}
	if before.Category != after.Category {
		category.warnf("", reminder)
	}
	if !maps.Equal(before.Mapping, after.Mapping) {
		mapping.warnf("", reminder)
	}
	return slices.Concat(category.list, mapping.list)
}

// SameJSON reports whether two JSON texts are equal but for their format. Texts
// that are not JSON are never equal.
func SameJSON(a, b string) bool {
	before, after := jsontext.Value(a), jsontext.Value(b)
	return before.Canonicalize() == nil && after.Canonicalize() == nil && bytes.Equal(before, after)
}

// Dropped returns the paths of the fields that one record has and another one does
// not, sorted. A partial push leaves them in Secureframe (spec).
func Dropped(before, after string) []string {
	var was, is map[string]any
	if json.Unmarshal([]byte(before), &was) != nil || json.Unmarshal([]byte(after), &is) != nil {
		return nil
	}
	return slices.Sorted(slices.Values(dropped("", was, is)))
}

func dropped(parent string, was, is map[string]any) []string {
	var paths []string
	for name, value := range was {
		inner, isObject := value.(map[string]any)
		other, kept := is[name]
		otherInner, _ := other.(map[string]any)
		switch {
		case isObject:
			paths = append(paths, dropped(parent+name+".", inner, otherInner)...)
		case !kept:
			paths = append(paths, parent+name)
		}
	}
	return paths
}
