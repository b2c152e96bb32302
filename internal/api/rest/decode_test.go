// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// What is wrong with a body is said without quoting it.
func TestDecodeJSON(t *testing.T) {
	t.Parallel()
	type document struct {
		Count int `json:"count"`
	}
	for body, want := range map[string]string{
		"":                     "it is empty",
		"\n":                   "it is empty",
		"secret":               "it cannot be read: ",
		`{"count":1`:           "it cannot be read: ",
		`{"count":"secret"}`:   "it cannot be read: it has a value of the type string where another type is expected",
		`{"count":73901000.5}`: "it cannot be read: it has a value of the type number where another type is expected",
		`[]`:                   "it cannot be read: it has a value of the type array where another type is expected",
	} {
		got, err := rest.DecodeJSON[document]([]byte(body))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "73901000") {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
	}
	if got, err := rest.DecodeJSON[document]([]byte(`{"count":1,"more":{}}`)); err != nil || got.Count != 1 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestUTC(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2021-07-01T00:00:00.000Z":    "2021-07-01T00:00:00Z",
		"2021-07-01T12:34:56.789012Z": "2021-07-01T12:34:56Z",
		"2021-07-01T12:34:56Z":        "2021-07-01T12:34:56Z",
		"2021-07-01 12:34:56Z":        "2021-07-01T12:34:56Z",
		"2021-07-01 12:34:56.789Z":    "2021-07-01T12:34:56Z",
		"2021-07-01T01:00:00+02:00":   "2021-06-30T23:00:00Z",
		"2018-11-02":                  "2018-11-02T00:00:00Z",
		"":                            "",
		"soon":                        "",
		"2021-13-01":                  "",
		"2021-02-30T00:00:00Z":        "",
		"1625097600000":               "",
	} {
		if got := rest.UTC(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
