// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
)

// startBound is the most that a start may take, as a multiple of another provider's.
const startBound = 3

// measureStart compares the start of the provider with that of another one.
// Terraform starts each three times for a plan.
func measureStart(ctx context.Context, b *bench) ([]figure, error) {
	ours, err := b.terraform.Provider()
	if err != nil {
		return nil, err
	}
	other, err := b.terraform.ProviderBinary(httpProviderAddress, httpProviderVersion)
	if err != nil {
		return nil, err
	}
	// One start takes some milliseconds.
	patient := *b
	patient.rounds *= 10
	medians, err := patient.medians(ctx, start(ours), start(other))
	if err != nil {
		return nil, err
	}
	return []figure{ratio("A start of the provider / of hashicorp/http", medians[0], medians[1], startBound)}, nil
}

// start runs a provider until it tells Terraform where it listens.
func start(binary string) task {
	return func(ctx context.Context) error {
		ctx, stop := context.WithCancel(ctx)
		command := exec.CommandContext(ctx, binary)
		// The cookie by which a provider knows that Terraform has started it.
		command.Env = append(os.Environ(), "PLUGIN_PROTOCOL_VERSIONS=4,5,6",
			"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2")
		output, err := command.StdoutPipe()
		if err != nil {
			stop()
			return err
		}
		if err := command.Start(); err != nil {
			stop()
			return err
		}
		_, err = bufio.NewReader(output).ReadString('\n')
		stop()
		_ = command.Wait() // It was stopped.
		if err != nil {
			return errors.New(binary + " did not start")
		}
		return nil
	}
}
