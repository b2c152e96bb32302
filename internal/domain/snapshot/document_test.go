// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

func TestDocument_isReadBack(t *testing.T) {
	t.Parallel()
	withoutFindings := companies()
	withoutFindings.Findings, withoutFindings.Covered = nil, nil
	empty := companies()
	empty.Companies, empty.Findings, empty.Covered, empty.Unknown = []posture.Company{}, []posture.Finding{}, []string{}, []posture.Finding{}
	for name, want := range map[string]snapshot.Document{
		"companies": companies(), "apps": apps(), "organization": organization(), "without findings": withoutFindings, "empty": empty,
	} {
		text := write(t, want)
		for how, given := range map[string]string{
			"as it is": text, "other line ends": strings.ReplaceAll(text, "\n", "\r\n"), "no line end": strings.TrimSpace(text), "spaces around": "\n " + text + "\n\n",
		} {
			got, err := snapshot.Read(given)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%s, %s: %v (-want +got):\n%s", name, how, err, diff)
			}
		}
	}
}

// A field that a document would drop is lost to every gate that judges it.
func TestDocument_hasEveryField(t *testing.T) {
	t.Parallel()
	source := posture.SourceSecurityScorecard
	var whole posture.Company
	var found posture.Finding
	fill(t, "Company", reflect.ValueOf(&whole).Elem())
	fill(t, "Finding", reflect.ValueOf(&found).Elem())
	whole.Grade, whole.PortfolioIDs = "B", []string{"p1"}
	whole.Factors = map[string]posture.Factor{"x": {Grade: "C", Score: new(int64(1))}}
	found.Source, found.Subject, found.Status = source, whole.Domain, posture.Open
	want := snapshot.New(source, takenAt, portfolios, []posture.Company{whole}, []posture.Finding{found}, []string{whole.Domain})
	got, err := snapshot.Read(write(t, want))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// A field that Rating has and Company.Rating does not set is lost to the gate.
func TestCompanyRating_hasEveryField(t *testing.T) {
	t.Parallel()
	var whole posture.Company
	fill(t, "Company", reflect.ValueOf(&whole).Elem())
	whole.Grade = "B"
	rating := reflect.ValueOf(whole.Rating())
	for i := range rating.NumField() {
		// No system says where it shows a company.
		if name := rating.Type().Field(i).Name; rating.Field(i).IsZero() && name != "URL" {
			t.Errorf("Company.Rating does not set %s", name)
		}
	}
}

// fill sets every field to a value that is not zero.
func fill(t *testing.T, at string, value reflect.Value) {
	t.Helper()
	switch value.Kind() {
	case reflect.Struct:
		for i := range value.NumField() {
			fill(t, at+"."+value.Type().Field(i).Name, value.Field(i))
		}
	case reflect.String:
		value.SetString("some " + at)
	case reflect.Int64:
		value.SetInt(7)
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		fill(t, at, value.Elem())
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 1, 1))
		fill(t, at, value.Index(0))
	case reflect.Map:
		key, element := reflect.New(value.Type().Key()).Elem(), reflect.New(value.Type().Elem()).Elem()
		fill(t, at, key)
		fill(t, at, element)
		value.Set(reflect.MakeMap(value.Type()))
		value.SetMapIndex(key, element)
	default:
		t.Fatalf("%s is a %s, which this test does not know", at, value.Kind())
	}
}

const publishedSchema = "../../../examples/snapshot/snapshot.schema.json"

func TestDocument_isAsPublished(t *testing.T) {
	t.Parallel()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(publishedSchema)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []snapshot.Document{companies(), apps(), organization(), many(2)} {
		text := write(t, d)
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s\n%s", err, text)
		}
	}
}

// change is one thing that differs in a document.
type change struct{ old, changed, want string }

// TestRead_refusesWhatIsNotWhole changes a document as files are changed.
func TestRead_refusesWhatIsNotWhole(t *testing.T) {
	t.Parallel()
	whole := write(t, companies())
	_, digest, _ := strings.Cut(whole, ",\n\"sha256\"")
	const changed = "it was changed or reformatted"
	tests := map[string]change{
		"empty":              {whole, "", "it is empty"},
		"blank":              {whole, " \n", "it is empty"},
		"cut":                {whole, whole[:len(whole)/2], "it is not a whole snapshot"},
		"cut at a line":      {whole, whole[:strings.LastIndex(whole, `"sha256"`)], "it is not a whole snapshot"},
		"another document":   {whole, `{"format_version":"1"}`, "it has no version"},
		"no object":          {whole, `[]`, "it is not a whole snapshot"},
		"null":               {whole, `null`, "it has no version"},
		"another version":    {`"version": 1`, `"version": 2`, "it has the version 2, and this version of the provider reads 1"},
		"a text for version": {`"version": 1`, `"version": "1"`, "it is not a whole snapshot"},
		"a better grade":     {`"grade":"D"`, `"grade":"A"`, changed},
		"a later time":       {"2026-11-30T06:00:00Z", "2027-11-30T06:00:00Z", changed},
		"another source":     {`"source": "securityscorecard"`, `"source": "nowsecure"`, changed},
		"a wider scope":      {`"id":"p2"`, `"id":"p3"`, changed},
		"a member less":      {`"high":1,`, ``, changed},
		"a row less":         {whole[strings.Index(whole, `{"domain":"b.example"`):strings.Index(whole, "\n],")], `{"domain":"b.example","portfolio_ids":["p1"]}`, changed},
		"a member twice":     {`"score":60`, `"score":60,"score":90`, "duplicate"},
		"an unknown member":  {`"score":60`, `"scores":60`, "unknown object member name"},
		"the case of a name": {`"score":60`, `"Score":60`, "unknown object member name"},
		"a fraction":         {`"score":60`, `"score":60.5`, "it is not a whole snapshot"},
		"another space":      {`"score":60`, `"score": 60`, changed},
		"something behind":   {whole, whole + "{}", "it is not a whole snapshot"},
		"another digest":     {`"sha256": "`, `"sha256": "0`, changed},
		"no digest":          {",\n\"sha256\"" + digest, "}", changed},
		"invalid UTF-8":      {`"name":"The`, "\"name\":\"\xff", "it is not a whole snapshot"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.run(t, whole, func(text string) string { return text })
		})
	}
}

// run makes the change, after which the document is refused.
func (c change) run(t *testing.T, whole string, finish func(string) string) {
	t.Helper()
	text := strings.Replace(whole, c.old, c.changed, 1)
	if text == whole {
		t.Fatalf("%q is not in the document:\n%s", c.old, whole)
	}
	if _, err := snapshot.Read(finish(text)); err == nil || !strings.Contains(err.Error(), c.want) {
		t.Errorf("error %v, want %q", err, c.want)
	}
}

// TestRead_refusesContradictions has documents with a digest that fits: no read
// writes them.
func TestRead_refusesContradictions(t *testing.T) {
	t.Parallel()
	ofCompanies := write(t, companies())
	rowOfB := ofCompanies[strings.Index(ofCompanies, `{"domain":"b.example"`):strings.Index(ofCompanies, "\n],")]
	tests := map[string]change{
		"a source that is none":     {`"source": "securityscorecard"`, `"source": "other"`, `its source "other" is not a system`},
		"no source":                 {`"source": "securityscorecard"`, `"source": ""`, `is not a system`},
		"a time without a zone":     {"2026-11-30T06:00:00Z", "2026-11-30T06:00:00", "its taken_at"},
		"another zone":              {"2026-11-30T06:00:00Z", "2026-11-30T06:00:00+01:00", "its taken_at"},
		"no time":                   {"2026-11-30T06:00:00Z", "", "its taken_at"},
		"no scope":                  {`"scope": {"portfolios":[{"id":"p1","name":"Critical"},{"id":"p2","name":"All"}]}`, `"scope": {}`, "its scope is empty"},
		"an empty scope":            {`[{"id":"p1","name":"Critical"},{"id":"p2","name":"All"}]`, `[]`, "its scope has no portfolios"},
		"an unknown scope":          {`{"portfolios":[`, `{"countries":[`, "its scope has no countries"},
		"a scope without an ID":     {`"id":"p2"`, `"id":""`, "without an ID"},
		"a scope twice":             {`"id":"p2"`, `"id":"p1"`, "or twice"},
		"no companies":              {ofCompanies[strings.Index(ofCompanies, `"companies"`):strings.Index(ofCompanies, `"covered_subjects"`)], "\"companies\": null,\n", "companies is missing"},
		"a company twice":           {rowOfB, rowOfB + ",\n" + rowOfB, `"b.example" is a company twice`},
		"a scorecard twice":         {rowOfB, `{"domain":"b.example","uuid":"u","portfolio_ids":["p1"]},{"domain":"b.example","uuid":"u","portfolio_ids":["p2"]}`, `"b.example" is a company twice`},
		"a company without domain":  {`"domain":"b.example"`, `"domain":""`, "company 2 has no domain"},
		"an unknown grade":          {`"grade":"D"`, `"grade":"E"`, `has the grade "E"`},
		"an unknown factor's grade": {`{"grade":"A","score":98}`, `{"grade":"S"}`, `has the grade "S"`},
		"no portfolio":              {`"portfolio_ids":["p1"]`, `"portfolio_ids":[]`, "is in no portfolio"},
		"another portfolio":         {`"portfolio_ids":["p1"]`, `"portfolio_ids":["p9"]`, "in one that was not read"},
		"findings without coverage": {"\"covered_subjects\": [\n\"a.example\"\n]", `"covered_subjects": null`, "covered_subjects is missing"},
		"covered, but not there":    {"[\n\"a.example\"\n]", `["a.example", "c.example"]`, `"c.example" is covered and was not read`},
		"covered twice":             {"[\n\"a.example\"\n]", `["a.example", "a.example"]`, "is covered twice"},
		"neither":                   {"[\n\"a.example\"\n]", `[]`, `it does not say whether the findings of "a.example" were read`},
		"a finding of another":      {`"subject":"a.example"`, `"subject":"c.example"`, `"c.example" has a finding and was not read`},
		"another finding's source":  {`"source":"securityscorecard"`, `"source":"nowsecure"`, "is of the source"},
		"a finding without a type":  {`"type":"tls"`, `"type":""`, "has no subject or no type"},
		"unknown among the known":   {`"status":"open"`, `"status":"unknown"`, `findings[0] has the status "unknown"`},
		"closed among the unknown":  {`"status":"unknown"`, `"status":"closed"`, `unknown[0] has the status "closed"`},
		"nothing is said of what is unknown": {
			ofCompanies[strings.Index(ofCompanies, `"unknown": [`):strings.Index(ofCompanies, ",\n\"sha256\"")], `"unknown": null`, "unknown is missing",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.run(t, ofCompanies, seal)
		})
	}
	ofApps := write(t, apps())
	for name, test := range map[string]change{
		"companies of another source": {`"companies": null`, `"companies": []`, "companies is missing, or is not of its source"},
		"no findings":                 {ofApps[strings.Index(ofApps, `"covered_subjects"`):strings.Index(ofApps, `"unknown": [`)], "\"covered_subjects\": null,\n\"findings\": null,\n", "findings is missing"},
		"an application less":         {`"id":"ref2","name":"ios/com.a"`, `"id":"ref2","name":"ios/com.b"`, "has a finding and was not read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.run(t, ofApps, seal)
		})
	}
}

// seal gives a text the digest that fits.
func seal(text string) string {
	text = text[:strings.LastIndex(text, `"sha256"`)]
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%s\"sha256\": %q\n}\n", text, hex.EncodeToString(sum[:]))
}

func TestWrite_refusesWhatContradictsItself(t *testing.T) {
	t.Parallel()
	d := companies()
	d.Companies[1] = d.Companies[0]
	if _, err := d.Write(); err == nil || !strings.Contains(err.Error(), `"a.example" is a company twice`) {
		t.Errorf("error %v", err)
	}
}

// What is too large is neither written nor read.
func TestDocument_hasAMaximumSize(t *testing.T) {
	t.Parallel()
	text := write(t, companies())
	if _, err := snapshot.WriteWithin(companies(), len(text)); err != nil {
		t.Error(err)
	}
	if _, err := snapshot.WriteWithin(companies(), len(text)-1); err == nil || !strings.Contains(err.Error(), "a snapshot may have 64 MB") {
		t.Errorf("error %v", err)
	}
	large := text + strings.Repeat(" ", 100<<20)
	if _, err := snapshot.Read(large); err == nil || !strings.Contains(err.Error(), "the snapshot has 100 MB") {
		t.Errorf("error %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, d := range []snapshot.Document{companies(), apps(), organization()} {
		f.Add(write(f, d))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := snapshot.Read(text); err == nil && strings.TrimSpace(write(t, d)) != strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) {
			t.Errorf("%q was read, and is not what is written", text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := write(b, many(10_000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := snapshot.Read(text); err != nil {
			b.Fatal(err)
		}
	}
}
