// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform-provider-vendorrisk is a Terraform provider.
package main

import (
	"flag"
	"log"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// version is set when a release is built.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "run with support for debuggers like delve")
	flag.Parse()

	if err := provider.Serve(version, *debug); err != nil {
		log.Fatal(err)
	}
}
