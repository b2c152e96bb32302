// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package sandbox runs the systems' APIs as in-memory servers on loopback, with
// faults by rule and a log of the requests. It is the peer that the clients
// are tested against, so it shares no code with them.
package sandbox

import (
	"context"
	"crypto/rand"
	"slices"
	"sync"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// SecurityScorecard is that system's name in requests and fault rules.
const SecurityScorecard = "securityscorecard"

// Sandbox is the running systems.
type Sandbox struct {
	// World is the data that is being served; changes show at once.
	World *world.World
	// Faults are the rules by which the systems misbehave.
	Faults *fault.Set
	// Requests are all requests that the systems have met.
	Requests *RequestLog
	// SecurityScorecard is where that system is reached.
	SecurityScorecard Endpoint

	stop func() error
}

// Endpoint is where a system is reached, and with which credential.
type Endpoint struct {
	BaseURL string
	Token   string
}

// Start serves every system on loopback until ctx is done or Close is called.
func Start(ctx context.Context, w *world.World, options ...Option) (*Sandbox, error) {
	settings := newSettings(options)
	s := &Sandbox{World: w, Faults: &fault.Set{}, Requests: &RequestLog{}}
	s.SecurityScorecard.Token = "sandbox-" + rand.Text()
	api := securityscorecard.New(securityscorecard.Config{
		Token:  s.SecurityScorecard.Token,
		World:  &w.Scorecards,
		Quirks: settings.quirks,
		Budget: settings.budget,
		Window: settings.window,
	})
	server, err := listen(ctx, settings.address, s.handler(SecurityScorecard, api, settings))
	if err != nil {
		return nil, err
	}
	s.SecurityScorecard.BaseURL = server.baseURL
	s.stop = stopOnce(ctx, server)
	return s, nil
}

// Close stops every system, and waits until no request is being handled.
// Requests that are under way are cut off. Closing twice is harmless.
func (s *Sandbox) Close() error { return s.stop() }

// Environment returns the variables that point a client at the sandbox, as
// sorted KEY=value lines.
func (s *Sandbox) Environment() []string {
	environment := []string{
		"SECURITYSCORECARD_API_TOKEN=" + s.SecurityScorecard.Token,
		"SECURITYSCORECARD_BASE_URL=" + s.SecurityScorecard.BaseURL,
	}
	slices.Sort(environment)
	return environment
}

// stopOnce returns a function that closes the server, as does the end of ctx.
// Whoever comes second waits for the first.
func stopOnce(ctx context.Context, server *server) func() error {
	stop := sync.OnceValue(server.close)
	forget := context.AfterFunc(ctx, func() { _ = stop() }) // Close returns the error
	return func() error {
		forget()
		return stop()
	}
}
