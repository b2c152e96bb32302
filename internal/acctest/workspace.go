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

	"github.com/hashicorp/terraform-exec/tfexec"
)

// interruptGrace is the time that an interrupted Terraform has to exit.
const interruptGrace = 10 * time.Second

// Workspace is a directory in which Terraform runs.
type Workspace struct {
	Dir string

	terraform   string
	environment []string
	// reattach is where a provider in process is, or nil.
	reattach tfexec.ReattachInfo
	exec     *tfexec.Terraform
}

// Workspace returns a workspace in the directory. Terraform gets the caller's
// environment without the variables that change how it runs or which systems it
// reaches, and then the given KEY=value lines.
func (t *Terraform) Workspace(directory string, environment ...string) *Workspace {
	return &Workspace{
		Dir:         directory,
		terraform:   t.Path,
		environment: append(t.environment(os.Environ()), environment...),
	}
}

// With returns the workspace with more KEY=value lines in its environment.
func (w *Workspace) With(environment ...string) *Workspace {
	return &Workspace{Dir: w.Dir, terraform: w.terraform, environment: slices.Concat(w.environment, environment), reattach: w.reattach}
}

// Exec returns a runner of Terraform's commands that parses their output. It runs
// terraform version once.
func (w *Workspace) Exec() (*tfexec.Terraform, error) {
	if w.exec != nil {
		return w.exec, nil
	}
	terraform, err := tfexec.NewTerraform(w.Dir, w.terraform)
	if err != nil {
		return nil, err
	}
	environment := map[string]string{}
	for _, variable := range w.environment {
		name, value, _ := strings.Cut(variable, "=")
		environment[name] = value
	}
	w.exec = terraform
	return terraform, terraform.SetEnv(tfexec.CleanEnv(environment))
}

// Init runs terraform init.
func (w *Workspace) Init(ctx context.Context) error {
	terraform, err := w.Exec()
	if err != nil {
		return err
	}
	return terraform.Init(ctx)
}

// Result is the result of a Terraform command.
type Result struct {
	Stdout, Stderr string
	ExitCode       int
	State          *os.ProcessState
}

// Text returns all output. Terraform prints errors last, to stderr.
func (r Result) Text() string { return r.Stdout + r.Stderr }

// Run runs any Terraform command. Unlike Exec, it returns the output, the exit code
// and the resource usage. A nonzero exit code is part of the result; an
// error means that the command did not complete. When ctx ends, Run interrupts
// Terraform, and kills it if it does not exit.
func (w *Workspace) Run(ctx context.Context, arguments ...string) (Result, error) {
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, w.terraform, arguments...)
	command.Dir, command.Env = w.Dir, slices.Concat(w.environment, w.attachment())
	command.Stdout, command.Stderr = &stdout, &stderr
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = interruptGrace
	err := command.Run()
	if ctx.Err() != nil {
		return Result{}, fmt.Errorf("terraform %s: %w", strings.Join(arguments, " "), context.Cause(ctx))
	}
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return Result{}, fmt.Errorf("terraform %s: %w", strings.Join(arguments, " "), err)
	}
	return Result{
		Stdout:   stdout.String(),
		Stderr:   stderr.String(),
		ExitCode: command.ProcessState.ExitCode(),
		State:    command.ProcessState,
	}, nil
}

// attachment returns the variable by which Terraform finds a provider in process.
func (w *Workspace) attachment() []string {
	if w.reattach == nil {
		return nil
	}
	text, err := json.Marshal(w.reattach)
	if err != nil {
		panic(err)
	}
	return []string{"TF_REATTACH_PROVIDERS=" + string(text)}
}
