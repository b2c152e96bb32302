// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package sandboxtest has the helpers that tests over the sandbox share.
package sandboxtest

import (
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// UserAgent is the user agent of clients in tests.
const UserAgent = "test/1"

// Start serves a world until the test ends.
func Start(t *testing.T, w *world.World, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	systems, err := sandbox.Start(t.Context(), w, options...)
	if err != nil {
		t.Fatalf("start the sandbox: %s", err)
	}
	t.Cleanup(func() {
		if err := systems.Close(); err != nil {
			t.Errorf("close the sandbox: %s", err)
		}
	})
	return systems
}

// StartReadOnly is Start for a client that only reads. At the end of the test,
// every fault must have met a request. Every request must be a read, with the
// credential and UserAgent.
func StartReadOnly(t *testing.T, w *world.World, isRead func(sandbox.Request) bool, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	var systems *sandbox.Sandbox
	// It runs after Close, which waits for the requests: cleanups run in reverse
	// order.
	t.Cleanup(func() {
		if systems == nil {
			return
		}
		for _, rule := range systems.Faults.Unmet() {
			t.Errorf("no request met the fault %s", rule)
		}
		for _, request := range systems.Requests.All() {
			if !request.Authorized || request.UserAgent != UserAgent || !isRead(request) {
				t.Errorf("not a request as it should be: %+v", request)
			}
		}
	})
	systems = Start(t, w, options...)
	return systems
}

// IsGet reports whether a request is a GET.
func IsGet(request sandbox.Request) bool { return request.Method == http.MethodGet }
