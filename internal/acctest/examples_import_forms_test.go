// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// imported make what examples import, where it would keep the example from creating
// it.
var imported = map[string]func(*sandbox.Sandbox){
	"resources/vendorrisk_securityscorecard_alert_rule": func(systems *sandbox.Sandbox) {
		systems.World.AddAlertRule(world.AlertRule{
			Name: "Critical vendors: network or DNS below 70", Change: "factor_score_drop_threshold", Threshold: "70",
			Factors: []string{"dns_health", "network_security"}, Scorecards: "in_portfolio", PortfolioID: world.CriticalVendorsID,
		})
	},
}

func startForImport(t *testing.T, directory string) *sandbox.Sandbox {
	t.Helper()
	systems := StartSandbox(t)
	if add, ok := imported[directory]; ok {
		add(systems)
	}
	return systems
}

// importExample runs the command of import.sh, and applies the rest of the
// configuration. The plan must not create anything.
func importExample(t *testing.T, workspace *Workspace, directory string) {
	t.Helper()
	script, err := fs.ReadFile(examples, directory+"/import.sh")
	if err != nil {
		t.Fatal(err)
	}
	_, command, found := strings.Cut(string(script), "\nterraform ")
	if !found {
		t.Fatalf("there is no Terraform command in import.sh:\n%s", script)
	}
	workspace.MustExit(t.Context(), t, 0, strings.Fields(command)...)
	text := workspace.MustExit(t.Context(), t, planChanges, "plan", "-detailed-exitcode", "-out=tfplan").Text()
	if !strings.Contains(text, "Plan: 0 to add, 1 to change, 0 to destroy.") {
		t.Errorf("the plan after the import:\n%s", text)
	}
	applyExample(t, workspace)
}

// importExampleByBlock plans the import of import-by-string-id.tf.
func importExampleByBlock(t *testing.T, workspace *Workspace, directory string) {
	t.Helper()
	writeFile(t, path.Join(workspace.Dir, "import.tf"), readExample(t, directory+"/import-by-string-id.tf"))
	text := workspace.MustExit(t.Context(), t, 0, "plan").Text()
	if !strings.Contains(text, "Plan: 1 to import, 0 to add, 1 to change, 0 to destroy.") {
		t.Errorf("the plan with the import block:\n%s", text)
	}
}

// importExampleByIdentity imports the identity of identity.tf, in process: import
// blocks have identities since Terraform 1.12. The result is that of the ID.
func importExampleByIdentity(t *testing.T, directory string) {
	t.Helper()
	if _, err := fs.Stat(examples, directory+"/identity.tf"); err != nil {
		return // it has none
	}
	identity := map[string]tftypes.Value{}
	for name, value := range importAttribute(t, directory+"/identity.tf", "identity").AsValueMap() {
		identity[name] = String(value.AsString())
	}
	byIdentity, byID := importInProcess(t, directory, "", identity), importInProcess(t, directory, importAttribute(t, directory+"/import-by-string-id.tf", "id").AsString(), nil)
	if diff := cmp.Diff(byID, byIdentity); diff != "" {
		t.Errorf("imported by ID and by identity (-ID +identity):\n%s", diff)
	}
}

func importInProcess(t *testing.T, directory, id string, identity map[string]tftypes.Value) map[string]any {
	t.Helper()
	managed := NewManaged(t, NewSandboxServer(t, startForImport(t, directory)), path.Base(directory))
	if diagnostics := managed.Import(t.Context(), t, id, identity); len(diagnostics) > 0 {
		t.Fatalf("%s: %s", diagnostics[0].Summary, diagnostics[0].Detail)
	}
	attributes := managed.Attributes(t)
	delete(attributes, "destination") // of another sandbox
	return attributes
}

func readExample(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(examples, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// importAttribute is an attribute of the import block in an example's file.
func importAttribute(t *testing.T, name, attribute string) cty.Value {
	t.Helper()
	blocks := parse(t, []byte(readExample(t, name))).Blocks
	value, problems := blocks[0].Body.Attributes[attribute].Expr.Value(nil)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return value
}
