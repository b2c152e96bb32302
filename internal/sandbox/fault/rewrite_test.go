// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

func TestRewrite(t *testing.T) {
	t.Parallel()
	exchanges := make(chan fault.Exchange, 1)
	reached := make(chan string, 1)
	client, _ := serve(t, func(body string) { reached <- body }, fault.Rule{Effect: fault.Rewrite("another body", func(e fault.Exchange) []byte {
		exchanges <- e
		return []byte(`{"entries":[]}`)
	})})
	got, err := client.Try(t.Context(), http.MethodPost, "/path?a=b", sent)
	if err != nil || got.Status != http.StatusOK || got.Text != `{"entries":[]}` || got.Header.Get("X-From-System") != "yes" {
		t.Errorf("%+v, %v", got, err)
	}
	if body := <-reached; body != sent {
		t.Errorf("the system received %q", body)
	}
	want := fault.Exchange{Method: http.MethodPost, Path: "/path", Query: "a=b", Sent: sent, Answer: []byte(answer)}
	if diff := cmp.Diff(want, <-exchanges); diff != "" {
		t.Errorf("exchange (-want +got):\n%s", diff)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	places := []string{}
	for place := range fault.Places(decoded(t, `{"b":[{"c":1},2],"a":{}}`)) {
		places = append(places, place.String())
	}
	if diff := cmp.Diff([]string{"", "a", "b", "b[]", "b[].c", "b[]"}, places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestPlace_Edit(t *testing.T) {
	t.Parallel()
	const document = `{"a":[{"b":1},{"b":2}],"c":null}`
	remove := func(any) []any { return nil }
	double := func(value any) []any { return []any{value, value} }
	word := func(any) []any { return []any{"x"} }
	for name, test := range map[string]struct {
		place fault.Place
		edit  fault.Edit
		want  string
	}{
		"a member removed":  {fault.Place{"a", 1, "b"}, remove, `{"a":[{"b":1},{}],"c":null}`},
		"a member replaced": {fault.Place{"c"}, word, `{"a":[{"b":1},{"b":2}],"c":"x"}`},
		"an entry removed":  {fault.Place{"a", 0}, remove, `{"a":[{"b":2}],"c":null}`},
		"an entry doubled":  {fault.Place{"a", 0}, double, `{"a":[{"b":1},{"b":1},{"b":2}],"c":null}`},
		"the document":      {nil, word, `"x"`},
		"no such member":    {fault.Place{"d", "e"}, word, document},
		"no such entry":     {fault.Place{"a", 2}, word, document},
		"another shape":     {fault.Place{"a", "b"}, word, document},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := decoded(t, document)
			if diff := cmp.Diff(decoded(t, test.want), test.place.Edit(before, test.edit)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(decoded(t, document), before); diff != "" {
				t.Errorf("the document was changed:\n%s", diff)
			}
		})
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	return document
}
