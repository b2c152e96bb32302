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
	"unicode/utf16"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// object is a random object with fields of the contract and others.
func object(r *rand.Rand, depth int) map[string]any {
	names := []string{"grade", "score", "monitored", "seen_at", "factors", "network_security", "ä", "\U0001F600", "x.y", "", "\ufb33"}
	o := map[string]any{}
	for range r.IntN(6) {
		o[names[r.IntN(len(names))]] = value(r, depth)
	}
	return o
}

func value(r *rand.Rand, depth int) any {
	if depth > 0 && r.IntN(3) == 0 {
		return object(r, depth-1)
	}
	return []any{nil, true, false, 0, -1.5, 1e21, 87, "B", "2024-01-31", "ä\"\\\n", "\U0001F600"}[r.IntN(11)]
}

// write is the object as JSON in a random order, with random spaces and
// escapes.
func write(r *rand.Rand, v any) string {
	space := func() string { return strings.Repeat(" ", r.IntN(2)) + strings.Repeat("\n", r.IntN(2)) }
	switch v := v.(type) {
	case map[string]any:
		names := slices.Collect(maps.Keys(v))
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		var members []string
		for _, name := range names {
			members = append(members, space()+write(r, name)+space()+":"+space()+write(r, v[name])+space())
		}
		return "{" + space() + strings.Join(members, ",") + "}"
	case string:
		var text strings.Builder
		for _, c := range v {
			if c >= ' ' && c != '"' && c != '\\' && r.IntN(3) > 0 {
				text.WriteRune(c)
				continue
			}
			for _, unit := range utf16.Encode([]rune{c}) {
				fmt.Fprintf(&text, `\u%04x`, unit)
			}
		}
		return `"` + text.String() + `"`
	default:
		text, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return string(text)
	}
}

// loose takes everything that random objects hold.
func loose() *contract.Checker {
	c := scorecards()
	c.Fields = nil
	return c.Checker(contract.Options{})
}

func TestRecord_writingDoesNotChangeTheHash(t *testing.T) {
	t.Parallel()
	checker := loose()
	hashes := map[string]string{}
	for seed := range uint64(2_000) {
		r := rand.New(rand.NewPCG(seed, 4))
		o := object(r, 3)
		one, problems := checker.Record("k", write(r, o))
		if problem.HasErrors(problems) {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		other, _ := checker.Record("k", write(r, o))
		if one.Hash != other.Hash {
			t.Errorf("seed %d: written in another way, %s has another hash", seed, one.JSON)
		}
		if again, problems := checker.Record("k", string(one.JSON)); again.Hash != one.Hash {
			t.Errorf("seed %d: the canonical form of %s is not its own: %v", seed, one.JSON, problems)
		}
		meaning, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		if known, ok := hashes[one.Hash]; ok && known != string(meaning) {
			t.Errorf("seed %d: %s and %s have one hash", seed, known, meaning)
		}
		hashes[one.Hash] = string(meaning)
	}
	if len(hashes) < 500 {
		t.Errorf("only %d different objects", len(hashes))
	}
}

// No problem holds a value, whatever is wrong with it.
func TestProblems_holdNoValues(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	values := []string{
		`"s3cr3t"`, `["s3cr3t"]`, `["s3cr3t,s3cr3t"]`, `[["s3cr3t"]]`, `{"x":"s3cr3t"}`, `{"x":["s3cr3t"]}`, `"s3cr3t`,
		`s3cr3t`, `[s3cr3t]`, `"s3cr3t" "s3cr3t"`, `"\s3cr3t"`, `"s3cr3t\ud800"`, "\"s3cr3t\xff\"", `"s3cr3t","x":"s3cr3t","x":"s3cr3t"`,
	}
	told := 0
	for _, c := range []contract.Contract{scorecards(), trainings(), accounts(), numbered()} {
		for path := range c.Fields {
			for _, value := range values {
				for _, arrays := range []contract.Arrays{contract.ArraysError, contract.ArraysDrop, contract.ArraysJoin} {
					name, rest, nested := strings.Cut(path, ".")
					text := fmt.Sprintf(`{"domain":%s,%q:%s}`, value, name, value)
					if nested {
						text = fmt.Sprintf(`{%q:{%q:%s}}`, name, rest, value)
					}
					checker := c.Checker(contract.Options{Arrays: arrays, StrictEnums: true, MaximumBytes: 20})
					_, problems := checker.Record("42", text)
					told += len(problems)
					if strings.Contains(fmt.Sprintf("%+v", problems), secret) {
						t.Errorf("%s: %v", text, problems)
					}
				}
			}
		}
	}
	if told < 1_000 {
		t.Errorf("only %d problems", told)
	}
	_, err := contract.CloudResources([]byte(`{"format_version":"1.0","values":{"root_module":{"resources":[{"values":"s3cr3t"}]}}}`))
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("the state's problem is %v", err)
	}
	_, problems := accounts().Tombstone(map[string]json.RawMessage{"left_at": []byte(`"s3cr3t"`), "mail": []byte(`["s3cr3t"]`), "x": []byte(`"s3cr3t"`)})
	if len(problems) == 0 || strings.Contains(fmt.Sprintf("%+v", problems), secret) {
		t.Errorf("the tombstone's problems are %v", problems)
	}
}

func FuzzRecord(f *testing.F) {
	for _, text := range []string{
		`{"grade":"B","score":87,"factors":{"network_security":{"grade":"A"}}}`,
		` {"id":["a",1,true],"x":{"y":[]}} `, `{"a":1,"a":2}`, `{"score":1e400}`, `{"\u0061":"\ud83d\ude00"}`, `{"":{"":null}}`,
	} {
		for policy := range byte(3) {
			f.Add("key", text, policy)
		}
	}
	policies := []contract.Arrays{contract.ArraysError, contract.ArraysDrop, contract.ArraysJoin}
	f.Fuzz(func(t *testing.T, key, text string, policy byte) {
		for _, c := range []contract.Contract{scorecards(), trainings(), accounts(), numbered()} {
			checker := c.Checker(contract.Options{Mode: contract.ModePartial, Arrays: policies[int(policy)%len(policies)]})
			record, problems := checker.Record(key, text)
			if problem.HasErrors(problems) {
				if record.JSON != nil {
					t.Errorf("%s in spite of %v", record.JSON, problems)
				}
				continue
			}
			var members map[string]any
			if err := json.Unmarshal(record.JSON, &members); err != nil {
				t.Fatalf("%s: %v", record.JSON, err)
			}
			if id := members[c.PrimaryID]; id != key && fmt.Sprint(id) != key {
				if number, isNumber := id.(float64); !isNumber || mustMarshal(t, number) != key {
					t.Errorf("the primary ID of %q is %v", key, id)
				}
			}
			again, problems := checker.Record(key, string(record.JSON))
			if again.Hash != record.Hash || again.Declared != record.Declared {
				t.Errorf("%s and then %s, %v", record.JSON, again.JSON, problems)
			}
		}
	})
}

func mustMarshal(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
