// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"crypto/rand"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// recordedLifetime is how many seconds a token was said to live.
const recordedLifetime = 86399

// tokens are those that were granted. It is safe for concurrent use.
type tokens struct {
	mu      sync.Mutex
	granted map[string]*token
}

type token struct {
	expires time.Time
	// left is how many requests it is good for; negative is any number.
	left int
}

func (t *tokens) grant(expires time.Time, requests int) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.granted == nil {
		t.granted = map[string]*token{}
	}
	if requests == 0 {
		requests = -1
	}
	text := "token-" + rand.Text()
	t.granted[text] = &token{expires: expires, left: requests}
	return text
}

func (t *tokens) good(text string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.find(text, now) != nil
}

// spend reports whether the token was good for one more request.
func (t *tokens) spend(text string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	found := t.find(text, now)
	if found == nil {
		return false
	}
	found.left--
	return true
}

func (t *tokens) find(text string, now time.Time) *token {
	found := t.granted[text]
	if found == nil || found.left == 0 || !now.Before(found.expires) {
		return nil
	}
	return found
}

func (h *Handler) grantToken(w http.ResponseWriter, r *http.Request) *failure {
	if !h.mayHaveToken(r) {
		return errUnauthorized
	}
	lifetime := cmp.Or(h.quirks.ExpiresIn, recordedLifetime)
	granted := h.tokens.grant(h.now().Add(time.Duration(lifetime)*time.Second), h.quirks.TokenRequests)
	write(w, http.StatusOK, object{
		{"access_token", granted},
		{"token_type", "bearer"},
		{"expires_in", lifetime},
	})
	return nil
}

// mayHaveToken reports whether the body is a form with the five fields, each
// once and right, and nothing else.
func (h *Handler) mayHaveToken(r *http.Request) bool {
	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/x-www-form-urlencoded" {
		return false
	}
	form, err := url.ParseQuery(string(body(r)))
	if err != nil {
		return false
	}
	given := map[string]string{}
	for name, values := range form {
		if len(values) != 1 {
			return false
		}
		given[name] = values[0]
	}
	return maps.Equal(given, map[string]string{
		"grant_type":           "password",
		"username":             h.credential.ServiceName,
		"password":             h.credential.ServicePassword,
		"processunityUserName": h.credential.Username,
		"processunityPassword": h.credential.Password,
	})
}
