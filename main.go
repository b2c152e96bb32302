// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform-provider-vendorrisk is a Terraform provider.
package main

import (
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// version is set when a release is built.
var version = "dev"

func main() {
	var debug bool
	flag.BoolVar(&debug, "debug", false, "run with support for debuggers like delve")
	flag.Parse()

	provider.LimitFrameworkLog()
	var options []tf6server.ServeOpt
	if debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	err := tf6server.Serve("registry.terraform.io/vendorrisk/vendorrisk", provider.NewServer(version), options...)
	if err != nil {
		log.Fatal(err)
	}
}
