// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// changesServer takes the changes to the world.
type changesServer struct {
	url   string
	close func() error
}

func serveChanges(ctx context.Context, address netip.AddrPort, handler http.Handler) (*changesServer, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address.String())
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	return &changesServer{
		url: "http://" + listener.Addr().String(),
		close: func() error {
			err := server.Close()
			if ended := <-served; !errors.Is(ended, http.ErrServerClosed) {
				err = errors.Join(err, ended)
			}
			return err
		},
	}, nil
}
