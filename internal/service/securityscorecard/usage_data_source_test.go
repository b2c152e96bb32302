// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

const usageType = "vendorrisk_securityscorecard_usage"

func TestUsage(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, quirky(securityscorecard.WriteQuirks{Slots: 20}))
	acctest.UnitTestDataSource(t, systems, usageType, `data "vendorrisk_securityscorecard_usage" "test" { username = "robin" }`, object{
		"username": "robin", "organization_id": systems.World.Account().OrganizationID, "size": 20, "available_slots": 8,
	})
}

// The username is the provider's if there is none, and never guessed.
func TestUsage_username(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	state, diagnostics := server.Read(t.Context(), t, usageType, nil)
	acctest.WantDiagnostics(t, diagnostics)
	acctest.Equal(t, "username", acctest.PlainAttributes(t, state)["username"], any("robin"))

	systems.Requests.Reset()
	settings := acctest.SandboxSettings(systems, sandbox.SecurityScorecard)
	delete(settings, "username")
	server = acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings})
	_, diagnostics = server.Read(t.Context(), t, usageType, nil)
	failure := acctest.OnlyError(t, diagnostics)
	acctest.WantAttribute(t, failure, "username")
	acctest.WantText(t, failure, "SECURITYSCORECARD_USERNAME")
	acctest.Equal(t, "requests", len(systems.Requests.All()), 0)
}

// Numbers that say nothing, or contradict each other, are errors.
func TestUsage_oddNumbers(t *testing.T) {
	t.Parallel()
	for answer, word := range map[string]string{
		`{"size":20}`:                         "available_slots",
		`{"available_slots":2}`:               "size",
		`{"size":20,"available_slots":null}`:  "available_slots",
		`{"size":20,"available_slots":-1}`:    "available_slots",
		`{"size":20,"available_slots":1.5}`:   "available_slots",
		`{"size":"20","available_slots":1}`:   "size",
		`{"size":20,"available_slots":21}`:    "more available slots",
		`{"error":{"message":"not for you"}}`: "not for you",
	} {
		systems := acctest.StartSandbox(t)
		systems.Faults.Add(fault.Rule{Path: "/v1/organizations/*/follow-numbers", Effect: sandboxtest.RespondJSON(http.StatusOK, answer)})
		_, diagnostics := acctest.NewSandboxServer(t, systems).Read(t.Context(), t, usageType, map[string]tftypes.Value{"username": acctest.String("robin")})
		acctest.WantText(t, acctest.OnlyError(t, diagnostics), word)
	}
}
