// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// tokenPath is where tokens are granted (code).
const tokenPath = "/token"

// refreshEarly is how long before its end a token is not used any more.
const refreshEarly = time.Minute

// token is the token that requests are sent with.
type token struct {
	// turn is held while a token is granted.
	turn *semaphore.Weighted

	mutex   sync.Mutex
	current string
	// useUntil is zero when the server did not say how long the token lives.
	useUntil time.Time
	// granted are all that were ever used: a server could echo an old one.
	granted []string
}

// authorize has the signature of rest.Config.Authorize. The grant itself has
// its credentials in the body.
func (t *token) authorize(request *http.Request) {
	if current := t.value(); current != "" && !strings.HasSuffix(request.URL.Path, tokenPath) {
		request.Header.Set("Authorization", "Bearer "+current)
	}
}

func (t *token) value() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.current
}

// isUsable reports whether there is a token that will live for a while.
func (t *token) isUsable(now time.Time) bool {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.current != "" && (t.useUntil.IsZero() || now.Before(t.useUntil))
}

func (t *token) set(value string, useUntil time.Time) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.current, t.useUntil = value, useUntil
	t.granted = append(t.granted, value)
}

// drop forgets a token that the server does not take, unless another caller
// has already got a new one.
func (t *token) drop(refused string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.current == refused {
		t.current = ""
	}
}

// redact removes tokens from a server's text.
func (t *token) redact(message string) string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return rest.Redact(message, t.granted)
}

// withToken makes a call with a token, and once more with a new one when the
// answer is 401: tokens end earlier than they say.
func withToken[T any](ctx context.Context, c *Client, call func() (T, error)) (T, error) {
	var none T
	if err := c.ensureToken(ctx); err != nil {
		return none, err
	}
	used := c.token.value()
	result, err := call()
	if !errors.Is(err, rest.ErrUnauthorized) {
		return result, err
	}
	c.token.drop(used)
	if err := c.ensureToken(ctx); err != nil {
		return none, err
	}
	return call()
}

// ensureToken gets a token if there is no usable one.
func (c *Client) ensureToken(ctx context.Context) error {
	if err := c.token.turn.Acquire(ctx, 1); err != nil {
		return err
	}
	defer c.token.turn.Release(1)
	if c.token.isUsable(c.now()) {
		return nil
	}
	return c.grant(ctx)
}

// GrantError is a token that was not granted.
type GrantError struct{ cause error }

func (e *GrantError) Error() string { return e.cause.Error() }

// Unwrap returns what went wrong.
func (e *GrantError) Unwrap() error { return e.cause }

func (c *Client) grant(ctx context.Context) error {
	form := url.Values{
		"grant_type":           {"password"},
		"username":             {c.credentials.ServiceName},
		"password":             {c.credentials.ServicePassword},
		"processunityUserName": {c.credentials.Username},
		"processunityPassword": {c.credentials.Password},
	}
	request := rest.Request{
		Operation:  "get a token",
		Method:     http.MethodPost,
		Path:       tokenPath,
		Header:     http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		Body:       []byte(form.Encode()),
		Idempotent: true,
	}
	asked := c.now()
	response, err := c.rest.Send(ctx, request)
	if err != nil {
		return &GrantError{err}
	}
	value, lifetime, err := decodeToken(response.Body)
	if err != nil {
		return &GrantError{c.rest.Unexpected(request, err)}
	}
	c.token.set(value, useUntil(asked, lifetime))
	return nil
}

// useUntil is a minute before the end of a token, or half of its life where
// that is shorter.
func useUntil(asked time.Time, lifetime time.Duration) time.Time {
	if lifetime <= 0 {
		return time.Time{}
	}
	return asked.Add(lifetime - min(refreshEarly, lifetime/2))
}

// decodeToken returns a token and its lifetime, 0 when that is not told. The
// sources disagree about how long it is, so what the answer says is taken.
func decodeToken(body []byte) (value string, lifetime time.Duration, err error) {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return "", 0, errors.New("it is an HTML page")
	}
	var answer struct {
		AccessToken string          `json:"access_token"`
		TokenType   string          `json:"token_type"`
		ExpiresIn   json.RawMessage `json:"expires_in"`
	}
	if json.Unmarshal(body, &answer) != nil || answer.AccessToken == "" {
		return "", 0, errors.New("it has no access_token")
	}
	if answer.TokenType != "" && !strings.EqualFold(answer.TokenType, "bearer") {
		return "", 0, errors.New("the token is not a bearer token")
	}
	if strings.ContainsFunc(answer.AccessToken, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return "", 0, errors.New("the access_token is not a value that a header can have")
	}
	seconds, err := strconv.ParseFloat(string(bytes.Trim(answer.ExpiresIn, `"`)), 64)
	const longest = 7 * 24 * time.Hour
	if err != nil || seconds <= 0 {
		return answer.AccessToken, 0, nil //nolint:nilerr // Without a lifetime, a 401 says when it has ended.
	}
	return answer.AccessToken, time.Duration(min(seconds, longest.Seconds()) * float64(time.Second)), nil
}
