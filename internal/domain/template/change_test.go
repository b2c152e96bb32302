// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

func TestChanged(t *testing.T) {
	t.Parallel()
	asserted := map[string]template.Row{
		"same":        {"A": "1", "B": "2"},
		"other text":  {"A": "1"},
		"new column":  {"A": "1"},
		"less":        {"A": "1", "B": "2"},
		"status only": {"A": "1", "Status": "Open"},
		"nothing yet": {},
		"gone":        {"A": "1"},
	}
	wanted := map[string]template.Row{
		"same":        {"A": "1", "B": "2"},
		"other text":  {"A": "2"},
		"new column":  {"A": "1", "B": ""},
		"less":        {"A": "1"},
		"status only": {"A": "1", "Status": "Closed"},
		"nothing yet": {"Status": "Open"},
		"new":         {"Status": "Open"},
	}
	if diff := cmp.Diff([]string{"new", "new column", "other text"}, template.Changed(asserted, wanted, []string{"Status"})); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"gone"}, template.Removed(asserted, wanted)); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
}

// Of a row that may or may not have arrived is known what it is either way.
func TestCertain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ before, after, want template.Row }{
		"a new row":      {nil, template.Row{"A": "1"}, template.Row{}},
		"another text":   {template.Row{"A": "1", "B": "2"}, template.Row{"A": "9", "B": "2", "C": "3"}, template.Row{"B": "2"}},
		"a column less":  {template.Row{"A": "1", "B": "2"}, template.Row{"A": "1"}, template.Row{"A": "1", "B": "2"}},
		"the same again": {template.Row{"A": "1"}, template.Row{"A": "1"}, template.Row{"A": "1"}},
	} {
		if diff := cmp.Diff(test.want, template.Certain(test.before, test.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDrift(t *testing.T) {
	t.Parallel()
	export := exported(t, `[
		{"Key":"same","A":"1","B":" 2\r\n3 ","Hidden":"","Status":"Closed"},
		{"Key":"changed","A":"9","B":"2","Hidden":"","Status":"Open"},
		{"Key":"blanked","A":"","B":"2","Hidden":"","Status":"Open"},
		{"Key":"not ours","A":"x","B":"y","Hidden":"","Status":"Open"}]`)
	drift, err := template.Drift(export, "Key", map[string]template.Row{
		"same":    {"A": "1", "B": "2\n3", "Hidden": "secret", "Status": "Open"},
		"changed": {"A": "1", "B": "2"},
		"blanked": {"A": "1", "Missing": "text"},
		"gone":    {"A": "1"},
	}, []string{"Status"}, template.Composer{}.Escaped)
	if err != nil {
		t.Fatal(err)
	}
	want := template.Difference{
		Rows: map[string]template.Row{
			"changed": {"A": "9", "B": "2"},
			"blanked": {"A": "", "Missing": "text"},
			"gone":    nil,
		},
		Unreadable: []string{"Hidden", "Missing"},
	}
	if diff := cmp.Diff(want, drift); diff != "" {
		t.Errorf("drift (-want +got):\n%s", diff)
	}
}

// What cannot be compared is no drift, and no lack of it.
func TestDrift_refuses(t *testing.T) {
	t.Parallel()
	for name, records := range map[string]string{
		"no record":        `[]`,
		"no key":           `[{"A":"1"}]`,
		"a key twice":      `[{"Key":"a"},{"Key":"a"}]`,
		"a key here alone": `[{"Key":"a"},{"A":"1"}]`,
	} {
		if drift, err := template.Drift(exported(t, records), "Key", map[string]template.Row{"a": {"A": "1"}}, nil, template.Composer{}.Escaped); err == nil {
			t.Errorf("%s: no error, but %+v", name, drift)
		}
	}
}

// Null, or anything else where a list must be, is not an empty list.
func TestDecode_refusesWhatIsNoList(t *testing.T) {
	t.Parallel()
	for _, data := range []string{`null`, `{}`, `0`, `false`, `"[]"`, `[null]`, `[{},null]`, `[[]]`} {
		body := []byte(`{"HasError":false,"Data":` + data + `}`)
		if export, err := template.DecodeExport(body); err == nil || err.Error() != "its Data is not a list of records with texts" {
			t.Errorf("export %s: %+v, %v", data, export, err)
		}
		if templates, err := template.DecodeTemplates(body); err == nil || err.Error() != "its Data is not a list of import templates" {
			t.Errorf("templates %s: %+v, %v", data, templates, err)
		}
	}
	for _, decode := range []func([]byte) error{
		func(body []byte) error { _, err := template.DecodeExport(body); return err },
		func(body []byte) error { _, err := template.DecodeTemplates(body); return err },
	} {
		if err := decode([]byte(`{"HasError":false}`)); err == nil || err.Error() != "it has no Data" {
			t.Errorf("without Data: %v", err)
		}
		if err := decode([]byte(`{"HasError":false,"Data":[]}`)); err != nil {
			t.Errorf("an empty list: %v", err)
		}
	}
}
