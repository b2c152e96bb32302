// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"net"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// The server accepts messages that are larger than the default of 4 MiB.
// Otherwise Terraform could not send a few thousand records.
func TestServe_takesLargeMessages(t *testing.T) {
	t.Parallel()
	const records, bytes, copies = 100_000, 1024, 3
	if largestMessage < records*bytes*copies {
		t.Errorf("a message may have %d bytes, too few for %d records", largestMessage, records)
	}
	listener := bufconn.Listen(1 << 16)
	server := newGRPCServer(nil)
	defer server.Stop()
	served := &tf6server.GRPCProviderPlugin{GRPCProvider: NewServer("test"), Name: address}
	if err := served.GRPCServer(nil, server); err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	dial := func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }
	connection, err := grpc.NewClient("passthrough:///provider", grpc.WithContextDialer(dial), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	// The server checks the size before the content, which is not a valid request.
	large := &wrapperspb.BytesValue{Value: make([]byte, 5<<20)}
	err = connection.Invoke(t.Context(), "/tfplugin6.Provider/ValidateProviderConfig", large, &emptypb.Empty{})
	if code := status.Code(err); code == codes.ResourceExhausted || code == codes.Unavailable || code == codes.Unimplemented {
		t.Error(err)
	}
}
