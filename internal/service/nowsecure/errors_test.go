// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Filters that choose less than they seem to are errors at the argument.
func TestFindingsDataSource_nothingChosen(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for name, test := range map[string]struct {
		given     arguments
		attribute string
		words     []string
	}{
		"app of others":  {arguments{"apps": acctest.Strings(world.GraniteRef)}, "apps", []string{"Unknown NowSecure Application", world.GraniteRef, "vendorrisk_nowsecure_apps"}},
		"unknown group":  {arguments{"groups": acctest.Strings("retail")}, "groups", []string{"Unknown NowSecure Group", "retail"}},
		"no application": {arguments{"platforms": acctest.Strings("xbox")}, "", []string{"Unable to Read NowSecure Findings", "no application fits", "archived"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failure := readError(t, systems, "findings", test.given)
			acctest.WantText(t, failure, test.words...)
			acctest.WantAttribute(t, failure, test.attribute)
		})
	}
}

// GraphQL does not list what its schema has no word for: that is no reason to
// say that there is nothing.
func TestFindingsDataSource_otherPlatforms(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.NowSecure.AddApp(world.MobileApp{Platform: "roku", Package: "com.harbor.tv", GroupRef: world.RetailGroupRef})
	systems := acctest.StartWorld(t, w)
	acctest.WantText(t, readError(t, systems, "findings", nil), "REST API lists the application, but its GraphQL API", "choose platforms", "com.harbor.tv")
	read(t, systems, "findings", arguments{"platforms": acctest.Strings("android", "ios")})
}

// Each status has its advice.
func TestDataSources_advice(t *testing.T) {
	t.Parallel()
	history := arguments{"mode": acctest.String("history")}
	refusal := func(status int) fault.Effect { return fault.Respond(status, nil, `{"message":"said so"}`) }
	for name, test := range map[string]struct {
		rule       fault.Rule
		dataSource string
		given      arguments
		words      []string
	}{
		"401":     {fault.Rule{Path: "/graphql", Effect: refusal(http.StatusUnauthorized)}, "organization", nil, []string{"Unable to Read NowSecure Organization", "NOWSECURE_API_TOKEN", "HTTP 401 Unauthorized: said so"}},
		"403":     {fault.Rule{Path: "/app/", Effect: refusal(http.StatusForbidden)}, "apps", nil, []string{"Unable to Read NowSecure Applications", "role", "HTTP 403 Forbidden: said so"}},
		"404":     {fault.Rule{Path: "/resource/app/*/vulnerability/", Effect: refusal(http.StatusNotFound)}, "findings", history, []string{"Unable to Read NowSecure Findings", "lab-api.nowsecure.com only", "HTTP 404 Not Found"}},
		"429":     {fault.Rule{Path: "/app/", Effect: fault.TooManyRequests(7200)}, "findings", nil, []string{"max_concurrency", "try again in 2h0m0s"}},
		"503":     {fault.Rule{Path: "/graphql", Effect: fault.GatewayPage()}, "users", nil, []string{"Unable to Read NowSecure Users", "status page", "HTML page"}},
		"dropped": {fault.Rule{Path: "/resource/app/*/vulnerability/", Effect: fault.DropMidBody()}, "findings", history, []string{"no value is assumed", "broke off"}},
		"another": {fault.Rule{Path: "/graphql", Effect: fault.Respond(http.StatusOK, nil, `{"errors":[{"message":"Cannot query field \"x\""}]}`)}, "apps", nil, []string{"newer version", `Cannot query field "x"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			test.rule.System = sandbox.NowSecure
			systems.Faults.Add(test.rule)
			acctest.WantText(t, readError(t, systems, test.dataSource, test.given), append(test.words, "Original Error: NowSecure: could not ")...)
		})
	}
}
