// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-exec/tfexec"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// examples are the repository's examples.
var examples = os.DirFS(examplesDirectory)

const examplesDirectory = "../../examples"

// asOf is a time when the waivers in recipes are valid.
const asOf = "2026-12-01T00:00:00Z"

// TestExamples plans every example over the sandbox, and applies those that
// may have resources.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, directory := range directoriesWith(t, "*.tf") {
		if hasTestsOfItsOwn(directory) || isReadOnly(directory) {
			continue
		}
		t.Run(directory, func(t *testing.T) {
			t.Parallel()
			systems := StartSandbox(t)
			runExample(t, exampleWorkspace(t, systems, directory), systems, directory)
		})
	}
	t.Run("data sources and functions", func(t *testing.T) {
		t.Parallel()
		planReadOnlyExamples(t)
	})
	for _, directory := range directoriesWith(t, "import.sh") {
		t.Run(directory+" import", func(t *testing.T) {
			t.Parallel()
			importExample(t, exampleWorkspace(t, startForImport(t, directory), directory), directory)
			importExampleByBlock(t, exampleWorkspace(t, startForImport(t, directory), directory), directory)
			importExampleByIdentity(t, directory)
		})
	}
	for _, test := range blockedRecipes {
		t.Run(test.directory+" blocked", func(t *testing.T) {
			t.Parallel()
			test.plan(t, exampleWorkspace(t, StartSandbox(t), test.directory))
		})
	}
	for _, directory := range directoriesWith(t, "*.tftest.hcl") {
		t.Run(directory+" test", func(t *testing.T) {
			t.Parallel()
			// There are neither credentials nor systems.
			testRecipe(t, exampleWorkspace(t, nil, directory))
		})
	}
	t.Run("format", func(t *testing.T) {
		t.Parallel()
		workspace := NewWorkspace(t, nil)
		workspace.Dir = examplesDirectory
		workspace.MustExit(t.Context(), t, 0, "fmt", "-check", "-diff", "-recursive")
	})
}

// TestExamples_nameAVersion looks at what people copy: without a version, a plan
// takes whatever provider is newest.
func TestExamples_nameAVersion(t *testing.T) {
	t.Parallel()
	for _, directory := range directoriesWith(t, "*.tf") {
		if strings.HasPrefix(directory, "policies/testdata/") {
			continue // the plans beside them would change
		}
		files, err := fs.Glob(examples, directory+"/*.tf")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text := readExample(t, file)
			if strings.Count(text, `"vendorrisk/vendorrisk"`) != len(versionConstraint.FindAllString(text, -1)) {
				t.Errorf("%s requires the provider without a version", file)
			}
		}
	}
}

// versionConstraint follows the source of the provider.
var versionConstraint = regexp.MustCompile(`"vendorrisk/vendorrisk"\n +version = "(~>|>=) [0-9.]+"`)

// runExample plans an example, and applies the plan.
func runExample(t *testing.T, workspace *Workspace, systems *sandbox.Sandbox, directory string) {
	t.Helper()
	planExample(t, workspace)
	checkNothingPushed(t, systems)
	applyExample(t, workspace)
	state, text := showState(t, workspace)
	if strings.Contains(text, secretOfState) {
		t.Errorf("the state has %q", secretOfState)
	}
	checkPublished(t, state, systems, published[directory])
	checkImported(t, state, systems, importedRows[directory])
	checkEvidence(t, state, systems)
}

// directoriesWith returns the directories of files whose names match.
func directoriesWith(t *testing.T, pattern string) []string {
	t.Helper()
	var directories []string
	err := fs.WalkDir(examples, ".", func(name string, _ fs.DirEntry, err error) error {
		if matched, _ := path.Match(pattern, path.Base(name)); matched {
			directories = append(directories, path.Dir(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(directories) == 0 {
		t.Fatalf("no example has a file %s", pattern)
	}
	return slices.Compact(directories)
}

// exampleVariables are the variables of examples that have no default.
var exampleVariables = []string{
	"TF_VAR_as_of=" + asOf,
	"TF_VAR_findings_connection_id=" + world.FindingsConnectionID,
	"TF_VAR_infrastructure_connection_id=" + world.InfrastructureConnectionID,
	"TF_VAR_scorecards_connection_id=" + world.ScorecardsConnectionID,
}

// providerEnvironment points the example of the provider to a sandbox. It reads
// the credentials from its variables.
func providerEnvironment(systems *sandbox.Sandbox) []string {
	return []string{
		"TF_VAR_nowsecure_api_token=" + systems.NowSecure.Token,
		"NOWSECURE_API_URL=" + systems.NowSecure.APIURL,
		"NOWSECURE_LAB_API_URL=" + systems.NowSecure.LabAPIURL,
		"TF_VAR_processunity_password=" + systems.ProcessUnity.Password,
		"TF_VAR_processunity_service_password=" + systems.ProcessUnity.ServicePassword,
		"TF_VAR_secureframe_api_key=" + systems.Secureframe.Key,
		"TF_VAR_secureframe_api_secret=" + systems.Secureframe.Secret,
		"TF_VAR_securityscorecard_api_token=" + systems.SecurityScorecard.Token,
		"PROCESSUNITY_BASE_URL=" + systems.ProcessUnity.BaseURL,
		"SECUREFRAME_BASE_URL=" + systems.Secureframe.BaseURL,
		"SECURITYSCORECARD_BASE_URL=" + systems.SecurityScorecard.BaseURL,
		"TF_VAR_jumpcloud_api_key=" + systems.JumpCloud.APIKey,
		"JUMPCLOUD_BASE_URL=" + systems.JumpCloud.BaseURL,
	}
}

// additions complete the examples of a kind.
var additions = map[string]string{
	"data-sources":        requiredProvider,
	"ephemeral-resources": requiredProvider,
	"functions":           requiredProvider,
	"resources":           requiredProvider,
	// A system's settings are read only when it is used.
	"provider": `
data "vendorrisk_securityscorecard_account" "test" {}

data "vendorrisk_processunity_import_template" "test" {
  template_id = 123450
}

resource "vendorrisk_secureframe_push" "test" {
  schema = {
    connection_id = "` + world.ScorecardsConnectionID + `"
    vendor_slug   = "securityscorecard"
    schema_slug   = "test"
    primary_id    = "id"
    fields        = { id = { type = "string" } }
  }
  records = { test = "{}" }
}
`,
}

// kindOf returns the first element of an example's directory.
func kindOf(directory string) string {
	kind, _, _ := strings.Cut(directory, "/")
	return kind
}

// isReadOnly reports whether an example has only data sources and functions.
func isReadOnly(directory string) bool {
	kind := kindOf(directory)
	return kind == "data-sources" || kind == "functions"
}

// hasTestsOfItsOwn reports whether an example is run by other tests.
func hasTestsOfItsOwn(directory string) bool {
	return directory == onboarding || slices.Contains([]string{"modules", "pipelines", "policies", "provider"}, kindOf(directory))
}

func exampleWorkspace(t *testing.T, systems *sandbox.Sandbox, directory string) *Workspace {
	t.Helper()
	workspace := NewWorkspace(t, systems, exampleVariables...)
	// The provider in process has another working directory than Terraform.
	workspace.environment = append(workspace.environment, "TF_VAR_accounts_file="+filepath.Join(workspace.Dir, "accounts.jsonl"))
	copyExample(t, directory, workspace.Dir)
	if modules, _ := fs.Glob(examples, directory+"/*/*.tf"); len(modules) > 0 {
		workspace.MustExit(t.Context(), t, 0, "get")
	}
	return workspace
}

// importForms are the files with import blocks. Other tests run them.
var importForms = []string{"import-by-string-id.tf", "identity.tf"}

// copyExample copies an example without its imports, and completes it with
// additions.
func copyExample(t *testing.T, directory, target string) {
	t.Helper()
	example, err := fs.Sub(examples, directory)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(target, example); err != nil {
		t.Fatal(err)
	}
	for _, form := range importForms {
		if err := os.Remove(filepath.Join(target, form)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(target, "addition.tf"), []byte(additions[kindOf(directory)]), 0o600); err != nil {
		t.Fatal(err)
	}
}

// planReadOnlyExamples plans all read-only examples at once, each as a module.
func planReadOnlyExamples(t *testing.T) {
	t.Helper()
	systems := StartSandbox(t)
	workspace := NewWorkspace(t, systems)
	var root strings.Builder
	for _, directory := range directoriesWith(t, "*.tf") {
		if name := path.Base(directory); isReadOnly(directory) {
			copyExample(t, directory, filepath.Join(workspace.Dir, name))
			fmt.Fprintf(&root, "module %[1]q {\n  source = \"./%[1]s\"\n}\n\noutput %[1]q {\n  value = module.%[1]s\n}\n\n", name)
		}
	}
	workspace.Configure(t, root.String())
	workspace.MustExit(t.Context(), t, 0, "get")
	plan := planWithoutWarning(t, workspace)
	checkNothingPushed(t, systems)
	read := readAddresses(plan.PriorState.Values.RootModule)
	for name, call := range plan.Config.RootModule.ModuleCalls {
		for _, resource := range call.Module.Resources {
			if address := "module." + name + "." + resource.Address; !read[address] {
				t.Errorf("the plan does not read %s", address)
			}
		}
		outputs, _ := plan.OutputChanges[name].After.(map[string]any)
		for output := range call.Module.Outputs {
			checkOutput(t, name+"."+output, outputs[output])
		}
	}
}

func planWithoutWarning(t *testing.T, workspace *Workspace) *tfjson.Plan {
	t.Helper()
	text := workspace.MustExit(t.Context(), t, 0, "plan", "-out=tfplan").Text()
	if strings.Contains(text, "Warning:") {
		t.Errorf("the plan has a warning:\n%s", text)
	}
	plan := showPlan(t, workspace)
	for _, check := range plan.Checks {
		if check.Status != tfjson.CheckStatusPass {
			t.Errorf("the condition of %s: %s", check.Address.ToDisplay, check.Status)
		}
	}
	return plan
}

// planExample checks that the plan reads every data source, meets every
// condition and knows every output.
func planExample(t *testing.T, workspace *Workspace) {
	t.Helper()
	plan := planWithoutWarning(t, workspace)
	read := map[string]bool{}
	if plan.PriorState != nil && plan.PriorState.Values != nil {
		read = readAddresses(plan.PriorState.Values.RootModule)
	}
	for _, resource := range plan.Config.RootModule.Resources {
		if resource.Mode == tfjson.DataResourceMode && !read[resource.Address] {
			t.Errorf("the plan does not read %s", resource.Address)
		}
	}
	for name, output := range plan.OutputChanges {
		checkOutput(t, name, output.After)
	}
}

// checkOutput checks that an output is known and not empty.
func checkOutput(t *testing.T, name string, value any) {
	t.Helper()
	switch value := value.(type) {
	case nil:
		t.Errorf("the output %s is null or not known", name)
	case map[string]any:
		if len(value) == 0 {
			t.Errorf("the output %s is empty", name)
		}
	case []any:
		// Terraform needs quadratic time for the next plan of such a list.
		if slices.ContainsFunc(value, func(element any) bool { _, ok := element.(map[string]any); return ok }) {
			t.Errorf("the output %s is a list of objects: make it a map", name)
		}
	}
}

func showPlan(t *testing.T, workspace *Workspace) *tfjson.Plan {
	t.Helper()
	terraform, err := workspace.Exec()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := terraform.ShowPlanFile(t.Context(), "tfplan", tfexec.Reattach(workspace.reattach))
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// readAddresses returns the data sources of a module that were read.
func readAddresses(module *tfjson.StateModule) map[string]bool {
	read := map[string]bool{}
	for _, resource := range module.Resources {
		address := resource.Address
		if resource.Index != nil { // The configuration has no indexes.
			address = address[:strings.LastIndex(address, "[")]
		}
		read[address] = true
	}
	for _, child := range module.ChildModules {
		maps.Copy(read, readAddresses(child))
	}
	return read
}

// applyExample applies the plan, and checks that the next plan is empty.
func applyExample(t *testing.T, workspace *Workspace) {
	t.Helper()
	workspace.MustExit(t.Context(), t, 0, "apply", "tfplan")
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
}

// passedTests matches the summary of terraform test.
var passedTests = regexp.MustCompile(`Success! [1-9][0-9]* passed, 0 failed\.`)

func testRecipe(t *testing.T, workspace *Workspace) {
	t.Helper()
	if text := workspace.MustExit(t.Context(), t, 0, "test").Text(); !passedTests.MatchString(text) {
		t.Errorf("terraform test:\n%s", text)
	}
}

// TestExamples_coverEveryEntity checks that every data source, resource and
// function has an example, and that there are no other examples.
func TestExamples_coverEveryEntity(t *testing.T) {
	t.Parallel()
	schemas := NewServer(t).Schemas()
	for file, offered := range map[string][]string{
		"data-sources/*/data-source.tf":               slices.Collect(maps.Keys(schemas.DataSourceSchemas)),
		"ephemeral-resources/*/ephemeral-resource.tf": slices.Collect(maps.Keys(schemas.EphemeralResourceSchemas)),
		"functions/*/function.tf":                     slices.Collect(maps.Keys(schemas.Functions)),
		"resources/*/resource.tf":                     slices.Collect(maps.Keys(schemas.ResourceSchemas)),
		"provider/provider.tf":                        {"provider"},
	} {
		files, err := fs.Glob(examples, file)
		if err != nil {
			t.Fatal(err)
		}
		var shown []string
		for _, name := range files {
			shown = append(shown, path.Base(path.Dir(name)))
		}
		slices.Sort(offered)
		if diff := cmp.Diff(offered, shown); diff != "" {
			t.Errorf("%s (-provider +examples):\n%s", file, diff)
		}
	}
}

func TestRecipes_haveAReadme(t *testing.T) {
	t.Parallel()
	recipes, err := fs.Glob(examples, "recipes/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, recipe := range recipes {
		readme, err := fs.ReadFile(examples, recipe+"/README.md")
		if err != nil || !strings.HasPrefix(string(readme), "# ") {
			t.Errorf("%s has no README.md with a title: %v", recipe, err)
		}
	}
}
