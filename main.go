// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform-provider-vendorrisk is a Terraform provider.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// version is set when a release is built.
var version = "dev"

func main() {
	var debug bool
	flag.BoolVar(&debug, "debug", false, "run with support for debuggers like delve")
	flag.Parse()

	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: "registry.terraform.io/vendorrisk/vendorrisk",
		Debug:   debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
