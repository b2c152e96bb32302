// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

//go:embed configurations/*.tf
var configurations embed.FS

// bench is what the scenarios share.
type bench struct {
	directory string
	terraform *acctest.Terraform
	rounds    int
	// quick has small sizes, whose figures have no bounds.
	quick bool
}

// size is how much of something is measured.
func (b *bench) size(full, quick int) int {
	if b.quick {
		return quick
	}
	return full
}

func newBench(ctx context.Context, rounds int, quick bool) (*bench, error) {
	directory, err := os.MkdirTemp("", "vendorrisk-bench-")
	if err != nil {
		return nil, err
	}
	b := &bench{directory: directory, rounds: rounds, quick: quick}
	if b.terraform, err = acctest.NewTerraform(ctx, directory); err == nil {
		err = b.buildHTTPProvider(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

func (b *bench) close() error { return os.RemoveAll(b.directory) }

// The provider that people use for an API that has none. The tags of its later
// releases are no versions of its Go module, so Go cannot fetch those.
const (
	httpProviderPackage = "github.com/terraform-providers/terraform-provider-http"
	httpProviderAddress = "registry.terraform.io/hashicorp/http"
	httpProviderVersion = "1.2.0"
)

func (b *bench) buildHTTPProvider(ctx context.Context) error {
	binary, err := b.terraform.ProviderBinary(httpProviderAddress, httpProviderVersion)
	if err != nil {
		return err
	}
	install := exec.CommandContext(ctx, "go", "install", httpProviderPackage+"@v"+httpProviderVersion)
	install.Dir = b.directory
	install.Env = append(os.Environ(), "GOBIN="+b.directory)
	if output, err := install.CombinedOutput(); err != nil {
		return fmt.Errorf("build the provider hashicorp/http: %w\n%s", err, output)
	}
	built := filepath.Join(b.directory, filepath.Base(httpProviderPackage))
	if runtime.GOOS == "windows" {
		built += ".exe"
	}
	return os.Rename(built, binary)
}

// plan is a configuration that Terraform has initialized.
type plan struct {
	workspace *acctest.Workspace
	// peakMemory is the most that one process of any run took, in bytes.
	peakMemory int64
}

// newPlan initializes one of the configurations, pointed at a sandbox.
func (b *bench) newPlan(ctx context.Context, systems *sandbox.Sandbox, configuration string) (*plan, error) {
	directory, err := os.MkdirTemp(b.directory, "workspace-")
	if err != nil {
		return nil, err
	}
	text, err := configurations.ReadFile("configurations/" + configuration)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(directory, "main.tf"), text, 0o600); err != nil {
		return nil, err
	}
	environment := append(systems.Environment(),
		"TF_VAR_portfolio_id="+systems.World.Portfolios()[0].ID,
		"TF_VAR_base_url="+systems.SecurityScorecard.BaseURL,
		"TF_VAR_token="+systems.SecurityScorecard.Token,
		"TF_VAR_connection_id="+world.ScorecardsConnectionID,
	)
	workspace := b.terraform.Workspace(directory, environment...)
	return &plan{workspace: workspace}, workspace.Init(ctx)
}

// run runs terraform plan, which must not fail.
func (p *plan) run(ctx context.Context) error { return p.runTerraform(ctx, "plan") }

// runTerraform runs a command of Terraform's.
func (p *plan) runTerraform(ctx context.Context, arguments ...string) error {
	result, err := p.workspace.Run(ctx, arguments...)
	if err != nil {
		return err
	}
	if result.ExitCode != 0 {
		return fmt.Errorf("terraform %s failed:\n%s", arguments[0], result.Text())
	}
	p.peakMemory = max(p.peakMemory, peakMemory(result.State))
	return nil
}
