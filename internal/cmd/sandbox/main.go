// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command sandbox serves the systems' APIs on loopback until it is interrupted,
// and prints the environment that points the provider at them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
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

// run serves until ctx is done.
func run(ctx context.Context, arguments []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("sandbox", flag.ContinueOnError)
	flags.SetOutput(stderr)
	address := flags.String("listen", "127.0.0.1:8642", "`host:port` to serve at")
	companies := flags.Int("companies", 0, "serve `N` generated companies instead of the small world")
	apps := flags.Int("apps", 0, "serve `N` generated mobile apps instead of the small world")
	organization := flags.String("jumpcloud", "default", "`organization` of JumpCloud to serve: default, strong (passes every check) or weak (fails every check)")
	latency := flags.Duration("latency", 0, "`delay` of every answer, 20ms for example")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if *companies < 0 || *apps < 0 {
		return errors.New("-companies and -apps must be 0 or more")
	}
	served := newWorld(*companies, *apps)
	jumpCloud, ok := jumpClouds[*organization]
	if !ok {
		return fmt.Errorf("-jumpcloud must be default, strong or weak, got %q", *organization)
	}
	if jumpCloud != nil {
		served.JumpCloud = jumpCloud()
	}
	s, err := sandbox.Start(ctx, served, sandbox.WithSecurityScorecardAddress(*address), sandbox.WithLatency(*latency))
	if err != nil {
		return err
	}
	if err := announce(s, *latency, stdout, stderr); err != nil {
		return errors.Join(err, s.Close())
	}
	<-ctx.Done()
	return s.Close()
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

// announce prints what a shell can take over to stdout, and the rest to stderr.
func announce(s *sandbox.Sandbox, latency time.Duration, stdout, stderr io.Writer) error {
	for _, variable := range s.Environment() {
		name, value, _ := strings.Cut(variable, "=")
		if _, err := fmt.Fprintf(stdout, "export %s='%s'\n", name, value); err != nil {
			return err
		}
	}
	var served strings.Builder
	fmt.Fprintf(&served, "Serving SecurityScorecard at %s: %d companies in %d portfolios, %s a request.\n",
		s.SecurityScorecard.BaseURL, len(s.World.Domains()), len(s.World.Portfolios()), latency)
	fmt.Fprintf(&served, "Serving Secureframe at %s, with these custom connections:\n", s.Secureframe.BaseURL)
	for _, connection := range s.World.Connections() {
		fmt.Fprintf(&served, "  %s of vendor %s\n", connection.ID, connection.VendorSlug)
	}
	fmt.Fprintf(&served, "Serving JumpCloud at %s, with these organizations:\n", s.JumpCloud.BaseURL)
	for _, id := range s.World.JumpCloud.OrganizationIDs() {
		fmt.Fprintf(&served, "  %s of %d users and %d devices\n", id,
			len(s.World.JumpCloud.Objects(id, world.JumpCloudUsers)), len(s.World.JumpCloud.Objects(id, world.JumpCloudSystems)))
	}
	fmt.Fprintf(&served, "Serving NowSecure at %s (GraphQL) and %s (REST): %d apps in %d groups.\n",
		s.NowSecure.APIURL, s.NowSecure.LabAPIURL, len(s.World.NowSecure.Apps()), len(s.World.NowSecure.Groups()))
	fmt.Fprintf(&served, "Serving ProcessUnity at %s, with these import templates:\n", s.ProcessUnity.BaseURL)
	for _, template := range s.World.ImportTemplates() {
		if !template.NotAutomated {
			fmt.Fprintf(&served, "  %d of %s items\n", template.ID, template.ItemType)
		}
	}
	served.WriteString("Interrupt to stop.\n")
	_, err := io.WriteString(stderr, served.String())
	return err
}
