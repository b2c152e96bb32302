// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// interruptGrace is the time that an interrupted Terraform has to exit.
const interruptGrace = 10 * time.Second

// Workspace is a directory in which Terraform runs.
type Workspace struct {
	Dir string

	terraform   string
	environment []string
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

// Init runs terraform init.
func (w *Workspace) Init(ctx context.Context) error {
	result, err := w.Run(ctx, "init")
	if err == nil && result.ExitCode != 0 {
		err = fmt.Errorf("terraform init: exit code %d\n%s", result.ExitCode, result.Text())
	}
	return err
}

// Result is the result of a Terraform command.
type Result struct {
	Stdout, Stderr string
	ExitCode       int
	State          *os.ProcessState
}

// Text returns all output. Terraform prints errors last, to stderr.
func (r Result) Text() string { return r.Stdout + r.Stderr }

// Run runs any Terraform command. It returns the output, the exit code
// and the resource usage. A nonzero exit code is part of the result; an
// error means that the command did not complete. When ctx ends, Run interrupts
// Terraform, and kills it if it does not exit.
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
