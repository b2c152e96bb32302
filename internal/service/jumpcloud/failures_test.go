// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// failures are ways in which a request can go wrong for good, and what the
// error then says.
var failures = map[string]struct {
	effect fault.Effect
	words  []string
}{
	"401": {
		respond(http.StatusUnauthorized, `{"error":"Unauthorized","message":"Unauthorized: api key user not found"}`),
		[]string{"HTTP 401", "does not accept the API key", "JUMPCLOUD_API_KEY", "Administrator With Billing", "revokes the old one"},
	},
	"403":                {respond(http.StatusForbidden, `{"message":"Forbidden"}`), []string{"HTTP 403", "the role of its administrator", "blocked", "max_concurrency"}},
	"404":                {respond(http.StatusNotFound, `{"message":"Not Found"}`), []string{"HTTP 404", "jumpcloud.region"}},
	"429":                {fault.TooManyRequestsWithoutRetryAfter(), []string{"HTTP 429", "not documented", "max_concurrency"}},
	"500":                {fault.InternalServerError(), []string{"HTTP 500", nothingAssumed}},
	"garbage":            {fault.Garbage(), []string{"not what was asked for", nothingAssumed}},
	"cut short":          {fault.CutShort(), []string{"not what was asked for", nothingAssumed}},
	"dropped":            {fault.DropMidBody(), []string{"no answer", nothingAssumed}},
	"echo of the key":    {fault.EchoHeader(http.StatusBadRequest, "X-Api-Key"), []string{"HTTP 400", nothingAssumed}},
	"another host":       {fault.Redirect("https://elsewhere.example/"), []string{"HTTP 302", "it redirects"}},
	"a list that shrank": {respond(http.StatusOK, `{"totalCount":9,"results":[{"_id":"a"}]}`), []string{nothingAssumed}},
}

const nothingAssumed = "The data could not be read, and no value is assumed."

func respond(status int, body string) fault.Effect {
	return fault.Respond(status, http.Header{"Content-Type": {"application/json"}}, body)
}

// Whatever goes wrong with what a data source stands on: there is one error,
// which says what was tried, what to do and which permission it needs.
func TestDataSources_failures(t *testing.T) {
	t.Parallel()
	for failureName, failure := range failures {
		for name, test := range map[string]struct{ object, path string }{
			"organization":   {"Organization", "/api/organizations/*"},
			"administrators": {"Administrators", "/api/users"},
			"users":          {"Users", "/api/systemusers"},
			"systems":        {"Systems", "/api/systems"},
			"posture":        {"Organization", "/api/organizations"},
		} {
			t.Run(failureName+"/"+name, func(t *testing.T) {
				t.Parallel()
				systems := serve(t, world.DefaultJumpCloud())
				systems.Faults.Add(fault.Rule{System: sandbox.JumpCloud, Path: test.path, Effect: failure.effect})
				got := readError(t, acctest.NewSandboxServer(t, systems), name, nil)
				acctest.WantText(t, got, "Unable to Read JumpCloud "+test.object, "Original Error: JumpCloud: could not ")
				acctest.WantText(t, got, failure.words...)
			})
		}
	}
}

// A list of rows with a value of a wrong type is an error that names the object and
// the field. The checks of that object are unknown, and nothing else is.
func TestDataSources_wrongType(t *testing.T) {
	t.Parallel()
	organization := world.DefaultJumpCloud()
	organization.UpdateAll(world.JumpCloudSystems, func(system world.Object) {
		if system["hostname"] == "quartz-mac" {
			world.Set(system, "fde.active", "hunter2")
		}
	})
	systems := serve(t, organization)
	quartz := organization.IDNamed(world.JumpCloudSystems, "quartz-mac")
	got := readError(t, acctest.NewSandboxServer(t, systems), "systems", nil)
	acctest.WantText(t, got, "Unable to Read JumpCloud Systems", "could not read "+quartz+" of the devices: fde.active is a string, not a boolean", nothingAssumed)
	posture := read(t, systems, "posture", arguments{"as_of": asOf, "included_checks": acctest.Strings("device-agent-reporting")})
	acctest.Equal(t, "subjects", acctest.Column(t, posture["findings"], "subject"), []any{organization.IDNamed(world.JumpCloudSystems, "flint-win"), quartz})
	acctest.Equal(t, "reasons", acctest.Column(t, posture["findings"], "reason"), []any{
		"JumpCloud does not say when the device was last seen", "JumpCloud's answer cannot be read: fde.active is a string, not a boolean",
	})
}

// An organization that the key does not see, or that is not clear, is read by
// no data source.
func TestDataSources_organization(t *testing.T) {
	t.Parallel()
	several := world.DefaultJumpCloud()
	several.AddOrganizations(world.StrongJumpCloud())
	for name, organizations := range map[string]*world.JumpCloud{"one": world.DefaultJumpCloud(), "several": several} {
		systems := serve(t, organizations)
		server := acctest.NewServer(t)
		settings := map[string]string{"base_url": systems.JumpCloud.BaseURL, "api_key": systems.JumpCloud.APIKey, "organization_id": "0123456789abcdef01234567"}
		words := []string{"is not an organization that the API key sees", "JUMPCLOUD_ORG_ID", "Organization Profile", "it sees " + world.JumpCloudOrganizationID}
		if name == "several" {
			delete(settings, "organization_id")
			words = []string{"It is not clear which organization to read", "JUMPCLOUD_ORG_ID", world.StrongJumpCloudOrganizationID}
		}
		configureWith(t, server, settings)
		for _, dataSource := range []string{"organization", "administrators", "users", "systems", "posture"} {
			acctest.WantText(t, readError(t, server, dataSource, nil), words...)
		}
		if diff := acctest.DiffRequests(systems, map[string]int{"/api/organizations": 1}); diff != "" {
			t.Error(diff)
		}
	}
}

func configureWith(t *testing.T, server *acctest.Server, settings map[string]string) {
	t.Helper()
	values := arguments{}
	for name, value := range settings {
		values[name] = acctest.String(value)
	}
	server.Configure(t.Context(), t, map[string]acctest.Settings{"jumpcloud": values})
}
