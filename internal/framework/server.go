// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// completeServer is all that the framework's server can do. Terraform finds
// the later parts by type assertion, so a wrapper must have them too.
type completeServer interface {
	tfprotov6.ProviderServerWithActions      //nolint:staticcheck // until ProviderServer has them
	tfprotov6.ProviderServerWithListResource //nolint:staticcheck // until ProviderServer has them
	tfprotov6.ProviderServerWithStateStores  //nolint:staticcheck // until ProviderServer has them
}

// Server is a provider server whose data sources answer with the state that
// setState has built, past what the framework does to a state after Read.
//
// That is work for blocks, which no schema here has, and for custom types of
// arguments, whose values come from the configuration as they are. It walks
// every value several times, and takes longer than reading ten thousand rows.
type Server struct{ completeServer }

// NewServer wraps the framework's server, or any that can do as much.
func NewServer(server tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	if complete, ok := server.(completeServer); ok {
		return Server{complete}
	}
	return server
}

// ReadDataSource implements tfprotov6.DataSourceServer.
func (s Server) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	built := &builtState{}
	response, err := s.completeServer.ReadDataSource(context.WithValue(ctx, builtStateKey{}, built), request)
	if err != nil || built.value == nil {
		return response, err
	}
	state, err := tfprotov6.NewDynamicValue(built.value.Type(), *built.value)
	response.State = &state
	return response, err
}

type builtStateKey struct{}

// builtState takes the state of one read.
type builtState struct{ value *tftypes.Value }

// handOver gives a state to the Server that waits for it, and leaves the
// framework a null one to walk. Where none waits, the framework gets it.
func handOver(ctx context.Context, state *tfsdk.State) {
	if built, ok := ctx.Value(builtStateKey{}).(*builtState); ok {
		value := state.Raw
		built.value = &value
		state.Raw = tftypes.NewValue(value.Type(), nil)
	}
}
