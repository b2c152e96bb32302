// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// A subject is covered if every check could evaluate it, and is spelled as in
// findings: the organization, if the checks could read what they need. Two of one name are covered together.
func TestReport_covered(t *testing.T) {
	t.Parallel()
	names := options(func(o *check.Options) { o.IncludeNames = true })
	const twin = `{"_id":"twin","osFamily":"darwin","hostname":"mac-1"}`
	id := func(suffix string) string { return "00000000000000000000000" + suffix }
	for name, test := range map[string]struct {
		given situation
		want  []string
	}{
		"evaluated":         {given(systems(device(1, "true"), device(2, "false"))), []string{id("1"), id("2"), organizationID}},
		"one unknown":       {given(systems(device(1, "true"), device(2, ""))), []string{id("1"), organizationID}},
		"names":             {given(systems(device(1, "true"), device(2, "false")), names), []string{organizationID, "mac-1", "mac-2"}},
		"one name":          {given(systems(device(1, "true"), twin), names), []string{organizationID}},
		"none says it":      {given(systems(device(1, ""), device(2, ""))), []string{}},
		"could not be read": {given(), []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, test.given.report(encryption).Covered); diff != "" {
				t.Errorf("covered (-want +got):\n%s", diff)
			}
		})
	}
}
