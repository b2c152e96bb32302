// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
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
	securityScorecardAddress string
	latency                  time.Duration
	budgets                  map[string]*budget.Budget // by system
	quirks                   []any
}

// anyPort is a loopback address with any free port.
const anyPort = "127.0.0.1:0"

func newSettings(options []Option) settings {
	s := settings{securityScorecardAddress: anyPort, budgets: map[string]*budget.Budget{}}
	for _, option := range options {
		option(&s)
	}
	return s
}

// WithSecurityScorecardAddress sets the host and port that SecurityScorecard is
// served at. The default is any free port of 127.0.0.1, which the other systems
// always use.
func WithSecurityScorecardAddress(address string) Option {
	return func(s *settings) { s.securityScorecardAddress = address }
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
