// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// published are the sorted primary IDs of the records that examples push.
var published = map[string][]string{
	"provider":                              {"test"},
	"resources/vendorrisk_secureframe_push": {"u-1", "u-2"},
	"recipes/gate-mobile-release": {
		world.EmberRef + ":leaked_memdump_data_email",
		world.EmberRef + ":obfuscation_check",
		world.EmberRef + ":sms_communications",
		world.EmberRef + ":uiwebview_insecure_load",
		world.EmberRef + ":world_readable_files_check",
	},
	"recipes/publish-file": {"db-1", "db-2", "db-3"},
	"recipes/publish-graph": {
		"securityscorecard_company:borealis-cloud.example",
		"securityscorecard_company:granite-hosting.example",
		"securityscorecard_company:harbor-mail.example",
		"securityscorecard_company:ivory-systems.example",
		"securityscorecard_company:xn--bcher-kva.example",
		"securityscorecard_finding:ivory-systems.example:patching_cadence_high:91ead51b-ebc7-5aa7-8558-4bb50db7976e",
		"securityscorecard_finding:ivory-systems.example:patching_cadence_high:91ead520-d3c7-5aa7-8558-4bb50dba99b4",
		"securityscorecard_finding:ivory-systems.example:patching_cadence_high:91ead523-4dc7-5aa7-8558-4bb50dbc2239",
		"securityscorecard_finding:ivory-systems.example:tls_weak_protocol:5c915efa-3b2d-545e-a3fc-4525087d3df0",
		"securityscorecard_finding:ivory-systems.example:tls_weak_protocol:5c915efc-c52d-545e-a3fc-4525087eda25",
	},
	"recipes/publish-infrastructure": {
		"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/main",
		"arn:aws:ec2:eu-central-1:123456789012:instance/i-0a0a0a0a0a0a0a0a0",
		"arn:aws:ec2:eu-central-1:123456789012:instance/i-0b0b0b0b0b0b0b0b0",
		"arn:aws:rds:eu-central-1:123456789012:db:orders",
		"arn:aws:s3:::customer-logs",
		"https://www.googleapis.com/compute/v1/projects/customer/zones/europe-west1-b/instances/relay",
	},
	"recipes/publish-scorecards": {
		"borealis-cloud.example", "granite-hosting.example", "harbor-mail.example",
		"ivory-systems.example", "xn--bcher-kva.example",
	},
}

// secretOfState is a sensitive value in the state from which a recipe publishes.
const secretOfState = "not-a-real-password"

func checkNothingPushed(t *testing.T, systems *sandbox.Sandbox) {
	t.Helper()
	for _, connection := range systems.World.Connections() {
		if pushes := systems.World.Pushes(connection.ID); len(pushes) > 0 {
			t.Errorf("the plan has pushed to %s: %v", connection.Name, pushes)
		}
	}
	if rows := countImported(systems); rows != 0 {
		t.Errorf("the plan has imported %d rows", rows)
	}
	if created := len(systems.World.AlertRules()) - len(world.Default().AlertRules()); created != 0 {
		t.Errorf("the plan has created %d alert rules", created)
	}
}

// checkPublished checks that every record was pushed once. It then defines the
// schemas as a person does, and checks that Secureframe has the records.
func checkPublished(t *testing.T, state *tfjson.State, systems *sandbox.Sandbox, want []string) {
	t.Helper()
	var held []string
	for _, resource := range state.Values.RootModule.Resources {
		if resource.Type == "vendorrisk_secureframe_push" {
			held = append(held, checkPush(t, systems, resource)...)
		}
	}
	slices.Sort(held)
	if diff := cmp.Diff(want, held); diff != "" {
		t.Errorf("records in Secureframe (-want +got):\n%s", diff)
	}
	pushed := 0
	for _, connection := range systems.World.Connections() {
		pushed += systems.World.PushedObjects(connection.ID)
	}
	if pushed != len(want) {
		t.Errorf("%d records were pushed, want %d", pushed, len(want))
	}
}

// pushState is a vendorrisk_secureframe_push in a state.
type pushState struct {
	Schema struct {
		ConnectionID string            `json:"connection_id"`
		SchemaSlug   string            `json:"schema_slug"`
		PrimaryID    string            `json:"primary_id"`
		Category     string            `json:"category"`
		Mapping      map[string]string `json:"mapping"`
	} `json:"schema"`
	Records     map[string]string `json:"records"`
	RecordsFile string            `json:"records_file"`
}

// records are the records of the resource, by primary ID.
func (p pushState) records(t *testing.T) map[string]map[string]any {
	t.Helper()
	records := map[string]map[string]any{}
	for id, text := range p.Records {
		record := map[string]any{p.Schema.PrimaryID: id}
		decode(t, []byte(text), &record)
		records[id] = record
	}
	if p.RecordsFile == "" {
		return records
	}
	file, err := os.ReadFile(p.RecordsFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(file) {
		record := map[string]any{}
		decode(t, line, &record)
		records[record[p.Schema.PrimaryID].(string)] = record //nolint:forcetypeassert // a test may panic
	}
	return records
}

// checkPush returns the primary IDs of the resource's records in Secureframe.
func checkPush(t *testing.T, systems *sandbox.Sandbox, resource *tfjson.StateResource) []string {
	t.Helper()
	attributes, err := json.Marshal(resource.AttributeValues)
	if err != nil {
		t.Fatal(err)
	}
	var push pushState
	decode(t, attributes, &push)
	schema := push.Schema
	if err := systems.World.Define(schema.ConnectionID, schema.SchemaSlug, schema.PrimaryID, schema.Category, schema.Mapping); err != nil {
		t.Fatal(err)
	}
	for _, rejection := range systems.World.Rejected(schema.ConnectionID, schema.SchemaSlug) {
		t.Errorf("%s: Secureframe cannot process a record: %s", resource.Address, rejection.Reason)
	}
	want := push.records(t)
	held := systems.World.Records(schema.ConnectionID, schema.SchemaSlug)
	if diff := cmp.Diff(want, held); diff != "" {
		t.Errorf("%s: records in Secureframe (-want +got):\n%s", resource.Address, diff)
	}
	return slices.Collect(maps.Keys(held))
}

// decode decodes JSON, and keeps numbers as they are written.
func decode(t *testing.T, text []byte, target any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	if err := decoder.Decode(target); err != nil {
		t.Fatal(err)
	}
}

func showState(t *testing.T, workspace *Workspace) (*tfjson.State, string) {
	t.Helper()
	text := workspace.MustExit(t.Context(), t, 0, "show", "-json").Stdout
	state := &tfjson.State{}
	if err := json.Unmarshal([]byte(text), state); err != nil {
		t.Fatal(err)
	}
	return state, text
}
