// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestCompaniesDataSource_filters(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	state := read(t, server, "companies", arguments{"portfolio_ids": acctest.Strings(world.CriticalVendorsID), "vulnerability": acctest.String("CVE-2024-3094")})
	acctest.Equal(t, "companies", state["companies"], any(companyRows(false, "delta-data.example", "foxtrot-freight.example")))
	acctest.Equal(t, "totals", []any{state["total"], state["portfolio_total"]}, []any{2, 6})
	state = read(t, server, "companies", arguments{"portfolio_ids": acctest.Strings(world.CriticalVendorsID), "vulnerability": acctest.String("CVE-2020-0001")})
	acctest.Equal(t, "none", []any{state["companies"], state["total"], state["portfolio_total"]}, []any{[]any{}, 0, 6})
}

// A filter that has no effect is an error at its argument, and so is a misspelled
// issue type.
func TestCompaniesDataSource_filtersWithoutEffect(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t, sandbox.WithQuirks(peer.Quirks{Filters: peer.FiltersIgnored})))
	failure := readError(t, server, "companies", arguments{"breached_within_days": acctest.Number(90)})
	acctest.WantText(t, failure, "SecurityScorecard Filter Without Effect", "had_breach_within_last_days=90", "says nothing")
	acctest.Equal(t, "attribute", failure.Attribute.String(), `AttributeName("breached_within_days")`)
	server = acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	failure = readError(t, server, "companies", arguments{"issue_type": acctest.String("opne_port")})
	acctest.WantText(t, failure, "Unknown SecurityScorecard Issue Type", "opne_port")
	acctest.Equal(t, "attribute", failure.Attribute.String(), `AttributeName("issue_type")`)
}
