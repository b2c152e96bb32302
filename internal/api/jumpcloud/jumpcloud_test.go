// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
	all := []string{}
	for _, request := range s.Requests.All() {
		target := request.Path
		if skip := request.Query.Get("skip"); skip != "" && skip != "0" {
			target += " from " + skip
		}
		all = append(all, target)
	}
	slices.Sort(all)
	return all
}

func mustEqual[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// ids are the ids of objects, in their order.
func ids[T interface{ ID() string }](objects []T) []string {
	all := []string{}
	for _, object := range objects {
		all = append(all, object.ID())
	}
	return all
}

// mustHaveNoSecret looks for what must be in no result, however it is written.
func mustHaveNoSecret(t *testing.T, s *sandbox.Sandbox, results ...any) {
	t.Helper()
	written, err := json.Marshal(results)
	if err != nil {
		t.Fatal(err)
	}
	text := string(written) + fmt.Sprintf("%+v", results)
	for _, secret := range append(s.World.JumpCloud.Secrets(), s.JumpCloud.APIKey) {
		if strings.Contains(text, secret) {
			t.Errorf("the secret %q is in a result", secret)
		}
	}
}
