// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var shellBlock = regexp.MustCompile("(?s)```shell\n(.*?)```")

// TestRecipes_reportInThePlanFile runs the commands of a recipe's README.
func TestRecipes_reportInThePlanFile(t *testing.T) {
	t.Parallel()
	const directory = "recipes/pull-request-report"
	readme, err := fs.ReadFile(examples, directory+"/README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := shellBlock.FindSubmatch(readme)
	if commands == nil {
		t.Fatal("the README has no commands")
	}
	for word, situation := range situations {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			workspace := exampleWorkspace(t, situation.startSandbox(t), directory)
			programs := filepath.Join(t.TempDir(), "bin")
			installStandIns(t, workspace, programs)
			runBlock(t, workspace, []string{"sh", "-e"}, string(commands[1]), situation.exitCode, searchPath(programs), situation.variable())
			if report := readFile(t, filepath.Join(workspace.Dir, "report.md")); !strings.Contains(strings.ToLower(report), word) {
				t.Errorf("the report does not say %q:\n%s", word, report)
			}
		})
	}
}

// TestVendorGate_judgesEveryTier has the module report every tier, although one
// of them already fails the plan.
func TestVendorGate_judgesEveryTier(t *testing.T) {
	t.Parallel()
	workspace := newPipelineRun(t, pipelines["GitHub Actions"], StartSandbox(t)).workspace
	workspace.Configure(t, `
module "vendor_gate" {
  source            = "../../modules/vendor-gate"
  reports_directory = "reports"

  tiers = {
    critical = { portfolios = ["Critical Vendors"], minimum_grade = "B" }
    standard = { portfolios = ["Cloud Services"], minimum_grade = "B" }
  }
}
`)
	workspace.MustExit(t.Context(), t, 0, "get")
	workspace.MustExit(t.Context(), t, 1, "plan")
	for _, tier := range []string{"critical", "standard"} {
		heading := "### Vendor risk gate `" + tier + "`: blocked"
		if report := readFile(t, filepath.Join(workspace.Dir, "reports", tier+".md")); !strings.Contains(report, heading) {
			t.Errorf("the report does not contain %q:\n%s", heading, report)
		}
	}
}
