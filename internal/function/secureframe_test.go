// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

const planted = "planted-secret"

// stateJSON is a state as `terraform show -json` prints it.
const stateJSON = `{
  "format_version": "1.0", "terraform_version": "1.11.4",
  "values": {"root_module": {
    "resources": [
      {"address": "aws_s3_bucket.logs[0]", "mode": "managed", "type": "aws_s3_bucket", "name": "logs", "index": 0,
       "values": {"id": "logs", "arn": "arn:aws:s3:::logs", "region": "eu-west-1", "policy": "planted-secret"}, "sensitive_values": {"policy": true}},
      {"address": "aws_s3_bucket.secret", "mode": "managed", "type": "aws_s3_bucket", "name": "secret",
       "values": {"id": "planted-secret", "arn": "planted-secret"}, "sensitive_values": {"id": true, "arn": true}},
      {"address": "data.aws_s3_bucket.other", "mode": "data", "type": "aws_s3_bucket", "name": "other",
       "values": {"id": "other"}, "sensitive_values": {}},
      {"address": "random_pet.name", "mode": "managed", "type": "random_pet", "name": "name", "values": {"id": "pet"}, "sensitive_values": {}}
    ],
    "child_modules": [{"address": "module.vm[\"a<b\"]", "resources": [
      {"address": "module.vm[\"a<b\"].google_compute_instance.this", "mode": "managed", "type": "google_compute_instance", "name": "this",
       "values": {"id": "projects/p/zones/europe-west1-b/instances/vm", "self_link": "https://compute.example/vm", "project": "p", "zone": "europe-west1-b"}, "sensitive_values": {}}
    ]}]
  }}
}`

var stateRecords = map[string]any{
	"arn:aws:s3:::logs":          `{"cloud_resource_type":"s3_bucket","description":"aws_s3_bucket.logs[0]","id":"arn:aws:s3:::logs","region":"eu-west-1"}`,
	"aws_s3_bucket.secret":       `{"cloud_resource_type":"s3_bucket","description":"aws_s3_bucket.secret","id":"aws_s3_bucket.secret"}`,
	"https://compute.example/vm": `{"account":"p","cloud_resource_type":"compute_instance","description":"module.vm[\"a<b\"].google_compute_instance.this","id":"https://compute.example/vm","region":"europe-west1"}`,
}

func TestSecureframeCloudResourceType(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for terraformType, want := range map[string]any{
		"aws_s3_bucket":           "s3_bucket",
		"google_compute_instance": "compute_instance",
		"azurerm_virtual_network": "virtual_network",
		"random_pet":              nil,
		"AWS_S3_BUCKET":           nil,
		"":                        nil,
	} {
		invocation{"secureframe_cloud_resource_type", []any{terraformType}, want}.run(t, server)
	}
}

func TestSecureframeCloudResources(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, test := range map[string]struct {
		state string
		want  map[string]any
	}{
		"a state":        {stateJSON, stateRecords},
		"a plan":         {strings.Replace(stateJSON, `"values"`, `"planned_values"`, 1), stateRecords},
		"an empty state": {`{"format_version":"1.0"}`, map[string]any{}},
	} {
		wantResult(t, name, server, "secureframe_cloud_resources", []any{test.state}, test.want)
	}
}

// An error points at the argument, and never contains any of the state.
func TestSecureframeCloudResources_ofSomethingElse(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, test := range map[string]struct{ state, says string }{
		"nothing":        {"", "JSON"},
		"no JSON":        {`{"planted-secret": planted-secret`, "JSON"},
		"no object":      {`["planted-secret"]`, "terraform show -json"},
		"a state file":   {`{"version":4,"lineage":"planted-secret","resources":[]}`, "state file"},
		"a later format": {`{"format_version":"2.0","values":{}}`, "format version"},
		"another shape":  {`{"format_version":"1.0","values":{"root_module":{"resources":"planted-secret"}}}`, "terraform show -json"},
	} {
		wantFailure(t, name, server, "secureframe_cloud_resources", []any{test.state}, 0, test.says)
	}
}

// What the function returns goes into records as it is.
func TestSecureframeCloudResources_areRecords(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	if err := os.WriteFile(file, []byte(stateJSON), 0o600); err != nil {
		t.Fatal(err)
	}
	systems := acctest.StartSandbox(t)
	infrastructure := systems.World.Connections()[1]
	config := acctest.ProviderConfig(systems) + fmt.Sprintf(`
resource "vendorrisk_secureframe_schema" "cloud" {
  connection_id = %q
  vendor_slug   = "infrastructure"
  schema_slug   = "cloud_resources"
  primary_id    = "id"
  category      = "cloud_resource"
  fields        = { for name in ["id", "cloud_resource_type", "description", "account", "region"] : name => { type = "string" } }
  mapping       = { for name in ["id", "cloud_resource_type", "description", "account", "region"] : name => name }
}

resource "vendorrisk_secureframe_push" "cloud" {
  schema       = vendorrisk_secureframe_schema.cloud
  records      = provider::vendorrisk::secureframe_cloud_resources(file(%q))
  strict_enums = true
}

output "bucket" {
  value = provider::vendorrisk::secureframe_cloud_resource_type("aws_s3_bucket")
}

output "none" {
  value = provider::vendorrisk::secureframe_cloud_resource_type("random_pet") == null
}
`, infrastructure.ID, file)
	acctest.UnitTest(t,
		resource.TestStep{
			Config:      strings.Replace(config, "file(\""+file+"\")", `"planted-secret"`, 1),
			ExpectError: regexp.MustCompile(`(?s)Invalid value for "state_json" parameter`),
		},
		resource.TestStep{
			Config:           config,
			ConfigPlanChecks: acctest.Settled(),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("bucket", knownvalue.StringExact("s3_bucket")),
				statecheck.ExpectKnownOutputValue("none", knownvalue.Bool(true)),
			},
		},
	)
	if got := systems.World.PushedObjects(infrastructure.ID); got != len(stateRecords) {
		t.Errorf("%d objects were pushed, want %d", got, len(stateRecords))
	}
}
