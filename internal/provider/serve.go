// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import "github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

// address is the provider's address in the registry.
const address = "registry.terraform.io/vendorrisk/vendorrisk"

// Serve serves the provider to the Terraform that started this process. With debug,
// it serves it so that a debugger can be attached to it, and prints how to point
// Terraform at it.
func Serve(version string, debug bool) error {
	if debug { // The log is not Terraform's, and the terminal shows it.
		return tf6server.Serve(address, NewServer(version), tf6server.WithManagedDebug())
	}
	LimitLog()
	return tf6server.Serve(address, NewServer(version))
}
