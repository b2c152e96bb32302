// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/go-cleanhttp"
)

// The operations of a net.OpError that fail at a proxy.
const (
	proxyConnect = "proxyconnect"
	socksConnect = "socks connect"
)

// ProxyError is a request that got no answer through a proxy.
type ProxyError struct {
	// Proxy is the host and port of the proxy, without its user and password.
	Proxy string
	// Variable is the environment variable that names the proxy.
	Variable string
	// Status is what the proxy answered instead of the system, or 0.
	Status int
	// Cause is what went wrong at or behind the proxy, or nil.
	Cause error
}

func newProxyError(scheme string, proxy *url.URL, status int, cause error) *ProxyError {
	return &ProxyError{Proxy: proxy.Host, Variable: strings.ToUpper(scheme) + "_PROXY", Status: status, Cause: cause}
}

func (e *ProxyError) Error() string {
	proxy := fmt.Sprintf("the proxy %s of %s", e.Proxy, e.Variable)
	said := strings.TrimSpace(fmt.Sprintf("HTTP %d %s", e.Status, http.StatusText(e.Status)))
	operation, _ := errors.AsType[*net.OpError](e.Cause)
	switch {
	case e.Status != 0 && e.IsRefusal():
		return proxy + " refuses the connection: " + said
	case e.Status != 0:
		return proxy + " does not reach the host: " + said
	case e.IsRefusal():
		return proxy + " refuses the connection: " + operation.Err.Error()
	case e.IsUnreachable():
		return proxy + " cannot be reached: " + operation.Err.Error()
	}
	return fmt.Sprintf("through %s: %s", proxy, e.Cause)
}

// Unwrap returns the cause.
func (e *ProxyError) Unwrap() error { return e.Cause }

// IsRefusal reports whether the proxy does not let the request pass. A proxy that
// cannot reach the host itself does not refuse.
func (e *ProxyError) IsRefusal() bool {
	return e.deniesSOCKS() || e.Status != 0 && !slices.Contains([]int{
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
	}, e.Status)
}

// DeniesUser reports whether the proxy does not take the user and the password.
func (e *ProxyError) DeniesUser() bool {
	return e.Status == http.StatusProxyAuthRequired || e.socksSays("authentication", "username/password")
}

// IsUnreachable reports whether there is no connection to the proxy itself.
func (e *ProxyError) IsUnreachable() bool {
	operation, ok := errors.AsType[*net.OpError](e.Cause)
	return ok && operation.Op == proxyConnect
}

// deniesSOCKS is IsRefusal for a SOCKS proxy, which says it in words of net/http.
func (e *ProxyError) deniesSOCKS() bool {
	return e.socksSays("authentication", "username/password", "not allowed by ruleset")
}

func (e *ProxyError) socksSays(parts ...string) bool {
	operation, ok := errors.AsType[*net.OpError](e.Cause)
	return ok && operation.Op == socksConnect && slices.ContainsFunc(parts, func(part string) bool {
		return strings.Contains(operation.Err.Error(), part)
	})
}

// throughProxy sets a pooled transport that sends requests through their proxy.
func (c *Config) throughProxy() {
	if c.Proxy == nil {
		c.Proxy = http.ProxyFromEnvironment
	}
	pooled := cleanhttp.DefaultPooledTransport()
	pooled.MaxIdleConnsPerHost = c.MaxConcurrency
	pooled.Proxy = c.Proxy
	pooled.OnProxyConnectResponse = connected
	c.Transport = pooled
}

// connected has the signature of http.Transport.OnProxyConnectResponse.
func connected(_ context.Context, proxy *url.URL, _ *http.Request, response *http.Response) error {
	if response.StatusCode != http.StatusOK {
		return newProxyError("https", proxy, response.StatusCode, nil)
	}
	passageOf(proxy).open()
	return nil
}

// send sends a request, through its proxy if it has one.
func (t *transport) send(request *http.Request) (*http.Response, error) {
	if t.config.Proxy == nil {
		return t.config.Transport.RoundTrip(request)
	}
	proxy, err := t.config.Proxy(request)
	if err != nil || proxy == nil {
		return t.config.Transport.RoundTrip(request)
	}
	passage := passageOf(proxy)
	leave, err := passage.enter(request.Context())
	if err != nil {
		return nil, err
	}
	defer leave()
	response, err := t.config.Transport.RoundTrip(request)
	scheme := request.URL.Scheme
	if err == nil && scheme == "http" && response.StatusCode == http.StatusProxyAuthRequired {
		_ = response.Body.Close()
		err = newProxyError(scheme, proxy, response.StatusCode, nil)
	}
	if err != nil {
		return nil, passage.failure(newProxyError(scheme, proxy, 0, err))
	}
	passage.open()
	return response, nil
}

// passage is the way through one proxy. Until the proxy has let a request pass,
// one is tried at a time, and none after it has refused the password: several
// wrong passwords in a row lock accounts.
type passage struct {
	turn    chan struct{}
	opened  chan struct{}
	open    func()
	refusal atomic.Pointer[ProxyError]
}

// passages are by the URL of their proxy. The clients of all systems in this
// process share them, as they share HTTPS_PROXY.
var passages sync.Map

func passageOf(proxy *url.URL) *passage {
	opened := make(chan struct{})
	fresh := &passage{turn: make(chan struct{}, 1), opened: opened, open: sync.OnceFunc(func() { close(opened) })}
	shared, _ := passages.LoadOrStore(proxy.String(), fresh)
	return shared.(*passage) //nolint:forcetypeassert // nothing else is stored
}

// enter waits until a request may be sent. leave ends the request's turn.
func (p *passage) enter(ctx context.Context) (leave func(), err error) {
	select {
	case <-p.opened:
		return func() {}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case p.turn <- struct{}{}:
	}
	leave = func() { <-p.turn }
	if refusal := p.refusal.Load(); refusal != nil {
		leave()
		return nil, refusal
	}
	return leave, nil
}

// failure remembers a refused password. It returns the proxy's own error, or else
// the one that names the proxy.
func (p *passage) failure(failure *ProxyError) error {
	if own, ok := errors.AsType[*ProxyError](failure.Cause); ok {
		failure = own
	}
	if failure.DeniesUser() {
		p.refusal.Store(failure)
	}
	return failure
}
