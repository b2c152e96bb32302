// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"net/http"
	"time"
)

// system is the API of one system.
type system interface {
	http.Handler
	// Authorized reports whether the request has the right credential.
	Authorized(r *http.Request) bool
}

// handler logs and delays the responses of the system, and applies faults to
// them.
func (s *Sandbox) handler(name string, api system) http.Handler {
	disturbed := s.Faults.Wrap(name, api)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		end := s.Requests.begin(name, r, api.Authorized(r))
		defer end(0)
		wait(r, s.settings.latency)
		disturbed.ServeHTTP(&loggedResponse{ResponseWriter: w, end: end}, r)
	})
}

// wait waits for the delay, or until the client gives up.
func wait(r *http.Request, latency time.Duration) {
	if latency <= 0 {
		return
	}
	timer := time.NewTimer(latency)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
		panic(http.ErrAbortHandler)
	}
}

// loggedResponse ends the request in the log before the client receives any
// part of the response. A client that has a response therefore finds it in the
// log. If the client then sends its next request, the log does not count two
// requests in flight.
type loggedResponse struct {
	http.ResponseWriter
	end func(status int)
}

func (r *loggedResponse) WriteHeader(status int) {
	r.end(status)
	r.ResponseWriter.WriteHeader(status)
}

func (r *loggedResponse) Write(data []byte) (int, error) {
	r.end(http.StatusOK)
	return r.ResponseWriter.Write(data)
}
