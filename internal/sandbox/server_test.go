// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// The client sends a body that is not read: only the server's own context then
// tells the handler that the end has come.
func TestServer_closeWaitsForHandlers(t *testing.T) {
	t.Parallel()
	arrived, cutOff, release := make(chan struct{}), make(chan struct{}), make(chan struct{})
	s, err := listen(t.Context(), "127.0.0.1:0", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(cutOff)
		<-release
	}))
	if err != nil {
		t.Fatal(err)
	}
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.baseURL, strings.NewReader("body"))
		if err != nil {
			t.Error(err)
			return
		}
		if response, err := (&http.Client{Transport: &http.Transport{}}).Do(request); err == nil {
			t.Error("the request was answered", response.Body.Close())
		}
	}()
	<-arrived
	closed := make(chan error, 1)
	go func() { closed <- s.close() }()
	<-cutOff
	for range 1000 {
		runtime.Gosched()
	}
	select {
	case err := <-closed:
		t.Error("closed while a request was being handled")
		closed <- err
	default:
	}
	close(release)
	if err := <-closed; err != nil {
		t.Error(err)
	}
	<-sent
}

func TestServer_closeIdle(t *testing.T) {
	t.Parallel()
	s, err := listen(t.Context(), "127.0.0.1:0", http.NotFoundHandler())
	if err != nil {
		t.Fatal(err)
	}
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.baseURL[len("http://"):])
	if err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(connection)
	for range 2 { // The connection stays open after an answer.
		if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil {
			t.Fatal(err)
		}
	}
	closed := make(chan error, 1)
	go func() {
		_, err := reader.ReadByte()
		closed <- err
	}()
	for isOpen := true; isOpen; {
		s.closeIdle() // The server may not yet know that the connection is idle.
		select {
		case err := <-closed:
			isOpen = false
			if !errors.Is(err, io.EOF) {
				t.Error(err)
			}
		default:
			runtime.Gosched()
		}
	}
	if err := errors.Join(connection.Close(), s.close()); err != nil {
		t.Error(err)
	}
}
