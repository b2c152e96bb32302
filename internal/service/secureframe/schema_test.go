// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

const (
	notDefined  = "warning: Secureframe Schema Is Not Defined by Terraform"
	keepsSchema = "warning: Secureframe Keeps the Schema"
	badSchema   = "Invalid Secureframe Schema"
	oddSchema   = "Questionable Secureframe Schema"
)

func TestSchema_isDeclared(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, schemaType)
	planned := mustPlan(t, m, scorecardContract())
	acctest.WantDiagnostics(t, planned.Diagnostics)
	steps := attribute(t, planned, "definition_steps")
	acctest.Equal(t, "id", attribute(t, planned, "id"), any(connectionID+"/"+vendorSlug+"/"+slug))
	diagnostics := m.Apply(t.Context(), t, planned)
	acctest.WantDiagnostics(t, diagnostics, notDefined)
	state := m.Attributes(t)
	acctest.Equal(t, "steps", state["definition_steps"], steps)
	list, _ := steps.([]any)
	if len(list) < 6 {
		t.Errorf("steps %v", steps)
	}
	for _, step := range list {
		acctest.WantTextAmong(t, diagnostics, step.(string)) //nolint:forcetypeassert // a test may panic
	}
	acctest.Equal(t, "identity", m.Identity(t), object{"connection_id": connectionID, "vendor_slug": vendorSlug, "schema_slug": slug})
	acctest.Equal(t, "requests", len(systems.Requests.All()), 0)
	mustBeSettled(t, systems, m, scorecardContract())

	nextRun(t, systems, m)
	before, after := destroy(t, m)
	acctest.WantDiagnostics(t, before, keepsSchema)
	acctest.WantDiagnostics(t, after, keepsSchema)
	acctest.WantTextAmong(t, after, "no way to delete a schema")
	acctest.Equal(t, "requests", len(systems.Requests.All()), 0)
}

func TestSchema_needsNoCredentials(t *testing.T) {
	t.Parallel()
	m := acctest.NewManaged(t, unconfigured(t), schemaType)
	m.Server.Configure(t.Context(), t, nil)
	acctest.WantDiagnostics(t, mustApply(t, m, scorecardContract()), notDefined)
}

func TestSchema_refusesAnInvalidContract(t *testing.T) {
	t.Parallel()
	fields := func(changes object) object {
		return object{"fields": with(scorecardContract()["fields"].(object), changes)} //nolint:forcetypeassert // a test may panic
	}
	for name, test := range map[string]struct {
		changes object
		want    []string
	}{
		"no uuid":             {object{"connection_id": "the connection"}, []string{"error at connection_id: " + badSchema}},
		"blank vendor":        {object{"vendor_slug": " "}, []string{"error at vendor_slug: " + badSchema}},
		"blank slug":          {object{"schema_slug": ""}, []string{"error at schema_slug: " + badSchema}},
		"nested primary ID":   {object{"primary_id": "a.b"}, []string{"error at primary_id: " + badSchema}},
		"boolean primary ID":  {object{"primary_id": "active"}, []string{"error at primary_id: " + badSchema}},
		"unknown type":        {fields(object{"x": object{"type": "array"}}), []string{`error at fields["x"]: ` + badSchema}},
		"bad path":            {fields(object{"x..y": object{"type": "string"}}), []string{`error at fields["x..y"]: ` + badSchema}},
		"a leaf and a parent": {fields(object{"grade.x": object{"type": "string"}}), []string{`error at fields["grade.x"]: ` + badSchema}},
		"unknown category":    {object{"category": "vendor"}, []string{"error at category: " + badSchema}},
		"mapping alone":       {object{"mapping": object{"id": "domain"}}, []string{"error at mapping: " + badSchema}},
		"mapping of nothing": {
			object{"category": "personnel_account", "mapping": object{"id": "domain", "email": "e-mail"}},
			[]string{`error at mapping["email"]: ` + badSchema},
		},
		"mapping of another type": {
			object{"category": "personnel_account", "mapping": object{"id": "domain", "email": "score"}},
			[]string{`error at mapping["email"]: ` + badSchema},
		},
		"mapping that is not whole": {
			object{"category": "cloud_resource", "mapping": object{"id": "domain"}},
			[]string{`error at mapping["cloud_resource_type"]: ` + badSchema},
		},
		"newer category":           {object{"category": "device"}, []string{"warning at category: " + oddSchema}},
		"bootstrap without its ID": {object{"bootstrap": `{"grade":"A"}`}, []string{"error at bootstrap: Invalid Secureframe Record"}},
		"bootstrap of another type": {
			object{"bootstrap": `{"domain":"a.example","grade":7,"score":1,"active":true}`}, []string{"error at bootstrap: Invalid Secureframe Record"},
		},
		"bootstrap that is not whole": {
			object{"bootstrap": `{"domain":"a.example","grade":"A"}`}, []string{"warning at bootstrap: Questionable Secureframe Record"},
		},
		"bootstrap with an array": {
			object{"bootstrap": `{"domain":"a.example","grade":"A","score":[1],"active":true}`}, []string{"error at bootstrap: Invalid Secureframe Record"},
		},
		"not known yet": {object{"connection_id": unknown{}, "vendor_slug": " "}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.WantDiagnostics(t, validate(t, schemaType, with(scorecardContract(), test.changes)), test.want...)
			if strings.HasPrefix(name, "bootstrap") {
				return
			}
			// The push has the same contract, but does not repeat its warnings.
			want := []string{}
			for _, line := range test.want {
				if where, isError := strings.CutPrefix(line, "error at "); isError {
					want = append(want, "error at schema."+where)
				}
			}
			acctest.WantDiagnostics(t, validate(t, pushType, object{"schema": with(scorecardContract(), test.changes), "records": object{}}), want...)
		})
	}
}

func TestSchema_refusesChangesThatSecureframeRefuses(t *testing.T) {
	t.Parallel()
	fields := func(fields object) object { return object{"fields": fields} }
	domain := object{"type": "string", "required": true}
	systems := acctest.StartSandbox(t)
	for name, test := range map[string]struct {
		changes object
		want    []string
	}{
		"primary ID":             {object{"primary_id": "grade"}, []string{"error at primary_id: " + badSchema}},
		"primary ID, by force":   {object{"primary_id": "grade", "allow_breaking": true}, []string{"error at primary_id: " + badSchema}},
		"retyped field":          {fields(object{"domain": domain, "grade": object{"type": "number"}}), []string{`error at fields["grade"]: ` + badSchema}},
		"removed field":          {fields(object{"domain": domain}), []string{`error at fields["grade"]: ` + badSchema}},
		"removed field, allowed": {with(fields(object{"domain": domain}), object{"allow_breaking": true}), []string{`warning at fields["grade"]: ` + oddSchema}},
		"added field": {
			fields(object{"domain": domain, "grade": object{"type": "string"}, "score": object{"type": "number"}}),
			[]string{"warning at fields: " + oddSchema},
		},
		"category":   {object{"category": "device"}, []string{"warning at category: " + oddSchema}},
		"other slug": {object{"schema_slug": "other", "primary_id": "grade"}, []string{keepsSchema}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newRun(t, systems, schemaType)
			before := with(scorecardContract(), fields(object{"domain": domain, "grade": object{"type": "string"}}))
			mustApply(t, m, before)
			nextRun(t, systems, m)
			planned := plan(t, m, with(before, test.changes))
			acctest.WantDiagnostics(t, planned.Diagnostics, test.want...)
			replaced := []string{}
			if name == "other slug" {
				replaced = append(replaced, "schema_slug")
			}
			acctest.Equal(t, "attributes", places(planned.RequiresReplace), replaced)
			if acctest.HasErrors(planned.Diagnostics) || name == "other slug" {
				return
			}
			acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
			if isEmpty(m, mustPlan(t, m, with(before, test.changes))) == false {
				t.Error("the next plan is not empty")
			}
		})
	}
}

// Values that are known only at the apply are refused then.
func TestSchema_comparesAtApply(t *testing.T) {
	t.Parallel()
	m := newRun(t, acctest.StartSandbox(t), schemaType)
	mustApply(t, m, scorecardContract())
	state := m.Attributes(t)
	planned := mustPlan(t, m, with(scorecardContract(), object{"primary_id": unknown{}}))
	acctest.Equal(t, "steps", attribute(t, planned, "definition_steps"), any(unknown{}))
	resolve(t, m, planned, with(scorecardContract(), object{"primary_id": "grade"}))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), "error at primary_id: "+badSchema)
	acctest.Equal(t, "state", m.Attributes(t), state)

	planned = mustPlan(t, m, with(scorecardContract(), object{"category": unknown{}}))
	resolve(t, m, planned, with(scorecardContract(), object{"category": "vendor"}))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), "error at category: "+badSchema)

	planned = mustPlan(t, m, with(scorecardContract(), object{"category": unknown{}}))
	resolve(t, m, planned, with(scorecardContract(), object{"category": "device"}))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "category", m.Attributes(t)["category"], any("device"))
}

// The push refuses it too, because its schema may be written by hand.
func TestPush_refusesAnotherPrimaryID(t *testing.T) {
	t.Parallel()
	_, m := pushedBefore(t, pushing(threeRecords))
	planned := plan(t, m, with(pushing(object{}), object{"schema": with(scorecardContract(), object{"primary_id": "grade"})}))
	acctest.WantDiagnostics(t, planned.Diagnostics, "error at schema.primary_id: "+badSchema)
}

func TestSchema_bootstrap(t *testing.T) {
	t.Parallel()
	const sample = `{"domain":"sample.example","grade":"A","score":1,"active":true}`
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, schemaType)
	arguments := with(scorecardContract(), object{"bootstrap": sample})
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	acctest.WantDiagnostics(t, apply(t, m, arguments), "error: Unable to Push the Sample Record to Secureframe")
	if !m.State.IsNull() {
		t.Errorf("state %s", m.State)
	}
	nextRun(t, systems, m)
	acctest.WantDiagnostics(t, mustApply(t, m, arguments), notDefined)
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace sample.example"})
	mustBeSettled(t, systems, m, arguments)

	// Later changes send nothing, and warn about it unless the sample is removed.
	for later, want := range map[any][]string{
		`{"domain":"other.example","grade":"A","score":1,"active":true}`: {"warning at bootstrap: Secureframe Sample Is Not Sent"},
		any(nil): nil,
	} {
		nextRun(t, systems, m)
		planned := mustPlan(t, m, with(scorecardContract(), object{"bootstrap": later}))
		acctest.WantDiagnostics(t, planned.Diagnostics, want...)
		acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
		acctest.Equal(t, "pushes", len(pushes(systems)), 1)
	}
	structure, _ := systems.World.Schema(connectionID, slug)
	acctest.Equal(t, "structure", structure.Structure, map[string]string{"domain": "string", "grade": "string", "score": "number", "active": "boolean"})
}

func TestSchema_bootstrapByNumber(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, schemaType)
	mustApply(t, m, with(scorecardContract(), object{
		"primary_id": "number", "fields": object{"number": object{"type": "number"}}, "bootstrap": `{"number":4.20e1}`,
	}))
	acctest.Equal(t, "object", systems.World.Pushes(connectionID)[0].Values("number"), []string{"42"})
}

func TestSchema_import(t *testing.T) {
	t.Parallel()
	identity := object{"connection_id": connectionID, "vendor_slug": vendorSlug, "schema_slug": slug}
	systems := acctest.StartSandbox(t)
	for name, by := range map[string]struct {
		id       string
		identity map[string]tftypes.Value
	}{
		"id": {connectionID + "/" + vendorSlug + "/" + slug, nil},
		"identity": {"", map[string]tftypes.Value{
			"connection_id": acctest.String(connectionID), "vendor_slug": acctest.String(vendorSlug), "schema_slug": acctest.String(slug),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newRun(t, systems, schemaType)
			acctest.WantDiagnostics(t, m.Import(t.Context(), t, by.id, by.identity))
			acctest.Equal(t, "identity", m.Identity(t), identity)
			acctest.Equal(t, "id", m.Attributes(t)["id"], any(connectionID+"/"+vendorSlug+"/"+slug))
			// The contract comes from the configuration, and is not refused.
			planned := mustPlan(t, m, scorecardContract())
			acctest.WantDiagnostics(t, planned.Diagnostics)
			acctest.Equal(t, "attributes", places(planned.RequiresReplace), []string{})
			acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
			mustBeSettled(t, systems, m, scorecardContract())
		})
	}
}

func TestSchema_importSaysTheShapeOfItsID(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"x", connectionID, connectionID + "/" + vendorSlug, connectionID + "//" + slug, connectionID + "/" + vendorSlug + "/", "no-uuid/a/b"} {
		m := acctest.NewManaged(t, unconfigured(t), schemaType)
		diagnostics := m.Import(t.Context(), t, id, nil)
		acctest.WantDiagnostics(t, diagnostics, "error: Invalid Import ID")
		acctest.WantTextAmong(t, diagnostics, "connection_id/vendor_slug/schema_slug")
	}
}
