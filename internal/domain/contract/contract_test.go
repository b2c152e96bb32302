// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

type fields = map[string]contract.Field

// scorecards is a contract without a category.
func scorecards() contract.Contract {
	return contract.Contract{
		ConnectionID: "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0",
		VendorSlug:   "securityscorecard",
		SchemaSlug:   "vendor_scorecards",
		PrimaryID:    "domain",
		Fields: fields{
			"domain":                         {Type: contract.TypeString, Required: true},
			"grade":                          {Type: contract.TypeString, Required: true},
			"score":                          {Type: contract.TypeNumber},
			"monitored":                      {Type: contract.TypeBoolean},
			"seen_at":                        {Type: contract.TypeDatetime},
			"factors.network_security.grade": {Type: contract.TypeString},
		},
	}
}

// trainings is a contract with a category.
func trainings() contract.Contract {
	c := scorecards()
	c.PrimaryID = "number"
	c.Category = "training_record"
	c.Fields = fields{
		"person.mail": {Type: contract.TypeString},
		"done":        {Type: contract.TypeDatetime},
		"course":      {Type: contract.TypeString},
	}
	c.Mapping = map[string]string{
		"id": "number", "user_email": "person.mail", "completed_at": "done", "training_slug": "course",
	}
	return c
}

// accounts is a contract with a category that has a field for what is gone.
func accounts() contract.Contract {
	c := scorecards()
	c.PrimaryID = "id"
	c.Category = "personnel_account"
	c.Fields = fields{
		"mail":          {Type: contract.TypeString},
		"state.enabled": {Type: contract.TypeBoolean},
		"state.seats":   {Type: contract.TypeNumber},
		"left_at":       {Type: contract.TypeDatetime},
	}
	c.Mapping = map[string]string{"id": "id", "email": "mail", "active": "state.enabled"}
	return c
}

// brief is what tests compare of problems: severity, attribute and key, field.
func brief(problems []problem.Problem) []string {
	texts := []string{}
	for _, p := range problems {
		place := p.Attribute
		if p.Key != "" {
			place += fmt.Sprintf("[%q]", p.Key)
		}
		texts = append(texts, strings.TrimSpace(severity(p)+" "+place+" "+p.Field))
	}
	return texts
}

func severity(p problem.Problem) string {
	if p.IsWarning {
		return "warning"
	}
	return "error"
}

func TestValidate(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*contract.Contract)
		want   []string
	}{
		"sound": {func(*contract.Contract) {}, nil},
		"blank": {func(c *contract.Contract) { *c = contract.Contract{VendorSlug: " ", SchemaSlug: "\t"} }, []string{
			"error connection_id", "error vendor_slug", "error schema_slug", "error primary_id",
		}},
		"connection without hyphens": {
			func(c *contract.Contract) { c.ConnectionID = strings.ReplaceAll(c.ConnectionID, "-", "") },
			[]string{"error connection_id"},
		},
		"connection in braces": {
			func(c *contract.Contract) { c.ConnectionID = "{" + c.ConnectionID + "}" },
			[]string{"error connection_id"},
		},
		"connection not hexadecimal": {
			func(c *contract.Contract) { c.ConnectionID = "x" + c.ConnectionID[1:] },
			[]string{"error connection_id"},
		},
		"primary ID not declared": {func(c *contract.Contract) { c.PrimaryID = "id" }, nil},
		"primary ID nested": {
			func(c *contract.Contract) { c.PrimaryID = "factors.network_security.grade" },
			[]string{"error primary_id"},
		},
		"primary ID a number":           {func(c *contract.Contract) { c.PrimaryID = "score" }, nil},
		"primary ID a boolean":          {func(c *contract.Contract) { c.PrimaryID = "monitored" }, []string{"error primary_id"}},
		"primary ID a time":             {func(c *contract.Contract) { c.PrimaryID = "seen_at" }, []string{"error primary_id"}},
		"primary ID a parent":           {func(c *contract.Contract) { c.PrimaryID = "factors" }, []string{"error primary_id"}},
		"primary ID that begins a path": {func(c *contract.Contract) { c.PrimaryID = "fact" }, nil},
		"paths": {
			func(c *contract.Contract) {
				for _, path := range []string{".a", "a.", "b..c", "."} {
					c.Fields[path] = contract.Field{Type: contract.TypeString}
				}
			},
			[]string{`error fields["."]`, `error fields[".a"]`, `error fields["a."]`, `error fields["b..c"]`},
		},
		"empty path": {func(c *contract.Contract) { c.Fields[""] = contract.Field{Type: contract.TypeString} }, []string{"error fields"}},
		"leaf and parent": {
			func(c *contract.Contract) { c.Fields["factors"] = contract.Field{Type: contract.TypeString} },
			[]string{`error fields["factors.network_security.grade"]`},
		},
		"leaf and distant parent": {
			func(c *contract.Contract) { c.Fields["grade.a.b"] = contract.Field{Type: contract.TypeString} },
			[]string{`error fields["grade.a.b"]`},
		},
		"names that begin alike": {
			func(c *contract.Contract) { c.Fields["grade_a"] = contract.Field{Type: contract.TypeString} },
			nil,
		},
		"types": {
			func(c *contract.Contract) {
				c.Fields["a"] = contract.Field{Type: "integer"}
				c.Fields["b"] = contract.Field{}
			},
			[]string{`error fields["a"]`, `error fields["b"]`},
		},
		"mapping without category": {func(c *contract.Contract) { c.Mapping = map[string]string{"id": "domain"} }, []string{"error mapping"}},
		"category unknown":         {func(c *contract.Contract) { c.Category = "vendor" }, []string{"error category"}},
		"category not mapped": {func(c *contract.Contract) { c.Category = "training_record" }, []string{
			`warning mapping["completed_at"]`, `error mapping["id"]`, `error mapping["training_slug"]`, `error mapping["user_email"]`,
		}},
		"category mapped":     {func(c *contract.Contract) { *c = trainings() }, nil},
		"device":              {func(c *contract.Contract) { c.Category = "device" }, []string{"warning category"}},
		"accounts":            {func(c *contract.Contract) { *c = accounts() }, nil},
		"mapping of no field": {func(c *contract.Contract) { *c = accounts(); c.Mapping["mail"] = "mail" }, []string{`error mapping["mail"]`}},
		"mapping to none":     {func(c *contract.Contract) { *c = accounts(); c.Mapping["email"] = "e" }, []string{`error mapping["email"]`}},
		"mapping to parent":   {func(c *contract.Contract) { *c = accounts(); c.Mapping["email"] = "state" }, []string{`error mapping["email"]`}},
		"mapping of another type": {
			func(c *contract.Contract) { *c = accounts(); c.Mapping["active"] = "state.seats" },
			[]string{`error mapping["active"]`},
		},
		"mapping time to string": {
			func(c *contract.Contract) { *c = trainings(); c.Mapping["completed_at"] = "course" },
			[]string{`error mapping["completed_at"]`},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := scorecards()
			test.change(&c)
			if diff := cmp.Diff(test.want, brief(c.Validate()), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change        func(*contract.Contract)
		allowBreaking bool
		want          []string
	}{
		"same": {func(*contract.Contract) {}, false, []string{}},
		"another schema": {func(c *contract.Contract) {
			c.SchemaSlug, c.PrimaryID, c.Fields = "other", "id", nil
		}, false, []string{}},
		"another connection": {func(c *contract.Contract) {
			c.ConnectionID, c.PrimaryID = "1b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0", "id"
		}, false, []string{}},
		"primary ID":         {func(c *contract.Contract) { c.PrimaryID = "id" }, false, []string{"error primary_id"}},
		"primary ID allowed": {func(c *contract.Contract) { c.PrimaryID = "id" }, true, []string{"error primary_id"}},
		"removed":            {func(c *contract.Contract) { delete(c.Fields, "score") }, false, []string{`error fields["score"]`}},
		"removed, allowed":   {func(c *contract.Contract) { delete(c.Fields, "score") }, true, []string{`warning fields["score"]`}},
		"retyped": {func(c *contract.Contract) {
			c.Fields["score"] = contract.Field{Type: contract.TypeString}
		}, false, []string{`error fields["score"]`}},
		"retyped, allowed": {func(c *contract.Contract) {
			c.Fields["score"] = contract.Field{Type: contract.TypeString}
		}, true, []string{`warning fields["score"]`}},
		"required": {func(c *contract.Contract) {
			c.Fields["score"] = contract.Field{Type: contract.TypeNumber, Required: true}
		}, false, []string{}},
		"added": {func(c *contract.Contract) {
			c.Fields["a"] = contract.Field{Type: contract.TypeString}
			c.Fields["b"] = contract.Field{Type: contract.TypeString}
		}, false, []string{"warning fields"}},
		"category and mapping": {func(c *contract.Contract) {
			c.Category, c.Mapping = "device", map[string]string{"model": "grade"}
		}, false, []string{"warning category", "warning mapping"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after := scorecards()
			test.change(&after)
			problems := contract.Compare(scorecards(), after, test.allowBreaking)
			if diff := cmp.Diff(test.want, brief(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			for _, p := range problems {
				if strings.HasPrefix(name, "removed") && !strings.Contains(p.Message, "no longer declared") {
					t.Errorf("%q does not say what is wrong", p.Message)
				}
				if p.Attribute == "primary_id" && !strings.Contains(p.Message, "new schema_slug") {
					t.Errorf("%q does not say what to do", p.Message)
				}
			}
		})
	}
}

func TestDefinitionSteps(t *testing.T) {
	t.Parallel()
	want := []string{
		`Push a first record: Secureframe creates the schema "vendor_scorecards" from its structure.`,
		`In Secureframe, open the Define Schema workflow for the schema "vendor_scorecards" of the connection 0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0 (vendor "securityscorecard").`,
		`Set "number" as the primary ID. You cannot change it afterward.`,
		`Define the field "course" as string.`,
		`Define the field "done" as datetime.`,
		`Define the field "person.mail" as string.`,
		`Set up the model mapping "Training records".`,
		`Map "completed_at" to the field "done".`,
		`Map "id" to the field "number".`,
		`Map "training_slug" to the field "course".`,
		`Map "user_email" to the field "person.mail".`,
		`Finish the workflow. Secureframe does not process data of the schema before it is defined.`,
	}
	if diff := cmp.Diff(want, trainings().DefinitionSteps()); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if steps := scorecards().DefinitionSteps(); !slices.Contains(steps, "Do not set up a model mapping: the data is for Custom Automated Tests.") {
		t.Errorf("no word about the mapping in %q", steps)
	}
}

func TestDocumentation(t *testing.T) {
	t.Parallel()
	if got := contract.DocumentedOn(); got != "2026-08-27" {
		t.Errorf("documented on %s", got)
	}
	if diff := cmp.Diff([]string{"cloud_resource", "device", "personnel_account", "training_record"}, contract.Categories()); diff != "" {
		t.Errorf("categories (-want +got):\n%s", diff)
	}
	// 182 values that are documented now, and one that was.
	if got := len(contract.EnumValues(contract.EnumCloudResourceType)); got != 183 {
		t.Errorf("%d cloud resource types", got)
	}
	if diff := cmp.Diff([]string{
		"ccpa_training", "gdpr_training", "hipaa_training",
		"pci_secure_code_training", "pci_training", "security_awareness_training",
	}, contract.EnumValues(contract.EnumTrainingSlug)); diff != "" {
		t.Errorf("training slugs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"elastictranscoder_pipeline"}, slices.Sorted(maps.Keys(contract.EarlierEnumValues(contract.EnumCloudResourceType)))); diff != "" {
		t.Errorf("earlier values (-want +got):\n%s", diff)
	}
	for _, name := range contract.Categories() {
		model := contract.CategoryFields(name)
		if len(model) == 0 {
			t.Errorf("%s has no fields", name)
		}
		for field, known := range model {
			if !slices.Contains(contract.FieldTypes(), known.Type) {
				t.Errorf("%s.%s is a %q", name, field, known.Type)
			}
			if known.Enum != "" && len(contract.EnumValues(known.Enum)) == 0 {
				t.Errorf("%s.%s is of the enum %q, which is empty", name, field, known.Enum)
			}
		}
	}
}
