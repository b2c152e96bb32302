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
