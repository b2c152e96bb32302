// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/fs"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
)

var (
	// usableTerraform has provider functions.
	usableTerraform = version.MustConstraints(version.NewConstraint(">= 1.8.0"))
	// fetchedTerraform is the release that is fetched where none is installed.
	fetchedTerraform = version.Must(version.NewVersion("1.11.4"))
)

// terraformPath is the variable of terraform-plugin-testing for the executable
// that tests run. It may be that of OpenTofu.
const terraformPath = "TF_ACC_TERRAFORM_PATH"

// FindTerraform returns the path of a Terraform that can run the provider: that
// of TF_ACC_TERRAFORM_PATH, else the one on PATH, else a release that is fetched
// once into the user's cache.
func FindTerraform(ctx context.Context) (string, error) {
	if chosen := os.Getenv(terraformPath); chosen != "" {
		return chosen, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no directory to keep a fetched Terraform in: %w", err)
	}
	directory := filepath.Join(cache, "terraform-provider-vendorrisk", "terraform-"+fetchedTerraform.String())
	installed := fs.Version{
		Product:     product.Terraform,
		Constraints: usableTerraform,
		ExtraPaths:  []string{directory},
	}
	executable, notFound := installed.Find(ctx)
	if notFound == nil {
		return executable, nil
	}
	executable, err = fetchTerraform(ctx, directory)
	if err != nil {
		return "", fmt.Errorf("there is no Terraform to run. On PATH is none of version %s (%w), and release %s could not be fetched: %w. "+
			"Install one: https://developer.hashicorp.com/terraform/install",
			usableTerraform, notFound, fetchedTerraform, err)
	}
	return executable, nil
}

// fetchTerraform fetches the release and verifies its signature. It moves the
// executable to its place when it is whole, since others may be fetching too.
func fetchTerraform(ctx context.Context, directory string) (string, error) {
	if err := os.MkdirAll(directory, 0o750); err != nil {
		return "", err
	}
	unfinished, err := os.MkdirTemp(directory, "fetching-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(unfinished) }()
	release := releases.ExactVersion{
		Product:    product.Terraform,
		Version:    fetchedTerraform,
		InstallDir: unfinished,
	}
	fetched, err := release.Install(ctx)
	if err != nil {
		return "", err
	}
	executable := filepath.Join(directory, filepath.Base(fetched))
	return executable, os.Rename(fetched, executable)
}
