// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// start serves a JumpCloud until the test ends.
func start(t *testing.T, organizations *world.JumpCloud, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	w := world.Default()
	w.JumpCloud = organizations
	return sandboxtest.StartReadOnly(t, w, sandboxtest.IsGet, options...)
}

func quirks(quirks peer.Quirks) sandbox.Option { return sandbox.WithQuirks(quirks) }

// newClient returns a client of the sandbox that tries everything once.
func newClient(t *testing.T, s *sandbox.Sandbox, changes ...func(*rest.Config)) *jumpcloud.Client {
	t.Helper()
	return newClientOf(t, s, s.JumpCloud.OrganizationID, changes...)
}

// newClientOf returns a client of an organization.
func newClientOf(t *testing.T, s *sandbox.Sandbox, organizationID string, changes ...func(*rest.Config)) *jumpcloud.Client {
	t.Helper()
	once := 0
	config := rest.Config{BaseURL: s.JumpCloud.BaseURL, UserAgent: sandboxtest.UserAgent, MaxRetries: &once}
	for _, change := range changes {
		change(&config)
	}
	client, err := jumpcloud.New(s.JumpCloud.APIKey, organizationID, "us", config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// requested are the paths that were asked for, sorted, with skip where there
// is one, and how often.
func requested(s *sandbox.Sandbox) []string {
	return sandboxtest.Requested(s, func(request sandbox.Request) string {
		if skip := request.Query.Get("skip"); skip != "" && skip != "0" {
			return request.Path + " from " + skip
		}
		return request.Path
	})
}

// ids are the ids of objects, in their order.
func ids[T interface{ ID() string }](objects []T) []string {
	all := []string{}
	for _, object := range objects {
		all = append(all, object.ID())
	}
	return all
}

func mustHaveNoSecret(t *testing.T, s *sandbox.Sandbox, results ...any) {
	t.Helper()
	sandboxtest.NoSecrets(t, secrets(s), results...)
}

// secrets are what must be in no result, however it is written.
func secrets(s *sandbox.Sandbox) []string {
	return append(s.World.JumpCloud.Secrets(), s.JumpCloud.APIKey)
}
