// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// The matrix tests cover only the data sources, resources and functions that are
// in the tables of acctest, so all of them must be there.
func TestTables_haveEveryEntity(t *testing.T) {
	t.Parallel()
	schemas := acctest.NewServer(t).Schemas()
	for what, test := range map[string]struct{ want, got []string }{
		"acctest.Readings":  {slices.Sorted(maps.Keys(schemas.DataSourceSchemas)), names(acctest.Readings(), func(r acctest.Reading) string { return r.DataSource })},
		"acctest.Managings": {slices.Sorted(maps.Keys(schemas.ResourceSchemas)), names(acctest.Managings(), func(m acctest.Managing) string { return m.Resource })},
		"acctest.Callings":  {slices.Sorted(maps.Keys(schemas.Functions)), names(acctest.Callings(), func(c acctest.Calling) string { return c.Function })},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s differs from the provider (-provider +table):\n%s", what, diff)
		}
	}
}

func names[T any](table []T, name func(T) string) []string {
	var all []string
	for _, row := range table {
		all = append(all, name(row))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// arguments returns the arguments of a table as wire values of a schema.
func arguments(t *testing.T, schema *tfprotov6.Schema, given map[string]any) map[string]tftypes.Value {
	t.Helper()
	return acctest.WireAttributes(t, schema.ValueType(), given)
}

// canBeSet returns the arguments of a schema: the attributes that are not only
// computed.
func canBeSet(schema *tfprotov6.Schema) []*tfprotov6.SchemaAttribute {
	return slices.DeleteFunc(slices.Clone(schema.Block.Attributes), func(attribute *tfprotov6.SchemaAttribute) bool {
		return !attribute.Optional && !attribute.Required
	})
}
