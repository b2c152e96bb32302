// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

const (
	providerPackage = "github.com/vendorrisk/terraform-provider-vendorrisk"
	providerAddress = "vendorrisk/vendorrisk"
	// providerVersion is the version of the provider of this tree. Terraform
	// treats 0.0.0 as no version.
	providerVersion = "0.1.0"
)

// registryHosts are where Terraform and OpenTofu look for a provider whose
// source names no host.
var registryHosts = []string{"registry.terraform.io", "registry.opentofu.org"}

// Terraform is Terraform or OpenTofu, which installs providers only from its own
// filesystem mirror.
type Terraform struct {
	// Path is the executable.
	Path string

	mirror    string
	cliConfig string
}

// NewTerraform finds a Terraform, and builds the provider of this tree into a
// mirror in the directory. The caller removes the directory.
func NewTerraform(ctx context.Context, directory string) (*Terraform, error) {
	executable, err := FindTerraform(ctx)
	if err != nil {
		return nil, err
	}
	t := &Terraform{
		Path:      executable,
		mirror:    filepath.Join(directory, "mirror"),
		cliConfig: filepath.Join(directory, "terraform.rc"),
	}
	// Without another installation method, nothing is downloaded.
	cliConfig := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n",
		filepath.ToSlash(t.mirror))
	if err := os.WriteFile(t.cliConfig, []byte(cliConfig), 0o600); err != nil {
		return nil, err
	}
	return t, t.buildProvider(ctx)
}

// Provider returns the path of this tree's provider in the mirror.
func (t *Terraform) Provider() (string, error) {
	return t.ProviderBinary(registryHosts[0]+"/"+providerAddress, providerVersion)
}

func (t *Terraform) buildProvider(ctx context.Context) error {
	binary, err := t.Provider()
	if err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "build", "-ldflags=-X main.version="+providerVersion, "-o", binary, providerPackage)
	output, err := build.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("the provider cannot be built without Go: %w", err)
	case err != nil:
		return fmt.Errorf("the provider does not build: %w\n%s", err, output)
	}
	link, err := t.ProviderBinary(registryHosts[1]+"/"+providerAddress, providerVersion)
	if err != nil {
		return err
	}
	return os.Link(binary, link)
}

// ProviderBinary returns the path of a provider's binary in the mirror, and
// creates its directory. The address includes the host:
// "registry.terraform.io/hashicorp/http".
func (t *Terraform) ProviderBinary(address, version string) (string, error) {
	directory := filepath.Join(t.mirror, filepath.FromSlash(address), version, runtime.GOOS+"_"+runtime.GOARCH)
	if err := os.MkdirAll(directory, 0o750); err != nil {
		return "", err
	}
	binary := fmt.Sprintf("terraform-provider-%s_v%s", filepath.Base(address), version)
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	return filepath.Join(directory, binary), nil
}
