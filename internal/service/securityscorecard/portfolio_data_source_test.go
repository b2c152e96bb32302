// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

var wantCriticalVendors = map[string]any{
	"id": world.CriticalVendorsID, "name": "Critical Vendors",
	"description": "Vendors that the business stops without", "privacy": "shared", "read_only": false,
}

func TestPortfolioDataSource_name(t *testing.T) {
	t.Parallel()
	terraformTest(t, "portfolio", `
data "vendorrisk_securityscorecard_portfolio" "test" {
  name = "Critical Vendors"
}`, wantCriticalVendors, map[string]int{"/portfolios": 1})
}

func TestPortfolioDataSource_id(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	state := read(t, acctest.NewSandboxServer(t, systems), "portfolio", arguments{"id": acctest.String(world.CriticalVendorsID)})
	acctest.Equal(t, "state", state, wantCriticalVendors)
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/portfolios": 1}), "")
}

// Two portfolios with the same name are an error at name, which lists both IDs.
// Each can be read by its ID.
func TestPortfolioDataSource_sameName(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddPortfolio(world.Portfolio{ID: "another-one", Name: "Critical Vendors", Privacy: "team"})
	server := acctest.NewSandboxServer(t, acctest.StartWorld(t, w))

	given := arguments{"name": acctest.String("Critical Vendors")}
	failure := readError(t, server, "portfolio", given)
	acctest.WantText(t, failure, "Ambiguous", `2 portfolios have the name "Critical Vendors"`, world.CriticalVendorsID, "another-one", "Use the portfolio's ID")
	acctest.WantAttribute(t, failure, "name")

	given = arguments{"portfolio_names": acctest.Strings("Cloud Services", "Critical Vendors")}
	failure = readError(t, server, "companies", given)
	acctest.WantText(t, failure, "Ambiguous", world.CriticalVendorsID, "another-one")
	acctest.WantAttribute(t, failure, "portfolio_names")

	state := read(t, server, "portfolio", arguments{"id": acctest.String("another-one")})
	acctest.Equal(t, "privacy", state["privacy"], any("team"))
}

// The error lists the candidates, except those that are named after an email
// address, which is personal data.
func TestPortfolioDataSource_notFound(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	tests := []struct {
		dataSource, attribute string
		value                 tftypes.Value
	}{
		{"portfolio", "name", acctest.String("Critical")},
		{"portfolio", "id", acctest.String("Critical")},
		{"companies", "portfolio_names", acctest.Strings("Critical")},
	}
	for _, test := range tests {
		t.Run(test.dataSource+" "+test.attribute, func(t *testing.T) {
			t.Parallel()
			failure := readError(t, server, test.dataSource, arguments{test.attribute: test.value})
			acctest.WantText(t, failure, "SecurityScorecard Portfolio Not Found", `"Critical"`,
				`"Critical Vendors" (`+world.CriticalVendorsID+`)`, `"Cloud Services" (`+world.CloudServicesID+`)`)
			acctest.WantAttribute(t, failure, test.attribute)
			if strings.Contains(failure.Detail, "@") {
				t.Errorf("the error contains an email address:\n%s", failure.Detail)
			}
		})
	}
}
