// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package processunity is a client of ProcessUnity's web services for imports
// and exports. They have no endpoint for a single record: rows are posted through
// an import template, and a template or a report is exported.
//
// Sources named in comments: "code" is what at least two clients do,
// "recorded" an observation that somebody published, "said" the word of one
// author, "vendor" the onboarding page of a company that integrates with it.
// There is no public specification.
package processunity

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

const (
	// DefaultServiceName is the service that every public client names (code).
	DefaultServiceName = "directwebservice"
	// DefaultRequestsPerHour is what a license typically allows (said).
	DefaultRequestsPerHour = 360
	// DefaultRequestTimeout leaves an import the time that it takes: clients
	// wait for one to two minutes (code).
	DefaultRequestTimeout = 2 * time.Minute

	maxWait = 2 * time.Minute
)

// Credentials are the two pairs that a token is granted for: that of the
// service, and that of a user.
type Credentials struct {
	Username        string
	Password        string
	ServiceName     string
	ServicePassword string
}

// Client speaks to one tenant. It is safe for concurrent use.
type Client struct {
	rest        *rest.Client
	credentials Credentials
	token       token
	now         func() time.Time

	// imports is held by one push at a time, from its export to its last import.
	imports *semaphore.Weighted

	mutex    sync.Mutex
	exported map[int64]bool
}

// New returns a client. Of config, the base URL with the tenant's path, the
// user agent, the limits and the log are the caller's. requestsPerHour is the
// tenant's budget, at least 1. It sends nothing.
func New(credentials Credentials, requestsPerHour int, config rest.Config) (*Client, error) {
	client := &Client{
		credentials: credentials,
		now:         time.Now,
		imports:     semaphore.NewWeighted(1),
		exported:    map[int64]bool{},
	}
	client.token.turn = semaphore.NewWeighted(1)
	config.System = "ProcessUnity"
	// The passwords, plain and as a form has them. The user names are not secrets.
	config.Secrets = []string{
		credentials.Password, url.QueryEscape(credentials.Password),
		credentials.ServicePassword, url.QueryEscape(credentials.ServicePassword),
	}
	config.Authorize = client.token.authorize
	config.ErrorMessage = func(body []byte) string { return client.token.redact(errorMessage(body)) }
	config.MaxWait = maxWait
	config.RequestTimeout = cmp.Or(config.RequestTimeout, DefaultRequestTimeout)
	config.Limiter = cmp.Or(config.Limiter, rest.NewLimiter(requestsPerHour, time.Hour))
	core, err := rest.New(config)
	if err != nil {
		return nil, err
	}
	client.rest = core
	return client, nil
}

// Address is where the client sends its requests, with the tenant's path.
func (c *Client) Address() string { return c.rest.Address() }

// errorMessage reads an error body. It may be HTML (said), which is not shown.
func errorMessage(body []byte) string {
	var answer struct {
		Message          string
		Error            rest.ErrorText
		ErrorDescription string `json:"error_description"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	return cmp.Or(answer.Message, answer.ErrorDescription, string(answer.Error))
}

// Clean prepares text from the server for display: without secrets, on one line,
// and limited in length.
func (c *Client) Clean(message string) string {
	const most = 200
	message = c.rest.Clean(c.token.redact(message))
	if runes := []rune(message); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return message
}

// get reads a document once in this process.
func get[T any](ctx context.Context, c *Client, request rest.Request, decode func([]byte) (T, error)) (T, error) {
	return withToken(ctx, c, func() (T, error) { return rest.Get(ctx, c.rest, request, redacting(c, decode)) })
}

// jsonHeader is what a request with a JSON body says of it.
func jsonHeader() http.Header { return http.Header{"Content-Type": {"application/json"}} }
