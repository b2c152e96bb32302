// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// pipeline is an example of a pipeline, as far as it runs here.
type pipeline struct {
	// scripts returns the script blocks of the file, by step or job.
	scripts func(t *testing.T, text []byte) map[string]string
	file    string
	// plan runs Terraform, and report reports what came of it, in this order.
	plan   string
	report []string
	// shell runs the blocks as the system does.
	shell       []string
	environment []string
	// me is who writes comments, or "" if the pipeline writes none.
	me string
}

var pipelines = map[string]pipeline{
	"GitHub Actions": {
		file: "github-actions/vendor-gate.yml", scripts: gitHubScripts,
		plan: "Plan", report: []string{"Summary", "Comment"}, shell: []string{"bash", "-e"}, me: gitHub.me,
		environment: []string{
			"GATE=vendors", "RUN_URL=https://github.example/run", "GH_TOKEN=x", "PULL_REQUEST=7",
			"GITHUB_REPOSITORY=acme/infrastructure", "GITHUB_STEP_SUMMARY=summary.md",
		},
	},
	"GitLab CI": {
		file: "gitlab-ci/.gitlab-ci.yml", scripts: gitLabScripts,
		plan: "vendor-gate", report: []string{"vendor-gate-note"}, shell: []string{"sh", "-e"}, me: gitLab.me,
		environment: []string{
			"DIRECTORY=.", "GATE=vendors", "CI_PROJECT_ID=42", "CI_MERGE_REQUEST_IID=7", "CI_PIPELINE_URL=https://gitlab.example/run",
		},
	},
	"Azure DevOps": {
		file: "azure-devops/azure-pipelines.yml", scripts: azureScripts,
		plan: "Plan", report: []string{"Summary"}, shell: []string{"bash"},
		environment: []string{"DIRECTORY=.", "GATES=vendors"},
	},
}

// TestPipelines runs every script block of the examples of pipelines, with real
// Terraform, and stand-ins for the programs that write comments.
func TestPipelines(t *testing.T) {
	t.Parallel()
	for name, p := range pipelines {
		for word, situation := range situations {
			t.Run(name+" "+word, func(t *testing.T) {
				t.Parallel()
				run := newPipelineRun(t, p, situation.startSandbox(t), situation.variable())
				run.script(t, p.plan, situation.exitCode)
				var output string
				for _, script := range p.report {
					output += run.script(t, script, 0)
				}
				run.check(t, "### Vendor risk gate `vendors`: "+word+"\n", output)
			})
		}
	}
}

// TestPipelines_runEveryScript checks that no script block is left out above.
func TestPipelines_runEveryScript(t *testing.T) {
	t.Parallel()
	for name, p := range pipelines {
		run := append([]string{p.plan}, p.report...)
		slices.Sort(run)
		if diff := cmp.Diff(run, slices.Sorted(maps.Keys(p.scripts(t, readPipeline(t, p.file))))); diff != "" {
			t.Errorf("%s (-run +file):\n%s", name, diff)
		}
	}
}

// pipelineRun is one run of a pipeline in a workspace.
type pipelineRun struct {
	pipeline
	workspace *Workspace
	blocks    map[string]string
}

// marker is the first line of the report of the gate of the example.
const marker = "<!-- vendorrisk_gate: vendors -->\n"

// earlier are the comments before the run. Only one of them is the gate's own.
func (p pipeline) earlier() []comment {
	return []comment{
		{1, "robin", "When is this applied?"},
		{2, p.me, "### Costs\n\nNothing changes."},
		{3, "robin", marker + "### Vendor risk gate `vendors`: passed\n\nHonestly."},
		{4, p.me, strings.Replace(marker, "vendors", "vendors-2", 1) + "### Vendor risk gate `vendors-2`: passed\n"},
		{5, p.me, marker + "### Vendor risk gate `vendors`: passed\n\nYesterday."},
	}
}

func newPipelineRun(t *testing.T, p pipeline, systems *sandbox.Sandbox, environment ...string) pipelineRun {
	t.Helper()
	workspace := NewWorkspace(t, systems, environment...)
	root := workspace.Dir
	for _, directory := range []string{"modules/vendor-gate", "pipelines/vendors"} {
		example, err := fs.Sub(examples, directory)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(root, directory), example); err != nil {
			t.Fatal(err)
		}
	}
	workspace.Dir = filepath.Join(root, "pipelines", "vendors")
	run := pipelineRun{pipeline: p, workspace: workspace, blocks: p.scripts(t, readPipeline(t, p.file))}
	// A report of an earlier run must not count.
	writeFile(t, filepath.Join(workspace.Dir, "reports", "vendors.md"), marker+"### Vendor risk gate `vendors`: passed\n\nStale.\n")
	comments, err := json.Marshal(p.earlier())
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, run.comments(), string(comments))
	installStandIns(t, workspace, filepath.Join(root, "bin"))
	return run
}

func (r pipelineRun) root() string     { return filepath.Join(r.workspace.Dir, "..", "..") }
func (r pipelineRun) comments() string { return filepath.Join(r.root(), "comments.json") }

// script runs a script block, which must exit with the code. It returns what it
// prints.
func (r pipelineRun) script(t *testing.T, name string, exitCode int) string {
	t.Helper()
	environment := slices.Concat(r.environment, []string{searchPath(filepath.Join(r.root(), "bin")), commentsVariable + "=" + r.comments()})
	return runBlock(t, r.workspace, r.shell, r.blocks[name], exitCode, environment...)
}

// check checks that the report is what people read, and that no comment of anyone
// else has changed.
func (r pipelineRun) check(t *testing.T, heading, output string) {
	t.Helper()
	reportFile := filepath.Join(r.workspace.Dir, "reports", "vendors.md")
	report := readFile(t, reportFile)
	if !strings.HasPrefix(report, marker+heading) {
		t.Errorf("the report does not begin with %q:\n%s", heading, report)
	}
	for _, format := range []string{"json", "xml", "sarif"} {
		_, err := os.Stat(filepath.Join(r.workspace.Dir, "reports", "vendors."+format))
		if isThere := err == nil; isThere == strings.HasSuffix(heading, "not judged\n") {
			t.Errorf("there is a report as %s: %t", format, isThere)
		}
	}
	want := r.earlier()
	switch r.me {
	case gitHub.me:
		Equal(t, "summary", readFile(t, filepath.Join(r.workspace.Dir, "summary.md")), report)
		want[4].Body = report
	case gitLab.me:
		want[4].Body = report
	default:
		if line := "##vso[task.uploadsummary]" + r.workspace.Dir + "/./reports/vendors.md"; !strings.Contains(output, line) {
			t.Errorf("the output does not have %q:\n%s", line, output)
		}
	}
	var comments []comment
	if err := json.Unmarshal([]byte(readFile(t, r.comments())), &comments); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, comments); diff != "" {
		t.Errorf("comments (-want +got):\n%s", diff)
	}
}

// TestPipelines_firstComment has no comment of the gate yet.
func TestPipelines_firstComment(t *testing.T) {
	t.Parallel()
	for name, p := range pipelines {
		if p.me == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := newPipelineRun(t, p, nil)
			writeFile(t, run.comments(), "[]")
			for _, script := range p.report {
				run.script(t, script, 0)
			}
			var comments []comment
			if err := json.Unmarshal([]byte(readFile(t, run.comments())), &comments); err != nil {
				t.Fatal(err)
			}
			want := []comment{{1000, p.me, readFile(t, filepath.Join(run.workspace.Dir, "reports", "vendors.md"))}}
			if diff := cmp.Diff(want, comments); diff != "" {
				t.Errorf("comments (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPipelines_atlantis runs the step that plans, after Atlantis's own init.
func TestPipelines_atlantis(t *testing.T) {
	t.Parallel()
	atlantis := pipeline{
		file: "atlantis/atlantis.yaml", scripts: atlantisScripts, plan: "plan", shell: []string{"sh"}, environment: []string{"PLANFILE=tfplan"},
	}
	for word, situation := range situations {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			run := newPipelineRun(t, atlantis, situation.startSandbox(t), situation.variable())
			run.workspace.MustExit(t.Context(), t, 0, "init")
			output := run.script(t, "plan", situation.exitCode)
			if !strings.Contains(strings.ToLower(output), "vendors`: "+word) && !strings.Contains(strings.ToLower(output), "\n"+word) {
				t.Errorf("the comment does not say %q:\n%s", word, output)
			}
		})
	}
}
