// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// What is wrong with a body is said without quoting it.
func TestDecodeJSON(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"":                         "it is empty",
		"\n":                       "it is empty",
		"secret":                   "it cannot be read: invalid character",
		`{"count":1`:               "it cannot be read: unexpected end",
		`[]`:                       "it cannot be read: it is a list, not an object",
		`"secret"`:                 "it cannot be read: it is a string, not an object",
		`{"count":"secret"}`:       "it cannot be read: count is a string, not a number",
		`{"count":true}`:           "it cannot be read: count is a boolean, not a number",
		`{"COUNT":{}}`:             "it cannot be read: count is an object, not a number",
		`{"count":73901000.5}`:     "it cannot be read: count is not a whole number, or is out of range",
		`{"deep":"secret"}`:        "it cannot be read: deep is a string, not an object",
		`{"Name":1}`:               "it cannot be read: Name is a number, not a string",
		`{"entries":{}}`:           "it cannot be read: entries is an object, not a list",
		`{"entries":[{},null,[]]}`: "it cannot be read: entries[2] is a list, not an object",
		`{"entries":[{"port":1},{"port":"secret"}]}`:                "it cannot be read: entries[1].port is a string, not a number",
		`{"entries":[{},{"parts":[{"tags":["a"]},{"tags":[{}]}]}]}`: "it cannot be read: entries[1].parts[1].tags[0] is an object, not a string",
		`{"entries":[{"own":"secret"}]}`:                            "it cannot be read: entries[0].own is a string, not a boolean",
		`{"entries":[{"own":true}]}`:                                "it cannot be read: entries[0].own: it is true",
		`{"entries":[{"numbers":{"secret":"x"}}]}`:                  "it cannot be read: entries[0].numbers is an object, not a number",
	} {
		got, err := rest.DecodeJSON[document]([]byte(body))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "73901000") {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", body, got, err, want)
		}
	}
	if got, err := rest.DecodeJSON[document]([]byte(`{"count":1,"more":{}}`)); err != nil || got.Count != 1 {
		t.Errorf("got %v, %v", got, err)
	}
}

// document has a value of every kind.
type document struct {
	embedded

	Count   int `json:"count"`
	Entries *[]struct {
		Port  *int64 `json:"port"`
		Parts []struct {
			Tags tags `json:"tags"`
		} `json:"parts"`
		Own     falseOnly `json:"own"`
		Numbers float64   `json:"numbers,omitempty"`
	} `json:"entries"`
}

type tags []string

type embedded struct {
	Deep *struct{} `json:"deep"`
	Name string
}

// falseOnly decodes itself.
type falseOnly bool

func (f *falseOnly) UnmarshalJSON(data []byte) error {
	var value bool
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	if value {
		return errors.New("it is true")
	}
	return nil
}

// Some gateways begin JSON with a byte order mark.
func TestGet_skipsAByteOrderMark(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"\ufeff{\"count\":7}":     "",
		"\ufeff":                  "it is empty",
		"\ufeff\ufeff{}":          "it cannot be read: invalid character",
		"{\"count\":\"\ufeff7\"}": "count is a string, not a number",
	} {
		got, err := rest.Get(t.Context(), newClient(t, newPeer(ok(body))), read, rest.DecodeJSON[document])
		if want == "" && (err != nil || got.Count != 7) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got %v, %v, want %s", body, got, err, want)
		}
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
