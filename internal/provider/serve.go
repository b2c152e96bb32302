// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"
)

// address is the provider's in the registry.
const address = "registry.terraform.io/vendorrisk/vendorrisk"

// largestMessage is the size in bytes of the largest message that Terraform
// may send: one has a resource three times, as it was, as it is configured,
// and as it is proposed. A hundred thousand records of a kilobyte take more
// than the 256 MiB of tf6server.Serve.
const largestMessage = 1 << 30

// Serve serves the provider to the Terraform that started this process.
func Serve(version string) {
	LimitFrameworkLog()
	plugin.Serve(&plugin.ServeConfig{
		// The handshake is Terraform's protocol 6, in every provider the same.
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

// newGRPCServer returns a server that takes messages of up to largestMessage.
func newGRPCServer(options []grpc.ServerOption) *grpc.Server {
	return grpc.NewServer(append(options, grpc.MaxRecvMsgSize(largestMessage), grpc.MaxSendMsgSize(largestMessage))...)
}

// ServeDebug serves the provider for a Terraform that is told where it runs,
// so that a debugger can be attached to it. Messages are at most 256 MiB there:
// tf6server, which arranges the attachment, lets no one set another limit.
func ServeDebug(version string) error {
	LimitFrameworkLog()
	return tf6server.Serve(address, NewServer(version), tf6server.WithManagedDebug())
}
