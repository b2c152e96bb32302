// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
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
		progress := client.Progress("pages: "+request.Operation, 0)
		for target := client.url(request); target != nil; {
			requested[target.String()] = true
			current, err := getPage(ctx, client, request, target, decode)
			if err != nil {
				yield(none, err)
				return
			}
			if received[current.digest] || current.next != nil && requested[current.next.String()] {
				yield(none, client.Unexpected(request, errors.New("the same page came twice")))
				return
			}
			received[current.digest] = true
			progress.Add(ctx, 1)
			if !yield(current.value, nil) {
				return
			}
			target = current.next
		}
	}
}

// A link is "<target>; parameter; parameter". A parameter's value may be
// quoted, and then hold anything. The libraries for this header lose a link with
// less usual spelling, or change its target: the list would seem to end there.
const parameter = `;[\s;]*([^,;="\s]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^",;\s]*))?`

var (
	parameterPattern = regexp.MustCompile(parameter)
	linkPattern      = regexp.MustCompile(`<([^>]*)>((?:\s*` + parameter + `)*)`)
)

// nextPage returns where the page after current is, or nil at the end.
func nextPage(current *url.URL, header http.Header) (*url.URL, error) {
	for _, value := range header.Values("Link") {
		for _, link := range linkPattern.FindAllStringSubmatch(value, -1) {
			if !leadsOn(link[2]) {
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

// leadsOn reports whether a link with the parameters is one to the next page.
func leadsOn(parameters string) bool {
	for _, parameter := range parameterPattern.FindAllStringSubmatch(parameters, -1) {
		if strings.EqualFold(parameter[1], "rel") {
			return slices.ContainsFunc(strings.Fields(strings.Trim(parameter[2], `"`)), func(relation string) bool {
				return strings.EqualFold(relation, "next")
			})
		}
	}
	return false
}
