// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

const key = "vendor.example"

func numbered() contract.Contract {
	c := scorecards()
	c.PrimaryID = "score"
	delete(c.Fields, "domain")
	return c
}

func TestRecord_isCanonical(t *testing.T) {
	t.Parallel()
	drop, join := contract.Options{Arrays: contract.ArraysDrop}, contract.Options{Arrays: contract.ArraysJoin}
	tests := map[string]struct {
		contract contract.Contract
		options  contract.Options
		key      string
		object   string
		want     string
		declared int
	}{
		"sorted, without spaces": {
			scorecards(),
			contract.Options{},
			key, " {\n\"grade\" : \"B\",\"domain\":\"vendor.example\"}\t",
			`{"domain":"vendor.example","grade":"B"}`, 2,
		},
		"primary ID written": {
			scorecards(),
			contract.Options{},
			key, ` {"grade":"B"} `,
			`{"domain":"vendor.example","grade":"B"}`, 2,
		},
		"primary ID written into nothing": {
			accounts(),
			contract.Options{Mode: contract.ModePartial},
			`a"b`, ` { } `,
			`{"id":"a\"b"}`, 1,
		},
		"primary ID written as a number": {
			numbered(),
			contract.Options{},
			"-1.5", `{"grade":"B"}`,
			`{"grade":"B","score":-1.5}`, 2,
		},
		"primary ID a number already": {
			numbered(),
			contract.Options{},
			"100", `{"grade":"B","score":1e2}`,
			`{"grade":"B","score":100}`, 2,
		},
		"primary ID undeclared and a number": {
			accounts(),
			contract.Options{},
			"7", `{"id":7,"mail":"a@b.example"}`,
			`{"id":7,"mail":"a@b.example"}`, 2,
		},
		"primary ID escaped": {
			scorecards(),
			contract.Options{},
			key, `{"dom\u0061in":"vendor\u002eexample","grade":"\u00e4\/"}`,
			`{"domain":"vendor.example","grade":"ä/"}`, 2,
		},
		"nested": {
			scorecards(),
			contract.Options{},
			key, `{"grade":"B","factors":{"network_security":{"grade":"A"}},"score":87.50}`,
			`{"domain":"vendor.example","factors":{"network_security":{"grade":"A"}},"grade":"B","score":87.5}`, 4,
		},
		"null in part": {
			scorecards(),
			contract.Options{Mode: contract.ModePartial},
			key, `{"score":null}`,
			`{"domain":"vendor.example","score":null}`, 1,
		},
		"arrays dropped": {
			scorecards(), drop, key, `{"score":[1],"grade":"B","factors":{"network_security":{"grade":[]}}}`,
			`{"domain":"vendor.example","factors":{"network_security":{}},"grade":"B"}`, 2,
		},
		"arrays joined": {
			scorecards(), join, key, `{"grade":["a",1.50,true,"[c]"],"factors":{"network_security":{"grade":[]}}}`,
			`{"domain":"vendor.example","factors":{"network_security":{"grade":""}},"grade":"a,1.50,true,[c]"}`, 3,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			record, problems := test.contract.Checker(test.options).Record(test.key, test.object)
			if len(problems) > 0 {
				t.Fatalf("problems: %v", problems)
			}
			hash := sha256.Sum256([]byte(test.want))
			want := contract.Record{Key: test.key, JSON: []byte(test.want), Hash: hex.EncodeToString(hash[:]), Declared: test.declared}
			if diff := cmp.Diff(want, record); diff != "" {
				t.Errorf("record (-want +got):\n%s\n%s", diff, record.JSON)
			}
		})
	}
}

// The example of RFC 8785, section 3.2, without its array.
func TestRecord_isCanonicalAsInTheRFC(t *testing.T) {
	t.Parallel()
	const object = `{"numbers":{"a":333333333.3333333,"b":1E30,"c":4.50,"d":2e-3,"e":0.000000000000000000000000001},` +
		`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":{"n":null,"t":true,"f":false},` +
		`"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`
	const want = `{"\r":2,"1":4,"id":"k",` +
		`"literals":{"f":false,"n":null,"t":true},` +
		`"numbers":{"a":333333333.3333333,"b":1e+30,"c":4.5,"d":0.002,"e":1e-27},` +
		`"string":"€$\u000f\nA'B\"\\\\\"/",` +
		"\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}"
	c := scorecards()
	c.PrimaryID, c.Fields = "id", nil
	record, problems := c.Checker(contract.Options{}).Record("k", object)
	if problem.HasErrors(problems) {
		t.Fatalf("problems: %v", problems)
	}
	if diff := cmp.Diff(want, string(record.JSON)); diff != "" {
		t.Errorf("canonical form (-want +got):\n%s", diff)
	}
}

// deep is a value in objects in objects.
func deep(levels int, value string) string {
	return strings.Repeat(`{"x":`, levels) + value + strings.Repeat("}", levels)
}

func TestRecord_problems(t *testing.T) {
	t.Parallel()
	partial := contract.Options{Mode: contract.ModePartial}
	drop, join := contract.Options{Arrays: contract.ArraysDrop}, contract.Options{Arrays: contract.ArraysJoin}
	strict := contract.Options{StrictEnums: true}
	required := scorecards()
	required.Fields["factors.network_security.grade"] = contract.Field{Type: contract.TypeString, Required: true}
	loosely := scorecards()
	loosely.Fields = nil
	tests := map[string]struct {
		contract contract.Contract
		options  contract.Options
		object   string
		// want are severities and fields; words are in the first message.
		want  []string
		words string
	}{
		"nothing":          {scorecards(), partial, ``, []string{"error "}, "not valid JSON"},
		"cut off":          {scorecards(), partial, `{"grade":`, []string{"error "}, "not valid JSON"},
		"cut off in name":  {scorecards(), partial, `{"gra`, []string{"error "}, "not valid JSON"},
		"not JSON":         {scorecards(), partial, `grade: B`, []string{"error "}, "not valid JSON"},
		"trailing comma":   {scorecards(), partial, `{"grade":"B",}`, []string{"error "}, "not valid JSON"},
		"bad UTF-8":        {scorecards(), partial, "{\"grade\":\"\xff\"}", []string{"error "}, "UTF-8"},
		"lone surrogate":   {scorecards(), partial, `{"grade":"\ud800"}`, []string{"error "}, "not valid JSON"},
		"array":            {scorecards(), drop, `[{}]`, []string{"error "}, "must be a JSON object, but is an array"},
		"string":           {scorecards(), partial, `"x"`, []string{"error "}, "must be a JSON object, but is a string"},
		"null alone":       {scorecards(), partial, `null`, []string{"error "}, "must be a JSON object, but is null"},
		"boolean alone":    {scorecards(), partial, `true`, []string{"error "}, "must be a JSON object, but is a boolean"},
		"two objects":      {scorecards(), partial, `{} {}`, []string{"error "}, "more data follows it"},
		"trailing word":    {scorecards(), partial, `{}x`, []string{"error "}, "more data follows it"},
		"trailing, arrays": {scorecards(), drop, `{"x":[]} {}`, []string{"error "}, "more data follows it"},

		"deep":             {loosely, partial, deep(100, "1"), []string{"warning x"}, "not declared"},
		"too deep":         {loosely, partial, deep(101, "1"), []string{"error "}, "deeper than 100 levels"},
		"too deep, arrays": {loosely, drop, deep(101, "[]"), []string{"error "}, "deeper than 100 levels"},
		"far too deep":     {loosely, join, deep(20_000, "[]"), []string{"error "}, "deeper than 100 levels"},
		"arrays too deep":  {loosely, partial, `{"x":` + strings.Repeat("[", 20_000), []string{"error "}, "not valid JSON"},

		"duplicate":          {scorecards(), partial, `{"grade":"B","grade":"B"}`, []string{"error grade"}, "twice"},
		"duplicate, escaped": {scorecards(), partial, `{"grade":"B","gr\u0061de":"B"}`, []string{"error grade"}, "twice"},
		"duplicate, nested":  {scorecards(), partial, `{"factors":{"x":{"y":1,"y":2}}}`, []string{"error factors.x.y"}, "twice"},
		"duplicate, dropped": {scorecards(), drop, `{"x":[],"x":1}`, []string{"error x"}, "twice"},

		"primary ID null":     {scorecards(), partial, `{"domain":null}`, []string{"error domain"}, "must not be null"},
		"primary ID boolean":  {accounts(), partial, `{"id":true}`, []string{"error id"}, "must be a string or a number, but is a boolean"},
		"primary ID object":   {accounts(), partial, `{"id":{"a":1}}`, []string{"error id"}, "must be a string or a number, but is an object"},
		"primary ID array":    {accounts(), partial, `{"id":[]}`, []string{"error id"}, "array"},
		"primary ID dropped":  {accounts(), drop, `{"id":[],"mail":"x"}`, []string{"error id"}, "is an array"},
		"primary ID joined":   {accounts(), join, `{"id":["vendor.example"],"mail":"x"}`, []string{"error id"}, "is an array"},
		"primary ID another":  {scorecards(), partial, `{"domain":"other.example"}`, []string{"error domain"}, "must equal the key"},
		"primary ID a number": {scorecards(), partial, `{"domain":1}`, []string{"error domain"}, "must be a string, but is a number"},
		"primary ID lookalike": {
			scorecards(), partial, `{"factors":{"domain":"other.example"}}`,
			[]string{"warning factors.domain"},
			"not declared",
		},

		"array in place":      {scorecards(), partial, `{"grade":["B"]}`, []string{"error grade"}, `set arrays to "drop" or "join"`},
		"array undeclared":    {scorecards(), partial, `{"x":{"y":[]}}`, []string{"error x.y", "warning x"}, "array"},
		"array required":      {scorecards(), drop, `{"grade":["B"]}`, []string{"error grade"}, "required, but is missing"},
		"array for number":    {scorecards(), join, `{"grade":"B","score":[1]}`, []string{"error score"}, "must be a number, but is a string"},
		"array of objects":    {scorecards(), join, `{"grade":[{}]}`, []string{"error grade"}, "one is an object"},
		"array of arrays":     {scorecards(), join, `{"grade":[[1]]}`, []string{"error grade"}, "one is an array"},
		"array of null":       {scorecards(), join, `{"grade":[null]}`, []string{"error grade"}, "one is null"},
		"array with comma":    {scorecards(), join, `{"grade":["a","b,c"]}`, []string{"error grade"}, "comma"},
		"array dropped, typo": {scorecards(), drop, `{"grade":"B","x":[1,]}`, []string{"error "}, "not valid JSON"},

		"required absent":         {scorecards(), contract.Options{}, `{}`, []string{"error grade"}, "required, but is missing"},
		"required absent, part":   {scorecards(), partial, `{}`, nil, ""},
		"required null":           {scorecards(), contract.Options{}, `{"grade":null}`, []string{"error grade"}, "must not be null"},
		"required null, part":     {scorecards(), partial, `{"grade":null}`, []string{"error grade"}, "must not be null"},
		"required, nested":        {required, contract.Options{}, `{"grade":"B"}`, []string{"error factors.network_security.grade"}, "required, but is missing"},
		"required, parent null":   {required, partial, `{"factors":null}`, []string{"error factors"}, "below it are required"},
		"required, by category":   {accounts(), contract.Options{}, `{}`, []string{"error mail"}, "required, but is missing"},
		"advised, by category":    {trainings(), contract.Options{}, `{"person":{"mail":"x"},"course":"pci_training"}`, []string{"warning done"}, "is missing"},
		"only null":               {scorecards(), contract.Options{}, `{"grade":"B","score":null}`, []string{"warning score"}, "null"},
		"null parent":             {scorecards(), contract.Options{}, `{"grade":"B","factors":null}`, []string{"warning factors"}, "null"},
		"null, part":              {scorecards(), partial, `{"score":null,"factors":null}`, nil, ""},
		"null, undeclared":        {scorecards(), contract.Options{}, `{"grade":"B","x":null}`, []string{"warning x", "warning x"}, "null"},
		"boolean as string":       {scorecards(), partial, `{"monitored":"true"}`, []string{"error monitored"}, "must be a boolean, but is a string"},
		"boolean":                 {scorecards(), partial, `{"monitored":true}`, nil, ""},
		"boolean, false":          {scorecards(), partial, `{"monitored":false}`, nil, ""},
		"boolean for number":      {scorecards(), partial, `{"score":true}`, []string{"error score"}, "must be a number, but is a boolean"},
		"boolean for string":      {scorecards(), partial, `{"grade":false}`, []string{"error grade"}, "must be a string, but is a boolean"},
		"number as string":        {scorecards(), partial, `{"score":"1"}`, []string{"error score"}, "must be a number, but is a string"},
		"number for boolean":      {scorecards(), partial, `{"monitored":1}`, []string{"error monitored"}, "must be a boolean, but is a number"},
		"object for string":       {scorecards(), partial, `{"grade":{"x":1}}`, []string{"error grade"}, "must be a string, but is an object"},
		"string for object":       {scorecards(), partial, `{"factors":{"network_security":"A"}}`, []string{"error factors.network_security"}, "must be an object"},
		"time":                    {scorecards(), partial, `{"seen_at":"2024-01-31T00:00:00Z"}`, nil, ""},
		"time in words":           {scorecards(), partial, `{"seen_at":"yesterday"}`, []string{"error seen_at"}, "ISO 8601"},
		"time as number":          {scorecards(), partial, `{"seen_at":1706659200}`, []string{"error seen_at"}, "ISO 8601, but is a number"},
		"undeclared":              {scorecards(), partial, `{"x":{"y":{"z":1}}}`, []string{"warning x"}, "not declared"},
		"undeclared, nested":      {scorecards(), partial, `{"factors":{"dns":{"grade":"A"}}}`, []string{"warning factors.dns"}, "not declared"},
		"undeclared, with a dot":  {scorecards(), partial, `{"factors.network_security.grade":"A"}`, []string{"warning factors.network_security.grade"}, "not declared"},
		"undeclared, empty":       {scorecards(), partial, `{"":1}`, []string{"warning "}, "not declared"},
		"integer beyond double":   {scorecards(), partial, `{"score":9007199254740993}`, []string{"error score"}, "as a string"},
		"fraction beyond double":  {scorecards(), partial, `{"score":0.1000000000000000055}`, []string{"error score"}, "as a string"},
		"undeclared beyond":       {scorecards(), partial, `{"x":{"y":9007199254740993}}`, []string{"error x.y", "warning x"}, "as a string"},
		"number beyond the range": {scorecards(), partial, `{"score":1e400}`, []string{"error score"}, "as a string"},

		"enum":         {trainings(), partial, `{"course":"pci_training"}`, nil, ""},
		"enum, other":  {trainings(), partial, `{"course":"knitting"}`, []string{"warning course"}, "training_slug as of 2026-08-27"},
		"enum, strict": {trainings(), strict, `{"course":"knitting","done":"2024-01-31","person":{"mail":"x"}}`, []string{"error course"}, "strict_enums"},
		"enum, null":   {trainings(), partial, `{"course":null}`, []string{"error course"}, "must not be null"},
		"too large":    {scorecards(), contract.Options{MaximumBytes: 42}, `{"grade":"BBBB"}`, []string{"error "}, "44 bytes, which exceeds the limit for a batch (42)"},
		"just fits":    {scorecards(), contract.Options{MaximumBytes: 44}, `{"grade":"BBBB"}`, nil, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			record, problems := test.contract.Checker(test.options).Record(key, test.object)
			var got []string
			for _, p := range problems {
				if p.Attribute != "records" || p.Key != key {
					t.Errorf("the problem is at %s[%q]", p.Attribute, p.Key)
				}
				got = append(got, severity(p)+" "+p.Field)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Fatalf("problems (-want +got):\n%s\n%v", diff, problems)
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Message, test.words) {
				t.Errorf("%q does not say %q", problems[0].Message, test.words)
			}
			if problem.HasErrors(problems) != (record.JSON == nil) {
				t.Errorf("a record %q with the problems %v", record.JSON, problems)
			}
		})
	}
}

func TestRecord_key(t *testing.T) {
	t.Parallel()
	tests := []struct {
		contract contract.Contract
		key      string
		fine     bool
	}{
		{scorecards(), "x", true},
		{scorecards(), "007", true},
		{scorecards(), "", false},
		{scorecards(), "\xff", false},
		{numbered(), "0", true},
		{numbered(), "42", true},
		{numbered(), "-4.2", true},
		{numbered(), "1e+30", true},
		{numbered(), "007", false},
		{numbered(), "1e2", false},
		{numbered(), "1.0", false},
		{numbered(), "-0", false},
		{numbered(), " 1", false},
		{numbered(), "0x1", false},
		{numbered(), "NaN", false},
		{numbered(), "x", false},
		{numbered(), `1,"a":2`, false},
		{numbered(), "9007199254740993", false},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s/%q", test.contract.PrimaryID, test.key), func(t *testing.T) {
			t.Parallel()
			record, problems := test.contract.Checker(contract.Options{}).Record(test.key, `{"grade":"B"}`)
			if fine := !problem.HasErrors(problems); fine != test.fine {
				t.Errorf("fine is %t: %s %v", fine, record.JSON, problems)
			}
		})
	}
}

func TestRecord_enumsOfCloudResources(t *testing.T) {
	t.Parallel()
	c := scorecards()
	c.PrimaryID, c.Category = "id", "cloud_resource"
	c.Fields = fields{"type": {Type: contract.TypeString}}
	c.Mapping = map[string]string{"id": "id", "cloud_resource_type": "type"}
	if problems := c.Validate(); len(problems) > 0 {
		t.Fatal(problems)
	}
	checker := c.Checker(contract.Options{StrictEnums: true})
	for value, fine := range map[string]bool{
		"ec2_instance": true, "elastictranscoder_pipeline": true, "aws_ec2_instance": false, "": false,
	} {
		_, problems := checker.Record("x", fmt.Sprintf(`{"type":%q}`, value))
		if problem.HasErrors(problems) == fine {
			t.Errorf("%q: %v", value, problems)
		}
	}
}

func TestIncomplete(t *testing.T) {
	t.Parallel()
	checker := scorecards().Checker(contract.Options{})
	whole, problems := checker.Record("a", `{"grade":"B","score":1,"monitored":true,"seen_at":"2024-01-31","factors":{"network_security":{"grade":"A"}}}`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	part, _ := checker.Record("b", `{"grade":"B","score":null,"x":1,"y":2,"z":3,"u":4,"v":5}`)
	for name, test := range map[string]struct {
		records []contract.Record
		want    int
	}{
		"none":  {nil, 0},
		"whole": {[]contract.Record{part, whole}, 0},
		"parts": {[]contract.Record{part, part}, 1},
	} {
		found := checker.Incomplete(slices.Values(test.records))
		if len(found) != test.want || problem.HasErrors(found) {
			t.Errorf("%s: %v", name, found)
		}
		for _, p := range found {
			if !strings.Contains(p.Message, `No record has all 6 declared fields. The most complete record, "b", has 2.`) {
				t.Error(p.Message)
			}
		}
	}
}
