// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"crypto/rand"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
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

func (t *tokens) grant(granted token) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.granted == nil {
		t.granted = map[string]*token{}
	}
	text := "token-" + rand.Text()
	t.granted[text] = &granted
	return text
}

func (t *tokens) good(text string, now time.Time) bool { return t.take(text, now, 0) }

// spend reports whether the token was good for one more request.
func (t *tokens) spend(text string, now time.Time) bool { return t.take(text, now, 1) }

func (t *tokens) take(text string, now time.Time, requests int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	found := t.granted[text]
	if found == nil || found.left == 0 || !now.Before(found.expires) {
		return false
	}
	found.left -= requests
	return true
}

func (h *Handler) grantToken(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	if !h.mayHaveToken(r) {
		return nil, errUnauthorized
	}
	lifetime := cmp.Or(h.quirks.ExpiresIn, recordedLifetime)
	return map[string]any{
		"access_token": h.tokens.grant(token{
			expires: h.now().Add(time.Duration(lifetime) * time.Second),
			left:    cmp.Or(h.quirks.TokenRequests, -1),
		}),
		"token_type": "bearer",
		"expires_in": lifetime,
	}, nil
}

// mayHaveToken reports whether the body is a form with the five fields, each
// once and right, and nothing else.
func (h *Handler) mayHaveToken(r *http.Request) bool {
	form, err := url.ParseQuery(string(peer.Body(r)))
	return err == nil && peer.HasMediaType(r, "application/x-www-form-urlencoded") && maps.EqualFunc(form, url.Values{
		"grant_type":           {"password"},
		"username":             {h.credential.ServiceName},
		"password":             {h.credential.ServicePassword},
		"processunityUserName": {h.credential.Username},
		"processunityPassword": {h.credential.Password},
	}, slices.Equal[[]string])
}
