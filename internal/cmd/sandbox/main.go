// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command sandbox serves the systems' APIs on loopback until it is interrupted,
// with a request for each change that a newcomer would like to see, and writes a
// directory to run Terraform in.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "sandbox:", err)
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	address         netip.AddrPort
	directory       string
	companies, apps int
	jumpCloud       func() *world.JumpCloud
	latency         time.Duration
}

func parseOptions(arguments []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("sandbox", flag.ContinueOnError)
	flags.SetOutput(stderr)
	address := flags.String("listen", "127.0.0.1:8640", "`address:port` to take changes at; each system is at a port after it. Port 0 is any free port for each")
	flags.StringVar(&o.directory, "directory", ".sandbox", "`directory` to write the environment, the configuration of the Terraform CLI, and main.tf to")
	flags.IntVar(&o.companies, "companies", 0, "serve `N` generated companies instead of the small world")
	flags.IntVar(&o.apps, "apps", 0, "serve `N` generated mobile apps instead of the small world")
	organization := flags.String("jumpcloud", "default", "`organization` of JumpCloud to serve: default, strong (passes every check) or weak (fails every check)")
	flags.DurationVar(&o.latency, "latency", 0, "`delay` of every answer, 20ms for example")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.companies < 0 || o.apps < 0 {
		return o, errors.New("-companies and -apps must be 0 or more")
	}
	var err error
	if o.address, err = netip.ParseAddrPort(*address); err != nil {
		return o, fmt.Errorf("-listen must be an address and a port, such as 127.0.0.1:8640: %w", err)
	}
	var known bool
	if o.jumpCloud, known = jumpClouds[*organization]; !known {
		return o, fmt.Errorf("-jumpcloud must be default, strong or weak, got %q", *organization)
	}
	return o, nil
}

// run serves until ctx is done.
func run(ctx context.Context, arguments []string, stdout, stderr io.Writer) (err error) {
	o, err := parseOptions(arguments, stderr)
	if err != nil {
		return err
	}
	served := newWorld(o.companies, o.apps)
	if o.jumpCloud != nil {
		served.JumpCloud = o.jumpCloud()
	}
	changes, err := serveChanges(ctx, o.address, newChanges(served))
	if err != nil {
		return explain(err)
	}
	defer func() { err = errors.Join(err, changes.close()) }()
	s, err := sandbox.Start(ctx, served, sandbox.WithLatency(o.latency), sandbox.WithFixedCredentials(),
		sandbox.WithAddress(o.address.Addr().String(), afterwards(o.address.Port())))
	if err != nil {
		return explain(err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	p := playground{directory: o.directory, sandbox: s, changesURL: changes.url}
	if err := p.write(); err != nil {
		return err
	}
	if err := p.announce(stdout); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// afterwards is the port after this one; after any free port comes any other.
func afterwards(port uint16) int {
	if port == 0 {
		return 0
	}
	return int(port) + 1
}

// explain says what to do about an address that is in use.
func explain(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%w: stop the other sandbox, or use other ports: make sandbox FLAGS=\"-listen 127.0.0.1:9640\"", err)
	}
	return err
}

// jumpClouds are the organizations of JumpCloud to choose from; nil is that of the
// world.
var jumpClouds = map[string]func() *world.JumpCloud{
	"default": nil,
	"strong":  world.StrongJumpCloud,
	"weak":    world.WeakJumpCloud,
}

func newWorld(companies, apps int) *world.World {
	if companies == 0 && apps == 0 {
		return world.Default()
	}
	return world.Generate(1, world.Size{
		Portfolios:           1 + companies/100,
		Companies:            companies,
		IssueTypesPerCompany: 12,
		IssuesPerType:        4,
		Apps:                 apps,
	})
}
