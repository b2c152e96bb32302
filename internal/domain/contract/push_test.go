// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

func recordsOf(sizes map[string]int, declared map[string]int) map[string]contract.Record {
	records := map[string]contract.Record{}
	for key, size := range sizes {
		records[key] = contract.Record{Key: key, JSON: []byte(strings.Repeat("x", size)), Declared: declared[key]}
	}
	return records
}

func TestBatches(t *testing.T) {
	t.Parallel()
	three := map[string]int{"a": 10, "b": 10, "c": 10}
	tests := map[string]struct {
		sizes, declared map[string]int
		limits          contract.Limits
		want            [][]string
	}{
		"nothing":             {nil, nil, contract.Limits{MaximumRecords: 1, MaximumBytes: 1}, nil},
		"one batch":           {three, nil, contract.Limits{MaximumRecords: 3, MaximumBytes: 100}, [][]string{{"a", "b", "c"}}},
		"by records":          {three, nil, contract.Limits{MaximumRecords: 2, MaximumBytes: 100}, [][]string{{"a", "b"}, {"c"}}},
		"bytes just fit":      {three, nil, contract.Limits{MaximumRecords: 9, MaximumBytes: 34}, [][]string{{"a", "b", "c"}}},
		"bytes one too many":  {three, nil, contract.Limits{MaximumRecords: 9, MaximumBytes: 33}, [][]string{{"a", "b"}, {"c"}}},
		"bytes of two":        {three, nil, contract.Limits{MaximumRecords: 9, MaximumBytes: 23}, [][]string{{"a", "b"}, {"c"}}},
		"bytes of one":        {three, nil, contract.Limits{MaximumRecords: 9, MaximumBytes: 22}, [][]string{{"a"}, {"b"}, {"c"}}},
		"too large":           {map[string]int{"a": 1, "b": 50, "c": 1}, nil, contract.Limits{MaximumRecords: 9, MaximumBytes: 9}, [][]string{{"a"}, {"b"}, {"c"}}},
		"no limits":           {three, nil, contract.Limits{}, [][]string{{"a"}, {"b"}, {"c"}}},
		"most complete first": {three, map[string]int{"a": 1, "b": 1, "c": 2}, contract.Limits{MaximumRecords: 2, MaximumBytes: 99}, [][]string{{"c", "a"}, {"b"}}},
		"several complete":    {three, map[string]int{"a": 1, "b": 2, "c": 2}, contract.Limits{MaximumRecords: 2, MaximumBytes: 99}, [][]string{{"b", "a"}, {"c"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got [][]string
			for batch := range contract.Batches(recordsOf(test.sizes, test.declared), test.limits) {
				var keys []string
				for _, record := range batch {
					keys = append(keys, record.Key)
				}
				got = append(got, keys)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("batches (-want +got):\n%s", diff)
			}
		})
	}
}

// Every record goes once, in order, within the limits, and no batch could have
// taken the next record too.
func TestBatches_ofAnything(t *testing.T) {
	t.Parallel()
	several := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 3))
		sizes, declared := map[string]int{}, map[string]int{}
		for i := range r.IntN(40) {
			key := fmt.Sprintf("k%02d", i)
			sizes[key], declared[key] = 1+r.IntN(60), r.IntN(4)
		}
		limits := contract.Limits{MaximumRecords: 1 + r.IntN(8), MaximumBytes: 1 + r.IntN(200)}
		records := recordsOf(sizes, declared)
		var keys []string
		var before []contract.Record
		for batch := range contract.Batches(records, limits) {
			size := bytesOf(batch)
			if len(batch) == 0 || len(batch) > limits.MaximumRecords || size > limits.MaximumBytes && len(batch) > 1 {
				t.Errorf("seed %d: %d records of %d bytes, with the limits %+v", seed, len(batch), size, limits)
			}
			if before != nil && len(before) < limits.MaximumRecords && bytesOf(append(slices.Clip(before), batch[0])) <= limits.MaximumBytes {
				t.Errorf("seed %d: a batch was closed too early", seed)
			}
			for _, record := range batch {
				keys = append(keys, record.Key)
			}
			if before != nil {
				several++
			}
			before = batch
		}
		want := slices.Sorted(maps.Keys(records))
		if len(want) > 0 {
			first := slices.MaxFunc(want, func(a, b string) int { return declared[a] - declared[b] })
			want = slices.Concat([]string{first}, slices.DeleteFunc(want, func(key string) bool { return key == first }))
		}
		if diff := cmp.Diff(want, keys, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("seed %d: keys (-want +got):\n%s", seed, diff)
		}
	}
	if several < 500 {
		t.Errorf("only %d times was there a second batch", several)
	}
}

func bytesOf(batch []contract.Record) int {
	size := len("[") + len(batch)
	for _, record := range batch {
		size += len(record.JSON)
	}
	return size
}

func TestBatches_stopWhenTheReaderDoes(t *testing.T) {
	t.Parallel()
	seen := 0
	for range contract.Batches(recordsOf(map[string]int{"a": 1, "b": 1, "c": 1}, nil), contract.Limits{MaximumRecords: 1, MaximumBytes: 9}) {
		if seen++; seen == 2 {
			break
		}
	}
	if seen != 2 {
		t.Errorf("%d batches", seen)
	}
}

func TestTombstone(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		contract contract.Contract
		fields   map[string]json.RawMessage
		key      string
		want     string
	}{
		"category's field": {accounts(), map[string]json.RawMessage{"active": []byte(`false`)}, "a", `{"id":"a","state":{"enabled":false}}`},
		"declared paths": {
			accounts(),
			map[string]json.RawMessage{"state.enabled": []byte(`false`), "state.seats": []byte(`0`), "left_at": []byte(`"2024-01-31"`)},
			"a",
			`{"id":"a","left_at":"2024-01-31","state":{"enabled":false,"seats":0}}`,
		},
		"deleted":     {scorecards(), map[string]json.RawMessage{"score": []byte(`null`)}, key, `{"domain":"vendor.example","score":null}`},
		"number":      {numbered(), map[string]json.RawMessage{"grade": []byte(`"<gone>"`)}, "42", `{"grade":"<gone>","score":42}`},
		"half number": {accounts(), map[string]json.RawMessage{"state.seats": []byte(`0.5`)}, "a", `{"id":"a","state":{"seats":0.5}}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tombstone, problems := test.contract.Tombstone(test.fields)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			record, problems := tombstone.Record(test.key)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(test.want, string(record.JSON)); diff != "" || record.Key != test.key {
				t.Errorf("%s (-want +got):\n%s", record.Key, diff)
			}
		})
	}
}

func TestTombstone_problems(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		contract contract.Contract
		fields   map[string]json.RawMessage
		want     []string
	}{
		"nothing":                    {accounts(), nil, []string{"error tombstone"}},
		"primary ID":                 {accounts(), map[string]json.RawMessage{"id": []byte(`"x"`)}, []string{`error tombstone["id"]`}},
		"primary ID by category":     {trainings(), map[string]json.RawMessage{"id": []byte(`"x"`)}, []string{`error tombstone["id"]`}},
		"not declared":               {scorecards(), map[string]json.RawMessage{"active": []byte(`false`)}, []string{`error tombstone["active"]`}},
		"category's, but not mapped": {accounts(), map[string]json.RawMessage{"admin": []byte(`false`)}, []string{`error tombstone["admin"]`}},
		"parent":                     {accounts(), map[string]json.RawMessage{"state": []byte(`null`)}, []string{`error tombstone["state"]`}},
		"twice":                      {accounts(), map[string]json.RawMessage{"active": []byte(`false`), "state.enabled": []byte(`false`)}, []string{`error tombstone["state.enabled"]`}},
		"type":                       {accounts(), map[string]json.RawMessage{"active": []byte(`"no"`)}, []string{`error tombstone["active"] state.enabled`}},
		"time":                       {accounts(), map[string]json.RawMessage{"left_at": []byte(`"now"`)}, []string{`error tombstone["left_at"] left_at`}},
		"required deleted":           {accounts(), map[string]json.RawMessage{"mail": []byte(`null`)}, []string{`error tombstone["mail"] mail`}},
		"list":                       {accounts(), map[string]json.RawMessage{"mail": []byte(`["x"]`)}, []string{`error tombstone["mail"]`}},
		"object":                     {accounts(), map[string]json.RawMessage{"mail": []byte(`{}`)}, []string{`error tombstone["mail"]`}},
		"bad UTF-8":                  {accounts(), map[string]json.RawMessage{"mail": []byte("\"\xff\"")}, []string{`error tombstone["mail"]`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := test.contract.Tombstone(test.fields)
			if diff := cmp.Diff(test.want, brief(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
