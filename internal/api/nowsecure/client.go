// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package nowsecure is a client of the NowSecure Platform's API, GraphQL and
// REST. It brings what the API says into the vocabulary of package posture,
// and turns every answer that is not what it should be into an error.
//
// Sources named in comments: "schema" is the vendor's GraphQL schema of
// 2023-04, "docs" the vendor's pages, "client" the vendor's own clients and
// the specification in them, "live" a published recording.
package nowsecure

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// The hosts of the shared platform: of GraphQL (docs), of REST (client), and of
// the pages for people (client). Customers may have hosts of their own.
const (
	DefaultAPIURL    = "https://api.nowsecure.com"
	DefaultLabAPIURL = "https://lab-api.nowsecure.com"
	DefaultWebURL    = "https://app.nowsecure.com"
)

// Client reads from NowSecure. It is safe for concurrent use.
type Client struct {
	// api has GraphQL, lab has REST. They share their limits.
	api, lab *rest.Client
	// webURL is where people read, or "" where that is not known.
	webURL string
	// unknown has what the API does not know of what is asked for.
	unknown *unknownFields
}

// Hosts are the addresses of the API that are not the base URL. Each may be "",
// which is that of the shared platform.
type Hosts struct {
	// LabAPIURL is where REST is.
	LabAPIURL string
	// WebURL is where people read. It is not known if the base URL is set and
	// WebURL is not.
	WebURL string
}

// New returns a client that authenticates with an API token. Of config, the
// base URL, which is where GraphQL is, the user agent, the limits and the log
// are the caller's. It sends nothing.
func New(apiToken string, hosts Hosts, config rest.Config) (*Client, error) {
	config.BaseURL = cmp.Or(config.BaseURL, DefaultAPIURL)
	config.System = "NowSecure"
	config.Secrets = []string{apiToken}
	config.ErrorMessage = errorMessage
	config.Authorize = func(request *http.Request) {
		request.Header.Set("Authorization", "Bearer "+apiToken)
	}
	api, err := rest.New(config)
	if err != nil {
		return nil, err
	}
	lab, err := api.At(cmp.Or(hosts.LabAPIURL, DefaultLabAPIURL))
	if err != nil {
		return nil, err
	}
	client := &Client{api: api, lab: lab, webURL: strings.TrimSuffix(hosts.WebURL, "/"), unknown: newUnknownFields()}
	if client.webURL == "" && strings.TrimSuffix(config.BaseURL, "/") == DefaultAPIURL {
		client.webURL = DefaultWebURL
	}
	return client, nil
}
