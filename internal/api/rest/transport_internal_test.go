// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// roundTripper answers with what its function writes.
type roundTripper http.HandlerFunc

func (f roundTripper) RoundTrip(request *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	f(recorder, request)
	response := recorder.Result()
	response.Request = request
	return response, nil
}

// The transport is the last to see a request: whatever came before it, the
// credentials go to the one origin, and do not come back.
func TestTransport_keepsCredentials(t *testing.T) {
	t.Parallel()
	for address, authorized := range map[string]bool{
		"https://api.example.com/a":     true,
		"https://API.example.com:443/a": true,
		"https://api.example.com:444/a": false,
		"http://api.example.com/a":      false,
		"https://evil.example/a":        false,
		"https://api.example.com.evil/": false,
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			sent := ""
			config := Config{
				RequestTimeout: time.Second,
				Authorize:      func(request *http.Request) { request.Header.Set("Authorization", "secret") },
				Transport:      roundTripper(func(_ http.ResponseWriter, request *http.Request) { sent = request.Header.Get("Authorization") }),
			}
			sender := &transport{config: config, origin: "https://api.example.com:443", pacer: newPacer(&Config{MaxConcurrency: 1, MaxWait: time.Second})}
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			response, err := sender.RoundTrip(request)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = response.Body.Close() }()
			if (sent == "secret") != authorized {
				t.Errorf("sent the credentials %q", sent)
			}
			if response.Request != request || request.Header.Get("Authorization") != "" {
				t.Errorf("the answer carries the request's credentials: %v", response.Request.Header)
			}
		})
	}
}
