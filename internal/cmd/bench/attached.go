// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// attachedProvider is the provider as a process that Terraform does not start. Its
// memory can therefore be told from that of Terraform.
type attachedProvider struct {
	// plan is a plan that uses the provider.
	plan    *plan
	command *exec.Cmd
}

// attachment is the variable that tells Terraform where a provider is.
const attachment = "TF_REATTACH_PROVIDERS="

// startProvider starts a provider for the configuration of a plan.
func (b *bench) startProvider(ctx context.Context, systems *sandbox.Sandbox, of *plan) (*attachedProvider, error) {
	binary, err := b.terraform.Provider()
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, binary, "-debug")
	command.Dir, command.Env = of.workspace.Dir, append(os.Environ(), systems.Environment()...)
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(output); lines.Scan(); {
		if _, value, found := strings.Cut(lines.Text(), attachment); found {
			workspace := of.workspace.With(attachment + strings.Trim(value, "'"))
			return &attachedProvider{&plan{workspace: workspace}, command}, nil
		}
	}
	return nil, errors.Join(errors.New("the provider does not say how to attach to it"), command.Process.Kill(), command.Wait())
}

// stop ends the provider, and returns its peak memory in bytes, or 0 if that is
// unknown.
func (p *attachedProvider) stop() (int64, error) {
	peak := currentPeakMemory(p.command.Process.Pid)
	if err := p.command.Process.Kill(); err != nil {
		return 0, err
	}
	if _, isExit := errors.AsType[*exec.ExitError](p.command.Wait()); !isExit {
		return 0, errors.New("the provider has ended before")
	}
	return cmp.Or(peak, peakMemory(p.command.ProcessState)), nil
}
