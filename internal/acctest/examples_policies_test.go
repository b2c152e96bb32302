// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// updatePlans writes the plans that the tests of the policies use.
var updatePlans = flag.Bool("update", false, "write the plans that make policy tests the policies with")

// failedPlans are the configurations whose plan exits with 1.
var failedPlans = map[string]bool{"blocked": true, "unread": true}

// TestPolicies_plans makes the plans that make policy tests the policies with.
func TestPolicies_plans(t *testing.T) {
	t.Parallel()
	configurations, err := fs.Glob(examples, "policies/testdata/*/main.tf")
	if err != nil || len(configurations) == 0 {
		t.Fatalf("found %d configurations: %v", len(configurations), err)
	}
	for _, configuration := range configurations {
		directory := path.Dir(configuration)
		t.Run(path.Base(directory), func(t *testing.T) {
			t.Parallel()
			workspace := exampleWorkspace(t, StartSandbox(t), directory)
			exitCode := 0
			if failedPlans[path.Base(directory)] {
				exitCode = 1
			}
			workspace.MustExit(t.Context(), t, exitCode, "plan", "-out=tfplan")
			checkPlan(t, filepath.Join(examplesDirectory, directory, "plan.json"), planFile(t, workspace))
		})
	}
}

func checkPlan(t *testing.T, file string, plan any) {
	t.Helper()
	if *updatePlans {
		text, err := json.MarshalIndent(plan, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(text, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var recorded any
	if err := json.Unmarshal(text, &recorded); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(recorded, plan); diff != "" {
		t.Errorf("%s is not what Terraform plans: run go test ./internal/acctest -run TestPolicies -update (-file +plan):\n%s", file, diff)
	}
}

// planFile returns the plan as terraform show -json prints it, without what
// differs between versions of Terraform and OpenTofu, without reports, and with a
// fixed time.
func planFile(t *testing.T, workspace *Workspace) any {
	t.Helper()
	var plan map[string]any
	text := workspace.MustExit(t.Context(), t, 0, "show", "-json", "tfplan").Stdout
	text = strings.ReplaceAll(text, registryHosts[1], registryHosts[0])
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		t.Fatal(err)
	}
	kept := map[string]any{"timestamp": asOf}
	for _, name := range []string{"configuration", "errored", "planned_values", "prior_state", "resource_changes"} {
		if value, ok := plan[name]; ok {
			kept[name] = value
		}
	}
	if state, ok := kept["prior_state"].(map[string]any); ok {
		delete(state, "terraform_version")
		delete(state, "format_version")
	}
	removeReports(kept)
	return kept
}

// removeReports removes the reports of gates: policies do not read their text.
func removeReports(value any) {
	switch value := value.(type) {
	case map[string]any:
		delete(value, "json")
		delete(value, "markdown")
		for _, member := range value {
			removeReports(member)
		}
	case []any:
		for _, element := range value {
			removeReports(element)
		}
	}
}
