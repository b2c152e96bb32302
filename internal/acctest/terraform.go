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
	// usableTerraform are the versions that have provider functions.
	usableTerraform = version.MustConstraints(version.NewConstraint(">= 1.8.0"))
	// fetchedTerraform is the release that is downloaded if none is installed.
	fetchedTerraform = version.Must(version.NewVersion("1.11.4"))
)

// terraformPath is terraform-plugin-testing's environment variable for the
// executable that tests run. It may be OpenTofu.
const terraformPath = "TF_ACC_TERRAFORM_PATH"

// FindTerraform returns the path of a Terraform that can run the provider: the
// one in TF_ACC_TERRAFORM_PATH, or else the one on PATH, or else a release that is
// downloaded once into the user's cache.
func FindTerraform(ctx context.Context) (string, error) {
	if chosen := os.Getenv(terraformPath); chosen != "" {
		return chosen, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("found no cache directory to download Terraform to: %w", err)
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
		return "", fmt.Errorf("found no Terraform to run. There is no Terraform %s on PATH (%w), and release %s could not be downloaded: %w. "+
			"To install Terraform, see https://developer.hashicorp.com/terraform/install",
			usableTerraform, notFound, fetchedTerraform, err)
	}
	return executable, nil
}

// fetchTerraform downloads the release and verifies its signature. It moves the
// executable to its place only when it is complete, because other processes may
// download it at the same time.
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
