// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// The state that bypasses the framework is the one that the framework makes.
func TestServer_answersAsTheFrameworkDoes(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	served := acctest.NewServerOf(t, provider.NewServer("test")())
	framework := acctest.NewServerOf(t, providerserver.NewProtocol6(provider.New("test")())())
	served.ConfigureSandbox(t.Context(), t, systems)
	framework.ConfigureSandbox(t.Context(), t, systems)
	for _, reading := range acctest.Readings() {
		given := arguments(t, served.Schemas().DataSourceSchemas[reading.DataSource], reading.Arguments)
		want, wantDiagnostics := framework.Read(t.Context(), t, reading.DataSource, given)
		got, diagnostics := served.Read(t.Context(), t, reading.DataSource, given)
		if acctest.HasErrors(wantDiagnostics) {
			t.Errorf("%s: read nothing: %s", reading.DataSource, acctest.Explain(wantDiagnostics))
		}
		if diff := cmp.Diff(acctest.PlainAttributes(t, want), acctest.PlainAttributes(t, got)); diff != "" {
			t.Errorf("%s: state (-framework +served):\n%s", reading.DataSource, diff)
		}
		if diff := cmp.Diff(acctest.Explain(wantDiagnostics), acctest.Explain(diagnostics)); diff != "" {
			t.Errorf("%s: diagnostics (-framework +served):\n%s", reading.DataSource, diff)
		}
	}
}

// eachReading runs a test of each reading with its own sandbox and provider.
func eachReading(t *testing.T, test func(t *testing.T, systems *sandbox.Sandbox, server *acctest.Server, reading acctest.Reading)) {
	t.Helper()
	for _, reading := range acctest.Readings() {
		t.Run(reading.DataSource+" "+reading.Name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			test(t, systems, acctest.NewSandboxServer(t, systems), reading)
		})
	}
}

// A read sends no request twice. The same read in the same run sends no request.
func TestDataSources_requestNothingTwice(t *testing.T) {
	t.Parallel()
	eachReading(t, func(t *testing.T, systems *sandbox.Sandbox, server *acctest.Server, reading acctest.Reading) {
		mustRead(t, server, reading)
		wantNoRepetition(t, systems)
		systems.Requests.Reset()
		mustRead(t, server, reading)
		for _, request := range systems.Requests.All() {
			t.Errorf("the second read sends %s", acctest.Address(request))
		}
	})
}

// Concurrent reads give the same results as sequential reads, and no request is
// sent twice. The race detector watches this test.
func TestDataSources_readConcurrently(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	alone, together := acctest.NewSandboxServer(t, systems), acctest.NewSandboxServer(t, systems)
	var want []map[string]any
	for _, reading := range acctest.Readings() {
		want = append(want, mustRead(t, alone, reading))
	}
	systems.Requests.Reset()
	var group sync.WaitGroup
	for i, reading := range acctest.Readings() {
		for range 2 {
			group.Go(func() {
				state, diagnostics := read(t, together, reading)
				if diff := cmp.Diff(want[i], state); diff != "" || len(diagnostics) > 0 {
					t.Errorf("%s (-alone +together):\n%s\n%s", reading.DataSource, diff, acctest.Explain(diagnostics))
				}
			})
		}
	}
	group.Wait()
	wantNoRepetition(t, systems)
}

// wantNoRepetition checks that every request was sent once. It ignores GraphQL
// requests, because their bodies are not recorded.
func wantNoRepetition(t *testing.T, systems *sandbox.Sandbox) {
	t.Helper()
	sent := map[string]bool{}
	for _, request := range systems.Requests.All() {
		address := acctest.Address(request)
		if request.Path != "/graphql" && sent[address] {
			t.Errorf("sent twice: %s", address)
		}
		sent[address] = true
	}
}

// failures are the failures that any request may have.
var failures = []fault.Effect{
	fault.Respond(http.StatusBadRequest, nil, ""),
	fault.Respond(http.StatusUnauthorized, nil, ""),
	fault.Respond(http.StatusForbidden, nil, ""),
	fault.Respond(http.StatusNotFound, nil, ""),
	fault.TooManyRequestsWithoutRetryAfter(),
	fault.InternalServerError(),
	fault.GatewayPage(),
	fault.DropConnection(),
	fault.Redirect("https://elsewhere.example/"),
	fault.EchoAuthorization(http.StatusBadRequest),
	fault.EchoBody(http.StatusBadRequest),
}

// breakdowns are the failures that any read may have.
var breakdowns = slices.Concat(failures, []fault.Effect{
	fault.HTMLPage(),
	fault.Garbage(),
	fault.CutShort(),
	fault.EmptyBody(),
	fault.Respond(http.StatusOK, nil, "null"),
	fault.Respond(http.StatusOK, nil, `{"unheard":"of"}`),
	fault.DropMidBody(),
	fault.EchoAuthorization(http.StatusOK),
	fault.EchoHeader(http.StatusForbidden, "X-Api-Key"),
})

// If any request fails in any way, the read is one error and has no value, or it
// says that the data of the request is unknown. No output contains a credential.
func TestDataSources_breakdowns(t *testing.T) {
	t.Parallel()
	eachReading(t, func(t *testing.T, systems *sandbox.Sandbox, server *acctest.Server, reading acctest.Reading) {
		whole := mustRead(t, server, reading)
		for _, rule := range everyRequest(systems) {
			for _, effect := range breakdowns {
				rule.Effect = effect
				systems.Faults.Reset()
				systems.Faults.Add(rule)
				server.ConfigureSandbox(t.Context(), t, systems) // forgets what was read
				state, diagnostics := read(t, server, reading)
				if unmet := systems.Faults.Unmet(); len(unmet) > 0 {
					t.Fatalf("no request met %s", rule)
				}
				wantNoCredentials(t, rule.String(), acctest.Explain(diagnostics), systems)
				switch {
				case isTolerated(reading, rule.Path):
					wantUnknown(t, rule, whole, state)
				case len(diagnostics) != 1 || !acctest.HasErrors(diagnostics):
					t.Errorf("%s: want one error, got:\n%s", rule, acctest.Explain(diagnostics))
				default:
					wantNoValues(t, rule, reading, state)
				}
			}
		}
	})
}

// everyRequest returns a rule without an effect for each received request.
func everyRequest(systems *sandbox.Sandbox) []fault.Rule {
	var rules []fault.Rule
	before := map[[3]string]int{}
	for _, request := range systems.Requests.All() {
		place := [3]string{request.System, request.Method, request.Path}
		rules = append(rules, fault.Rule{
			System: request.System, Method: request.Method, Path: request.Path, Skip: before[place],
		})
		before[place]++
	}
	return rules
}

func isTolerated(reading acctest.Reading, requestPath string) bool {
	return matchesAny(reading.Tolerated, requestPath)
}

func matchesAny(patterns []string, requestPath string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		matched, err := path.Match(pattern, requestPath)
		return err == nil && matched
	})
}

func read(t *testing.T, server *acctest.Server, reading acctest.Reading) (map[string]any, []*tfprotov6.Diagnostic) {
	t.Helper()
	given := arguments(t, server.Schemas().DataSourceSchemas[reading.DataSource], reading.Arguments)
	state, diagnostics := server.Read(t.Context(), t, reading.DataSource, given)
	return acctest.PlainAttributes(t, state), diagnostics
}

func mustRead(t *testing.T, server *acctest.Server, reading acctest.Reading) map[string]any {
	t.Helper()
	state, diagnostics := read(t, server, reading)
	if len(diagnostics) > 0 {
		t.Fatal(acctest.Explain(diagnostics))
	}
	return state
}

func wantNoCredentials(t *testing.T, what, text string, systems *sandbox.Sandbox) {
	t.Helper()
	for _, variable := range systems.Environment() {
		name, value, _ := strings.Cut(variable, "=")
		isCredential := strings.HasSuffix(name, "_KEY") || strings.HasSuffix(name, "_TOKEN") ||
			strings.HasSuffix(name, "_SECRET") || strings.HasSuffix(name, "_PASSWORD")
		if isCredential && strings.Contains(text, value) {
			t.Errorf("%s: %s is in\n%s", what, name, text)
		}
	}
}

// wantUnknown checks for more unknown findings than in the complete read.
func wantUnknown(t *testing.T, rule fault.Rule, whole, state map[string]any) {
	t.Helper()
	count := func(state map[string]any) int {
		if unknown, isSnapshot := state["total_unknown"].(int); isSnapshot {
			return unknown
		}
		unknown := 0
		for _, status := range acctest.Column(t, state["findings"], "status") {
			if status == "unknown" {
				unknown++
			}
		}
		return unknown
	}
	if state["findings"] == nil && state["document"] == nil || count(state) <= count(whole) {
		t.Errorf("%s: it makes no finding unknown", rule)
	}
}

func wantNoValues(t *testing.T, rule fault.Rule, reading acctest.Reading, state map[string]any) {
	t.Helper()
	for name, value := range state {
		if _, isArgument := reading.Arguments[name]; !isArgument && value != nil {
			t.Errorf("%s: %s has a value in addition to the error", rule, name)
		}
	}
}
