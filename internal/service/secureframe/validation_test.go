// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func TestPush_refusesArgumentsThatDoNotGoTogether(t *testing.T) {
	t.Parallel()
	const combination = ": Invalid Attribute Combination"
	records := object{"a.example": record("A", 95)}
	for name, test := range map[string]struct {
		changes object
		want    []string
	}{
		"no records":                {object{"records": nil}, []string{"error at records: Missing Records"}},
		"both":                      {object{"records_wo": records}, []string{"error at records_wo" + combination}},
		"write-only":                {object{"records": nil, "records_wo": records, "records_wo_version": 1}, nil},
		"version without records":   {object{"records_wo_version": 1}, []string{"error at records_wo_version" + combination}},
		"a file, too":               {object{"records_file": "records.jsonl"}, []string{"error at records_file" + combination}},
		"a file":                    {object{"records": nil, "records_file": "records.jsonl"}, nil},
		"a file and a version":      {object{"records": nil, "records_file": "records.jsonl", "records_wo_version": 1}, []string{"error at records_wo_version" + combination}},
		"a blank path":              {object{"records": nil, "records_file": " "}, []string{"error at records_file: Invalid Attribute Value"}},
		"both, one of them unknown": {object{"records_wo": unknown{}}, nil},
		"one, unknown":              {object{"records": unknown{}}, nil},
		"no tombstone":              {object{"on_removal": "tombstone"}, []string{"error at tombstone: Missing Tombstone"}},
		"tombstone to retain":       {object{"tombstone": `{"active":false}`}, []string{"error at tombstone" + combination}},
		"tombstone to retain, said": {object{"on_removal": "retain", "tombstone": `{"active":false}`}, []string{"error at tombstone" + combination}},
		"tombstone":                 {object{"on_removal": "tombstone", "tombstone": `{"active":false}`}, nil},
		"tombstone unknown":         {object{"on_removal": "tombstone", "tombstone": unknown{}}, nil},
		"on_removal unknown":        {object{"on_removal": unknown{}, "tombstone": `{"active":false}`}, nil},
		"mode":                      {object{"mode": "merge"}, []string{"error at mode: Invalid Attribute Value Match"}},
		"arrays":                    {object{"arrays": "keep"}, []string{"error at arrays: Invalid Attribute Value Match"}},
		"on_removal":                {object{"on_removal": "delete"}, []string{"error at on_removal: Invalid Attribute Value Match"}},
		"no record in a batch":      {object{"batch": object{"max_records": 0}}, []string{"error at batch.max_records: Invalid Attribute Value"}},
		"no byte in a batch":        {object{"batch": object{"max_bytes": 0}}, []string{"error at batch.max_bytes: Invalid Attribute Value"}},
		"schema unknown":            {object{"schema": unknown{}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.WantDiagnostics(t, validate(t, pushType, with(pushing(records), test.changes)), test.want...)
		})
	}
}

const (
	badRecord = "Invalid Secureframe Record"
	oddRecord = "Questionable Secureframe Record"
)

// The plan checks every rule for records, without credentials.
func TestPush_refusesRecordsAtPlan(t *testing.T) {
	t.Parallel()
	const personal = "personal-datum"
	at := func(severity, kind string) []string { return []string{severity + ` at records["a.example"]: ` + kind} }
	bad, odd := at("error", badRecord), at("warning", oddRecord)
	for name, test := range map[string]struct {
		record  any
		changes object
		want    []string
		says    string
	}{
		"null":                  {nil, nil, bad, "null"},
		"no JSON":               {`{"grade":"` + personal, nil, bad, "JSON"},
		"no object":             {`["` + personal + `"]`, nil, bad, "JSON object"},
		"something follows":     {`{"grade":"A"} ` + personal, nil, bad, "follows"},
		"twice":                 {`{"grade":"A","grade":"` + personal + `"}`, nil, bad, "twice"},
		"required field":        {`{"score":1}`, nil, bad, `"grade" is required`},
		"required field, null":  {`{"grade":null}`, nil, bad, "null"},
		"partial, not required": {`{"score":1}`, object{"mode": "partial"}, nil, ""},
		"another type":          {`{"grade":1}`, nil, bad, "must be a string"},
		"boolean as text":       {`{"grade":"A","active":"true"}`, nil, bad, "must be a boolean"},
		"number as text":        {`{"grade":"A","score":"` + personal + `"}`, nil, bad, "must be a number"},
		"inexact number":        {`{"grade":"A","score":9007199254740993}`, nil, bad, "exactly"},
		"array":                 {`{"grade":"A","active":true,"score":["` + personal + `"]}`, nil, bad, "array"},
		"array, joined":         {`{"grade":"A","active":true,"score":[["` + personal + `"]]}`, object{"arrays": "join"}, bad, "joined"},
		"other primary ID":      {`{"grade":"A","domain":"` + personal + `"}`, nil, bad, "equal the key"},
		"null primary ID":       {`{"grade":"A","domain":null}`, nil, bad, "primary ID"},
		"array as primary ID":   {`{"grade":"A","domain":["a.example"]}`, object{"arrays": "join"}, bad, "primary ID"},
		"too large":             {record(strings.Repeat("x", 200), 1), object{"batch": object{"max_bytes": 100}}, bad, "max_bytes"},
		"undeclared":            {`{"grade":"A","score":1,"active":true,"more":"` + personal + `"}`, nil, odd, "not declared"},
		"null to replace":       {`{"grade":"A","score":null,"active":true}`, nil, append(at("warning", oddRecord), "warning at records: "+oddRecord), "null"},
		"null in part":          {`{"grade":"A","score":null,"active":true}`, object{"mode": "partial"}, []string{"warning at records: " + oddRecord}, "No record has all"},
		"not whole":             {`{"grade":"A"}`, nil, []string{"warning at records: " + oddRecord}, "No record has all"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := acctest.NewManaged(t, unconfigured(t), pushType)
			arguments := with(pushing(object{"a.example": test.record}), test.changes)
			diagnostics := plan(t, m, arguments).Diagnostics
			want := test.want
			if name == "partial, not required" {
				want = []string{"warning at records: " + oddRecord}
			}
			acctest.WantDiagnostics(t, diagnostics, want...)
			acctest.WantTextAmong(t, diagnostics, test.says)
			if text := acctest.Explain(diagnostics); strings.Contains(text, personal) {
				t.Errorf("a diagnostic has the value: %s", text)
			}
		})
	}
}

// Records that Terraform can send for a validation, but not for a plan, are refused.
func TestPush_ofTooManyRecords(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("x", 41<<20)
	diagnostics := validate(t, pushType, pushing(object{"a.example": text, "b.example": text}))
	acctest.WantDiagnostics(t, diagnostics, "error at records: Too Many Secureframe Records")
	acctest.WantTextAmong(t, diagnostics, "2 records take about 246 MiB", "Use records_file")
	acctest.WantDiagnostics(t, validate(t, pushType, pushing(object{"a.example": text})))
}

// The records of a category must match Secureframe's model.
func TestPush_checksTheCategory(t *testing.T) {
	t.Parallel()
	training := object{
		"connection_id": connectionID, "vendor_slug": vendorSlug, "schema_slug": "trainings", "primary_id": "id",
		"fields": object{
			"email": object{"type": "string"}, "course": object{"type": "string"}, "done": object{"type": "datetime"},
		},
		"category": "training_record",
		"mapping":  object{"id": "id", "user_email": "email", "training_slug": "course", "completed_at": "done"},
	}
	cloud := object{
		"connection_id": connectionID, "vendor_slug": vendorSlug, "schema_slug": "cloud", "primary_id": "id",
		"fields":   object{"kind": object{"type": "string"}},
		"category": "cloud_resource", "mapping": object{"id": "id", "cloud_resource_type": "kind"},
	}
	bad, odd := []string{`error at records["r"]: ` + badRecord}, []string{`warning at records["r"]: ` + oddRecord}
	for name, test := range map[string]struct {
		schema object
		record string
		strict bool
		want   []string
	}{
		"training":                  {training, `{"email":"a@b.example","course":"security_awareness_training","done":"2026-01-31T10:00:00Z"}`, true, nil},
		"a mapped field":            {training, `{"course":"security_awareness_training","done":"2026-01-31T10:00:00Z"}`, true, bad},
		"a time":                    {training, `{"email":"a@b.example","course":"security_awareness_training","done":"31.1.2026"}`, true, bad},
		"an unknown course":         {training, `{"email":"a@b.example","course":"juggling","done":"2026-01-31T10:00:00Z"}`, false, odd},
		"an unknown course, strict": {training, `{"email":"a@b.example","course":"juggling","done":"2026-01-31T10:00:00Z"}`, true, bad},
		"cloud":                     {cloud, `{"kind":"s3_bucket"}`, true, nil},
		"an unknown kind":           {cloud, `{"kind":"aws_s3_bucket"}`, false, odd},
		"an unknown kind, strict":   {cloud, `{"kind":"aws_s3_bucket"}`, true, bad},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := acctest.NewManaged(t, unconfigured(t), pushType)
			planned := plan(t, m, object{"schema": test.schema, "records": object{"r": test.record}, "strict_enums": test.strict})
			acctest.WantDiagnostics(t, planned.Diagnostics, test.want...)
		})
	}
}

func TestPush_groupsEqualProblems(t *testing.T) {
	t.Parallel()
	records := object{}
	for i := range 500 {
		records[fmt.Sprintf("r%03d", i)] = `{"grade":1}`
	}
	records["r250"] = `{}`
	m := acctest.NewManaged(t, unconfigured(t), pushType)
	diagnostics := plan(t, m, pushing(records)).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, `error at records["r000"]: `+badRecord, `error at records["r250"]: `+badRecord)
	acctest.WantTextAmong(t, diagnostics, "499 records", `"r000", "r001", "r002", "r003", "r004"`)

	for i := range 500 {
		records[fmt.Sprintf("r%03d", i)] = fmt.Sprintf(`{"grade":"A","list%d":[]}`, i)
	}
	m = acctest.NewManaged(t, unconfigured(t), pushType)
	diagnostics = plan(t, m, pushing(records)).Diagnostics
	acctest.Equal(t, "diagnostics", len(diagnostics), 21)
	acctest.WantTextAmong(t, diagnostics, "more kinds of problems")
}

func TestTombstone_isCheckedAtPlan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		tombstone string
		refused   bool
	}{
		"declared":        {`{"active":false}`, false},
		"null":            {`{"score":null}`, false},
		"not declared":    {`{"gone":true}`, true},
		"of another type": {`{"active":"no"}`, true},
		"primary ID":      {`{"domain":"x"}`, true},
		"nothing":         {`{}`, true},
		"no object":       {`[]`, true},
		"no JSON":         {`{`, true},
		"null itself":     {`null`, true},
		"two":             {`{"active":false}{}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := acctest.NewManaged(t, unconfigured(t), pushType)
			diagnostics := plan(t, m, with(pushing(threeRecords), object{"on_removal": "tombstone", "tombstone": test.tombstone})).Diagnostics
			acctest.Equal(t, "refused", acctest.HasErrors(diagnostics), test.refused)
			for _, diagnostic := range diagnostics {
				if !strings.HasPrefix(acctest.PathText(diagnostic.Attribute), "tombstone") {
					t.Error(acctest.Explain(diagnostics))
				}
			}
		})
	}
}
