// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
)

// Get reads one document and decodes it. Within a process the same document is
// requested once, whoever asks and however many at a time: what decode returns
// is shared and must not be changed. Errors are not kept.
//
// decode is where a 200 that is not the expected document becomes an error:
// its errors are shown to users, so they must not quote the body. An *Error of
// decode needs no more than Status and Message.
func Get[T any](ctx context.Context, client *Client, request Request, decode func(body []byte) (T, error)) (T, error) {
	document, err := getPage(ctx, client, request, client.url(request), decode)
	return document.value, err
}

// page is a decoded document and where the next one is, if there is one.
type page[T any] struct {
	value T
	// digest tells a page that comes twice.
	digest [32]byte
	next   *url.URL
}

func getPage[T any](ctx context.Context, client *Client, request Request, target *url.URL, decode func([]byte) (T, error)) (page[T], error) {
	return once(ctx, &client.cache, target.String(), func() (page[T], error) {
		response, err := client.send(ctx, request, target)
		if err != nil {
			return page[T]{}, err
		}
		value, err := decode(response.Body)
		if err != nil {
			return page[T]{}, client.unexpected(request, response.Status, response.Body, err)
		}
		next, err := nextPage(target, response.Header)
		if err != nil {
			return page[T]{}, client.unexpected(request, response.Status, nil, err)
		}
		return page[T]{value: value, digest: digest(response.Body), next: next}, nil
	})
}

// unexpected is the error of a 2xx answer that is not what was asked for.
func (c *Client) unexpected(request Request, status int, body []byte, cause error) error {
	var already *Error
	if errors.As(cause, &already) {
		return c.complete(request, already)
	}
	message := cause.Error()
	if looksLikeHTML(body) {
		message = "the body is an HTML page, not JSON: " + message
	}
	return &Error{
		System:    c.config.System,
		Operation: request.Operation,
		Status:    status,
		Message:   c.clean("the answer is not what was asked for: " + message),
		cause:     cause,
	}
}

// cache holds what was read in this process. Terraform starts a process for
// every operation, so it lives for one plan or one apply.
type cache struct {
	mutex   sync.Mutex
	entries map[any]any
}

// entry is a read that is under way until ready is closed.
type entry[T any] struct {
	ready chan struct{}
	value T
	err   error
}

// entryKey keeps one URL read as two types apart.
type entryKey[T any] struct{ url string }

// once calls read, unless somebody has or is about to. A caller whose read was
// ended by its own context does not end it for those who wait: one of them
// reads anew.
func once[T any](ctx context.Context, c *cache, url string, read func() (T, error)) (T, error) {
	for {
		shared, mine := join[T](c, url)
		if mine {
			shared.value, shared.err = read()
			if shared.err != nil {
				c.forget(entryKey[T]{url})
			}
			close(shared.ready)
			return shared.value, shared.err
		}
		select {
		case <-shared.ready:
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		}
		if !isCancellation(shared.err) {
			return shared.value, shared.err
		}
	}
}

// join returns the entry of url, and whether the caller is the one to fill it.
func join[T any](c *cache, url string) (*entry[T], bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if shared, ok := c.entries[entryKey[T]{url}].(*entry[T]); ok {
		return shared, false
	}
	if c.entries == nil {
		c.entries = map[any]any{}
	}
	fresh := &entry[T]{ready: make(chan struct{})}
	c.entries[entryKey[T]{url}] = fresh
	return fresh, true
}

func (c *cache) forget(key any) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	delete(c.entries, key)
}

func isCancellation(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

var _ http.RoundTripper = (*transport)(nil)
