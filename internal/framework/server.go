// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// completeServer has all methods of the framework's server. The protocol finds
// the newer ones by type assertion, so a wrapper must have them too.
type completeServer interface {
	tfprotov6.ProviderServerWithActions      //nolint:staticcheck // until ProviderServer has them
	tfprotov6.ProviderServerWithListResource //nolint:staticcheck // until ProviderServer has them
	tfprotov6.ProviderServerWithStateStores  //nolint:staticcheck // until ProviderServer has them
}

// Server is a provider server whose data sources return the state that setState
// has built, without the framework's work after Read. Its functions accept null
// as OpenTofu sends it, and it logs how many requests each operation needed.
//
// The framework's work on a state is for blocks, which no schema here has, and
// for custom types of arguments, whose values are copied from the configuration.
// It walks every value several times, which takes longer than reading ten
// thousand rows.
type Server struct{ completeServer }

// NewServer wraps the framework's server, or any server with the same methods.
func NewServer(server tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	if complete, ok := server.(completeServer); ok {
		return Server{complete}
	}
	return server
}

// ReadDataSource implements tfprotov6.DataSourceServer.
func (s Server) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	ctx, end := summarize(ctx, request.TypeName)
	defer end()
	built := &builtState{}
	response, err := s.completeServer.ReadDataSource(context.WithValue(ctx, builtStateKey{}, built), request)
	if err != nil || built.value == nil {
		return response, err
	}
	state, err := newDynamicValue(*built.value)
	response.State = &state
	return response, err
}

// msgPackNull is null in MessagePack.
var msgPackNull = []byte{0xc0}

// CallFunction implements tfprotov6.FunctionServer. Terraform sends null as the
// null of MessagePack. OpenTofu sends no bytes, which the framework refuses as an
// internal error.
func (s Server) CallFunction(ctx context.Context, request *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	for i, argument := range request.Arguments {
		if argument != nil && len(argument.MsgPack) == 0 && len(argument.JSON) == 0 {
			request.Arguments[i] = &tfprotov6.DynamicValue{MsgPack: msgPackNull}
		}
	}
	return s.completeServer.CallFunction(ctx, request)
}

type builtStateKey struct{}

// builtState receives the state of one read.
type builtState struct{ value *tftypes.Value }

// handOver gives a state to the Server that waits for it, and leaves a null
// state for the framework to walk. If no Server waits, the framework gets the
// state.
func handOver(ctx context.Context, state *tfsdk.State) {
	if built, ok := ctx.Value(builtStateKey{}).(*builtState); ok {
		value := state.Raw
		built.value = &value
		state.Raw = tftypes.NewValue(value.Type(), nil)
	}
}
