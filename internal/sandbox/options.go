// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

// Option changes how the sandbox serves.
type Option func(*settings)

type settings struct {
	address string
	latency time.Duration

	securityScorecardQuirks securityscorecard.Quirks
	securityScorecardBudget int
	securityScorecardWindow time.Duration

	secureframeQuirks secureframe.Quirks
	secureframeBudget int
	secureframeWindow time.Duration

	jumpCloudQuirks jumpcloud.Quirks

	nowSecureQuirks nowsecure.Quirks
	nowSecureBudget int
	nowSecureWindow time.Duration

	processUnityQuirks processunity.Quirks
	processUnityBudget int
	processUnityWindow time.Duration
}

// anyPort is an address of loopback that is free.
const anyPort = "127.0.0.1:0"

func newSettings(options []Option) settings {
	s := settings{address: anyPort}
	for _, option := range options {
		option(&s)
	}
	return s
}

// WithListenAddress sets the host and port that SecurityScorecard is served
// at. The default is any free port of 127.0.0.1, which is where the other systems
// always are.
func WithListenAddress(address string) Option {
	return func(s *settings) { s.address = address }
}

// WithLatency delays every answer.
func WithLatency(latency time.Duration) Option {
	return func(s *settings) { s.latency = latency }
}

// WithSecurityScorecardQuirks changes what the API documents leave open.
func WithSecurityScorecardQuirks(quirks securityscorecard.Quirks) Option {
	return func(s *settings) { s.securityScorecardQuirks = quirks }
}

// WithSecurityScorecardBudget sets how many requests a rolling window allows.
// The default is the documented one, 5000 an hour.
func WithSecurityScorecardBudget(requests int, window time.Duration) Option {
	return func(s *settings) { s.securityScorecardBudget, s.securityScorecardWindow = requests, window }
}

// WithSecureframeQuirks changes what the documentation leaves open.
func WithSecureframeQuirks(quirks secureframe.Quirks) Option {
	return func(s *settings) { s.secureframeQuirks = quirks }
}

// WithSecureframeBudget sets how many requests a rolling window allows. The
// default is the documented one, 500 a minute.
func WithSecureframeBudget(requests int, window time.Duration) Option {
	return func(s *settings) { s.secureframeBudget, s.secureframeWindow = requests, window }
}

// WithJumpCloudQuirks changes what was recorded and specified of the API.
func WithJumpCloudQuirks(quirks jumpcloud.Quirks) Option {
	return func(s *settings) { s.jumpCloudQuirks = quirks }
}

// WithNowSecureQuirks changes what the documentation leaves open.
func WithNowSecureQuirks(quirks nowsecure.Quirks) Option {
	return func(s *settings) { s.nowSecureQuirks = quirks }
}

// WithNowSecureBudget sets how many requests a window allows on both hosts
// together. The default is any number: no limit is documented.
func WithNowSecureBudget(requests int, window time.Duration) Option {
	return func(s *settings) { s.nowSecureBudget, s.nowSecureWindow = requests, window }
}

// WithProcessUnityQuirks changes what nobody has published.
func WithProcessUnityQuirks(quirks processunity.Quirks) Option {
	return func(s *settings) { s.processUnityQuirks = quirks }
}

// WithProcessUnityBudget sets how many requests a rolling window allows. The
// default is 360 an hour.
func WithProcessUnityBudget(requests int, window time.Duration) Option {
	return func(s *settings) { s.processUnityBudget, s.processUnityWindow = requests, window }
}
