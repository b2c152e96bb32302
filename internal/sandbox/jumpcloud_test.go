// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// getJumpCloud sends a request that selects the organization, unless it is
// about all of them.
func getJumpCloud(t *testing.T, of sandbox.JumpCloudEndpoint, path string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, of.BaseURL+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("x-api-key", of.APIKey)
	if !strings.HasPrefix(path, "/api/organizations") {
		request.Header.Set("x-org-id", of.OrganizationID)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestServesJumpCloud(t *testing.T) {
	t.Parallel()
	s := start(t)
	for path, want := range map[string]string{
		"/api/organizations": `"displayName":"Acme"`,
		"/api/organizations/" + s.JumpCloud.OrganizationID: `"requireAdminMFA":true`,
		"/api/systems?limit=100":                           `"hostname":"marble-mac"`,
		"/api/v2/authn/policies":                           `"name":"MFA for everyone"`,
	} {
		if status, body := getJumpCloud(t, s.JumpCloud, path); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: status %d, no %s in %s", path, status, want, body)
		}
	}
	s.World.JumpCloud.UpdateAll(world.JumpCloudOrganizations, func(o world.Object) { world.Set(o, "settings.requireAdminMFA", false) })
	if _, body := getJumpCloud(t, s.JumpCloud, "/api/organizations/"+s.JumpCloud.OrganizationID); !strings.Contains(body, `"requireAdminMFA":false`) {
		t.Errorf("a change of the world does not show: %s", body)
	}
	other := s.JumpCloud
	other.APIKey = start(t).JumpCloud.APIKey
	if status, _ := getJumpCloud(t, other, "/api/systems"); status != http.StatusUnauthorized {
		t.Errorf("status %d with the key of another sandbox", status)
	}
}

func TestServesAnyJumpCloud(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		served *world.JumpCloud
		id     string
	}{
		"strong": {world.StrongJumpCloud(), world.StrongJumpCloudOrganizationID},
		"none":   {&world.JumpCloud{}, ""},
	} {
		w := world.Default()
		w.JumpCloud = test.served
		s, err := sandbox.Start(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		if s.JumpCloud.OrganizationID != test.id {
			t.Errorf("%s: organization %q", name, s.JumpCloud.OrganizationID)
		}
		if status, body := getJumpCloud(t, s.JumpCloud, "/api/organizations"); status != http.StatusOK || strings.Contains(body, `"results":null`) {
			t.Errorf("%s: %d %s", name, status, body)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOptionsReachJumpCloud(t *testing.T) {
	t.Parallel()
	s := start(t, sandbox.WithQuirks(jumpcloud.Quirks{Forbidden: []string{"/api/users"}}))
	s.Faults.Add(fault.Rule{System: sandbox.JumpCloud, Path: "/api/systems", Effect: fault.GatewayPage()})
	for path, want := range map[string]int{"/api/users": 403, "/api/systems": 503, "/api/systemusers": 200} {
		if status, _ := getJumpCloud(t, s.JumpCloud, path); status != want {
			t.Errorf("%s: status %d, want %d", path, status, want)
		}
	}
}

// Tests see which organization a request selected, and never the key.
func TestJumpCloudRequestsAreRecordedWithoutTheKey(t *testing.T) {
	t.Parallel()
	s := start(t)
	getJumpCloud(t, s.JumpCloud, "/api/organizations")
	getJumpCloud(t, s.JumpCloud, "/api/v2/iplists?limit=100")
	var selected [][]string
	for _, request := range s.Requests.All() {
		selected = append(selected, request.Header["X-Org-Id"])
		if request.System != sandbox.JumpCloud || !request.Authorized || request.Status != http.StatusOK {
			t.Errorf("request %+v", request)
		}
	}
	if diff := cmp.Diff([][]string{nil, {s.JumpCloud.OrganizationID}}, selected); diff != "" {
		t.Errorf("organizations (-want +got):\n%s", diff)
	}
	if recorded := fmt.Sprintf("%+v", s.Requests.All()); strings.Contains(recorded, s.JumpCloud.APIKey) {
		t.Errorf("the key stands in %s", recorded)
	}
}
