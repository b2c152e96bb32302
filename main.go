// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform-provider-vendorrisk is a Terraform provider.
package main

import (
	"flag"
	"fmt"
	"log"
	"runtime/debug"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// version and commit are set when a release is built.
var (
	version = "dev"
	commit  = ""
)

func main() {
	printVersion := flag.Bool("version", false, "print the version and the commit, and exit")
	managed := flag.Bool("debug", false, "run with support for debuggers like delve")
	flag.Parse()

	if *printVersion {
		fmt.Println(describe(debug.ReadBuildInfo()))
		return
	}
	if err := provider.Serve(version, *managed); err != nil {
		log.Fatal(err)
	}
}

// describe returns the version and the commit. A build that is not a release has
// them from Go.
func describe(build *debug.BuildInfo, isKnown bool) string {
	shown, revision := version, commit
	if isKnown && shown == "dev" && build.Main.Version != "" && build.Main.Version != "(devel)" {
		shown = build.Main.Version
	}
	if isKnown && revision == "" {
		for _, setting := range build.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value
			}
		}
	}
	if revision == "" {
		revision = "unknown"
	}
	return fmt.Sprintf("terraform-provider-vendorrisk %s (commit %s)", shown, revision)
}
