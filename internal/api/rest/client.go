// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package rest is the HTTP core that every system's client shares: retries,
// pacing, coalescing, pages, errors and redaction, on go-retryablehttp. It does
// not depend on a system or on Terraform.
package rest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"golang.org/x/time/rate"
)

// The defaults of the settings that a user may change.
const (
	DefaultMaxConcurrency = 8
	DefaultMaxRetries     = 4
	DefaultRequestTimeout = 30 * time.Second
)

// Config says how to speak to one system.
type Config struct {
	// System is the system's name as its users write it.
	System string
	// BaseURL is https, or http on a loopback address.
	BaseURL string
	// Authorize adds the credentials to a request. It is called for requests
	// to BaseURL's origin only, after everything that could log the request.
	Authorize func(*http.Request)
	// Secrets are removed from whatever a server says before it is shown, as
	// Redact does it.
	Secrets []string
	// UserAgent names the program that asks.
	UserAgent string
	// ErrorMessage returns what the body of an error says to a person, or "".
	// A body that it cannot read is never shown.
	ErrorMessage func(body []byte) string
	// MaxConcurrency is the number of requests in flight; 0 is the default.
	MaxConcurrency int
	// MaxRetries is the number of attempts after the first; nil is the default. What
	// the system refuses with a 429 is repeated for MaxWait instead, unless
	// MaxRetries is 0.
	MaxRetries *int
	// RequestTimeout bounds one attempt, its body included; 0 is the default.
	RequestTimeout time.Duration
	// MaxWait bounds the time that a call spends waiting: for its turn, in total
	// between its attempts, and from the first 429 to the last attempt; 0 is five
	// minutes.
	MaxWait time.Duration
	// BlockedWait is how long the system is left alone after a 429 that names
	// no time; 0 is half a second at most, and twice as long each time that the
	// system refuses again.
	BlockedWait time.Duration
	// Limiter spends the system's request budget; nil is no limit.
	Limiter *rate.Limiter
	// Log is called for every attempt; nil logs nothing.
	Log func(context.Context, Attempt)
	// Notify is called for waits and for the progress of long work; nil tells no one.
	Notify func(context.Context, Notice)
	// Transport sends the requests; nil is a pooled transport, through Proxy.
	Transport http.RoundTripper
	// Wait is how Await waits; nil is Sleep.
	Wait func(context.Context, time.Duration) error
	// Proxy returns the proxy of a request; nil is that of the environment.
	Proxy func(*http.Request) (*url.URL, error)
}

// Client sends requests to one system. It is safe for concurrent use, and
// all callers in one process should share it.
type Client struct {
	config  Config
	baseURL *url.URL
	http    *http.Client
	pacer   *pacer
	cache   cache
	made    time.Time
}

// ReadSince is when the client was made: no answer that it gives is older.
func (c *Client) ReadSince() time.Time { return c.made }

// New returns a client. It sends nothing.
func New(config Config) (*Client, error) { return newClient(config, nil) }

// At returns a client for another host of the same system. It keeps to the
// same limits together with c: what is in flight, the budget, and the pauses.
func (c *Client) At(baseURL string) (*Client, error) {
	config := c.config
	config.BaseURL = baseURL
	return newClient(config, c.pacer)
}

func newClient(config Config, shared *pacer) (*Client, error) {
	baseURL, err := ParseBaseURL(config.BaseURL)
	if err != nil {
		return nil, err
	}
	config.MaxConcurrency = cmp.Or(config.MaxConcurrency, DefaultMaxConcurrency)
	config.MaxRetries = cmp.Or(config.MaxRetries, new(DefaultMaxRetries))
	config.RequestTimeout = cmp.Or(config.RequestTimeout, DefaultRequestTimeout)
	config.MaxWait = cmp.Or(config.MaxWait, 5*time.Minute)
	if config.Wait == nil {
		config.Wait = Sleep
	}
	if config.Transport == nil {
		config.throughProxy()
	}
	if shared == nil {
		shared = newPacer(&config)
	}
	sender := &http.Client{
		Transport:     &transport{config: config, origin: origin(baseURL), pacer: shared},
		CheckRedirect: followSameResource,
	}
	return &Client{config: config, baseURL: baseURL, http: sender, pacer: shared, made: time.Now()}, nil
}

// Request is one request to the system.
type Request struct {
	// Operation says what the request is for, "read portfolio 42": it follows
	// "could not" in errors.
	Operation string
	// Method is GET when empty.
	Method string
	// Path is relative to the base URL, its parts already escaped.
	Path string
	// LogPath is the path for the log, where Path has the name of a person.
	LogPath string
	Query   url.Values
	// Header adds to what the client sends by itself. No credentials.
	Header http.Header
	Body   []byte
	// Idempotent marks a write that may be sent again when it is
	// unknown whether it arrived. Reads are idempotent by themselves.
	Idempotent bool
	// Final are statuses that end the call, though it is idempotent.
	Final []int
}

// Response is an answer with a 2xx status.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Send sends one request, again where that is safe, and returns its answer.
// Every error is an *Error or the context's.
func (c *Client) Send(ctx context.Context, request Request) (*Response, error) {
	return c.send(ctx, request, c.url(request))
}

func (c *Client) send(ctx context.Context, request Request, target *url.URL) (*Response, error) {
	method := cmp.Or(request.Method, http.MethodGet)
	call := &call{logPath: request.LogPath}
	httpRequest, err := http.NewRequestWithContext(withCall(ctx, call), method, target.String(), bytes.NewReader(request.Body))
	if err != nil {
		return nil, c.failure(request, 0, "the request could not be built", err)
	}
	maps.Copy(httpRequest.Header, request.Header)
	retryable, err := retryablehttp.FromRequest(httpRequest)
	if err != nil {
		return nil, c.failure(request, 0, "the request could not be built", err)
	}
	policy := &retryPolicy{config: &c.config, pacer: c.pacer, call: call, idempotent: request.Idempotent || safe(method), final: request.Final}
	sender := retryablehttp.Client{
		HTTPClient:     c.http,
		RetryMax:       math.MaxInt, // The policy counts.
		CheckRetry:     policy.check,
		Backoff:        policy.backoff,
		ErrorHandler:   retryablehttp.PassthroughErrorHandler,
		RequestLogHook: policy.numberAttempt,
	}
	response, err := sender.Do(retryable) //nolint:bodyclose // read closes it
	if err != nil {
		return nil, c.noAnswer(ctx, request, err)
	}
	return c.read(request, call, response)
}

func safe(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// read takes the answer apart. The transport has already read the body.
func (c *Client) read(request Request, call *call, response *http.Response) (*Response, error) {
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, c.failure(request, 0, "the answer could not be read", err)
	}
	body = bytes.TrimPrefix(body, byteOrderMark)
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, c.refused(request, call, response, body)
	}
	return &Response{Status: response.StatusCode, Header: response.Header, Body: body}, nil
}

// byteOrderMark begins the answers of some gateways, in UTF-8. JSON has none.
var byteOrderMark = []byte("\xef\xbb\xbf")

// noAnswer is the error of a call that ended without a response.
func (c *Client) noAnswer(ctx context.Context, request Request, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if already, ok := errors.AsType[*Error](err); ok {
		return c.complete(request, already)
	}
	return c.failure(request, 0, "no answer: "+c.config.reason(err), err)
}

// refused is the error of an answer that is not a 2xx.
func (c *Client) refused(request Request, call *call, response *http.Response, body []byte) error {
	message := ""
	if c.config.ErrorMessage != nil {
		message = c.config.quote(c.config.ErrorMessage(body))
	}
	switch {
	case message != "":
	case response.StatusCode >= 300 && response.StatusCode < 400:
		message = redirection(response)
	case looksLikeHTML(body):
		message = "the body is an HTML page, which a proxy or a gateway may have sent"
	}
	if call.refusals > 1 {
		message = strings.TrimPrefix(fmt.Sprintf("%s; it refused %d attempts within %s", message, call.refusals,
			time.Since(call.refusedAt).Round(time.Second)), "; ")
	}
	failure := c.failure(request, response.StatusCode, message, nil)
	failure.RetryAfter, _ = retryAfter(response.Header, time.Now())
	failure.RequestID = c.config.requestID(response.Header)
	return failure
}

// complete adds the call to an error from a lower level.
func (c *Client) complete(request Request, below *Error) *Error {
	failure := c.failure(request, below.Status, c.config.quote(below.Message), below.cause)
	failure.RetryAfter, failure.RequestID = below.RetryAfter, below.RequestID
	return failure
}

// failure is the error of a request. It also cleans the operation, which may
// contain names from a server.
func (c *Client) failure(request Request, status int, message string, cause error) *Error {
	return &Error{
		System:    c.config.System,
		Operation: c.config.clean(request.Operation),
		Status:    status,
		Message:   c.config.clean(message),
		cause:     cause,
	}
}
