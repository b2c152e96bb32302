// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// attribute is one attribute of a schema, at the top level or nested.
type attribute struct {
	address string
	*tfprotov6.SchemaAttribute
}

// attributesOf returns all attributes of a schema.
func attributesOf(address string, attributes []*tfprotov6.SchemaAttribute) []attribute {
	all := []attribute{}
	for _, described := range attributes {
		one := attribute{address + "." + described.Name, described}
		all = append(all, one)
		if described.NestedType != nil {
			all = append(all, attributesOf(one.address, described.NestedType.Attributes)...)
		}
	}
	return all
}

// schemas are the schemas of the provider, the data sources and the resources, by
// name.
func schemas(t *testing.T) map[string]*tfprotov6.Schema {
	t.Helper()
	described := acctest.NewServer(t).Schemas()
	if len(described.Diagnostics) > 0 {
		t.Fatal(acctest.Explain(described.Diagnostics))
	}
	all := maps.Clone(described.DataSourceSchemas)
	maps.Copy(all, described.ResourceSchemas)
	all["provider"] = described.Provider
	return all
}

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func TestSchema_names(t *testing.T) {
	t.Parallel()
	described := acctest.NewServer(t).Schemas()
	dataSources := slices.Sorted(maps.Keys(described.DataSourceSchemas))
	acctest.Equal(t, "data sources", dataSources, []string{
		"vendorrisk_gate",
		"vendorrisk_jumpcloud_access_policies",
		"vendorrisk_jumpcloud_administrators",
		"vendorrisk_jumpcloud_applications",
		"vendorrisk_jumpcloud_ip_lists",
		"vendorrisk_jumpcloud_organization",
		"vendorrisk_jumpcloud_posture",
		"vendorrisk_jumpcloud_service_accounts",
		"vendorrisk_jumpcloud_snapshot",
		"vendorrisk_jumpcloud_systems",
		"vendorrisk_jumpcloud_user_groups",
		"vendorrisk_jumpcloud_users",
		"vendorrisk_nowsecure_apps",
		"vendorrisk_nowsecure_components",
		"vendorrisk_nowsecure_findings",
		"vendorrisk_nowsecure_graph",
		"vendorrisk_nowsecure_organization",
		"vendorrisk_nowsecure_snapshot",
		"vendorrisk_nowsecure_store_apps",
		"vendorrisk_nowsecure_users",
		"vendorrisk_processunity_import_template",
		"vendorrisk_processunity_third_parties",
		"vendorrisk_secureframe_controls",
		"vendorrisk_secureframe_tests",
		"vendorrisk_secureframe_tprm_vendors",
		"vendorrisk_securityscorecard_account",
		"vendorrisk_securityscorecard_breaches",
		"vendorrisk_securityscorecard_companies",
		"vendorrisk_securityscorecard_company",
		"vendorrisk_securityscorecard_detected_vendors",
		"vendorrisk_securityscorecard_events",
		"vendorrisk_securityscorecard_findings",
		"vendorrisk_securityscorecard_graph",
		"vendorrisk_securityscorecard_industry",
		"vendorrisk_securityscorecard_issue_type",
		"vendorrisk_securityscorecard_issue_types",
		"vendorrisk_securityscorecard_portfolio",
		"vendorrisk_securityscorecard_portfolios",
		"vendorrisk_securityscorecard_score_history",
		"vendorrisk_securityscorecard_snapshot",
		"vendorrisk_securityscorecard_tag",
		"vendorrisk_securityscorecard_tags",
		"vendorrisk_securityscorecard_usage",
	})
	resources := slices.Sorted(maps.Keys(described.ResourceSchemas))
	acctest.Equal(t, "resources", resources, []string{
		"vendorrisk_processunity_issue_import",
		"vendorrisk_processunity_third_party_import",
		"vendorrisk_secureframe_push",
		"vendorrisk_secureframe_schema",
		"vendorrisk_secureframe_test_evidence",
		"vendorrisk_securityscorecard_alert_rule",
		"vendorrisk_securityscorecard_portfolio",
		"vendorrisk_securityscorecard_portfolio_companies",
	})
	listResources := slices.Sorted(maps.Keys(described.ListResourceSchemas))
	acctest.Equal(t, "list resources", listResources, []string{"vendorrisk_securityscorecard_portfolio"})
	ephemeralResources := slices.Sorted(maps.Keys(described.EphemeralResourceSchemas))
	acctest.Equal(t, "ephemeral resources", ephemeralResources, []string{
		"vendorrisk_gate",
		"vendorrisk_jumpcloud_posture",
		"vendorrisk_nowsecure_findings",
		"vendorrisk_securityscorecard_breaches",
		"vendorrisk_securityscorecard_companies",
		"vendorrisk_securityscorecard_company",
		"vendorrisk_securityscorecard_findings",
		"vendorrisk_securityscorecard_score_history",
	})
	functions := slices.Sorted(maps.Keys(described.Functions))
	acctest.Equal(t, "functions", functions, []string{
		"gate_digest",
		"gate_report",
		"grade_at_least",
		"normalize_domain",
		"processunity_issue_row",
		"processunity_third_party_row",
		"secureframe_cloud_resource_type",
		"secureframe_cloud_resources",
		"severity_at_least",
		"snapshot_companies",
		"snapshot_findings",
		"worst_grade",
	})
	names := slices.Concat(dataSources, resources, functions)
	for schemaName, schema := range schemas(t) {
		for _, attribute := range attributesOf(schemaName, schema.Block.Attributes) {
			names = append(names, attribute.Name)
		}
	}
	for _, function := range described.Functions {
		for _, parameter := range function.Parameters {
			names = append(names, parameter.Name)
		}
		if function.VariadicParameter != nil {
			names = append(names, function.VariadicParameter.Name)
		}
	}
	for _, name := range names {
		if !snakeCase.MatchString(name) {
			t.Errorf("%q is not in snake case", name)
		}
	}
}

// Every attribute, parameter, data source, resource and function has a
// description in full sentences.
func TestSchema_descriptions(t *testing.T) {
	t.Parallel()
	check := func(address, description string, kind tfprotov6.StringKind) {
		if kind != tfprotov6.StringKindMarkdown {
			t.Errorf("%s: the description is not Markdown", address)
		}
		if !strings.HasSuffix(description, ".") || strings.TrimSpace(description) != description {
			t.Errorf("%s: the description does not end with a period: %q", address, description)
		}
		if description != "" && strings.ToUpper(description[:1]) != description[:1] {
			t.Errorf("%s: the description does not begin like a sentence: %q", address, description)
		}
	}
	for name, schema := range schemas(t) {
		check(name, schema.Block.Description, schema.Block.DescriptionKind)
		for _, attribute := range attributesOf(name, schema.Block.Attributes) {
			check(attribute.address, attribute.Description, attribute.DescriptionKind)
		}
	}
	for name, function := range acctest.NewServer(t).Schemas().Functions {
		check(name, function.Description, function.DescriptionKind)
		if function.Summary == "" {
			t.Errorf("%s has no summary", name)
		}
		for _, parameter := range function.Parameters {
			check(name+"."+parameter.Name, parameter.Description, parameter.DescriptionKind)
		}
	}
}

// There are no blocks, which cannot be set from expressions, and no sets of
// objects, which the framework compares in quadratic time.
func TestSchema_shapes(t *testing.T) {
	t.Parallel()
	for name, schema := range schemas(t) {
		if len(schema.Block.BlockTypes) > 0 {
			t.Errorf("%s has blocks", name)
		}
		for _, attribute := range attributesOf(name, schema.Block.Attributes) {
			if attribute.NestedType != nil && attribute.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSet {
				t.Errorf("%s is a set of objects", attribute.address)
			}
			if attribute.Type != nil && strings.Contains(attribute.Type.String(), "Set[") {
				t.Errorf("%s is a %s", attribute.address, attribute.Type)
			}
			if !attribute.Required && !attribute.Optional && !attribute.Computed {
				t.Errorf("%s can have no value", attribute.address)
			}
		}
	}
}

// Secrets are marked as sensitive, and a digest of up to megabytes that plans would
// show. Nothing else is, because plans would hide it.
func TestSchema_sensitive(t *testing.T) {
	t.Parallel()
	got := []string{}
	for name, schema := range schemas(t) {
		for _, attribute := range attributesOf(name, schema.Block.Attributes) {
			if attribute.Sensitive {
				got = append(got, attribute.address)
			}
		}
	}
	slices.Sort(got)
	acctest.Equal(t, "sensitive attributes", got, []string{
		"provider.jumpcloud.api_key",
		"provider.nowsecure.api_token",
		"provider.processunity.password",
		"provider.processunity.service_password",
		"provider.secureframe.api_key",
		"provider.secureframe.api_secret",
		"provider.securityscorecard.api_token",
		"vendorrisk_secureframe_push.record_digest",
	})
}

// The findings of every system have the shared attributes, so that concat can
// join lists of several systems for one gate. The protocol sorts attributes, so
// this test cannot check their order.
func TestSchema_findingShape(t *testing.T) {
	t.Parallel()
	shared := []string{"source", "subject", "type", "title", "severity", "status", "first_seen_at", "last_seen_at", "url"}
	for name, schema := range schemas(t) {
		if !strings.HasSuffix(name, "_findings") && !strings.HasSuffix(name, "_posture") {
			continue
		}
		has := map[string]bool{}
		for _, attribute := range attributesOf("", schema.Block.Attributes) {
			if attribute.Computed && !attribute.Optional {
				has[attribute.address] = true
			}
		}
		for _, column := range shared {
			if !has[".findings."+column] {
				t.Errorf("%s: a finding has no %s", name, column)
			}
		}
	}
}

// The gate accepts the lists of the data sources: they have every attribute that
// the gate has for companies and findings, with the same type.
func TestSchema_gateTakesTheListsAsTheyAre(t *testing.T) {
	t.Parallel()
	all := schemas(t)
	typesOf := func(dataSource, list string) map[string]string {
		types := map[string]string{}
		for _, attribute := range attributesOf("", all[dataSource].Block.Attributes) {
			if attribute.Type != nil && strings.HasPrefix(attribute.address, "."+list+".") {
				types[attribute.address] = attribute.Type.String()
			}
		}
		return types
	}
	for dataSource, list := range map[string]string{
		"vendorrisk_jumpcloud_posture":           "findings",
		"vendorrisk_nowsecure_findings":          "findings",
		"vendorrisk_secureframe_controls":        "findings",
		"vendorrisk_secureframe_tests":           "findings",
		"vendorrisk_securityscorecard_companies": "companies",
		"vendorrisk_securityscorecard_findings":  "findings",
	} {
		given := typesOf(dataSource, list)
		taken := typesOf("vendorrisk_gate", list)
		if len(taken) == 0 {
			t.Errorf("the gate has no attributes for %s", list)
		}
		// No system says where it shows a company, so users add it.
		delete(taken, ".companies.url")
		for address, attributeType := range taken {
			if given[address] != attributeType {
				t.Errorf("%s%s is %q, the gate accepts %q", dataSource, address, given[address], attributeType)
			}
		}
	}
}
