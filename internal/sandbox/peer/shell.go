// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package peer is the shell that the systems' APIs share: which requests are
// admitted, which endpoint answers them, and how JSON is written. The behavior
// that differs between systems, such as the bodies of errors, is in the package
// of each system.
package peer

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
)

// Shell serves the endpoints of one system. F is an error of that system, and a
// nil *F means no error.
type Shell[F any] struct {
	// Checks run for every request, in this order, before its path is read.
	Checks []Check[F]
	// NoSuchPath, MethodNotAllowed and InvalidParameter are the errors for
	// requests that no endpoint documents.
	NoSuchPath       *F
	MethodNotAllowed *F
	InvalidParameter func(name, value string) *F
	// Fail sends an error.
	Fail func(w http.ResponseWriter, r *http.Request, err *F)
	// Write sends the body that an endpoint returned. Nil means WriteJSON with
	// status 200.
	Write func(w http.ResponseWriter, r *http.Request, body any)

	routes http.ServeMux
	// endpoints are by pattern, then by method.
	endpoints map[string]map[string]http.HandlerFunc
}

// Check returns the error that refuses a request, or nil.
type Check[F any] func(w http.ResponseWriter, r *http.Request) *F

// Authorize refuses requests that are not authorized.
func Authorize[F any](authorized func(r *http.Request) bool, refusal *F) Check[F] {
	return func(_ http.ResponseWriter, r *http.Request) *F {
		if authorized(r) {
			return nil
		}
		return refusal
	}
}

// Spend refuses requests that exceed the budget. With retryAfter, the response
// says when to try again.
func Spend[F any](b *budget.Budget, retryAfter bool, refusal *F) Check[F] {
	return func(w http.ResponseWriter, _ *http.Request) *F {
		wait, ok := b.Spend()
		if ok {
			return nil
		}
		if retryAfter {
			w.Header().Set("Retry-After", budget.Seconds(wait))
		}
		return refusal
	}
}

// Carries reports whether the request has the header exactly once, with exactly
// that value.
func Carries(r *http.Request, header, value string) bool {
	return slices.Equal(r.Header.Values(header), []string{value})
}

// Endpoint returns the body of a response, or an error. It may set headers.
type Endpoint[F any] func(w http.ResponseWriter, r *http.Request) (body any, err *F)

// AnyParameter allows every query parameter.
const AnyParameter = "*"

// Handle adds an endpoint: a method and a pattern of http.ServeMux, such as
// "GET /me", and the documented query parameters. It refuses all other
// parameters. It also refuses a parameter that is given twice, unless its name
// here ends in "...". A pattern may have several methods.
func (s *Shell[F]) Handle(pattern string, answer Endpoint[F], parameters ...string) {
	method, pattern, _ := strings.Cut(pattern, " ")
	if s.endpoints == nil {
		s.endpoints = map[string]map[string]http.HandlerFunc{}
	}
	if s.endpoints[pattern] == nil {
		s.endpoints[pattern] = map[string]http.HandlerFunc{}
		s.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, s.endpoints[pattern]) })
	}
	s.endpoints[pattern][method] = func(w http.ResponseWriter, r *http.Request) {
		body, err := s.answer(w, r, answer, parameters)
		switch {
		case err != nil:
			s.Fail(w, r, err)
		case s.Write != nil:
			s.Write(w, r, body)
		default:
			WriteJSON(w, http.StatusOK, body)
		}
	}
}

// serve calls the endpoint of the request's method.
func (s *Shell[F]) serve(w http.ResponseWriter, r *http.Request, methods map[string]http.HandlerFunc) {
	if endpoint, ok := methods[r.Method]; ok {
		endpoint(w, r)
		return
	}
	w.Header().Set("Allow", strings.Join(slices.Sorted(maps.Keys(methods)), ", "))
	s.Fail(w, r, s.MethodNotAllowed)
}

func (s *Shell[F]) answer(w http.ResponseWriter, r *http.Request, answer Endpoint[F], parameters []string) (any, *F) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, s.InvalidParameter(r.URL.RawQuery, err.Error())
	}
	for name, values := range query {
		if !documented(parameters, name, len(values)) {
			return nil, s.InvalidParameter(name, strings.Join(values, ","))
		}
	}
	return answer(w, r)
}

func documented(parameters []string, name string, times int) bool {
	return slices.Contains(parameters, AnyParameter) || slices.Contains(parameters, name+"...") ||
		(times == 1 && slices.Contains(parameters, name))
}

// ServeHTTP answers one request. It reads all of the body before, so that a
// client never loses its answer to a connection that breaks while it is sending.
func (s *Shell[F]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	Body(r)
	for _, check := range s.Checks {
		if err := check(w, r); err != nil {
			s.Fail(w, r, err)
			return
		}
	}
	if _, pattern := s.routes.Handler(r); pattern == "" || !clean(r.URL.Path) {
		s.Fail(w, r, s.NoSuchPath)
		return
	}
	s.routes.ServeHTTP(w, r)
}

// clean reports whether no segment of the path is empty or consists of dots.
// The multiplexer would redirect to a path without such segments, so a request
// for a company without a domain would not get a 404.
func clean(requested string) bool {
	cleaned := path.Clean(requested)
	return requested == cleaned || requested == cleaned+"/"
}
