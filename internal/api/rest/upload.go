// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Upload sends the request to the URL that a system has issued for it, such as
// one that a storage has signed. The URL is a credential of its own, of another
// host than the system's: the request carries none of the system's credentials,
// it follows no redirect, and neither the URL, except for its host, nor what the
// host answers is logged or in an error. The path and the query of the request
// are not used.
func (c *Client) Upload(ctx context.Context, request Request, issued string) (*Response, error) {
	target, err := parseIssuedURL(issued)
	if err != nil {
		return nil, c.failure(request, 0, err.Error(), nil)
	}
	uploader, err := newClient(c.uploadConfig(target, len(request.Body)), nil)
	if err != nil {
		return nil, c.failure(request, 0, "the URL to send the data to cannot be used", nil)
	}
	uploader.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return uploader.send(ctx, request, target)
}

// parseIssuedURL returns the URL, or an error that does not repeat it.
func parseIssuedURL(issued string) (*url.URL, error) {
	target, err := url.Parse(issued)
	switch {
	case err != nil, target.Hostname() == "", target.User != nil:
		return nil, errors.New("the URL to send the data to cannot be read")
	case target.Scheme == "https", target.Scheme == "http" && isLoopback(target.Hostname()):
		target.Fragment, target.RawFragment = "", ""
		return target, nil
	}
	return nil, errors.New("the URL to send the data to is not https: nothing was sent")
}

// slowUpload is the number of bytes a second that an upload may be as slow as.
const slowUpload = 128 << 10

// uploadConfig is the configuration of a client without credentials, for one
// upload of a number of bytes.
func (c *Client) uploadConfig(target *url.URL, size int) Config {
	config := c.config
	config.BaseURL = target.Scheme + "://" + target.Host
	config.Authorize, config.Limiter = nil, nil
	config.Secrets = append(slices.Clone(config.Secrets), target.String(), target.RawQuery)
	for _, values := range target.Query() {
		// A short value, such as a number of seconds, is no secret.
		config.Secrets = append(config.Secrets, slices.DeleteFunc(values, isShort)...)
	}
	config.ErrorMessage = func([]byte) string {
		return "what " + target.Host + " answers is not shown, because it may repeat the signed URL"
	}
	config.RequestTimeout += time.Duration(size/slowUpload) * time.Second
	if log := c.config.Log; log != nil {
		config.Log = func(ctx context.Context, attempt Attempt) {
			attempt.Path = "(signed URL)"
			log(ctx, attempt)
		}
	}
	return config
}
