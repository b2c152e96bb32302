// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"net"
	"os"
	"testing"

	"github.com/hashicorp/terraform-exec/tfexec"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// NewWorkspace returns a workspace whose Terraform uses this provider in the
// process of the test. A run of Terraform starts the built provider up to three
// times, which costs more than everything else that it does.
//
// Terraform does not install such a provider, so only modules need terraform
// get. The provider cannot have the environment of the workspace: it gets the
// settings of the sandbox in place of the configuration, unless systems is nil.
func NewWorkspace(t *testing.T, systems *sandbox.Sandbox, environment ...string) *Workspace {
	t.Helper()
	executable, err := FindTerraform(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	terraform := &Terraform{Path: executable, cliConfig: os.DevNull}
	server := NewServer(t)
	complete, ok := server.provider.(framework.Server)
	if !ok {
		t.Fatalf("the provider's server is a %T", server.provider)
	}
	attached := attachedServer{Server: complete}
	if systems != nil {
		attached.config = server.providerConfig(t, server.sandboxObjects(t, systems))
	}
	workspace := terraform.Workspace(t.TempDir(), environment...)
	workspace.reattach = serve(t, attached)
	return workspace
}

// attachedServer is the provider, with its configuration if that is not nil.
type attachedServer struct {
	framework.Server
	config *tfprotov6.DynamicValue
}

// ConfigureProvider implements tfprotov6.ProviderServer.
func (s attachedServer) ConfigureProvider(ctx context.Context, request *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	if s.config != nil {
		request.Config = s.config
	}
	return s.Server.ConfigureProvider(ctx, request)
}

// serve serves a provider until the test ends. It returns where Terraform and
// OpenTofu find it.
func serve(t *testing.T, provider tfprotov6.ProviderServer) tfexec.ReattachInfo {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	plugin := &tf6server.GRPCProviderPlugin{
		GRPCProvider: func() tfprotov6.ProviderServer { return provider },
		Name:         registryHosts[0] + "/" + providerAddress,
		// Without a sink, every trace goes to stderr.
		Opts: []tf6server.ServeOpt{tf6server.WithLoggingSink(t)},
	}
	if err := plugin.GRPCServer(nil, server); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(listener)
	}()
	t.Cleanup(func() {
		server.Stop()
		<-ended
	})
	attached := tfexec.ReattachConfig{
		Protocol: "grpc", ProtocolVersion: 6, Pid: os.Getpid(),
		Test: true, // Terraform does not end the process.
		Addr: tfexec.ReattachConfigAddr{Network: "tcp", String: listener.Addr().String()},
	}
	return tfexec.ReattachInfo{
		registryHosts[0] + "/" + providerAddress: attached,
		registryHosts[1] + "/" + providerAddress: attached,
	}
}
