// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"text/template"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

//go:embed configuration
var configuration embed.FS

// demo is what the steps work on.
type demo struct {
	out       io.Writer
	verbose   bool // shows everything
	systems   *sandbox.Sandbox
	workspace *acctest.Workspace
}

// show runs the steps one after the other. All of them are shown even when one
// fails; that is an error at the end.
func (d *demo) show(ctx context.Context, steps []step) error {
	results := make([]stepResult, 0, len(steps))
	failed := 0
	for i, step := range steps {
		printTitle(d.out, i+1, step)
		if step.prepare != nil {
			if err := step.prepare(d); err != nil {
				return err
			}
		}
		printCommand(d.out, step.terraform)
		before := d.sent()
		result, err := d.workspace.Run(ctx, step.terraform...)
		if err != nil {
			return err
		}
		printText(d.out, d.shorten(result.Text()))
		out := d.sent().since(before)
		printSent(d.out, out)
		wrong := step.want.compare(result, out)
		if len(step.want.reports) > 0 {
			report, err := d.takeReport()
			if err != nil {
				return err
			}
			printReport(d.out, report)
			wrong = append(wrong, step.want.compareReport(report)...)
		}
		printWrong(d.out, wrong)
		if len(wrong) > 0 {
			failed++
		}
		results = append(results, stepResult{step: step, wrong: wrong})
	}
	printSummary(d.out, results)
	if failed > 0 {
		return fmt.Errorf("%d of %d steps did not do what they say", failed, len(steps))
	}
	return nil
}

// sent is all that has gone to Secureframe and ProcessUnity.
func (d *demo) sent() sent {
	var out sent
	for _, push := range d.systems.World.Pushes(world.ScorecardsConnectionID) {
		out.pushed = append(out.pushed, push.Values("domain")...)
	}
	for _, one := range d.systems.World.Imports(world.ThirdPartyTemplateID) {
		domain := slices.Index(one.Columns, world.ThirdPartyDomain)
		for _, row := range one.Rows {
			out.imported = append(out.imported, row.Values[domain])
		}
	}
	return out
}

// shorten leaves out what does not matter, unless everything is to be shown.
func (d *demo) shorten(text string) string {
	if d.verbose {
		return text
	}
	return excerpt(text)
}

// setUp puts main.tf where Terraform will run, initializes Terraform, and shows
// what the configuration demands.
func (d *demo) setUp(ctx context.Context) error {
	if err := os.MkdirAll(d.workspace.Dir, 0o750); err != nil {
		return err
	}
	text, err := configuration.ReadFile("configuration/main.tf")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(d.workspace.Dir, "main.tf"), text, 0o600); err != nil {
		return err
	}
	result, err := d.workspace.Run(ctx, "init")
	if err != nil {
		return err
	}
	if result.ExitCode != 0 {
		return fmt.Errorf("terraform init: %s", result.Text())
	}
	if d.verbose {
		printFile(d.out, "main.tf", string(text))
	} else {
		printFile(d.out, "The gate in main.tf", block(string(text), `data "vendorrisk_gate" "critical"`))
	}
	return nil
}

// writeWaivers puts waivers.tfvars beside it. The waivers are young whenever
// the demo runs.
func (d *demo) writeWaivers() error {
	source, err := template.ParseFS(configuration, "configuration/waivers.tfvars.tmpl")
	if err != nil {
		return err
	}
	var text bytes.Buffer
	inNinetyDays := time.Now().UTC().AddDate(0, 0, 90)
	if err := source.Execute(&text, map[string]string{"ExpiresOn": inNinetyDays.Format(time.DateOnly)}); err != nil {
		return err
	}
	return d.writeFile("waivers.tfvars", text.Bytes())
}

// takeReport returns the Markdown that the gate has written, and removes it, so
// that no later step takes it for its own.
func (d *demo) takeReport() (string, error) {
	path := filepath.Join(d.workspace.Dir, reportFile)
	text, err := os.ReadFile(path)
	return string(text), errors.Join(err, os.Remove(path))
}

// keepBaseline accepts the violations of the last report.
func (d *demo) keepBaseline() error {
	return os.Rename(filepath.Join(d.workspace.Dir, "report.json"), filepath.Join(d.workspace.Dir, "baseline.json"))
}

func (d *demo) writeFile(name string, text []byte) error {
	printFile(d.out, name, string(text))
	return os.WriteFile(filepath.Join(d.workspace.Dir, name), text, 0o600)
}
