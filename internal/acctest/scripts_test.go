// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// situation is what may come of a plan.
type situation struct {
	minimumGrade string
	isUnread     bool
	exitCode     int
}

// situations are what scripts must report, by the word in the report.
var situations = map[string]situation{
	"passed":     {minimumGrade: "D"},
	"blocked":    {minimumGrade: "B", exitCode: 1},
	"not judged": {minimumGrade: "D", isUnread: true, exitCode: 1},
}

func (s situation) startSandbox(t *testing.T) *sandbox.Sandbox {
	t.Helper()
	systems := StartSandbox(t)
	if s.isUnread {
		systems.Faults.Add(fault.Rule{System: sandbox.SecurityScorecard, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	}
	return systems
}

func (s situation) variable() string { return "TF_VAR_minimum_grade=" + s.minimumGrade }

// installStandIns puts the stand-ins, and Terraform, into a directory for PATH.
func installStandIns(t *testing.T, workspace *Workspace, directory string) {
	t.Helper()
	for name := range standIns {
		installStandIn(t, name, directory)
	}
	installTerraform(t, workspace, directory)
}

func installStandIn(t *testing.T, name, directory string) {
	t.Helper()
	script := fmt.Sprintf("#!/bin/sh\n%s=%s exec %q \"$@\"\n", standInVariable, name, os.Args[0])
	writeFile(t, filepath.Join(directory, name), script)
}

func installTerraform(t *testing.T, workspace *Workspace, directory string) {
	t.Helper()
	if err := os.Symlink(workspace.terraform, filepath.Join(directory, "terraform")); err != nil {
		t.Fatal(err)
	}
}

// runBlock runs a script block in a workspace with a shell, which must exit with the
// code. It returns what it prints.
func runBlock(t *testing.T, workspace *Workspace, shell []string, script string, exitCode int, environment ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "script")
	writeFile(t, file, script)
	command := exec.CommandContext(t.Context(), shell[0], append(shell[1:], file)...)
	command.Dir = workspace.Dir
	command.Env = slices.Concat(workspace.environment, workspace.attachment(), environment)
	output, err := command.CombinedOutput()
	if got := command.ProcessState.ExitCode(); got != exitCode {
		t.Fatalf("exit code %d, want %d: %v\n%s\n%s", got, exitCode, err, script, output)
	}
	return string(output)
}

// searchPath returns PATH with a directory before all others.
func searchPath(directory string) string {
	return "PATH=" + directory + string(os.PathListSeparator) + os.Getenv("PATH")
}

func readPipeline(t *testing.T, file string) []byte {
	t.Helper()
	text, err := fs.ReadFile(examples, "pipelines/"+file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func gitHubScripts(t *testing.T, text []byte) map[string]string {
	t.Helper()
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Name, Run string }
		}
	}
	parseYAML(t, text, &workflow)
	scripts := map[string]string{}
	for _, job := range workflow.Jobs {
		for _, step := range job.Steps {
			if step.Run != "" {
				scripts[step.Name] = step.Run
			}
		}
	}
	return scripts
}

func gitLabScripts(t *testing.T, text []byte) map[string]string {
	t.Helper()
	var jobs map[string]struct{ Script []string }
	parseYAML(t, text, &jobs)
	scripts := map[string]string{}
	for name, job := range jobs {
		if job.Script != nil {
			scripts[name] = strings.Join(job.Script, "\n")
		}
	}
	return scripts
}

func azureScripts(t *testing.T, text []byte) map[string]string {
	t.Helper()
	var pipeline struct {
		Steps []struct {
			Bash        string
			DisplayName string `yaml:"displayName"`
		}
	}
	parseYAML(t, text, &pipeline)
	scripts := map[string]string{}
	for _, step := range pipeline.Steps {
		if step.Bash != "" {
			scripts[step.DisplayName] = step.Bash
		}
	}
	return scripts
}

func atlantisScripts(t *testing.T, text []byte) map[string]string {
	t.Helper()
	var repository struct {
		Workflows map[string]map[string]struct{ Steps []yaml.Node }
	}
	parseYAML(t, text, &repository)
	scripts := map[string]string{}
	for stage, steps := range repository.Workflows["vendors"] {
		for _, step := range steps.Steps {
			var custom struct{ Run string }
			if step.Kind == yaml.MappingNode && step.Decode(&custom) == nil {
				scripts[stage] = custom.Run
			}
		}
	}
	return scripts
}

func parseYAML(t *testing.T, text []byte, target any) {
	t.Helper()
	if err := yaml.Unmarshal(text, target); err != nil {
		t.Fatal(err)
	}
}

func writeFile(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o700); err != nil { //nolint:gosec // Some of them are programs.
		t.Fatal(err)
	}
}

func readFile(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
