// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package secureframe is a client of the Secureframe endpoint that takes custom
// data, of the lists of an organization's compliance, and of the endpoints for the
// evidence of its tests. What was pushed can neither be read back nor deleted.
//
// Sources named in comments: "spec" is the vendor's published API document of
// version 2023-10-18, "live" an observation that somebody published.
package secureframe

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// The regions, and the hosts they are served at (spec).
var baseURLs = map[string]string{
	"us": "https://api.secureframe.com",
	"uk": "https://api-uk.secureframe.com",
}

// Regions are the values that New takes for a region.
func Regions() []string { return []string{"us", "uk"} }

// BaseURL is the host of a region.
func BaseURL(region string) string { return baseURLs[region] }

// requestsPerMinute is what one address may send (spec).
const requestsPerMinute = 500

// Client reads from Secureframe, and pushes to it. It is safe for concurrent use.
type Client struct {
	rest *rest.Client

	mutex       sync.Mutex
	connections map[string]*semaphore.Weighted
}

// New returns a client that authenticates with an API key and its secret. Of
// config, the base URL, the user agent, the limits and the log are the
// caller's; without a base URL the region's is used. It sends nothing.
func New(apiKey, apiSecret, region string, config rest.Config) (*Client, error) {
	config.BaseURL = cmp.Or(config.BaseURL, BaseURL(region))
	if config.BaseURL == "" {
		return nil, fmt.Errorf("%q is not a region: it must be one of %v", region, Regions())
	}
	config.System = "Secureframe"
	config.Secrets = []string{apiKey, apiSecret}
	config.ErrorMessage = errorMessage
	config.Authorize = func(request *http.Request) {
		// Two values and one space, without a scheme word (spec, live).
		request.Header.Set("Authorization", apiKey+" "+apiSecret)
	}
	// The block after too many requests has no documented length, and no
	// documented header that gives it.
	config.BlockedWait = time.Minute
	config.Limiter = cmp.Or(config.Limiter, rest.NewLimiter(requestsPerMinute, time.Minute))
	core, err := rest.New(config)
	if err != nil {
		return nil, err
	}
	return &Client{rest: core, connections: map[string]*semaphore.Weighted{}}, nil
}

// Address is where the client sends its requests.
func (c *Client) Address() string { return c.rest.Address() }

// errorMessage reads an error body. No form of it is documented; "message" was
// seen (live).
func errorMessage(body []byte) string {
	var answer map[string]any
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	return cmp.Or(text(answer["message"]), text(answer["error"]), text(answer["errors"]))
}

// text is the decoded text of a part of an error: an escaped credential would not
// be found.
func text(value any) string {
	var parts []string
	switch value := value.(type) {
	case string:
		return value
	case []any:
		for _, one := range value {
			if says := text(one); says != "" {
				parts = append(parts, says)
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if says := text(value[name]); says != "" {
				parts = append(parts, name+": "+says)
			}
		}
	}
	return strings.Join(parts, ", ")
}
