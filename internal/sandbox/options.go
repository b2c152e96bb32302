// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"crypto/rand"
	"net"
	"strconv"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

// Option changes how the sandbox serves.
type Option func(*settings)

type settings struct {
	host             string
	firstPort        int
	fixedCredentials bool
	latency          time.Duration
	budgets          map[string]*budget.Budget // by system
	quirks           []any
}

func newSettings(options []Option) settings {
	s := settings{host: "127.0.0.1", budgets: map[string]*budget.Budget{}}
	for _, option := range options {
		option(&s)
	}
	return s
}

// WithAddress serves the systems at the host, the first of them at the port, and
// each of the others at the port after it. Port 0 is any free port for each of
// them, which is the default, on 127.0.0.1.
func WithAddress(host string, firstPort int) Option {
	return func(s *settings) { s.host, s.firstPort = host, firstPort }
}

// WithFixedCredentials makes the credentials the same at each start. By default,
// they are random.
func WithFixedCredentials() Option {
	return func(s *settings) { s.fixedCredentials = true }
}

// address is where the next host of a system is served, after so many others.
func (s settings) address(others int) string {
	port := s.firstPort
	if port != 0 {
		port += others
	}
	return net.JoinHostPort(s.host, strconv.Itoa(port))
}

// secret is a credential that begins with the name.
func (s settings) secret(name string) string {
	if s.fixedCredentials {
		return name + "sandbox"
	}
	return name + rand.Text()
}

// WithLatency delays every response.
func WithLatency(latency time.Duration) Option {
	return func(s *settings) { s.latency = latency }
}

// WithBudget sets the number of requests to a system that a rolling window
// allows, on all of its hosts together. JumpCloud has no known limit, and none
// here.
func WithBudget(system string, requests int, window time.Duration) Option {
	return func(s *settings) { s.budgets[system] = budget.New(requests, window) }
}

// WithQuirks changes the behavior of one system where its documents do not
// define it.
func WithQuirks[Quirks jumpcloud.Quirks | nowsecure.Quirks | processunity.Quirks | secureframe.Quirks | securityscorecard.Quirks](quirks Quirks) Option {
	return func(s *settings) { s.quirks = append(s.quirks, quirks) }
}

// quirksOf returns the quirks of one system, by their type.
func quirksOf[Quirks any](s settings) Quirks {
	var last Quirks
	for _, quirks := range s.quirks {
		if quirks, ok := quirks.(Quirks); ok {
			last = quirks
		}
	}
	return last
}
