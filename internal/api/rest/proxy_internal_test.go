// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"testing"
)

// The second request waits for what the proxy says to the first, not for the
// first one's answer.
func TestPassage_opensWithTheConnection(t *testing.T) {
	t.Parallel()
	proxy := &url.URL{Scheme: "http", Host: "proxy.example:3128"}
	passage := passageOf(proxy)
	leave, err := passage.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := passage.enter(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("the second request does not wait: %v", err)
	}
	if err := connected(t.Context(), proxy, nil, &http.Response{StatusCode: http.StatusOK}); err != nil {
		t.Fatal(err)
	}
	select {
	case <-passage.opened:
	default:
		t.Error("the second request still waits")
	}
}
