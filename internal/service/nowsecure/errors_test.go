// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
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
		"app of others":   {arguments{"apps": acctest.Strings(world.GraniteRef)}, "apps", []string{"Unknown NowSecure Application", world.GraniteRef, "vendorrisk_nowsecure_apps"}},
		"unknown group":   {arguments{"groups": acctest.Strings("retail")}, "groups", []string{"Unknown NowSecure Group", "retail"}},
		"unknown package": {arguments{"packages": acctest.Strings("com.aurora.pay", "COM.AURORA.PAY")}, "packages", []string{"Unknown NowSecure Package", "COM.AURORA.PAY"}},
		"group of apps":   {arguments{"groups": acctest.Strings("Retail", "Retial"), "packages": acctest.Strings("com.aurora.pay")}, "groups", []string{"Unknown NowSecure Group", "Retial"}},
		"assessment":      {arguments{"new_since_assessment": acctest.String(world.CobaltRef)}, "new_since_assessment", []string{"Unknown NowSecure Assessment", world.CobaltRef}},
		"no application":  {arguments{"platforms": acctest.Strings("xbox")}, "", []string{"Unable to Read NowSecure Findings", "no application fits", "archived"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dataSource := "findings"
			if _, isOfApps := test.given["packages"]; isOfApps {
				dataSource = "apps"
			}
			failure := readError(t, systems, dataSource, test.given)
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
		"401":                 {fault.Rule{Path: "/graphql", Effect: refusal(http.StatusUnauthorized)}, "organization", nil, []string{"Unable to Read NowSecure Organization", "NOWSECURE_API_TOKEN", "HTTP 401 Unauthorized: said so"}},
		"403":                 {fault.Rule{Path: "/app/", Effect: refusal(http.StatusForbidden)}, "apps", nil, []string{"Unable to Read NowSecure Applications", "role", "HTTP 403 Forbidden: said so"}},
		"404":                 {fault.Rule{Path: "/resource/app/*/vulnerability/", Effect: refusal(http.StatusNotFound)}, "findings", history, []string{"Unable to Read NowSecure Findings", "lab-api.nowsecure.com only", "HTTP 404 Not Found"}},
		"429":                 {fault.Rule{Path: "/app/", Effect: fault.TooManyRequests(7200)}, "findings", nil, []string{"max_concurrency", "try again in 2h0m0s"}},
		"503":                 {fault.Rule{Path: "/graphql", Effect: fault.GatewayPage()}, "users", nil, []string{"Unable to Read NowSecure Users", "status page", "HTML page"}},
		"dropped":             {fault.Rule{Path: "/resource/app/*/vulnerability/", Effect: fault.DropMidBody()}, "findings", history, []string{"no value is assumed", "broke off"}},
		"another schema":      {fault.Rule{Path: "/graphql", Effect: fault.Respond(http.StatusBadRequest, nil, `{"errors":[{"message":"Cannot query field \"x\""}]}`)}, "apps", nil, []string{"newer version", `Cannot query field "x"`, "HTTP 400"}},
		"another schema, 200": {fault.Rule{Path: "/graphql", Effect: fault.Respond(http.StatusOK, nil, `{"errors":[{"message":"Cannot query field \"x\""}]}`)}, "apps", nil, []string{"newer version", `Cannot query field "x"`}},
		"license":             {fault.Rule{Path: "/v2/risk-intelligence/apps", Effect: refusal(http.StatusForbidden)}, "store_apps", nil, []string{"license for Risk Intelligence", "HTTP 403"}},
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

// What the API does not know is null, and a warning says so.
func TestDataSources_unknownFields(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(peer.Quirks{RefusedFields: []string{
		"AutoAssessment.releaseVersion", "AutoApplication.latestAssessment", "AssessmentReport.hidden",
	}}))
	server := acctest.NewSandboxServer(t, systems)
	for name, names := range map[string]string{"apps": "latestAssessment, releaseVersion.", "findings": "hidden, latestAssessment, releaseVersion."} {
		given := arguments{}
		if name == "findings" {
			given["apps"] = acctest.Strings(world.EmberRef)
		}
		state, diagnostics := server.Read(t.Context(), t, typeName(name), given)
		if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityWarning {
			t.Fatalf("%s: %s", name, acctest.Explain(diagnostics))
		}
		acctest.WantText(t, diagnostics[0], "Incomplete NowSecure Data", "any more: "+names, "unknown, never good")
		read := acctest.PlainAttributes(t, state)
		acctest.Equal(t, name+" with a release version", slices.Contains(acctest.Column(t, read[name], "release_version"), any("0.9")), false)
		acctest.Equal(t, name+" with a digest", slices.ContainsFunc(acctest.Column(t, read[name], "build_digest"), func(digest any) bool { return digest != nil }), false)
		if name == "findings" {
			acctest.Equal(t, "hidden counts", read["hidden_counts"], nil)
			acctest.Equal(t, "an unknown newer assessment", acctest.Column(t, read[name], "type")[0], any("assessment_unknown"))
		}
	}
}
