// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// TestReadme follows the README's first code blocks literally, as a newcomer with
// an empty home does: the sandbox, a plan that is blocked, changes that let it pass
// and block again, and the newcomer's own configuration.
func TestReadme(t *testing.T) {
	t.Parallel()
	documents := documents(t)
	readme := documents[slices.IndexFunc(documents, func(d document) bool { return d.path == "README.md" })]
	commands := readme.ofLanguage("shell")
	if len(commands) != 4 || commands[0].code != "make sandbox\n" {
		t.Fatalf("the README begins with other commands: %v", commands)
	}
	home := t.TempDir()
	environment := newcomer(t, home)
	startReadmeSandbox(t, commands[0].code, environment)
	for i, verdict := range []string{"blocked", "passed", "blocked"} {
		// Each of them is for a shell in the clone, but the first goes to a folder there.
		enter := "cd .sandbox && . ./environment.sh\n"
		if i == 0 {
			enter = ""
		}
		output, err := runIn(t, home, environment, enter+commands[i+1].code)
		if (err != nil) != (verdict == "blocked") || (verdict == "blocked") != isBlocked(output) {
			t.Fatalf("it is not %s: %v\n%s\n%s", verdict, err, commands[i+1].code, output)
		}
	}

	writeFile(t, filepath.Join(home, ".sandbox", "main.tf"), readme.ofLanguage("hcl")[0].code)
	output, _ := runIn(t, home, environment, `cd .sandbox && . ./environment.sh
curl -X PATCH "$SANDBOX_URL/companies/ember-energy.example" -d '{"grade": "F"}'
terraform plan`)
	if !isBlocked(output) {
		t.Errorf("the README's configuration is not blocked:\n%s", output)
	}
}

// TestReadme_showsWhatPeopleSee compares the error and the report in the README
// with those of its configuration.
func TestReadme_showsWhatPeopleSee(t *testing.T) {
	t.Parallel()
	text := readFile(t, filepath.Join(repository, "README.md"))
	readme := document{blocks: codeBlocks(t, []byte(text))}
	workspace := NewWorkspace(t, StartSandbox(t))
	writeFile(t, filepath.Join(workspace.Dir, "main.tf"), withReportsIn(workspace.Dir, readme.ofLanguage("hcl")[0].code))
	output := workspace.MustExit(t.Context(), t, 1, "plan", "-no-color").Text()
	for line := range strings.Lines(readme.ofLanguage("text")[0].code) {
		if !strings.Contains(output, line) {
			t.Errorf("Terraform does not print %q:\n%s", line, output)
		}
	}
	_, report, _ := strings.Cut(readFile(t, filepath.Join(workspace.Dir, "report.md")), "\n")
	var quoted strings.Builder
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, ">"); ok {
			quoted.WriteString(strings.TrimPrefix(rest, " "))
		}
	}
	Equal(t, "the report in the README", strings.TrimSpace(quoted.String()), strings.TrimSpace(report))
}

// TestReadme_hasOneConfiguration plans all of the README's configurations in one
// file: none refers to what the others do not have.
func TestReadme_hasOneConfiguration(t *testing.T) {
	t.Parallel()
	readme := document{blocks: codeBlocks(t, []byte(readFile(t, filepath.Join(repository, "README.md"))))}
	var all strings.Builder
	for _, block := range readme.ofLanguage("hcl") {
		all.WriteString(block.code)
	}
	workspace := NewWorkspace(t, StartSandbox(t),
		"TF_VAR_connection_id="+world.ScorecardsConnectionID, "TF_VAR_test_id="+world.ScorecardsConnectionID)
	writeFile(t, filepath.Join(workspace.Dir, "main.tf"), withReportsIn(workspace.Dir, all.String()))
	if output := workspace.MustExit(t.Context(), t, 1, "plan", "-no-color").Text(); !isBlocked(output) {
		t.Errorf("%s\n%s", all.String(), output)
	}
}

// newcomer is the environment of somebody with an empty home, and with what was
// built before.
func newcomer(t *testing.T, home string) []string {
	t.Helper()
	workspace := NewWorkspace(t, nil)
	programs := t.TempDir()
	installStandIns(t, workspace, programs)
	environment := []string{searchPath(programs), "HOME=" + home}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS", "GONOSUMDB", "GOSUMDB"} {
		value, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		environment = append(environment, name+"="+strings.TrimSpace(string(value)))
	}
	return append(environment,
		"SANDBOX_DIRECTORY="+filepath.Join(home, ".sandbox"),
		"TF_CLI_ARGS_plan=-no-color",
		"FLAGS=-listen 127.0.0.1:0", // others may run at the ports of the README
	)
}

// startReadmeSandbox runs the command in the clone until the test ends, and
// returns when it serves.
func startReadmeSandbox(t *testing.T, command string, environment []string) {
	t.Helper()
	sandbox := exec.CommandContext(t.Context(), "sh", "-c", command)
	sandbox.Dir, sandbox.Env = repository, environment
	sandbox.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	output, err := sandbox.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	sandbox.Stderr = os.Stderr
	if err := sandbox.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// make, go and the sandbox are in one group, as in a terminal.
		if err := syscall.Kill(-sandbox.Process.Pid, syscall.SIGINT); err != nil {
			t.Error(err)
		}
		_, _ = io.Copy(io.Discard, output)
		_ = sandbox.Wait() // make says that it was interrupted
	})
	var printed strings.Builder
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		printed.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "Interrupt to stop") {
			return
		}
	}
	t.Fatalf("the sandbox has ended:\n%s", printed.String())
}

func runIn(t *testing.T, directory string, environment []string, script string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "sh", "-ec", script)
	command.Dir, command.Env = directory, environment
	output, err := command.CombinedOutput()
	return string(output), err
}
