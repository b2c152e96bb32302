// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"net/http"
	"net/url"
	"strings"
)

// followSameResource follows a redirect of a read to the same resource of the
// same origin: to its path with a slash at the end, or without one. Another
// path or another query is another document, which was not asked for. A redirect
// that is not followed is the answer, which then is an error.
func followSameResource(next *http.Request, via []*http.Request) error {
	first := via[0]
	if len(via) > 5 || !safe(first.Method) || origin(next.URL) != origin(first.URL) || resource(next.URL) != resource(first.URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

// resource is what a URL names within its origin.
func resource(target *url.URL) string {
	return strings.TrimSuffix(target.EscapedPath(), "/") + "?" + target.Query().Encode()
}

// redirection says why a redirect was not followed. It names the path within
// the host, such as that of the scorecard that another was merged into; a query
// may hold what no message may.
func redirection(response *http.Response) string {
	next, err := response.Location()
	from := response.Request.URL
	if err == nil && safe(response.Request.Method) && origin(next) == origin(from) && resource(next) != resource(from) {
		return "it redirects to another document: " + next.EscapedPath()
	}
	return "it redirects, which is followed for reads, and within one host, only"
}
