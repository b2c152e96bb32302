// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package acctest is the harness for tests and programs that run the provider
// over the sandbox, with real Terraform, or in process over the plugin protocol.
package acctest

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// ProviderFactories lets resource.TestCase run this provider, as main serves it,
// in the process of the test.
func ProviderFactories() map[string]func() (tfprotov6.ProviderServer, error) {
	provider.LimitLog()
	return map[string]func() (tfprotov6.ProviderServer, error){
		"vendorrisk": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer("test", provider.WithWait(noWait))(), nil
		},
	}
}

// noWait waits no time: what a system shows only after a while is asked for again
// at once.
func noWait(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// StartSandbox serves the default world until the test ends.
func StartSandbox(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return StartWorld(t, world.Default(), options...)
}

// StartWorld serves a world until the test ends.
func StartWorld(t *testing.T, w *world.World, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.Start(t, w, options...)
}
