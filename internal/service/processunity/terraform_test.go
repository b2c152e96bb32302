// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const issueAddress = issueType + ".findings"

// issueConfig imports rows, given as HCL; lines are further arguments.
func issueConfig(rows string, lines ...string) string {
	return fmt.Sprintf(`
resource "vendorrisk_processunity_issue_import" "findings" {
  template_id   = %d
  blank_columns = ["Risk Impact", "Description", "Resolution", "Linked Third Party Id"]
  rows = {
%s
  }
  %s
}
`, world.IssueTemplateID, rows, strings.Join(lines, "\n  "))
}

// hclIssue is a row in HCL.
func hclIssue(key, severity string) string {
	return fmt.Sprintf(`    %q = { "Name" = "An issue", "Risk Severity" = %q, "Issue Status" = "Open", "Issue Source" = "SecurityScorecard" }`+"\n", key, severity)
}

const closing = `on_removed = { "Issue Status" = "Closed" }`

// sent checks, once a step is applied, what was imported: batches of keys.
func sent(systems *sandbox.Sandbox, want ...string) plancheck.PlanCheck {
	return acctest.Check(func() error {
		got := []string{}
		for _, batch := range sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID) {
			got = append(got, strings.Join(batch, " "))
		}
		if !slices.Equal(got, want) {
			return fmt.Errorf("imports %q, want %q", got, want)
		}
		return nil
	})
}

func TestTerraform(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := acctest.ProviderConfig(systems)
	acctest.UnitTest(t,
		resource.TestStep{
			Config:           config + issueConfig(hclIssue("a", "High")+hclIssue("b", "Low"), closing),
			ConfigPlanChecks: acctest.Settled(sent(systems, "a b")),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(issueAddress, tfjsonpath.New("id"), acctest.Exactly("123451")),
				statecheck.ExpectKnownValue(issueAddress, tfjsonpath.New("last_import").AtMapKey("added"), acctest.Exactly(2)),
			},
		},
		resource.TestStep{
			Config: config + issueConfig(hclIssue("a", "High")+hclIssue("b", "Medium")+hclIssue("c", "Low"), closing),
			ConfigPlanChecks: acctest.Action(issueAddress, plancheck.ResourceActionUpdate, resource.ConfigPlanChecks{
				PreApply: []plancheck.PlanCheck{
					plancheck.ExpectUnknownValue(issueAddress, tfjsonpath.New("last_import")),
					plancheck.ExpectKnownValue(issueAddress, tfjsonpath.New("id"), acctest.Exactly("123451")),
				},
				PostApplyPostRefresh: acctest.Settled(sent(systems, "a b", "b c")).PostApplyPostRefresh,
			}),
		},
		resource.TestStep{
			Config:           config + issueConfig(hclIssue("c", "Low"), closing),
			ConfigPlanChecks: acctest.Action(issueAddress, plancheck.ResourceActionUpdate, acctest.Settled(sent(systems, "a b", "b c", "a b"))),
		},
		// A column that is null is a column that is left alone.
		resource.TestStep{
			Config: config + issueConfig(`    c = { "Name" = "An issue", "Risk Severity" = "Low", "Issue Status" = "Open", "Description" = null }`, closing),
			ConfigPlanChecks: acctest.Action(issueAddress, plancheck.ResourceActionUpdate, resource.ConfigPlanChecks{
				PreApply:             []plancheck.PlanCheck{plancheck.ExpectKnownValue(issueAddress, tfjsonpath.New("last_import").AtMapKey("updated"), acctest.Exactly(2))},
				PostApplyPostRefresh: acctest.Settled(sent(systems, "a b", "b c", "a b")).PostApplyPostRefresh,
			}),
		},
		resource.TestStep{Config: config + issueConfig(hclIssue("c", "Low"), closing), Destroy: true},
	)
	for _, key := range []string{"a", "b", "c"} {
		acctest.Equal(t, key, issueItem(t, systems, key).Values["Issue Status"], "Closed")
	}
}

// What another resource makes is known only at the apply.
func TestTerraform_knownAtApply(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(severity string) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf(`
resource "terraform_data" "severity" {
  input = %q
}
`, severity) + issueConfig(hclIssue("b", "Low")+`    a = { "Name" = "An issue", "Risk Severity" = terraform_data.severity.output }`)
	}
	acctest.UnitTest(t,
		resource.TestStep{Config: config("High"), ConfigPlanChecks: acctest.Settled(sent(systems, "a b"))},
		resource.TestStep{Config: config("Low"), ConfigPlanChecks: acctest.Settled(sent(systems, "a b", "a"))},
	)
}

// A creation that fails in part keeps the rows that were taken. Terraform
// replaces the resource, and what on_removed says is not done in between.
func TestTerraform_creationFailsInPart(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := acctest.ProviderConfig(systems)
	insertOnly := `insert_only_columns = ["Issue Status"]`
	acctest.UnitTest(t,
		resource.TestStep{
			Config:      config + issueConfig(hclIssue("a", "High")+hclIssue("b", "Dreadful"), closing, insertOnly),
			ExpectError: regexp.MustCompile(`(?s)Error: ProcessUnity Refuses a Row.*Invalid value \(Risk Severity\).*"b"`),
		},
		resource.TestStep{
			Config:           config + issueConfig(hclIssue("a", "High")+hclIssue("b", "Low"), closing, insertOnly),
			ConfigPlanChecks: acctest.Action(issueAddress, plancheck.ResourceActionDestroyBeforeCreate, acctest.Settled(sent(systems, "a b", "a b"))),
		},
		resource.TestStep{
			PreConfig: func() {
				acctest.Equal(t, "status", issueItem(t, systems, "a").Values["Issue Status"], "Open")
				acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b"})
			},
			Config:  config + issueConfig(hclIssue("a", "High")+hclIssue("b", "Low"), closing, insertOnly),
			Destroy: true,
		},
	)
	acctest.Equal(t, "status", issueItem(t, systems, "a").Values["Issue Status"], "Closed")
}

// A connection that is lost after ProcessUnity has imported: the next apply
// makes nothing twice.
func TestTerraform_lostAnswer(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{Path: importPath, Times: 1, Effect: fault.DropAnswer()})
	config := acctest.ProviderConfig(systems) + issueConfig(hclIssue("a", "High")+hclIssue("b", "Low"), closing)
	acctest.UnitTest(t,
		resource.TestStep{Config: config, ExpectError: regexp.MustCompile(`(?s)Error: Unable to Import Into ProcessUnity.*2 more may have been`)},
		resource.TestStep{Config: config, ConfigPlanChecks: acctest.Action(issueAddress, plancheck.ResourceActionCreate, acctest.Settled(sent(systems, "a b", "a b")))},
	)
	acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b"})
}

// With drift_detection a plan sees what was changed in ProcessUnity, and what
// was deleted there; without it, it does not.
func TestTerraform_driftDetection(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(lines ...string) string {
		return acctest.ProviderConfig(systems) + issueConfig(hclIssue("a", "High")+hclIssue("b", "Low"), append(lines, `insert_only_columns = ["Issue Status"]`)...)
	}
	set := func(key, column, value string) {
		systems.World.SetItem(world.IssueItem, issueItem(t, systems, key).ID, column, value)
	}
	acctest.UnitTest(t,
		resource.TestStep{Config: config(), ConfigPlanChecks: acctest.Settled()},
		resource.TestStep{
			PreConfig:        func() { set("a", "Risk Severity", "Medium") },
			Config:           config(),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{Config: config("drift_detection = true"), ConfigPlanChecks: resource.ConfigPlanChecks{
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectResourceAction(issueAddress, plancheck.ResourceActionUpdate)},
		}, ExpectNonEmptyPlan: true},
		resource.TestStep{Config: config("drift_detection = true"), ConfigPlanChecks: acctest.Settled(sent(systems, "a b", "a"))},
		resource.TestStep{
			PreConfig: func() {
				set("a", "Issue Status", "In Progress") // which is no drift
				set("b", world.IssueExternalID, "other")
			},
			Config:           config("drift_detection = true"),
			ConfigPlanChecks: acctest.Action(issueAddress, plancheck.ResourceActionUpdate, acctest.Settled(sent(systems, "a b", "a", "b"))),
		},
	)
	acctest.Equal(t, "a", issueItem(t, systems, "a").Values["Risk Severity"]+issueItem(t, systems, "a").Values["Issue Status"], "HighIn Progress")
	acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b", "b"})
}

// A report that is days old would make drift of what was just imported.
func TestTerraform_driftDetectionThatCannotCompare(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := acctest.ProviderConfig(systems) + issueConfig(hclIssue("a", "High"), "drift_detection = true")
	acctest.UnitTest(t,
		resource.TestStep{Config: config, ConfigPlanChecks: acctest.Settled()},
		resource.TestStep{
			PreConfig: func() {
				systems.Faults.Add(fault.Rule{Path: exportPath, Effect: fault.Respond(200, nil, `{"HasError":false,"Data":[]}`)})
			},
			Config:           config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{
			PreConfig: func() {
				systems.Faults.Reset()
				systems.Faults.Add(fault.Rule{Path: exportPath, Effect: fault.HTMLPage()})
			},
			Config:      config,
			ExpectError: regexp.MustCompile("Error: Unable to Read ProcessUnity Records"),
		},
		resource.TestStep{PreConfig: systems.Faults.Reset, Config: config, ConfigPlanChecks: acctest.Settled(sent(systems, "a"))},
	)
}

// 300 vendors and 900 issues take no more than 15 requests for an apply with
// its plan, and the next plan imports nothing.
func TestTerraform_requests(t *testing.T) {
	t.Parallel()
	w := world.Generate(1, world.Size{Portfolios: 1, Companies: 300})
	systems := acctest.StartWorld(t, w)
	config := acctest.ProviderConfig(systems) + fmt.Sprintf(`
locals {
  domains = %s
}

data "vendorrisk_processunity_third_parties" "all" {
  template_id = %d
  domains     = local.domains
}

resource "vendorrisk_processunity_third_party_import" "scorecards" {
  template_id = %d
  rows = {
    for third_party in data.vendorrisk_processunity_third_parties.all.third_parties : third_party.id =>
    { "SS Overall Score" = tostring(80 + length(third_party.id)) }
  }
  blank_columns = %s
}

resource "vendorrisk_processunity_issue_import" "findings" {
  template_id = %d
  rows = merge([
    for third_party in data.vendorrisk_processunity_third_parties.all.third_parties : {
      for type in ["csp_no_policy", "open_port", "spf_record_missing"] : "${third_party.domain}/${type}" => {
        Name                    = type
        "Risk Severity"         = "High"
        "Issue Status"          = "Open"
        "Issue Source"          = "SecurityScorecard"
        "Linked Third Party Id" = third_party.id
      }
    }
  ]...)
  insert_only_columns = ["Issue Status"]
  blank_columns       = ["Description", "Resolution", "Risk Impact"]
}
`, hclStrings(w.Domains()), world.ThirdPartyTemplateID, world.ThirdPartyTemplateID, hclStrings(scorecardColumns(w)), world.IssueTemplateID)
	requests := func() map[string]int {
		counts := map[string]int{}
		for _, request := range systems.Requests.All() {
			counts[strings.Join(strings.Split(request.Path, "/")[2:], "/")]++
		}
		return counts
	}
	total := func() int {
		sum := 0
		for _, count := range requests() {
			sum += count
		}
		return sum
	}
	workspace := acctest.NewWorkspace(t, nil)
	workspace.Configure(t, config)
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	if total() > 15 {
		t.Errorf("%d requests: %v", total(), requests())
	}
	acctest.Equal(t, "imports", requests()["api/importexport/Import/123450"]+requests()["api/importexport/Import/123451"], 7)
	acctest.Equal(t, "issues", len(systems.World.InsertedKeys(world.IssueTemplateID)), 900)

	systems.Requests.Reset()
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
	acctest.Equal(t, "requests of the second plan", requests(), map[string]int{"token": 1, "api/importexport/Export/123450": 1})
}

func hclStrings(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = fmt.Sprintf("%q", text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// scorecardColumns are the columns of third parties that have no value.
func scorecardColumns(w *world.World) []string {
	columns := map[string]bool{}
	for _, template := range w.ImportTemplates() {
		for _, column := range template.Columns {
			columns[column] = template.ID == world.ThirdPartyTemplateID && strings.HasPrefix(column, "SS ")
		}
	}
	maps.DeleteFunc(columns, func(_ string, isBlank bool) bool { return !isBlank })
	return slices.Sorted(maps.Keys(columns))
}
