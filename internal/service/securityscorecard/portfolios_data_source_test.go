// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestPortfoliosDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "portfolios", `data "vendorrisk_securityscorecard_portfolios" "test" {}`,
		map[string]any{"name": nil, "privacy": nil, "portfolios": wantPortfolios},
		map[string]int{"/portfolios": 1})
}

func TestPortfoliosDataSource_arguments(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		given arguments
		want  []any
	}{
		"name":                    {arguments{"name": acctest.String("Critical Vendors")}, wantPortfolios[1:2]},
		"name in another case":    {arguments{"name": acctest.String("critical vendors")}, []any{}},
		"part of a name":          {arguments{"name": acctest.String("Critical")}, []any{}},
		"privacy":                 {arguments{"privacy": acctest.String("private")}, wantPortfolios[2:]},
		"name and privacy":        {arguments{"name": acctest.String("Cloud Services"), "privacy": acctest.String("team")}, wantPortfolios[:1]},
		"name of another privacy": {arguments{"name": acctest.String("Cloud Services"), "privacy": acctest.String("shared")}, []any{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			state := read(t, acctest.NewSandboxServer(t, systems), "portfolios", test.given)
			acctest.Equal(t, "portfolios", state["portfolios"], any(test.want))
			acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/portfolios": 1}), "")
		})
	}
}

// Names are not unique: portfolios with the same name are sorted by ID.
func TestPortfoliosDataSource_sameName(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddPortfolio(world.Portfolio{ID: "zz", Name: "Cloud Services", Privacy: "shared"})
	w.AddPortfolio(world.Portfolio{ID: "00", Name: "Cloud Services", Privacy: "private"})
	state := read(t, acctest.NewSandboxServer(t, acctest.StartWorld(t, w)), "portfolios", arguments{"name": acctest.String("Cloud Services")})
	acctest.Equal(t, "ids", acctest.Column(t, state["portfolios"], "id"), []any{"00", world.CloudServicesID, "zz"})
}

func TestPortfoliosDataSource_none(t *testing.T) {
	t.Parallel()
	systems := acctest.StartWorld(t, world.Generate(1, world.Size{}))
	state := read(t, acctest.NewSandboxServer(t, systems), "portfolios", nil)
	acctest.Equal(t, "portfolios", state["portfolios"], any([]any{}))
}
