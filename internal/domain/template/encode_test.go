// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// recordedColumns are those of the one template whose listing was recorded.
// Sorted by bytes, as Go sorts maps, they are in another order.
var recordedColumns = []string{
	"Description", "display_id", "effective_date", "External Id", "issuing_body", "jurisdiction", "last_synced_at",
	"Name", "scf_mapped", "scf_version", "source_url", "status", "sync_source", "type", "version",
}

// member is a member of a JSON object, in its place.
type member struct{ name, value string }

// membersOf are the members of the rows of a body, in the order in which they
// are written. A value that is no text fails the test.
func membersOf(t *testing.T, body []byte) [][]member {
	t.Helper()
	var sent struct {
		Data  []json.RawMessage `json:"data"`
		Param map[string]any    `json:"param"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"IncludeLog": true}, sent.Param); diff != "" {
		t.Errorf("param (-want +got):\n%s", diff)
	}
	var rows [][]member
	for _, row := range sent.Data {
		rows = append(rows, rowOf(t, row))
	}
	return rows
}

func rowOf(t *testing.T, text json.RawMessage) []member {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		t.Fatalf("a row is no object: %v, %v", opening, err)
	}
	var row []member
	for decoder.More() {
		name, nameErr := decoder.Token()
		value, valueErr := decoder.Token()
		nameText, isName := name.(string)
		valueText, isText := value.(string)
		if nameErr != nil || valueErr != nil || !isName || !isText {
			t.Fatalf("%v: %v is no text", name, value)
		}
		row = append(row, member{nameText, valueText})
	}
	return row
}

// Values go by the place of their column, and by its name elsewhere: both come
// out the same.
func TestEncode_keepsTheOrderOfTheColumns(t *testing.T) {
	t.Parallel()
	var values []string
	var want []member
	for _, column := range recordedColumns {
		values = append(values, "value of "+column)
		want = append(want, member{column, "value of " + column})
	}
	body, err := template.Encode(recordedColumns, []template.Line{{Key: "a", Values: values}, {Key: "b", Values: values}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]member{want, want}, membersOf(t, body), cmp.AllowUnexported(member{})); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}

func TestEncode_textsStayAsTheyAre(t *testing.T) {
	t.Parallel()
	hostile := `"quoted" \back <b>&amp; ` + "\n\t\u2028 é"
	body, err := template.Encode([]string{`A "column"`, ""}, []template.Line{{Values: []string{hostile, "007"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]member{{{`A "column"`, hostile}, {"", "007"}}}
	if diff := cmp.Diff(want, membersOf(t, body), cmp.AllowUnexported(member{})); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}

func TestEncode_refuses(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]template.Line{
		"too few values":   {Values: []string{"a"}},
		"too many values":  {Values: []string{"a", "b", "c"}},
		"text that is not": {Values: []string{"a", "\xff"}},
	} {
		if body, err := template.Encode([]string{"A", "B"}, []template.Line{line}); err == nil {
			t.Errorf("%s: no error, but %s", name, body)
		}
	}
}
