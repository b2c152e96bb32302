// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// proxyPassword is in the URL of every proxy. No error may contain it.
const proxyPassword = "wrong-proxy-password"

// through returns a client whose requests go through a proxy, as those of
// HTTPS_PROXY do.
func through(t *testing.T, proxy string, changes ...func(*rest.Config)) *rest.Client {
	t.Helper()
	address, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	address.User = url.UserPassword("bob", proxyPassword)
	return newClient(t, nil, append([]func(*rest.Config){maxRetries(1), func(config *rest.Config) {
		config.BaseURL, config.Transport, config.Proxy = "https://api.test.example", nil, http.ProxyURL(address)
	}}, changes...)...)
}

// startProxy starts a proxy that answers every request with a status.
func startProxy(t *testing.T, status int) (server *httptest.Server, requests *atomic.Int32) {
	t.Helper()
	requests = &atomic.Int32{}
	return serve(t, (*httptest.Server).Start, func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		w.Header().Set("Proxy-Authenticate", "Basic")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, r.Header.Get("Proxy-Authorization")) //nolint:gosec // no browser reads this
	}), requests
}

func wantNoPassword(t *testing.T, err error) {
	t.Helper()
	mustNotHave(t, err.Error(), proxyPassword)
	mustNotHave(t, err.Error(), "bob")
}

// A proxy that refuses is asked once, for reads and for writes. One that cannot
// reach the host is asked again.
func TestProxy_refusal(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]struct {
		says     string
		requests int32
	}{
		403: {"refuses the connection: HTTP 403 Forbidden", 1},
		404: {"refuses the connection: HTTP 404 Not Found", 1},
		407: {"refuses the connection: HTTP 407 Proxy Authentication Required", 1},
		429: {"refuses the connection: HTTP 429 Too Many Requests", 1},
		500: {"refuses the connection: HTTP 500 Internal Server Error", 1},
		502: {"does not reach the host: HTTP 502 Bad Gateway", 2},
		503: {"does not reach the host: HTTP 503 Service Unavailable", 2},
		504: {"does not reach the host: HTTP 504 Gateway Timeout", 2},
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			t.Run(method+" "+http.StatusText(status), func(t *testing.T) {
				t.Parallel()
				server, requests := startProxy(t, status)
				_, err := through(t, server.URL).Send(t.Context(), rest.Request{Operation: "try", Method: method, Path: "/thing"})
				text := "Example: could not try: no answer: the proxy " + server.Listener.Addr().String() + " of HTTPS_PROXY " + want.says
				if err == nil || err.Error() != text || requests.Load() != want.requests {
					t.Fatalf("got %v after %d requests, want %s after %d", err, requests.Load(), text, want.requests)
				}
				wantNoPassword(t, err)
				if failure := asError(t, err); failure.Status != 0 || errors.Is(err, rest.ErrForbidden) {
					t.Errorf("the proxy's status %d looks like the system's", failure.Status)
				}
			})
		}
	}
}

// A wrong password is sent once in a process, however many requests there are
// and whichever client sends them: several lock an account.
func TestProxy_refusesAPasswordOnce(t *testing.T) {
	t.Parallel()
	server, requests := startProxy(t, http.StatusProxyAuthRequired)
	var wait sync.WaitGroup
	for range 3 {
		client := through(t, server.URL)
		for range 5 {
			wait.Go(func() {
				_, err := client.Send(t.Context(), read)
				if proxy, ok := errors.AsType[*rest.ProxyError](err); !ok || !proxy.DeniesUser() {
					t.Errorf("got %v, want the proxy's refusal", err)
				}
			})
		}
	}
	wait.Wait()
	if requests.Load() != 1 {
		t.Errorf("the password was sent %d times", requests.Load())
	}
}

// Once the proxy has let one request pass, requests go at the same time.
func TestProxy_letsRequestsPassTogether(t *testing.T) {
	t.Parallel()
	var together sync.WaitGroup
	together.Add(2)
	server := serve(t, (*httptest.Server).Start, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/together" {
			together.Done()
			together.Wait()
		}
	})
	client := through(t, server.URL, func(config *rest.Config) { config.BaseURL = "http://127.0.0.1:1" })
	if _, err := client.Send(t.Context(), read); err != nil {
		t.Fatal(err)
	}
	request := rest.Request{Path: "/together"}
	first, second := send(t.Context(), client, request), send(t.Context(), client, request)
	if err := errors.Join(first(), second()); err != nil {
		t.Error(err)
	}
}

// A request over plain http goes to the proxy as it is.
func TestProxy_refusesPlainHTTP(t *testing.T) {
	t.Parallel()
	server, requests := startProxy(t, http.StatusProxyAuthRequired)
	client := through(t, server.URL, func(config *rest.Config) { config.BaseURL = "http://127.0.0.1:1" })
	_, err := client.Send(t.Context(), read)
	if err == nil || !strings.Contains(err.Error(), "of HTTP_PROXY refuses the connection: HTTP 407") || requests.Load() != 1 {
		t.Fatalf("got %v after %d requests", err, requests.Load())
	}
	wantNoPassword(t, err)
}

// What is wrong between here and the proxy is said of the proxy. Only a proxy
// that may come back is tried again.
func TestProxy_otherFailures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		serve  func(net.Conn)
		scheme string
		says   string
		// reads and writes are how often they are tried.
		reads, writes int
	}{
		"not listening":  {nil, "http", "cannot be reached: dial tcp", 2, 2},
		"it hangs up":    {hangUp, "http", "through the proxy", 2, 1},
		"no TLS":         {speak("HTTP/1.1 400 Bad Request\r\n\r\n"), "https", "cannot be reached: tls: first record does not look like a TLS handshake", 1, 1},
		"no user, SOCKS": {speak("\x05\x02\x01\x01"), "socks5", "refuses the connection: username/password authentication failed", 1, 1},
		"no host, SOCKS": {speak("\x05\x00\x05\x02\x00\x01\x7f\x00\x00\x01\x00\x00"), "socks5", "refuses the connection: unknown error connection not allowed by ruleset", 1, 1},
		"SOCKS, no way":  {speak("\x05\x00\x05\x04\x00\x01\x7f\x00\x00\x01\x00\x00"), "socks5", "through the proxy", 2, 2},
	} {
		for method, attempted := range map[string]int{http.MethodGet: test.reads, http.MethodPost: test.writes} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				logged := &attempts{}
				client := through(t, test.scheme+"://"+listen(t, test.serve), func(config *rest.Config) { config.Log = logged.add })
				_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: method, Path: "/thing"})
				if err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "of HTTPS_PROXY") || len(logged.all) != attempted {
					t.Fatalf("got %v after %d attempts, want %q after %d", err, len(logged.all), test.says, attempted)
				}
				wantNoPassword(t, err)
			})
		}
	}
}

// listen returns an address where connections are served, or refused if there is
// nothing to serve them.
func listen(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	if serve == nil {
		_ = listener.Close()
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(connection)
		}
	}()
	return listener.Addr().String()
}

func hangUp(connection net.Conn) { _ = connection.Close() }

// speak says the words at once, and listens until the peer hangs up.
func speak(words string) func(net.Conn) {
	return func(connection net.Conn) {
		defer func() { _ = connection.Close() }()
		_, _ = io.WriteString(connection, words)
		_, _ = io.Copy(io.Discard, connection)
	}
}
