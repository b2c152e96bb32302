// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package jumpcloud is a client of the part of the JumpCloud API that says how
// an organization is set up and who and what is in it. It reads only, and
// decodes no more than is needed: payloads hold secrets and personal data.
//
// Sources named in comments: "spec" is the vendor's OpenAPI document of
// 2026-03-31, or that of 2026-08-21 for what the earlier one does not have,
// "recorded" a published recording of the real API, "tools" code that the vendor
// wrote, "docs" the vendor's pages.
package jumpcloud

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// The regions, and the hosts they are served at (spec; India: tools).
var baseURLs = map[string]string{
	"us": "https://console.jumpcloud.com",
	"eu": "https://console.eu.jumpcloud.com",
	"in": "https://console.in.jumpcloud.com",
}

// DefaultRegion is the region of an organization that names no region.
const DefaultRegion = "us"

// Regions are the values that New takes for a region.
func Regions() []string { return []string{"us", "eu", "in"} }

// BaseURL is the host of a region.
func BaseURL(region string) string { return baseURLs[region] }

// How many requests may be in flight. An address that sends too many
// requests is blocked with a 403 (docs); the vendor's own tools stay below this.
const (
	DefaultConcurrency = 3
	MaxConcurrency     = 4
)

// IDPattern is what an organization's id looks like (recorded).
var IDPattern = regexp.MustCompile(`^[0-9a-fA-F]{24}$`)

// Client reads from one JumpCloud organization. It is safe for concurrent use.
type Client struct {
	rest *rest.Client
	// organizationID is as configured; "" is the only organization that the
	// key sees.
	organizationID string
}

// New returns a client that authenticates with an administrator's API key. Of
// config, the base URL, the user agent, the limits and the log are the
// caller's; without a base URL the region's is used. An empty organizationID
// is the one organization that the key sees. It sends nothing.
func New(apiKey, organizationID, region string, config rest.Config) (*Client, error) {
	if config.BaseURL == "" {
		config.BaseURL = BaseURL(region)
	}
	if config.BaseURL == "" {
		return nil, fmt.Errorf("%q is not a region: it must be one of %v", region, Regions())
	}
	if organizationID != "" && !IDPattern.MatchString(organizationID) {
		return nil, fmt.Errorf("%q is not the id of an organization: it has 24 digits, 0 to 9 and a to f", organizationID)
	}
	config.System = "JumpCloud"
	config.Secrets = []string{apiKey}
	config.ErrorMessage = errorMessage
	config.Authorize = func(request *http.Request) { request.Header.Set("X-Api-Key", apiKey) }
	config.MaxConcurrency = min(cmp.Or(config.MaxConcurrency, DefaultConcurrency), MaxConcurrency)
	core, err := rest.New(config)
	if err != nil {
		return nil, err
	}
	return &Client{rest: core, organizationID: organizationID}, nil
}

// errorMessage reads an error body: "message" in both versions of the API,
// else "error" (recorded, spec). Whatever else it holds is not shown.
func errorMessage(body []byte) string {
	var answer struct {
		Message any `json:"message"`
		Error   any `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	message, _ := answer.Message.(string)
	failure, _ := answer.Error.(string)
	return cmp.Or(message, failure)
}

// ReadSince is when the client was made: no answer that it gives is older.
func (c *Client) ReadSince() time.Time { return c.rest.ReadSince() }
