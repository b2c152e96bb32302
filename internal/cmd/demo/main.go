// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command demo shows a Terraform plan that the gate blocks, what unblocks it,
// and what is then published, with the real Terraform over the sandbox. It fails
// if a result is not as described.
package main

import (
	"context"
	"errors"
	"flag"
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
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run shows all steps, and leaves nothing behind.
func run(ctx context.Context, arguments []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	verbose := flags.Bool("v", false, "show the whole configuration, and everything that Terraform prints")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
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
		verbose:   *verbose,
		systems:   systems,
		workspace: terraform.Workspace(filepath.Join(directory, "workspace"), systems.Environment()...),
	}
	if err := d.setUp(ctx); err != nil {
		return err
	}
	if err := d.show(ctx, steps()); err != nil {
		return err
	}
	printNext(out)
	return nil
}
