// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command demo shows a Terraform plan that the gate blocks, what unblocks it,
// and what is then published, with the real Terraform over the sandbox. It fails
// if a result is not as described.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run shows all steps, and leaves nothing behind.
func run(ctx context.Context, out io.Writer) (err error) {
	printIntroduction(out)
	directory, err := os.MkdirTemp("", "vendorrisk-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(directory)) }()
	terraform, err := acctest.NewTerraform(ctx, directory)
	if err != nil {
		return err
	}
	systems, err := sandbox.Start(ctx, world.Default())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, systems.Close()) }()
	d := &demo{
		out:       out,
		systems:   systems,
		workspace: terraform.Workspace(filepath.Join(directory, "workspace"), systems.Environment()...),
	}
	printSetUp(out, terraform, systems)
	if err := d.writeConfiguration(); err != nil {
		return err
	}
	return d.show(ctx, steps())
}
