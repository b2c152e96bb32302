// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

func TestCloudResourceType(t *testing.T) {
	t.Parallel()
	for terraformType, want := range map[string]string{
		"aws_s3_bucket":           "s3_bucket",
		"aws_instance":            "ec2_instance",
		"google_compute_instance": "compute_instance",
		"azurerm_virtual_network": "virtual_network",
		"digitalocean_droplet":    "droplet",
		"heroku_app":              "heroku_app",
		"aws_s3_bucket_policy":    "",
		"s3_bucket":               "",
		"random_password":         "",
		"":                        "",
	} {
		got, ok := contract.CloudResourceType(terraformType)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t; want %q", terraformType, got, ok, want)
		}
	}
}

func state(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/state.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

type records = map[string]map[string]string

const edge = `module.network["eu"].module.edge.`

func wantedRecords() records {
	record := func(id, kind, address, account, region string) map[string]string {
		record := map[string]string{"id": id, "cloud_resource_type": kind, "description": address}
		if account != "" {
			record["account"] = account
		}
		if region != "" {
			record["region"] = region
		}
		return record
	}
	want := records{}
	for _, r := range []map[string]string{
		record("arn:aws:s3:::logs", "s3_bucket", "aws_s3_bucket.logs", "", "eu-west-1"),
		record("arn:aws:ec2:eu-central-1:123456789012:instance/i-0", "ec2_instance", "aws_instance.web[0]", "123456789012", "eu-central-1"),
		record("arn:aws:ec2:eu-central-1:123456789012:instance/i-1", "ec2_instance", "aws_instance.web[1]", "123456789012", "eu-central-1"),
		record("db-main", "rds_instance", "aws_db_instance.main", "", ""),
		record("arn:aws:iam::123456789012:role/deploy", "iam_role", "aws_iam_role.deploy", "123456789012", ""),
		record("aws_kms_key.unmarked", "kms_key", "aws_kms_key.unmarked", "", ""),
		record(
			"/subscriptions/5ub/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/main", "virtual_network",
			`module.network["eu"].azurerm_virtual_network.main`, "5ub", "westeurope",
		),
		record(
			"https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/instances/proxy", "compute_instance",
			edge+`google_compute_instance.proxy["a"]`, "p", "europe-west1",
		),
		record("https://www.googleapis.com/storage/v1/b/assets", "storage_bucket", edge+"google_storage_bucket.assets", "p", "EU"),
		record(edge+"digitalocean_droplet.a", "droplet", edge+"digitalocean_droplet.a", "", "ams3"),
		record(edge+"digitalocean_custom_image.a", "image", edge+"digitalocean_custom_image.a", "", ""),
		record(edge+"heroku_app.a", "heroku_app", edge+"heroku_app.a", "", "us"),
		record(edge+"digitalocean_vpc.a", "vpc", edge+"digitalocean_vpc.a", "", ""),
	} {
		want[r["id"]] = r
	}
	return want
}

func TestCloudResources(t *testing.T) {
	t.Parallel()
	text := state(t)
	for name, text := range map[string]string{
		"state": text,
		"plan":  strings.Replace(text, `"values": {`, `"planned_values": {`, 1),
	} {
		got, err := contract.CloudResources([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantedRecords(), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if strings.Contains(fmt.Sprint(got), "secret") {
			t.Errorf("%s: something sensitive was copied: %v", name, got)
		}
	}
}

func TestCloudResources_areRecordsOfTheirCategory(t *testing.T) {
	t.Parallel()
	c := scorecards()
	c.PrimaryID, c.Category = "id", "cloud_resource"
	c.Fields, c.Mapping = fields{}, map[string]string{}
	for _, name := range []string{"id", "cloud_resource_type", "description", "account", "region"} {
		c.Fields[name] = contract.Field{Type: contract.TypeString}
		c.Mapping[name] = name
	}
	if problems := c.Validate(); len(problems) > 0 {
		t.Fatal(problems)
	}
	resources, err := contract.CloudResources([]byte(state(t)))
	if err != nil {
		t.Fatal(err)
	}
	checker := c.Checker(contract.Options{StrictEnums: true})
	for id, resource := range resources {
		text, err := json.Marshal(resource)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := checker.Record(id, string(text)); len(problems) > 0 {
			t.Error(problems)
		}
	}
}

// managed is a state of resources that are no more than a type and an id.
func managed(resources ...string) []byte {
	list := make([]string, len(resources))
	for i, resource := range resources {
		address, id, _ := strings.Cut(resource, "=")
		list[i] = fmt.Sprintf(
			`{"address":%q,"mode":"managed","type":%q,"values":{"id":%q},"sensitive_values":{}}`,
			address, strings.Split(address, ".")[0], id,
		)
	}
	return fmt.Appendf(nil, `{"format_version":"1.0","values":{"root_module":{"resources":[%s]}}}`, strings.Join(list, ","))
}

func TestCloudResources_areNeverLost(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ resources, ids []string }{
		"several with one id": {
			[]string{"aws_vpc.a=x", "aws_vpc.b=x", "aws_subnet.c=y"},
			[]string{"aws_vpc.a", "aws_vpc.b", "y"},
		},
		"an id that is another's address": {
			[]string{"aws_vpc.a=aws_vpc.b", "aws_vpc.b=x", "aws_vpc.c=x"},
			[]string{"aws_vpc.a", "aws_vpc.b", "aws_vpc.c"},
		},
		"an id that is its own address": {[]string{"aws_vpc.a=aws_vpc.a"}, []string{"aws_vpc.a"}},
		"no ids":                        {[]string{"aws_vpc.a=", "aws_vpc.b="}, []string{"aws_vpc.a", "aws_vpc.b"}},
		"no id":                         {[]string{"aws_vpc.a="}, []string{"aws_vpc.a"}},
	}
	for name, test := range tests {
		got, err := contract.CloudResources(managed(test.resources...))
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{}
		for id, record := range got {
			ids = append(ids, id)
			if record["id"] != id {
				t.Errorf("%s: the record of %q has the id %q", name, id, record["id"])
			}
		}
		slices.Sort(ids)
		if diff := cmp.Diff(test.ids, ids); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Where nothing says what is sensitive, everything is.
func TestCloudResources_withoutMarks(t *testing.T) {
	t.Parallel()
	text := string(managed("aws_vpc.a=secret"))
	for _, marks := range []string{`null`, `true`, `false`, `[]`, `{"id":true}`, `{"id":{}}`, `{"id":null}`} {
		got, err := contract.CloudResources([]byte(strings.Replace(text, `"sensitive_values":{}`, `"sensitive_values":`+marks, 1)))
		if err != nil || len(got) != 1 || got["aws_vpc.a"] == nil {
			t.Errorf("%s: %v, %v", marks, got, err)
		}
	}
	got, err := contract.CloudResources([]byte(strings.Replace(text, `"sensitive_values":{}`, `"sensitive_values":{"id":false}`, 1)))
	if err != nil || got["secret"] == nil {
		t.Errorf("not sensitive: %v, %v", got, err)
	}
}

func TestCloudResources_ofNoState(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, words string }{
		"empty":             {``, "not valid JSON"},
		"cut off":           {`{"format_version":"1.0","values":{"root_mod`, "not valid JSON"},
		"text":              {`No state.`, "not valid JSON"},
		"trailing":          {`{"format_version":"1.0"} {}`, "not valid JSON"},
		"array":             {`[]`, "not a Terraform state"},
		"null":              {`null`, "no format_version"},
		"object":            {`{}`, "no format_version"},
		"state file":        {`{"version":4,"serial":1,"lineage":"l","outputs":{},"resources":[]}`, "is a state file"},
		"version 0":         {`{"format_version":"0.2","values":{}}`, `version "0.2"`},
		"version 2":         {`{"format_version":"2.0","values":{}}`, `version "2.0"`},
		"version 10":        {`{"format_version":"10.0","values":{}}`, `version "10.0"`},
		"version a number":  {`{"format_version":1,"values":{}}`, "version 1,"},
		"provider schemas":  {`{"format_version":"1.0","provider_schemas":{}}`, "neither values nor planned_values"},
		"validation":        {`{"format_version":"1.0","valid":true,"diagnostics":[]}`, "neither values nor planned_values"},
		"modules of a word": {`{"format_version":"1.0","values":{"root_module":"x"}}`, "not a Terraform state"},
	}
	for name, test := range tests {
		got, err := contract.CloudResources([]byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.words) || !strings.Contains(err.Error(), "terraform show -json") {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestCloudResources_ofNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"format_version":"1.0"}`,
		`{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`,
		`{"format_version":"1.2","planned_values":{"root_module":{}},"resource_changes":[]}`,
	} {
		got, err := contract.CloudResources([]byte(text))
		if err != nil || got == nil || len(got) > 0 {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}

func FuzzCloudResources(f *testing.F) {
	f.Add(managed("aws_vpc.a=x", "aws_vpc.b=x"))
	f.Add([]byte(`{"format_version":"1.0"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		records, err := contract.CloudResources(text)
		if (records == nil) != (err != nil) {
			t.Errorf("%v and %v", records, err)
		}
		for id, record := range records {
			if id == "" && record["description"] != "" || record["id"] != id {
				t.Errorf("%q is %v", id, record)
			}
		}
	})
}

func TestCloudResourceTypes_areDocumented(t *testing.T) {
	t.Parallel()
	table := contract.CloudResourceTypes()
	earlier := contract.EarlierEnumValues(contract.EnumCloudResourceType)
	values := contract.EnumValues(contract.EnumCloudResourceType)
	for terraformType, value := range table {
		if _, gone := earlier[value]; gone || !slices.Contains(values, value) {
			t.Errorf("%s is mapped to %q, which is not in the list of %s", terraformType, value, contract.DocumentedOn())
		}
	}
	for _, provider := range []string{"aws", "azurerm", "digitalocean", "google", "heroku"} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(table)), func(terraformType string) bool {
			return strings.HasPrefix(terraformType, provider+"_")
		}) {
			t.Errorf("no type of %s", provider)
		}
	}
}
