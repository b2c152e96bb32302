// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"crypto/sha256"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"regexp"
)

// Pages reads a collection page by page, following the Link header
// (RFC 8288, rel="next") within the origin. After an error it yields nothing
// more. A page that comes a second time is an error: the collection would
// never end, or lack what the page hides. Like Get, it requests every page
// once in a process.
func Pages[T any](ctx context.Context, client *Client, request Request, decode func(body []byte) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		requested := map[string]bool{}
		received := map[[32]byte]bool{}
		for target := client.url(request); target != nil; {
			requested[target.String()] = true
			current, err := getPage(ctx, client, request, target, decode)
			if err != nil {
				yield(none, err)
				return
			}
			if received[current.digest] || current.next != nil && requested[current.next.String()] {
				yield(none, client.unexpected(request, http.StatusOK, nil,
					errors.New("the same page came twice")))
				return
			}
			received[current.digest] = true
			if !yield(current.value, nil) {
				return
			}
			target = current.next
		}
	}
}

func digest(body []byte) [32]byte { return sha256.Sum256(body) }

// A link is "<target>; parameter; parameter". Parameters may be quoted.
var (
	linkPattern = regexp.MustCompile(`<([^>]*)>((?:\s*;\s*[^,;="\s]+\s*(?:=\s*(?:"[^"]*"|[^",;\s]*))?)*)`)
	nextPattern = regexp.MustCompile(`(?i);\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?:[\s;,]|$))`)
)

// nextPage returns where the page after current is, or nil at the end.
func nextPage(current *url.URL, header http.Header) (*url.URL, error) {
	for _, value := range header.Values("Link") {
		for _, link := range linkPattern.FindAllStringSubmatch(value, -1) {
			if !nextPattern.MatchString(link[2]) {
				continue
			}
			next, err := current.Parse(link[1])
			if err != nil {
				return nil, errors.New("the link to the next page cannot be read")
			}
			if origin(next) != origin(current) {
				return nil, errors.New("the next page is on another host, where credentials are not sent")
			}
			return next, nil
		}
	}
	return nil, nil
}
