// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"
)

// address is the provider's address in the registry.
const address = "registry.terraform.io/vendorrisk/vendorrisk"

// largestMessage is the size in bytes of the largest message that Terraform may
// send. A message contains a resource three times: the prior state, the
// configuration, and the proposed state. A hundred thousand records of a
// kilobyte exceed the 256 MiB of tf6server.Serve.
const largestMessage = 1 << 30

// Serve serves the provider to the Terraform that started this process.
func Serve(version string) {
	LimitFrameworkLog()
	plugin.Serve(&plugin.ServeConfig{
		// The handshake of Terraform's protocol 6 is the same in every provider.
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  6,
			MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		},
		Plugins: plugin.PluginSet{
			"provider": &tf6server.GRPCProviderPlugin{GRPCProvider: NewServer(version), Name: address},
		},
		GRPCServer: newGRPCServer,
	})
}

// newGRPCServer returns a server that accepts messages of up to largestMessage.
func newGRPCServer(options []grpc.ServerOption) *grpc.Server {
	return grpc.NewServer(append(options, grpc.MaxRecvMsgSize(largestMessage), grpc.MaxSendMsgSize(largestMessage))...)
}

// ServeDebug serves the provider so that a debugger can be attached to it, and
// prints how to point Terraform at it. Messages are at most 256 MiB, because
// tf6server does not allow another limit in this mode.
func ServeDebug(version string) error {
	LimitFrameworkLog()
	return tf6server.Serve(address, NewServer(version), tf6server.WithManagedDebug())
}
