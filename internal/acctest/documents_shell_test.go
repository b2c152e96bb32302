// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What a page leaves out: the value of a variable of the environment, which the
// workspace may have, and that of a variable of Terraform, which has a default.
var (
	environmentPlaceholder = regexp.MustCompile(`([A-Z][A-Za-z_]*)=…`)
	variablePlaceholder    = regexp.MustCompile(` -var \w+=…`)
)

// TestDocuments_runTheirCommands runs every command that a page shows and that is
// in no script of an example. A gate may block.
func TestDocuments_runTheirCommands(t *testing.T) {
	t.Parallel()
	scripts := exampleFiles(t, ".sh")
	for _, document := range documents(t) {
		blocks := slices.DeleteFunc(document.ofLanguage("shell"), func(block codeBlock) bool {
			return strings.Contains(scripts, withoutIndentation(block.code)) // the test of the script runs it
		})
		if len(blocks) == 0 || document.path == "README.md" {
			continue // TestReadme runs the commands of that
		}
		t.Run(document.path, func(t *testing.T) {
			t.Parallel()
			workspace := documentWorkspace(t, document.path)
			for _, block := range blocks {
				runCommands(t, workspace, block.code)
			}
		})
	}
}

// documentWorkspace is the example that the page describes, or what pages
// presuppose.
func documentWorkspace(t *testing.T, page string) *Workspace {
	t.Helper()
	systems := StartSandbox(t)
	if directory, isExample := strings.CutPrefix(path.Dir(page), "examples/"); isExample {
		return exampleWorkspace(t, systems, directory)
	}
	workspace := NewWorkspace(t, systems)
	copySurroundings(t, workspace.Dir)
	report := readFile(t, filepath.Join(surroundings, "vendor-risk-baseline.json"))
	writeFile(t, filepath.Join(workspace.Dir, "report.json"), report)
	return workspace
}

// runCommands runs the commands as a person does, who sets what the page leaves
// out, and says yes.
func runCommands(t *testing.T, workspace *Workspace, commands string) {
	t.Helper()
	programs := t.TempDir()
	installStandIns(t, workspace, programs)
	script := environmentPlaceholder.ReplaceAllString(commands, "$1")
	script = variablePlaceholder.ReplaceAllString(script, "")
	command := exec.CommandContext(t.Context(), "sh", "-euc", script)
	command.Dir = workspace.Dir
	command.Stdin = strings.NewReader(strings.Repeat("yes\n", 3))
	command.Env = slices.Concat(workspace.environment, workspace.attachment(), []string{searchPath(programs)})
	output, err := command.CombinedOutput()
	if err != nil && !isBlocked(string(output)) {
		t.Errorf("%v\n%s\n%s", err, script, output)
	}
}
