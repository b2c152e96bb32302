// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const vendorGraph = "recipes/vendor-graph"

// TestVendorGraph_answers asks the recipe's questions in the week after one in
// which a vendor was better, and a finding was not there.
func TestVendorGraph_answers(t *testing.T) {
	t.Parallel()
	systems := StartSandbox(t)
	employees := NewSandboxServer(t, systems).MustRead(t.Context(), t, "vendorrisk_jumpcloud_users", map[string]tftypes.Value{
		"include_names": tftypes.NewValue(tftypes.Bool, true),
	})
	var email string
	for _, user := range Rows(t, employees["users"]) {
		if address, isKnown := user["email"].(string); isKnown {
			email = strings.ToUpper(address)
		}
	}
	systems.World.NowSecure.AddUser(world.MobileUser{Name: "Known Employee", Email: email, Role: "analyst"})
	workspace := exampleWorkspace(t, systems, vendorGraph)
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	first := outputs(t, workspace)
	if diff := cmp.Diff(any(map[string]any{"new_findings": nil, "fallen_grades": nil}), first["changes"]); diff != "" {
		t.Errorf("the first week (-want +got):\n%s", diff)
	}
	var kept struct {
		Grades   map[string]*string `json:"grades"`
		Findings []string           `json:"findings"`
	}
	decode(t, []byte(first["kept"].(string)), &kept) //nolint:forcetypeassert // a test may panic
	const fresh, company = "securityscorecard_finding:foxtrot-freight.example", "securityscorecard_company:foxtrot-freight.example"
	before := len(kept.Findings)
	kept.Findings = slices.DeleteFunc(kept.Findings, func(key string) bool { return strings.HasPrefix(key, fresh) })
	writeJSON(t, filepath.Join(workspace.Dir, "last-week.json"), kept)
	kept.Grades[company], kept.Grades["securityscorecard_company:jasmine-labs.example"] = new("B"), new("A")
	writeJSON(t, filepath.Join(workspace.Dir, "last-quarter.json"), kept)

	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	got := outputs(t, workspace)
	changes, _ := got["changes"].(map[string]any)
	found, _ := changes["new_findings"].(map[string]any)
	if len(found) == 0 || len(found) != before-len(kept.Findings) {
		t.Errorf("%d new findings, want %d", len(found), before-len(kept.Findings))
	}
	got["fallen_grades"] = changes["fallen_grades"]
	for name, want := range map[string]any{
		"portfolios_with_critical_findings": []any{"Critical Vendors"},
		"fallen_grades":                     map[string]any{"foxtrot-freight.example": "B to F", "jasmine-labs.example": "A to unknown"},
		"unscanned_apps":                    wantUnscannedApps,
	} {
		if diff := cmp.Diff(want, got[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// The file that JupiterOne takes has both graphs.
	file := ParseGraph(t, got["jupiterone"].(string)) //nolint:forcetypeassert // a test may panic
	for _, graphType := range []string{"securityscorecard_finding", "mobile_app", "nowsecure_user"} {
		if len(file.OfType(graphType)) == 0 {
			t.Errorf("the file has no %s", graphType)
		}
	}
	if users, _ := got["unknown_users"].([]any); len(users) != len(file.OfType("nowsecure_user"))-1 || slices.Contains(users, any("Known Employee")) {
		t.Errorf("unknown users: %v", users)
	}
}

// outputs are the outputs of a state.
func outputs(t *testing.T, workspace *Workspace) map[string]any {
	t.Helper()
	var written map[string]struct{ Value any }
	decode(t, []byte(workspace.MustExit(t.Context(), t, 0, "output", "-json").Stdout), &written)
	values := map[string]any{}
	for name, output := range written {
		values[name] = output.Value
	}
	return values
}

// writeJSON writes a file.
func writeJSON(t *testing.T, file string, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, string(text))
}

// wantUnscannedApps are those of the default world, 30 days before asOf.
var wantUnscannedApps = map[string]any{
	"app:mobile:android:com.delta.ride": "not_assessed",
	"app:mobile:ios:com.cobalt.scan":    "not_assessed",
}

// TestVendorGraph_isPosted runs the script of the recipe for three weeks, as the
// pipeline does.
func TestVendorGraph_isPosted(t *testing.T) {
	t.Parallel()
	scripts := gitHubScripts(t, readPipeline(t, "github-actions/vendor-graph.yml"))
	if len(scripts) != 1 || !strings.Contains(scripts["Post"], "./post-changes.sh") {
		t.Fatalf("the pipeline runs %v", scripts)
	}
	var messages []string
	chat := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		var message struct{ Text string }
		if err != nil || json.Unmarshal(body, &message) != nil {
			t.Errorf("the chat cannot read %s: %v", body, err)
		}
		messages = append(messages, message.Text)
	}))
	t.Cleanup(chat.Close)
	systems := StartSandbox(t)
	workspace := exampleWorkspace(t, systems, vendorGraph)
	week := func(isRead bool) {
		t.Helper()
		if text, err := runScript(t, workspace, "post-changes.sh", "CHAT_WEBHOOK_URL="+chat.URL+"/hook"); (err == nil) != isRead {
			t.Fatalf("the script: %v\n%s", err, text)
		}
	}
	week(true)
	systems.World.SetIssues("granite-hosting.example", world.Active{Type: "tlscert_expired", Count: 1})
	week(true)
	if err := systems.Close(); err != nil {
		t.Fatal(err)
	}
	week(false)
	want := []string{"First week: ", "1 new findings of 12 vendors.\n- `securityscorecard_finding:granite-hosting.example:tlscert_expired:", "Vendor graph: not read."}
	if len(messages) != len(want) {
		t.Fatalf("the chat got %q", messages)
	}
	for i, text := range want {
		if !strings.Contains(messages[i], text) {
			t.Errorf("message %d does not contain %q:\n%s", i+1, text, messages[i])
		}
	}
	kept, err := os.ReadFile(filepath.Join(workspace.Dir, "last-week.json"))
	if err != nil || strings.Contains(string(kept), "@") {
		t.Errorf("what is kept has an email address: %s %v", kept, err)
	}
}
