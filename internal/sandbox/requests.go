// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"sync"
)

// Request is one request that a system has received. It never contains a
// credential.
type Request struct {
	// Sequence numbers the requests of all systems, from 1.
	Sequence int
	System   string
	Method   string
	Path     string
	Query    url.Values
	// Header has only the headers that describe the request or identify the
	// client.
	Header    http.Header
	UserAgent string
	// Authorized says whether the request had the right credential in the right
	// form.
	Authorized bool
	// InFlight is the number of requests that the system was handling when this
	// one began, including this one.
	InFlight int
	// InFlightAtPath is the number of these requests that had this path.
	InFlightAtPath int
	// Status is 0 when there is no response, or no response yet.
	Status int
}

// recordedHeaders are headers that never contain a credential.
var recordedHeaders = []string{"Accept", "Content-Type", "User-Agent", "X-Org-Id", "X-Ssc-Application-Name"}

// RequestLog has the requests in the order in which they began. It is safe for
// concurrent use.
type RequestLog struct {
	mu       sync.Mutex
	sequence int
	inFlight map[string]int    // by system
	atPath   map[[2]string]int // by system and path; none of them is 0
	requests []*Request
}

// All returns the requests since the last Reset.
func (l *RequestLog) All() []Request {
	return l.Matching(func(Request) bool { return true })
}

// Matching returns the requests since the last Reset that match.
func (l *RequestLog) Matching(match func(Request) bool) []Request {
	l.mu.Lock()
	defer l.mu.Unlock()
	var matching []Request
	for _, request := range l.requests {
		if match(*request) {
			matching = append(matching, *request)
		}
	}
	return matching
}

// Count returns the number of requests that match.
func (l *RequestLog) Count(match func(Request) bool) int {
	return len(l.Matching(match))
}

// MaxInFlight returns the maximum number of requests that a system was handling
// at once.
func (l *RequestLog) MaxInFlight() int {
	most := 0
	for _, request := range l.All() {
		most = max(most, request.InFlight)
	}
	return most
}

// Reset removes all requests. The numbering continues.
func (l *RequestLog) Reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests = nil
}

// Path matches requests by a pattern of path.Match, in which * matches one
// segment: "/companies/*/factors".
func Path(pattern string) func(Request) bool {
	if _, err := path.Match(pattern, ""); err != nil {
		panic("sandbox: not a path pattern: " + pattern)
	}
	return func(r Request) bool {
		matched, err := path.Match(pattern, r.Path)
		return err == nil && matched
	}
}

// begin records a request. The returned function records the end of the
// request. Only its first call has an effect.
func (l *RequestLog) begin(system string, r *http.Request, authorized bool) (end func(status int)) {
	request := &Request{
		System: system, Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(),
		Header: http.Header{}, UserAgent: r.UserAgent(), Authorized: authorized,
	}
	for name, values := range r.Header {
		if slices.Contains(recordedHeaders, name) {
			request.Header[name] = slices.Clone(values)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inFlight == nil {
		l.inFlight, l.atPath = map[string]int{}, map[[2]string]int{}
	}
	place := [2]string{system, request.Path}
	l.sequence++
	l.inFlight[system]++
	l.atPath[place]++
	request.Sequence, request.InFlight, request.InFlightAtPath = l.sequence, l.inFlight[system], l.atPath[place]
	l.requests = append(l.requests, request)
	ended := false
	return func(status int) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if !ended {
			ended = true
			request.Status = status
			l.inFlight[system]--
			l.leave(place)
		}
	}
}

// leave removes entries without requests in flight, because there may be many.
func (l *RequestLog) leave(place [2]string) {
	l.atPath[place]--
	if l.atPath[place] == 0 {
		delete(l.atPath, place)
	}
}
