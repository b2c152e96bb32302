// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package securityscorecard is a client of the SecurityScorecard API. It
// brings what the API says into the vocabulary of package posture, and turns
// every answer that is not what it should be into an error.
//
// Sources named in comments: "spec" is the vendor's Swagger document 1.10.18,
// "live" a published recording of the real API, "docs" the vendor's pages.
package securityscorecard

import (
	"cmp"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// DefaultBaseURL is the API's host (spec).
const DefaultBaseURL = "https://api.securityscorecard.io"

// requestsPerHour is the API's limit for a customer (docs).
const requestsPerHour = 5000

// Client reads from SecurityScorecard, and changes portfolios. It is safe for concurrent use.
type Client struct {
	// Username is the user that the token belongs to, or "". It is set before the
	// first request. Nothing but the user's own answer says whose the token is.
	Username string

	rest *rest.Client
	// changing has a mutex for each portfolio whose companies are changed, by its ID.
	changing  sync.Map
	additions additions
}

// New returns a client that authenticates with an API token. Of config, the
// base URL, the user agent, the limits and the log are the caller's. It sends
// nothing.
func New(apiToken string, config rest.Config) (*Client, error) {
	config.BaseURL = cmp.Or(config.BaseURL, DefaultBaseURL)
	config.System = "SecurityScorecard"
	config.Secrets = []string{apiToken}
	config.ErrorMessage = errorMessage
	config.Authorize = func(request *http.Request) {
		// The literal word Token, not Bearer (spec, live).
		request.Header.Set("Authorization", "Token "+apiToken)
	}
	// A run may spend the hour's budget at once. What goes beyond it would wait
	// for most of an hour, which rest refuses.
	config.Limiter = cmp.Or(config.Limiter, rate.NewLimiter(rate.Every(time.Hour), requestsPerHour-1))
	core, err := rest.New(config)
	if err != nil {
		return nil, err
	}
	return &Client{rest: core}, nil
}
