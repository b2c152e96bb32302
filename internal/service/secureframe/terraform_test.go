// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

const (
	schemaAddress = schemaType + ".scorecards"
	pushAddress   = pushType + ".scorecards"
)

// schemaConfig is the schema of most tests. lines are more arguments.
func schemaConfig(lines ...string) string {
	return fmt.Sprintf(`
resource "vendorrisk_secureframe_schema" "scorecards" {
  connection_id = %q
  vendor_slug   = %q
  schema_slug   = %q
  primary_id    = "domain"
  fields = {
    domain = { type = "string", required = true }
    grade  = { type = "string", required = true }
    score  = { type = "number" }
    active = { type = "boolean" }
  }
  %s
}
`, connectionID, vendorSlug, slug, strings.Join(lines, "\n  "))
}

// pushConfig pushes records, given as HCL, to that schema.
func pushConfig(records string, lines ...string) string {
	return fmt.Sprintf(`
resource "vendorrisk_secureframe_push" "scorecards" {
  schema  = vendorrisk_secureframe_schema.scorecards
  records = {
    %s
  }
  %s
}
`, records, strings.Join(lines, "\n  "))
}

// hclRecord is a record in HCL.
func hclRecord(key, grade string, score int) string {
	return fmt.Sprintf("%q = jsonencode({ grade = %q, score = %d, active = true })\n", key, grade, score)
}

// pushed checks what a step has sent after it is applied.
func pushed(systems *sandbox.Sandbox, want ...string) plancheck.PlanCheck {
	return acctest.Check(func() error {
		if got := pushes(systems); strings.Join(got, "\n") != strings.Join(want, "\n") {
			return fmt.Errorf("pushes %q, want %q", got, want)
		}
		return nil
	})
}

func TestTerraform_publishes(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := acctest.ProviderConfig(systems) + schemaConfig()
	acctest.UnitTest(t,
		resource.TestStep{
			Config:           config + pushConfig(hclRecord("a.example", "A", 95)+hclRecord("b.example", "B", 85)),
			ConfigPlanChecks: acctest.Settled(pushed(systems, "replace a.example b.example")),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(pushAddress, tfjsonpath.New("accepted_records"), acctest.Exactly(2)),
				statecheck.ExpectKnownValue(pushAddress, tfjsonpath.New("id"), acctest.Exactly(connectionID+"/"+vendorSlug+"/"+slug)),
			},
		},
		resource.TestStep{
			Config: config + pushConfig(hclRecord("a.example", "A", 95)+hclRecord("b.example", "D", 65)+hclRecord("c.example", "C", 75)),
			ConfigPlanChecks: acctest.Action(pushAddress, plancheck.ResourceActionUpdate,
				acctest.Settled(pushed(systems, "replace a.example b.example", "replace b.example c.example"))),
		},
		// Another slug is another schema, and the old one keeps its records.
		resource.TestStep{
			Config: strings.ReplaceAll(config, slug, "other") + pushConfig(hclRecord("a.example", "A", 95)),
			ConfigPlanChecks: acctest.Action(pushAddress, plancheck.ResourceActionDestroyBeforeCreate, acctest.Action(schemaAddress, plancheck.ResourceActionDestroyBeforeCreate,
				acctest.Settled(pushed(systems, "replace a.example b.example", "replace b.example c.example", "replace a.example")))),
		},
	)
	acctest.Equal(t, "pushes", len(pushes(systems)), 3)
}

// A plan of a file shows counts, and its apply refuses another file.
func TestTerraform_publishesAFile(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	workspace := acctest.NewWorkspace(t, systems)
	path := recordsFile(t, threeLines...)
	workspace.Configure(t, schemaConfig()+fmt.Sprintf(`
resource "vendorrisk_secureframe_push" "scorecards" {
  schema       = vendorrisk_secureframe_schema.scorecards
  records_file = %q
}
`, path))
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
	writeRecords(t, path, line("a.example", "F", 1), threeLines[0])
	planned := workspace.MustExit(t.Context(), t, 0, "plan", "-out=tfplan", "-no-color").Text()
	for _, want := range []string{"record_changes", "sent      = 3 -> 1", "unchanged = 0 -> 1", `+ "c.example",`, "record_digest       = (sensitive value)", "1 record of this resource will be removed from the state only"} {
		if !strings.Contains(planned, want) {
			t.Errorf("the plan does not have %q:\n%s", want, planned)
		}
	}
	writeRecords(t, path, line("a.example", "F", 2), threeLines[0])
	refused := workspace.MustExit(t.Context(), t, 1, "apply", "-no-color", "tfplan").Text()
	if !strings.Contains(refused, "records_file_sha256") {
		t.Errorf("the apply says:\n%s", refused)
	}
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
	writeRecords(t, path, line("a.example", "F", 1), threeLines[0])
	workspace.MustExit(t.Context(), t, 0, "apply", "tfplan")
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace a.example"})
}

// With create_before_destroy, the records of the new resource stay live.
func TestTerraform_replacesWithoutTombstones(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(version string) string {
		return acctest.ProviderConfig(systems) + schemaConfig() + pushConfig(hclRecord("a.example", "A", 95),
			`on_removal = "tombstone"`, `tombstone  = jsonencode({ active = false })`,
			"lifecycle {\n    create_before_destroy = true\n    replace_triggered_by  = [terraform_data.version]\n  }") +
			"\nresource \"terraform_data\" \"version\" {\n  input = \"" + version + "\"\n}\n"
	}
	acctest.UnitTest(t,
		resource.TestStep{Config: config("1"), ConfigPlanChecks: acctest.Settled(pushed(systems, "replace a.example"))},
		resource.TestStep{
			Config: config("2"),
			ConfigPlanChecks: acctest.Action(pushAddress, plancheck.ResourceActionCreateBeforeDestroy,
				acctest.Settled(pushed(systems, "replace a.example", "replace a.example"))),
		},
		resource.TestStep{Config: config("2"), Destroy: true},
	)
	acctest.Equal(t, "pushes", pushes(systems)[2:], []string{"partial a.example"})
}

// Values of another resource are known only at the apply.
func TestTerraform_pushesWhatIsKnownAtApply(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(grade string) string {
		return acctest.ProviderConfig(systems) + schemaConfig() + fmt.Sprintf(`
resource "terraform_data" "grade" {
  input = %q
}
`, grade) + pushConfig(
			`"a.example" = jsonencode({ grade = terraform_data.grade.output, score = 1, active = true })`+"\n"+hclRecord("b.example", "B", 85))
	}
	acctest.UnitTest(t,
		resource.TestStep{Config: config("A"), ConfigPlanChecks: acctest.Settled(pushed(systems, "replace a.example b.example"))},
		resource.TestStep{Config: config("D"), ConfigPlanChecks: acctest.Settled(pushed(systems, "replace a.example b.example", "replace a.example"))},
	)
}

func TestTerraform_refusesAtPlan(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := acctest.ProviderConfig(systems)
	good := config + schemaConfig() + pushConfig(hclRecord("a.example", "A", 95))
	acctest.UnitTest(t,
		resource.TestStep{
			Config:      config + schemaConfig() + pushConfig(`"a.example" = jsonencode({ score = "planted" })`),
			ExpectError: regexp.MustCompile(`(?s)pre-apply plan.*Error: Invalid Secureframe Record.*"grade" is required`),
		},
		resource.TestStep{Config: good},
		resource.TestStep{
			Config:      strings.Replace(good, `primary_id    = "domain"`, `primary_id    = "grade"`, 1),
			ExpectError: regexp.MustCompile(`(?s)Error: Invalid Secureframe Schema.*cannot change the primary ID`),
		},
		resource.TestStep{
			Config:      strings.Replace(good, `score  = { type = "number" }`, "", 1),
			ExpectError: regexp.MustCompile(`(?s)Error: Invalid Secureframe Schema.*no longer declared`),
		},
		resource.TestStep{
			Config:           strings.Replace(config+schemaConfig("allow_breaking = true")+pushConfig(hclRecord("a.example", "A", 95)), `score  = { type = "number" }`, "", 1),
			ConfigPlanChecks: acctest.Settled(pushed(systems, "replace a.example")),
		},
	)
}

func TestTerraform_importsTheSchema(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := acctest.ProviderConfig(systems) + schemaConfig()
	id := connectionID + "/" + vendorSlug + "/" + slug
	acctest.UnitTest(t,
		resource.TestStep{Config: config, ConfigPlanChecks: acctest.Settled()},
		resource.TestStep{
			ResourceName: schemaAddress, ImportState: true, ImportStateId: id, ImportStateVerify: true,
			// The contract comes from the configuration, at the next apply.
			ImportStateVerifyIgnore: []string{"primary_id", "fields", "allow_breaking", "definition_steps"},
		},
		resource.TestStep{
			ResourceName: schemaAddress, ImportState: true, ImportStateId: "somewhere",
			ExpectError: regexp.MustCompile(`(?s)Invalid Import ID.*connection_id/vendor_slug/schema_slug`),
		},
	)
	acctest.Equal(t, "requests", len(systems.Requests.All()), 0)
}
