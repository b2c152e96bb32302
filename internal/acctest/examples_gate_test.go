// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestGateBaseline_reportsWhatIsWorse lets a vendor of the baseline get worse.
func TestGateBaseline_reportsWhatIsWorse(t *testing.T) {
	t.Parallel()
	systems := StartSandbox(t)
	systems.World.SetGrade("cobalt-logistics.example", "D", new(64))
	workspace := exampleWorkspace(t, systems, "recipes/gate-baseline")
	text := workspace.MustExit(t.Context(), t, 1, "plan").Text()
	if !strings.Contains(text, "Vendor Risk Gate Blocks cobalt-logistics.example") || strings.Contains(text, "foxtrot-freight.example breaks") {
		t.Errorf("the plan:\n%s", text)
	}
	for file, phrases := range map[string][]string{
		"report.md": {
			"<!-- vendorrisk_gate: critical-vendors -->\n", "| `cobalt-logistics.example` | blocked | D | 64 |", "| `foxtrot-freight.example` | known | F |",
			"`owner: Robin, ticket: VR-112`", "`owner: Kim, ticket: VR-118`", "| `2027-03-31` |",
		},
		"report.json":      {`"gate": "critical-vendors"`, `"passed": false`, `"ticket":"VR-118"`},
		"report.junit.xml": {`<testcase name="cobalt-logistics.example: minimum_grade"`, `<failure message="grade D; required: at least B"`},
		"report.sarif":     {`"version": "2.1.0"`, `"text": "cobalt-logistics.example: grade D; required: at least B."`},
	} {
		report, err := os.ReadFile(filepath.Join(workspace.Dir, "reports", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, phrase := range phrases {
			if !strings.Contains(string(report), phrase) {
				t.Errorf("%s does not contain %q:\n%s", file, phrase, report)
			}
		}
	}
}

// TestWeeklyDigest_isPosted runs the recipe's script for three weeks.
func TestWeeklyDigest_isPosted(t *testing.T) {
	t.Parallel()
	var messages []string
	chat := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		var message struct{ Text string }
		if err != nil || json.Unmarshal(body, &message) != nil || request.Header.Get("Content-Type") != "application/json" {
			t.Errorf("the chat cannot read %s: %v", body, err)
		}
		messages = append(messages, message.Text)
	}))
	t.Cleanup(chat.Close)
	systems := StartSandbox(t)
	workspace := exampleWorkspace(t, systems, "recipes/weekly-digest")
	week := func(isJudged bool) {
		t.Helper()
		if text, err := runScript(t, workspace, "post-digest.sh", "CHAT_WEBHOOK_URL="+chat.URL+"/hook"); (err == nil) != isJudged {
			t.Fatalf("the script: %v\n%s", err, text)
		}
	}
	week(true)
	systems.World.SetGrade("cobalt-logistics.example", "D", new(64))
	week(true)
	if err := systems.Close(); err != nil {
		t.Fatal(err)
	}
	week(false)
	want := []string{
		"Blocked: 2 violations of 2 subjects; 6 companies and 0 findings evaluated.",
		"#### Grades that fell (1)\n\n- `cobalt-logistics.example`: B to D, score 84 to 64",
		"Vendor risk digest: not judged. The run failed; read its log.",
	}
	if len(messages) != len(want) {
		t.Fatalf("the chat got %q", messages)
	}
	for i, text := range want {
		if !strings.Contains(messages[i], text) {
			t.Errorf("message %d does not contain %q:\n%s", i+1, text, messages[i])
		}
	}
}

// runScript runs a shell script of an example as a user would, with terraform on
// PATH.
func runScript(t *testing.T, workspace *Workspace, script string, environment ...string) (string, error) {
	t.Helper()
	path := t.TempDir()
	installTerraform(t, workspace, path)
	installStandIn(t, "minisign", path) // The others may be real.
	command := exec.CommandContext(t.Context(), "sh", script)
	command.Dir = workspace.Dir
	command.Env = slices.Concat(workspace.environment, workspace.attachment(), environment, []string{searchPath(path)})
	text, err := command.CombinedOutput()
	return string(text), err
}
