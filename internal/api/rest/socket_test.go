// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// attempts counts what a client logs.
type attempts struct {
	mutex sync.Mutex
	all   []rest.Attempt
}

func (a *attempts) add(_ context.Context, attempt rest.Attempt) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.all = append(a.all, attempt)
}

// overSocket returns a client that uses its own transport.
func overSocket(t *testing.T, address string, retries int) (*rest.Client, *attempts) {
	t.Helper()
	logged := &attempts{}
	client := newClient(t, nil, maxRetries(retries), func(config *rest.Config) {
		config.BaseURL, config.Transport, config.Log = address, nil, logged.add
	})
	return client, logged
}

func serve(t *testing.T, start func(*httptest.Server), handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	start(server)
	t.Cleanup(server.Close)
	return server
}

func TestSend_droppedConnection(t *testing.T) {
	t.Parallel()
	server := serve(t, (*httptest.Server).Start, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	client, logged := overSocket(t, server.URL, 0)
	_, err := client.Send(t.Context(), read)
	if want := "Example: could not read the thing: no answer: EOF"; err == nil || err.Error() != want || !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want %s", err, want)
	}
	if len(logged.all) != 1 || logged.all[0].Failure != "EOF" || logged.all[0].Status != 0 {
		t.Errorf("logged %+v", logged.all)
	}
}

// The connection breaks in the middle of the first answer: the read is
// repeated, and what came of the first is forgotten.
func TestGet_readsADroppedBodyAgain(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	server := serve(t, (*httptest.Server).Start, func(w http.ResponseWriter, _ *http.Request) {
		if requests.Add(1) > 1 {
			_, _ = io.WriteString(w, `{"whole":true}`)
			return
		}
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"half":`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
	client, logged := overSocket(t, server.URL, 1)
	value, err := rest.Get(t.Context(), client, read, object)
	if err != nil || len(value) != 1 || value["whole"] != true {
		t.Errorf("got %v, %v, want the second answer", value, err)
	}
	if len(logged.all) != 2 || !strings.HasPrefix(logged.all[0].Failure, "the answer broke off") {
		t.Errorf("logged %+v", logged.all)
	}
}

// A write that reached no server has not been done, and may be repeated.
func TestSend_refusedConnection(t *testing.T) {
	t.Parallel()
	server := serve(t, (*httptest.Server).Start, func(http.ResponseWriter, *http.Request) {})
	server.Close()
	client, logged := overSocket(t, server.URL, 1)
	_, err := client.Send(t.Context(), rest.Request{Operation: "write", Method: http.MethodPost, Path: "/thing", Body: []byte("payload")})
	if !errors.Is(err, syscall.ECONNREFUSED) || len(logged.all) != 2 {
		t.Errorf("got %v after %d attempts, want a refused connection after 2", err, len(logged.all))
	}
}

func TestSend_untrustedCertificate(t *testing.T) {
	t.Parallel()
	server := serve(t, (*httptest.Server).StartTLS, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") })
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		client, logged := overSocket(t, server.URL, rest.DefaultMaxRetries)
		_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: method, Path: "/thing"})
		var unknown x509.UnknownAuthorityError
		if !errors.As(err, &unknown) || !strings.Contains(asError(t, err).Message, "certificate") || len(logged.all) != 1 {
			t.Errorf("%s: got %v after %d attempts, want the certificate's error after one", method, err, len(logged.all))
		}
	}
}

// A token that no header may have is neither sent nor shown.
func TestSend_credentialsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	server := serve(t, (*httptest.Server).Start, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") })
	logged := &attempts{}
	client := newClient(t, nil, func(config *rest.Config) {
		config.BaseURL, config.Transport, config.Log = server.URL, nil, logged.add
		config.Authorize = func(request *http.Request) { request.Header.Set("Authorization", "Token "+secret+"\n") }
	})
	_, err := client.Send(t.Context(), read)
	if _ = asError(t, err); len(logged.all) != 1 {
		t.Errorf("%d attempts, want one", len(logged.all))
	}
	mustNotHave(t, err.Error()+logged.all[0].Failure, secret)
}

// The pooled transport sends and reads what the one in memory does.
func TestSend_overASocket(t *testing.T) {
	t.Parallel()
	server := serve(t, (*httptest.Server).Start, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusCreated)
		echo := r.Method + " " + r.URL.RequestURI() + " " + r.Header.Get("Authorization") + " " + string(body)
		_, _ = io.WriteString(w, echo) //nolint:gosec // no browser reads this
	})
	client, _ := overSocket(t, server.URL+"/base/", 0)
	response, err := client.Send(t.Context(), rest.Request{Method: http.MethodPut, Path: "/a%2Fb", Body: []byte("payload")})
	want := "PUT /base/a%2Fb Token " + secret + " payload"
	if err != nil || response.Status != http.StatusCreated || string(response.Body) != want {
		t.Errorf("got %+v, %v, want %s", response, err, want)
	}
}
