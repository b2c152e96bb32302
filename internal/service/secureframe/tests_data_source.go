// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewTestsDataSource returns vendorrisk_secureframe_tests.
func NewTestsDataSource() datasource.DataSource {
	return framework.NewDataSource(complianceSystem, framework.DataSource[*api.Client, testsArguments]{
		Name: "tests", Schema: testsSchema, Read: readTests,
	})
}

type testsArguments struct {
	complianceArguments
	TestTypes []string `tfsdk:"test_types"`
}

// testTypes are the documented types of tests.
var testTypes = []string{"integration", "platform", "upload"}

// notSaid ends the descriptions of values that Secureframe may leave out.
const notSaid = " Null when Secureframe does not say."

// testColumns are the attributes of a test.
var testColumns = framework.Columns[compliance.Test]{
	framework.StringColumn("id", "The ID of the test, a UUID.",
		func(t compliance.Test) string { return t.ID }),
	framework.StringColumn("key", "The key that people use for the test."+notSaid,
		func(t compliance.Test) string { return t.Key }),
	framework.StringColumn("title", "The title."+notSaid,
		func(t compliance.Test) string { return t.Title }),
	framework.StringColumn("health_status", "`pass`, `at_risk`, `fail` or `disabled`. Any other word is kept."+notSaid,
		func(t compliance.Test) string { return t.HealthStatus }),
	framework.BoolColumn("enabled", "Whether the test is enabled."+notSaid,
		func(t compliance.Test) *bool { return t.Enabled }),
	framework.BoolColumn("custom", "Whether a user made the test, and not Secureframe."+notSaid,
		func(t compliance.Test) *bool { return t.Custom }),
	framework.BoolColumn("passed_with_upload", "Whether the test passes because a file was uploaded."+notSaid,
		func(t compliance.Test) *bool { return t.PassedWithUpload }),
	framework.StringColumn("test_type", "`upload`, `integration` or `platform`."+notSaid,
		func(t compliance.Test) string { return t.Type }),
	framework.StringColumn("test_domain", "The domain of the test, `Vendor Management` for example."+notSaid,
		func(t compliance.Test) string { return t.Domain }),
	framework.StringColumn("test_function", "The purpose of the test, `Access Control` for example."+notSaid,
		func(t compliance.Test) string { return t.Function }),
	framework.StringColumn("resource_category", "The category of what is tested, `Storage` for example."+notSaid,
		func(t compliance.Test) string { return t.ResourceCategory }),
	framework.StringColumn("vendor_name", "The vendor that the test is about. Null when there is none.",
		func(t compliance.Test) string { return t.VendorName }),
	framework.StringColumn("owner_name", "The name of the owner. Null unless `include_names` is set.",
		func(t compliance.Test) string { return t.OwnerName }),
	framework.StringsColumn("control_keys", "The keys of the controls that the test is mapped to."+notSaid,
		func(t compliance.Test) []string { return t.ControlKeys }),
	framework.StringColumn("last_evaluated_at", "When the test was last evaluated, RFC 3339 in UTC."+notSaid,
		func(t compliance.Test) string { return t.LastEvaluatedAt }),
	framework.StringColumn("last_passed_at", "When the test last passed, RFC 3339 in UTC."+notSaid,
		func(t compliance.Test) string { return t.LastPassedAt }),
	framework.StringColumn("first_failed_at", "When the test first failed, RFC 3339 in UTC."+notSaid,
		func(t compliance.Test) string { return t.FirstFailedAt }),
	framework.StringColumn("next_due_at", "When new evidence is due, RFC 3339 in UTC. Null when none is.",
		func(t compliance.Test) string { return t.NextDueAt }),
	framework.StringColumn("updated_at", "When the test was last changed, RFC 3339 in UTC."+notSaid,
		func(t compliance.Test) string { return t.UpdatedAt }),
}

var testFindingColumns = complianceFindingColumns("test")

func testsSchema() schema.Schema {
	attributes := complianceAttributes("test", testFindingColumns, compliance.IgnorableTestStatuses())
	maps.Copy(attributes, map[string]schema.Attribute{
		"test_types": framework.FilterAttribute("Only tests of these types: "+quoted(testTypes)+". A test of unknown type is always kept.", stringvalidator.OneOf(testTypes...)),
		"tests":      testColumns.ListAttribute("The tests, sorted by ID."),
	})
	return schema.Schema{
		MarkdownDescription: "The tests of a Secureframe account, and those that do not pass as findings for `vendorrisk_gate`: one gate covers vendors and your own compliance. " +
			"A test that fails is an open finding of the type `test_fail` and the severity `high`, one at risk `test_at_risk` and `medium`: Secureframe gives tests no severity. " +
			"A disabled test is `test_disabled` with the status `unknown`. A test whose health is missing, not documented, or contradicted by another value is `test_unknown` with the status `unknown`. " +
			"It costs a request for every 100 tests; with `frameworks`, for every 100 tests of each framework, and one more. Custom connections and Early Access are not needed.",
		Attributes: attributes,
	}
}

func readTests(ctx context.Context, client *api.Client, arguments testsArguments) (framework.Values, diag.Diagnostics) {
	tests, err := client.Tests(ctx, arguments.Frameworks)
	if err != nil {
		return nil, complianceError("Tests", err)
	}
	tests, diags := withKeys(tests, arguments.Keys, "test", func(t compliance.Test) string { return t.Key })
	if diags.HasError() {
		return nil, diags
	}
	tests = slices.DeleteFunc(slices.Clone(tests), func(test compliance.Test) bool { return !arguments.keeps(test) })
	if !arguments.IncludeNames {
		for i := range tests {
			tests[i].OwnerName = ""
		}
	}
	report := compliance.JudgeTests(tests, arguments.IgnoredHealthStatuses)
	return framework.Values{
		"tests":            testColumns.List(tests),
		"total":            framework.Count(len(tests)),
		"findings":         testFindingColumns.List(report.Findings),
		"counts":           framework.Counts(countFindings(report)),
		"covered_subjects": framework.Strings(report.Covered),
	}, nil
}

// keeps reports whether a test is of a wanted type, or may be.
func (a testsArguments) keeps(test compliance.Test) bool {
	return len(a.TestTypes) == 0 || slices.Contains(a.TestTypes, test.Type) || !slices.Contains(testTypes, test.Type)
}
