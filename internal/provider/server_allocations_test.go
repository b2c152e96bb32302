// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

//go:build !race

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// A state that is built goes past the framework, which would walk every value
// of it: that costs more than all of the read.
func TestServer_allocatesLessThanTheFramework(t *testing.T) { //nolint:paralleltest // AllocsPerRun refuses to run in a parallel test
	systems := acctest.StartWorld(t, world.Generate(1, world.Size{Portfolios: 1, Companies: 500}))
	allocations := func(server *acctest.Server) float64 {
		server.ConfigureSandbox(t.Context(), t, systems)
		return testing.AllocsPerRun(1, func() {
			server.MustRead(t.Context(), t, "vendorrisk_securityscorecard_companies", nil)
		})
	}
	served := allocations(acctest.NewServerOf(t, provider.NewServer("test")()))
	framework := allocations(acctest.NewServerOf(t, providerserver.NewProtocol6(provider.New("test")())()))
	if ratio := served / framework; ratio > 0.6 {
		t.Errorf("a read allocates %.2f times what it does in the framework alone", ratio)
	}
}
