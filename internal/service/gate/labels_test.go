// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// noted is a waiver with other keys.
func noted(waiver, others object) object {
	maps.Copy(waiver, others)
	return waiver
}

// TestWaivers_keepOtherKeys has rows with different keys, as a file has them.
func TestWaivers_keepOtherKeys(t *testing.T) {
	t.Parallel()
	state, diagnostics := judge(t, object{
		"minimum_grade": "B", "as_of": "2026-06-30T12:00:00Z",
		"companies": list{company("low.example", object{"grade": "D"}), company("over.example", object{"grade": "F"})},
		"waivers": list{
			noted(waiver("low.example", "minimum_grade", "2026-07-01T00:00:00Z"), object{"owner": "Robin", "ticket": 112, "urgent": true, "note": nil, "empty": ""}),
			noted(waiver("over.example", "minimum_grade", "2026-06-01"), object{"approved_by": "::error::@team"}),
			waiver("unused.example", "minimum_grade", "2026-12-31"),
		},
	})
	labels := object{"owner": "Robin", "ticket": "112", "urgent": "true"}
	for attribute, want := range map[string]object{
		"waived": labels, "ending_waivers": labels, "expired_waivers": {"approved_by": "::error::@team"}, "unused_waivers": {},
	} {
		rows, ok := state[attribute].(list)
		if !ok || len(rows) != 1 {
			t.Fatalf("%s is %v", attribute, state[attribute])
		}
		row, _ := rows[0].(object)
		acctest.Equal(t, attribute, row["labels"], want)
	}
	text := acctest.Explain(diagnostics)
	for _, phrase := range []string{
		"Accepted by Robin (owner: Robin, ticket: 112, urgent: true)",
		"The waiver for minimum_grade has expired: its last day was 2026-06-01. Its reason was: Accepted by Robin (approved_by: : :error::@team)",
	} {
		if !strings.Contains(text, phrase) {
			t.Errorf("the diagnostics do not say %q:\n%s", phrase, text)
		}
	}
}

func TestWaivers_refuseWhatWouldNotCount(t *testing.T) {
	t.Parallel()
	valid := func() object { return waiver("low.example", "minimum_grade", "2026-12-31") }
	tests := map[string]struct {
		waivers any
		want    string
	}{
		"a second date":          {list{noted(valid(), object{"expires": "2020-01-01"})}, "Attribute waivers[0].expires is not known to the gate and would not count. Its name must be expires_on."},
		"another second date":    {list{valid(), noted(valid(), object{"Expiry-Date": "2020-01-01"})}, "Its name must be expires_on."},
		"another spelling":       {list{noted(valid(), object{"Rules": "x"})}, "Its name must be rule."},
		"a list for a label":     {list{noted(valid(), object{"owners": list{"a"}})}, "Attribute waivers[0].owners must be a string, a number or a bool"},
		"a list for a rule":      {list{noted(valid(), object{"rule": list{"a"}})}, "Attribute waivers[0].rule must be a string."},
		"the file's root object": {object{"waivers": list{valid()}}, "Attribute waivers must be a list of objects. If they are under a key of a file, name the key"},
		"a text":                 {"low.example", "Attribute waivers must be a list of objects."},
		"a list of texts":        {list{"low.example"}, "Attribute waivers[0] must be an object with the attributes subject, rule, reason, expires_on."},
		"null in a list":         {list{nil}, "Attribute waivers[0] must be an object"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := validate(t, object{"minimum_grade": "B", "companies": list{company("low.example", nil)}, "waivers": test.waivers})
			if len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, test.want) || !strings.HasPrefix(diagnostics[0].Attribute.String(), `AttributeName("waivers")`) {
				t.Errorf("want %q, got\n%s", test.want, acctest.Explain(diagnostics))
			}
		})
	}
}

func TestWaivers_mayBeUnknown(t *testing.T) {
	t.Parallel()
	for name, waivers := range map[string]any{
		"all": unknown{}, "a row": list{unknown{}}, "a date": list{noted(waiver("low.example", "*", ""), object{"expires_on": unknown{}})},
	} {
		if diagnostics := validate(t, object{"minimum_grade": "B", "companies": list{company("low.example", nil)}, "waivers": waivers}); len(diagnostics) > 0 {
			t.Errorf("%s: %s", name, acctest.Explain(diagnostics))
		}
	}
}
