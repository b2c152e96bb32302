// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

func TestIsExact(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]bool{
		"0": true, "-0": true, "0.0": true, "0e999999999999999999999": true, "1": true, "-1.50": true, "0.1": true,
		"1e21": true, "1E-7": true, "100000000000000000000": true, "0.30000000000000004": true,
		"9007199254740992": true, "9007199254740993": false, "9007199254740994": true, "-9007199254740993": false,
		"9007199254740993.0": false, "9007199254740993e0": false, "90071992547409930e-1": false,
		"12345678901234567890": false, "3.141592653589793": true, "3.14159265358979323846": false,
		"1e308": true, "1e309": false, "-1e400": false, "1e-400": false, "5e-324": true, "2e-324": false,
		"1e99999999999999999999": false, "1e-99999999999999999999": false,
		strings.Repeat("1", 400): false, "0." + strings.Repeat("0", 400) + "1": false,
	} {
		if got := contract.IsExact(number); got != want {
			t.Errorf("%.40s is exact: %t", number, got)
		}
	}
}

// Exact is what the shortest text of the nearest double stands for.
func TestIsExact_agreesWithArithmetic(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	told := map[bool]int{}
	for range 20_000 {
		number := strconv.FormatUint(r.Uint64()>>r.IntN(60), 10)
		if r.IntN(2) == 0 {
			number += fmt.Sprintf(".%d", r.Uint64()>>r.IntN(60))
		}
		if r.IntN(3) == 0 {
			number += fmt.Sprintf("e%d", r.IntN(40)-20)
		}
		double, err := strconv.ParseFloat(number, 64)
		if err != nil {
			t.Fatal(err)
		}
		shortest, _ := new(big.Rat).SetString(strconv.FormatFloat(double, 'g', -1, 64))
		given, _ := new(big.Rat).SetString(number)
		want := shortest.Cmp(given) == 0
		told[want]++
		if got := contract.IsExact(number); got != want {
			t.Errorf("%s is exact: %t", number, got)
		}
	}
	if told[true] < 1_000 || told[false] < 1_000 {
		t.Errorf("the numbers tell little: %v", told)
	}
}

func TestIsDatetime(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"2024-01-31":                          true,
		"2024-02-29":                          true,
		"2024-01-31T23:59":                    true,
		"2024-01-31T23:59Z":                   true,
		"2024-01-31T23:59:58":                 true,
		"2024-01-31T23:59:58Z":                true,
		"2024-01-31T23:59:58.123456789Z":      true,
		"2024-01-31T23:59:58+01:00":           true,
		"2024-01-31T23:59:58-0130":            true,
		"2024-01-31T23:59:58,5Z":              true,
		"2024-01-31T23:59:58+01":              true,
		"2024-01-31T23:59:58.5+01:00":         true,
		"":                                    false,
		"2024":                                false,
		"2024-01":                             false,
		"2024-1-31":                           false,
		"2024-13-01":                          false,
		"2023-02-29":                          false,
		"2024-01-31T":                         false,
		"2024-01-31T5:00":                     false,
		"2024-01-31T25:00":                    false,
		"2024-01-31T23:60":                    false,
		"2024-01-31T23:59:60Z":                false,
		"2024-01-31T23:59:58 Z":               false,
		"2024-01-31T23:59:58z":                false,
		"2024-01-31 23:59:58":                 false,
		"2024-01-31T23:59:58Zx":               false,
		"31.01.2024":                          false,
		"01/31/2024":                          false,
		"Wed, 31 Jan 2024 23:59:58 GMT":       false,
		"1706745598":                          false,
		"2024-01-31T23:59:58Z2024-01-31T00Z":  false,
		"2024-01-31T23:59:58+01:00[Europe/X]": false,
	} {
		if got := contract.IsDatetime(text); got != want {
			t.Errorf("%q is a time: %t", text, got)
		}
	}
}

func TestDropped(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after string
		want          []string
	}{
		"nothing":          {`{"a":1,"b":{"c":2}}`, `{"b":{"c":3},"a":null,"d":4}`, nil},
		"fields":           {`{"a":1,"b":{"c":2,"d":3}}`, `{"b":{"c":2}}`, []string{"a", "b.d"}},
		"a whole object":   {`{"b":{"c":2,"d":{"e":3}}}`, `{}`, []string{"b.c", "b.d.e"}},
		"another type":     {`{"b":{"c":2}}`, `{"b":1}`, []string{"b.c"}},
		"no record":        {`{"a":1}`, ``, nil},
		"no record at all": {``, `{"a":1}`, nil},
	} {
		if diff := cmp.Diff(test.want, contract.Dropped(test.before, test.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSameJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		a, b string
		want bool
	}{
		"format":   {`{"a":1.0,"b":[1]}`, "{ \"b\": [1],\n\"a\": 1 }", true},
		"content":  {`{"a":1}`, `{"a":2}`, false},
		"no JSON":  {`{`, `{`, false},
		"nothing":  {``, ``, false},
		"one only": {`{}`, ``, false},
	} {
		if got := contract.SameJSON(test.a, test.b); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
