// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// A record that contains its primary ID is the one that Record makes of it.
func TestOwnRecord(t *testing.T) {
	t.Parallel()
	number := numbered()
	tests := map[string]struct {
		contract contract.Contract
		options  contract.Options
		object   string
		key      string
	}{
		"a string":         {scorecards(), contract.Options{}, ` {"grade":"B","domain":"vendor.example"}`, "vendor.example"},
		"escaped":          {scorecards(), contract.Options{}, `{"domain":"v\u0065ndor","grade":"B"}`, "vendor"},
		"a number":         {number, contract.Options{}, `{"score":1e2,"grade":"B"}`, "100"},
		"without arrays":   {scorecards(), contract.Options{Arrays: contract.ArraysDrop}, `{"tags":["x"],"domain":"a","grade":"B"}`, "a"},
		"longer than sent": {scorecards(), contract.Options{}, `{"domain":"a","grade":"\ud83d\ude00"}`, "a"},
	}
	for name, test := range tests {
		checker := test.contract.Checker(test.options)
		want, problems := checker.Record(test.key, test.object)
		if problem.HasErrors(problems) {
			t.Fatal(problems)
		}
		beyond := []byte(test.object + "unchanged")
		got, _ := checker.OwnRecord(beyond[:len(test.object):len(test.object)])
		if got.Key != want.Key || string(got.JSON) != string(want.JSON) || got.Hash != want.Hash || got.Declared != want.Declared {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
		if !strings.HasSuffix(string(beyond), "unchanged") {
			t.Errorf("%s: more than the object was overwritten: %s", name, beyond)
		}
	}
}

func TestOwnRecord_isRefused(t *testing.T) {
	t.Parallel()
	checker := scorecards().Checker(contract.Options{})
	for object, want := range map[string]string{
		`{"grade":"B"}`:                  `"domain" is the primary ID, and is missing.`,
		`{"domain":null,"grade":"B"}`:    `"domain" is the primary ID and must not be null.`,
		`{"domain":"","grade":"B"}`:      "must not be empty",
		`{"domain":" a","grade":"B"}`:    "for good, and",
		`{"domain":["a"],"grade":"B"}`:   "is an array",
		`{"domain":{"a":1},"grade":"B"}`: "an object",
		`{"domain":"a","grade":"B"}{}`:   "more data follows",
		`{"domain":"a","domain":"b"}`:    "twice",
		`[]`:                             "must be a JSON object, but is an array",
	} {
		record, problems := checker.OwnRecord([]byte(object))
		if len(problems) == 0 || !strings.Contains(problems[0].Message, want) || problems[0].Key != "" || record.JSON != nil {
			t.Errorf("%s: %v, %+v", object, problems, record)
		}
	}
}
