// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package fault causes faults in the sandbox's systems, by rule.
package fault

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

// Rule defines the fault for a set of requests.
type Rule struct {
	// System is the name of a system; empty matches all of them.
	System string
	// Method is an HTTP method; empty matches all of them.
	Method string
	// Path is a pattern of path.Match over the whole path, in which * matches one
	// segment: "/companies/*/factors". Empty matches all paths.
	Path string
	// Skip is the number of matching requests before the fault begins.
	Skip int
	// Times is the number of requests that meet the fault. 0 means all of them.
	Times int
	// Effect is the fault.
	Effect Effect
}

// String names the rule, for the message of a test.
func (r Rule) String() string {
	parts := []string{r.System, r.Method, r.Path, r.Effect.String()}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
}

func (r Rule) matches(system string, request *http.Request) bool {
	if (r.System != "" && r.System != system) || (r.Method != "" && r.Method != request.Method) {
		return false
	}
	if r.Path == "" {
		return true
	}
	matched, err := path.Match(r.Path, request.URL.Path)
	return err == nil && matched
}

// Set has the active rules. The zero value has none. It is safe for concurrent
// use.
type Set struct {
	mu    sync.Mutex
	rules []*activeRule
}

type activeRule struct {
	Rule
	seen int // requests that matched
	met  int // requests that met the fault
}

// Add adds rules after the active ones. It panics if a rule has no effect, or
// has a path that is not a pattern, because that is a mistake in the test.
func (s *Set) Add(rules ...Rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, rule := range rules {
		if _, err := path.Match(rule.Path, ""); err != nil {
			panic(fmt.Sprintf("fault: %q is not a path pattern", rule.Path))
		}
		if rule.Effect.serve == nil {
			panic("fault: a rule has no effect")
		}
		s.rules = append(s.rules, &activeRule{Rule: rule})
	}
}

// Reset removes all rules.
func (s *Set) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = nil
}

// Unmet returns the rules whose fault no request has met yet, so that a test
// can assert that all of its faults happened.
func (s *Set) Unmet() []Rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	var unmet []Rule
	for _, rule := range s.rules {
		if rule.met == 0 {
			unmet = append(unmet, rule.Rule)
		}
	}
	return unmet
}

// Wrap returns a handler of the system that applies the rules. next answers the
// requests that meet no fault.
func (s *Set) Wrap(system string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if effect, ok := s.take(system, r); ok {
			effect.serve(w, r, next)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// take counts the request, and returns the effect of the first rule that
// applies. The rules after it do not count the request.
func (s *Set) take(system string, r *http.Request) (Effect, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, rule := range s.rules {
		if !rule.matches(system, r) {
			continue
		}
		rule.seen++
		if rule.seen > rule.Skip && (rule.Times == 0 || rule.met < rule.Times) {
			rule.met++
			return rule.Effect, true
		}
	}
	return Effect{}, false
}
