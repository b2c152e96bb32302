// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// server is one system's listener. It tracks its connections, so that close can
// wait for the goroutine of each.
type server struct {
	baseURL     string
	http        *http.Server
	listener    net.Listener
	cancel      context.CancelFunc
	served      chan error
	connections sync.WaitGroup
}

func listen(ctx context.Context, address string, handler http.Handler) (*server, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot serve the sandbox: %w", err)
	}
	requests, cancel := context.WithCancel(ctx)
	s := &server{
		baseURL:  "http://" + listener.Addr().String(),
		listener: listener,
		cancel:   cancel,
		served:   make(chan error, 1),
	}
	s.http = &http.Server{
		Handler:           handler,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ConnState:         s.connState,
		ReadHeaderTimeout: time.Minute,
	}
	go func() { s.served <- s.http.Serve(listener) }()
	return s, nil
}

func (s *server) connState(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.connections.Add(1)
	case http.StateClosed, http.StateHijacked:
		s.connections.Done()
	case http.StateActive, http.StateIdle:
	}
}

// closeIdle closes the connections that are idle: disabling what keeps them alive
// does it.
func (s *server) closeIdle() {
	s.http.SetKeepAlivesEnabled(false)
	s.http.SetKeepAlivesEnabled(true)
}

// close first stops accepting connections, so that no connection begins after
// it has closed the others.
func (s *server) close() error {
	failures := []error{s.listener.Close()}
	if err := <-s.served; !errors.Is(err, net.ErrClosed) {
		failures = append(failures, err)
	}
	s.cancel()
	if err := s.http.Close(); !errors.Is(err, net.ErrClosed) {
		failures = append(failures, err)
	}
	s.connections.Wait()
	return errors.Join(failures...)
}
