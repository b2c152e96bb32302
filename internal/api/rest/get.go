// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
)

// Get reads one document and decodes it. Within a process the same document is
// requested once, however many callers ask at a time: what decode returns
// is shared and must not be changed. Errors are not kept. A read may be a POST
// with a body, as GraphQL's are.
//
// decode is where a 200 that is not the expected document becomes an error:
// its errors are shown to users, so they must not quote the body. An *Error of
// decode needs no more than Status and Message.
func Get[T any](ctx context.Context, client *Client, request Request, decode func(body []byte) (T, error)) (T, error) {
	document, err := getPage(ctx, client, request, client.url(request), decode)
	if err == nil && document.next != nil {
		err = client.Unexpected(request, errors.New("it continues on another page"))
	}
	if err != nil {
		var none T
		return none, err
	}
	return document.value, nil
}

// GetResponse is Get for answers whose header says something too. A Link to
// another page is for decode to handle.
func GetResponse[T any](ctx context.Context, client *Client, request Request, decode func(*Response) (T, error)) (T, error) {
	return getResponse(ctx, client, request, client.url(request), decode)
}

func getResponse[T any](ctx context.Context, client *Client, request Request, target *url.URL, decode func(*Response) (T, error)) (T, error) {
	return once(ctx, &client.cache, cacheKey(request, target), func() (T, error) {
		var none T
		response, err := client.send(ctx, request, target)
		if err != nil {
			return none, err
		}
		value, err := decode(response)
		if err != nil {
			failure := client.unexpected(request, response.Status, response.Body, err)
			failure.RequestID = client.config.requestID(response.Header)
			return none, failure
		}
		return value, nil
	})
}

// page is a decoded document and where the next one is, if there is one.
type page[T any] struct {
	value T
	// digest tells a page that comes twice.
	digest [32]byte
	next   *url.URL
}

func getPage[T any](ctx context.Context, client *Client, request Request, target *url.URL, decode func([]byte) (T, error)) (page[T], error) {
	return getResponse(ctx, client, request, target, func(response *Response) (page[T], error) {
		value, err := decode(response.Body)
		if err != nil {
			return page[T]{}, err
		}
		next, err := nextPage(target, response.Header)
		if err != nil {
			return page[T]{}, err
		}
		return page[T]{value: value, digest: sha256.Sum256(response.Body), next: next}, nil
	})
}

// Unexpected is the error of an answer that decode took, and that turns out
// not to be what was asked for. The cause must not quote the body.
func (c *Client) Unexpected(request Request, cause error) error {
	return c.unexpected(request, http.StatusOK, nil, cause)
}

// unexpected is the error of a 2xx answer that is not what was asked for.
func (c *Client) unexpected(request Request, status int, body []byte, cause error) *Error {
	if already, ok := errors.AsType[*Error](cause); ok {
		return c.complete(request, already)
	}
	message := c.config.quote(cause.Error())
	if looksLikeHTML(body) {
		message = "the body is an HTML page, not JSON: " + message
	}
	return c.failure(request, status, "the answer is not what was asked for: "+message, cause)
}

// cache holds what was read in this process. Terraform starts a process for
// every operation, so it lives for one plan or one apply.
type cache struct {
	mutex sync.Mutex
	// entries are by cacheKey, and by the type that the document is read as.
	entries map[string]map[reflect.Type]any
}

// cacheKey is what tells one read from another.
func cacheKey(request Request, target *url.URL) string {
	return target.String() + "\n" + string(request.Body)
}

// entry is a read that is under way until ready is closed.
type entry[T any] struct {
	ready chan struct{}
	value T
	err   error
	// abandoned says that the reader's own context ended the read.
	abandoned bool
}

// once calls read, unless another caller has called it or is about to. If the
// context of the reading caller ends its read, the read does not end for callers
// that wait: one of them reads again.
func once[T any](ctx context.Context, c *cache, key string, read func() (T, error)) (T, error) {
	for {
		shared, mine := join[T](c, key)
		if mine {
			shared.value, shared.err = read()
			if shared.err != nil {
				shared.abandoned = ctx.Err() != nil
				forget[T](c, key)
			}
			close(shared.ready)
			return shared.value, shared.err
		}
		tallyOf(ctx).coalesced.Add(1)
		select {
		case <-shared.ready:
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		}
		if !shared.abandoned {
			return shared.value, shared.err
		}
	}
}

// join returns the entry of key, and whether the caller is the one to fill it.
func join[T any](c *cache, key string) (*entry[T], bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	kind := reflect.TypeFor[T]()
	if shared, ok := c.entries[key][kind].(*entry[T]); ok {
		return shared, false
	}
	if c.entries == nil {
		c.entries = map[string]map[reflect.Type]any{}
	}
	if c.entries[key] == nil {
		c.entries[key] = map[reflect.Type]any{}
	}
	fresh := &entry[T]{ready: make(chan struct{})}
	c.entries[key][kind] = fresh
	return fresh, true
}

func forget[T any](c *cache, key string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	delete(c.entries[key], reflect.TypeFor[T]())
}

// Forget makes the next Get of a document request it anew: a write has changed
// it. A read that is under way ends for those who wait for it, and is not kept.
func (c *Client) Forget(request Request) {
	c.cache.mutex.Lock()
	defer c.cache.mutex.Unlock()
	delete(c.cache.entries, cacheKey(request, c.url(request)))
}

// ForgetBelow makes the next Get of every document at a path or below it request
// it anew, all pages of a list included. path begins with a slash and has no slash
// at its end.
func (c *Client) ForgetBelow(path string) {
	root := c.url(Request{Path: path}).String()
	c.cache.mutex.Lock()
	defer c.cache.mutex.Unlock()
	for key := range c.cache.entries {
		if rest, ok := strings.CutPrefix(key, root); ok && strings.ContainsAny(rest[:1], "/?\n") {
			delete(c.cache.entries, key)
		}
	}
}

// has reports whether key was read, or is about to be.
func (c *cache) has(key string) bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return len(c.entries[key]) > 0
}
