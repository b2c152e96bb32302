// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// maxBodyBytes bounds what one answer may take of memory.
const maxBodyBytes = 128 << 20

var errTooLarge = fmt.Errorf("the answer is larger than %d MiB", maxBodyBytes>>20)

// transport makes one attempt: it waits for its turn, adds the credentials as
// the last thing before sending, and reads the whole body, so that a
// connection that drops in the middle of an answer is an error of the attempt.
type transport struct {
	config Config
	origin string
	pacer  *pacer
}

var _ http.RoundTripper = (*transport)(nil)

func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	call := callOf(request.Context())
	taken, err := t.pacer.wait(request.Context(), call.refusedAt)
	if err != nil {
		return nil, err
	}
	defer taken.end()
	tallyOf(request.Context()).count(call)

	ctx, cancel := context.WithTimeout(request.Context(), t.config.RequestTimeout)
	defer cancel()
	started := time.Now()
	response, err := t.exchange(request.Clone(ctx))
	if err != nil && ctx.Err() != nil && request.Context().Err() == nil {
		err = t.timedOut(err)
	}
	t.log(request, call, response, err, time.Since(started))
	t.heed(call, taken, response, err)
	if err != nil {
		return nil, err
	}
	// The caller sees the request as it was given, without credentials.
	response.Request = request
	return response, nil
}

// heed takes in what the answer says about the pace. A refusal is for the call's
// retryPolicy, so that the error of the call comes before those of who must wait.
func (t *transport) heed(call *call, taken *turn, response *http.Response, err error) {
	switch {
	case err != nil, response.StatusCode >= http.StatusInternalServerError:
		t.pacer.pace.answered(taken, false)
	case response.StatusCode == http.StatusTooManyRequests:
		call.refused = taken
	default:
		t.pacer.pace.answered(taken, true)
	}
}

// timedOut is the error of an attempt that took too long. It names the proxy.
func (t *transport) timedOut(err error) error {
	timeout := fmt.Errorf("nothing complete within %s", t.config.RequestTimeout)
	if proxy, ok := errors.AsType[*ProxyError](err); ok {
		return &ProxyError{Proxy: proxy.Proxy, Variable: proxy.Variable, Cause: timeout}
	}
	return timeout
}

func (t *transport) exchange(request *http.Request) (*http.Response, error) {
	if request.Header.Get("Accept") == "" {
		request.Header.Set("Accept", "application/json")
	}
	request.Header.Set("User-Agent", t.config.UserAgent)
	if t.config.Authorize != nil && origin(request.URL) == t.origin {
		t.config.Authorize(request)
	}
	response, err := t.send(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBodyBytes+1))
	if err != nil {
		return nil, fmt.Errorf("the answer broke off: %w", err)
	}
	if len(body) > maxBodyBytes {
		return nil, errTooLarge
	}
	whole := *response
	whole.Body = io.NopCloser(bytes.NewReader(body))
	whole.ContentLength = int64(len(body))
	return &whole, nil
}

// reason says why no answer came. The words of a server may be in it, unless no
// connection came about.
func (c *Config) reason(err error) string {
	if neverConnected(err) {
		return withoutURL(err)
	}
	return c.quote(withoutURL(err))
}

// withoutURL returns what an error says without the URL that net/http puts in
// front of it: a query may hold what no log may.
func withoutURL(err error) string {
	if located, ok := errors.AsType[*url.Error](err); ok {
		return located.Err.Error()
	}
	return err.Error()
}
