// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// start serves the default world.
func start(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return startWith(t, world.Default(), options...)
}

func startWith(t *testing.T, w *world.World, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.StartReadOnly(t, w, sandboxtest.IsGet, options...)
}

func quirks(quirks peer.Quirks) sandbox.Option { return sandbox.WithQuirks(quirks) }

// newClient returns a client of the sandbox that tries everything once.
func newClient(t *testing.T, s *sandbox.Sandbox, changes ...func(*rest.Config)) *securityscorecard.Client {
	t.Helper()
	once := 0
	config := rest.Config{BaseURL: s.SecurityScorecard.BaseURL, UserAgent: sandboxtest.UserAgent, MaxRetries: &once}
	for _, change := range changes {
		change(&config)
	}
	client, err := securityscorecard.New(s.SecurityScorecard.Token, config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// requested are the paths and queries that were asked for, sorted.
func requested(s *sandbox.Sandbox) []string {
	return sandboxtest.Requested(s, func(request sandbox.Request) string {
		if len(request.Query) == 0 {
			return request.Path
		}
		return request.Path + "?" + request.Query.Encode()
	})
}

func mustRequest(t *testing.T, s *sandbox.Sandbox, want ...string) {
	t.Helper()
	slices.Sort(want)
	if diff := cmp.Diff(want, requested(s), cmp.Transformer("nil", func(list []string) []string { return append([]string{}, list...) })); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// answer makes the sandbox answer a path with a 200 and the body.
func answer(path, body string) fault.Rule {
	return fault.Rule{Path: path, Effect: sandboxtest.RespondJSON(http.StatusOK, body)}
}

// asError returns the *rest.Error that err must be, with what must hold of
// every one.
func asError(t *testing.T, s *sandbox.Sandbox, err error) *rest.Error {
	t.Helper()
	return sandboxtest.ErrorAs[*rest.Error](t, err, "SecurityScorecard: could not ", secrets(s))
}

func mustHaveNoSecret(t *testing.T, s *sandbox.Sandbox, results ...any) {
	t.Helper()
	sandboxtest.NoSecrets(t, secrets(s), results...)
}

// secrets are what must be in no result, however it is written.
func secrets(s *sandbox.Sandbox) []string {
	return []string{world.PlantedSecret, s.SecurityScorecard.Token}
}
