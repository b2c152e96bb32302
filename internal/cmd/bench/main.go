// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command bench times whole plans of the real Terraform over the sandbox, and
// compares their ratios with bounds. It uses ratios because absolute times depend
// on the machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// errTooSlow is the error of a bench in which a bound was exceeded.
var errTooSlow = errors.New("a bound is broken")

// run runs the scenarios and prints a table of the figures.
func run(ctx context.Context, arguments []string, stdout, stderr io.Writer) (err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	rounds := flags.Int("rounds", 3, "time every plan `N` times and take the median")
	quick := flags.Bool("quick", false, "measure small sizes, once and without bounds: whether everything runs")
	pattern := flags.String("run", "", "run the scenarios whose names match the `pattern`")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	chosen, err := regexp.Compile(*pattern)
	if err != nil {
		return err
	}
	if flags.NArg() > 0 || *rounds < 1 {
		return errors.New("usage: bench [-quick] [-rounds N] [-run PATTERN], N at least 1")
	}
	if *quick {
		*rounds = 1
	}
	fmt.Fprintln(stderr, "Building the providers")
	b, err := newBench(ctx, *rounds, *quick)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	figures, err := b.measure(ctx, chosen, stderr)
	if err != nil {
		return err
	}
	if err := printTable(stdout, figures); err != nil {
		return err
	}
	if anyBroken(figures) {
		return errTooSlow
	}
	return nil
}
