// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

func TestAccountDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "account", `data "vendorrisk_securityscorecard_account" "test" {}`,
		map[string]any{"email": "robin@customer.example", "username": "robin", "is_bot": nil, "roles": nil, "organization_id": nil},
		map[string]int{"/me": 1})
}

func TestAccountDataSource_username(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{NoMe: true}))
	terraformTestOver(t, systems, "account", `
data "vendorrisk_securityscorecard_account" "test" {
  username = "robin"
}`,
		map[string]any{
			"email": "robin@customer.example", "username": "robin", "is_bot": false, "roles": []any{"read_only"},
			"organization_id": systems.World.Account().OrganizationID,
		},
		map[string]int{"/v2/users/by-username/robin": 1})
}

func TestAccountDataSource_unknownUsername(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	failure := readError(t, server, "account", arguments{"username": acctest.String("sam")})
	acctest.WantText(t, failure, "Unable to Read SecurityScorecard Account", "no user with this name", "Check the spelling of username", "404")
}

// The published specification does not have the endpoint. If the endpoint is
// missing, the other data sources still work.
func TestAccountDataSource_missingEndpoint(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{NoMe: true}))
	server := acctest.NewSandboxServer(t, systems)
	failure := readError(t, server, "account", nil)
	acctest.WantText(t, failure, "Unable to Read SecurityScorecard Account", "could not read the account of the API token", "404",
		"does not have /me", "Set username")
	acctest.Equal(t, "portfolios", read(t, server, "portfolios", nil)["portfolios"], any(wantPortfolios))
}
