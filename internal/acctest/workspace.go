// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// interruptGrace is how long an interrupted Terraform has to end.
const interruptGrace = 10 * time.Second

// Workspace is a directory in which Terraform runs.
type Workspace struct {
	Dir string

	terraform   string
	environment []string
}

// Workspace returns a workspace in the directory. Its Terraform has the
// caller's environment without what would change how it runs or what it reaches,
// and then the given KEY=value lines.
func (t *Terraform) Workspace(directory string, environment ...string) *Workspace {
	return &Workspace{
		Dir:         directory,
		terraform:   t.Path,
		environment: append(t.environment(os.Environ()), environment...),
	}
}

// Result is how a command of Terraform ended.
type Result struct {
	Stdout, Stderr string
	ExitCode       int
	State          *os.ProcessState
}

// Text is all that was printed: Terraform prints errors last, to stderr.
func (r Result) Text() string { return r.Stdout + r.Stderr }

// ExitError is a command of Terraform that failed.
type ExitError struct {
	Arguments []string
	Result    Result
}

func (e *ExitError) Error() string {
	return fmt.Sprintf("terraform %s: exit code %d\n%s", strings.Join(e.Arguments, " "), e.Result.ExitCode, e.Result.Text())
}

// Run runs any command of Terraform. Exit codes are part of the result; an
// error is a command that did not run to its end. When ctx ends, Terraform is
// interrupted, and killed when it does not heed that.
func (w *Workspace) Run(ctx context.Context, arguments ...string) (Result, error) {
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, w.terraform, arguments...)
	command.Dir, command.Env = w.Dir, w.environment
	command.Stdout, command.Stderr = &stdout, &stderr
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = interruptGrace
	err := command.Run()
	if ctx.Err() != nil {
		return Result{}, fmt.Errorf("terraform %s: %w", strings.Join(arguments, " "), context.Cause(ctx))
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return Result{}, fmt.Errorf("terraform %s: %w", strings.Join(arguments, " "), err)
	}
	return Result{
		Stdout:   stdout.String(),
		Stderr:   stderr.String(),
		ExitCode: command.ProcessState.ExitCode(),
		State:    command.ProcessState,
	}, nil
}

// mustRun is Run for commands that fail with any exit code but 0.
func (w *Workspace) mustRun(ctx context.Context, arguments ...string) (Result, error) {
	result, err := w.Run(ctx, arguments...)
	if err == nil && result.ExitCode != 0 {
		err = &ExitError{Arguments: arguments, Result: result}
	}
	return result, err
}

// Init runs terraform init and returns what it printed.
func (w *Workspace) Init(ctx context.Context, arguments ...string) (string, error) {
	result, err := w.mustRun(ctx, slices.Concat([]string{"init"}, arguments)...)
	return result.Text(), err
}

// PlanOutcome is how a plan ended, by the exit codes of -detailed-exitcode.
type PlanOutcome int

// The outcomes of a plan.
const (
	PlanNoChanges PlanOutcome = 0
	PlanErrored   PlanOutcome = 1
	PlanChanges   PlanOutcome = 2
)

// Plan runs terraform plan, and returns how it ended and what it printed. A
// plan that Terraform refuses is an outcome, not an error.
func (w *Workspace) Plan(ctx context.Context, arguments ...string) (PlanOutcome, string, error) {
	result, err := w.Run(ctx, slices.Concat([]string{"plan", "-detailed-exitcode"}, arguments)...)
	return PlanOutcome(result.ExitCode), result.Text(), err
}

// Apply runs terraform apply without asking, and returns what it printed.
func (w *Workspace) Apply(ctx context.Context, arguments ...string) (string, error) {
	result, err := w.mustRun(ctx, slices.Concat([]string{"apply", "-auto-approve"}, arguments)...)
	return result.Text(), err
}

// ShowJSON returns the JSON of a saved plan, or of the state when none is named.
func (w *Workspace) ShowJSON(ctx context.Context, arguments ...string) ([]byte, error) {
	result, err := w.mustRun(ctx, slices.Concat([]string{"show", "-json"}, arguments)...)
	return []byte(result.Stdout), err
}

// Output decodes the value of one output of the state.
func (w *Workspace) Output(ctx context.Context, name string, value any) error {
	result, err := w.mustRun(ctx, "output", "-json", name)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(result.Stdout), value)
}
