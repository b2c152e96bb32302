// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// ParseBaseURL returns the URL that a base URL setting names. The error says
// what is allowed: https, or http on a loopback address, without user, query
// or fragment.
func ParseBaseURL(value string) (*url.URL, error) {
	if !strings.Contains(value, "//") {
		return nil, errors.New("has no scheme: it must look like https://api.example.com")
	}
	parsed, err := url.Parse(value)
	if err != nil {
		return nil, errors.New("is not a URL: it must look like https://api.example.com")
	}
	switch {
	case parsed.Hostname() == "":
		return nil, errors.New("names no host: it must look like https://api.example.com")
	case parsed.User != nil:
		return nil, errors.New("must have no user or password: remove what is before the @")
	case parsed.RawQuery != "", parsed.ForceQuery:
		return nil, errors.New("must have no query: remove the ? and what follows")
	case parsed.Fragment != "", strings.HasSuffix(value, "#"):
		return nil, errors.New("must have no fragment: remove the # and what follows")
	case parsed.Scheme == "https", parsed.Scheme == "http" && isLoopback(parsed.Hostname()):
		return parsed, nil
	}
	return nil, errors.New("must be https, or http on a loopback address such as http://127.0.0.1:8080")
}

// url is where a request goes.
func (c *Client) url(request Request) *url.URL {
	target := *c.baseURL
	full := strings.TrimSuffix(c.baseURL.EscapedPath(), "/") + request.Path
	target.Path, target.RawPath = full, full
	if unescaped, err := url.PathUnescape(full); err == nil {
		target.Path = unescaped
	}
	target.RawQuery = request.Query.Encode()
	return &target
}

// Address is where the client sends its requests: the base URL in one form, without
// a default port and without a slash at its end.
func (c *Client) Address() string {
	address := url.URL{Scheme: c.baseURL.Scheme, Host: strings.ToLower(c.baseURL.Host)}
	if port := c.baseURL.Port(); port == defaultPorts[address.Scheme] {
		address.Host = strings.TrimSuffix(address.Host, ":"+port)
	}
	return address.String() + strings.TrimSuffix(c.baseURL.EscapedPath(), "/")
}

var defaultPorts = map[string]string{"https": "443", "http": "80"}

// origin is the scheme, host and port that credentials are for.
func origin(target *url.URL) string {
	port := target.Port()
	if port == "" {
		port = defaultPorts[target.Scheme]
	}
	return target.Scheme + "://" + net.JoinHostPort(strings.ToLower(target.Hostname()), port)
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}
