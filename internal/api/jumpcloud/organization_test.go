// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// three organizations, as an administrator of several has them.
func three() *world.JumpCloud {
	organizations := world.DefaultJumpCloud()
	organizations.AddOrganizations(world.StrongJumpCloud())
	organizations.AddOrganizations(world.WeakJumpCloud())
	return organizations
}

func TestOrganizationID(t *testing.T) {
	t.Parallel()
	const other = "0123456789abcdef01234567"
	tests := map[string]struct {
		organizations *world.JumpCloud
		configured    string
		want          string
		failure       string
	}{
		"configured":                   {world.DefaultJumpCloud(), world.JumpCloudOrganizationID, world.JumpCloudOrganizationID, ""},
		"configured in upper case":     {world.DefaultJumpCloud(), strings.ToUpper(world.JumpCloudOrganizationID), world.JumpCloudOrganizationID, ""},
		"one of several":               {three(), world.WeakJumpCloudOrganizationID, world.WeakJumpCloudOrganizationID, ""},
		"not configured, the only":     {world.DefaultJumpCloud(), "", world.JumpCloudOrganizationID, ""},
		"not configured, of several":   {three(), "", "", "no organization ID is configured, and the API key sees " + world.JumpCloudOrganizationID},
		"not seen":                     {world.DefaultJumpCloud(), other, "", "the API key does not see the organization " + other + "; it sees " + world.JumpCloudOrganizationID},
		"none is seen":                 {&world.JumpCloud{}, other, "", "it sees none"},
		"not configured, none is seen": {&world.JumpCloud{}, "", "", "the API key sees none"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, test.organizations)
			id, err := newClientOf(t, s, test.configured).OrganizationID(t.Context())
			if test.failure == "" {
				if err != nil || id != test.want {
					t.Errorf("got %q, %v, want %q", id, err, test.want)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.failure) || id != "" {
				t.Errorf("got %q, %v, want %q", id, err, test.failure)
			}
			_, unknown := errors.AsType[*jumpcloud.UnknownOrganizationError](err)
			_, ambiguous := errors.AsType[*jumpcloud.AmbiguousOrganizationError](err)
			if unknown != (test.configured != "") || ambiguous == unknown {
				t.Errorf("got a %T", err)
			}
		})
	}
}

// Many organizations are not all listed in an error.
func TestOrganizationID_listsSome(t *testing.T) {
	t.Parallel()
	organizations := &world.JumpCloud{}
	for seed := range uint64(23) {
		organizations.AddOrganizations(world.GenerateJumpCloud(seed, 0, 0))
	}
	_, err := newClientOf(t, start(t, organizations), "").OrganizationID(t.Context())
	if err == nil || !strings.HasSuffix(err.Error(), `, 3 more`) || strings.Count(err.Error(), "(") != 20 {
		t.Errorf("got %v", err)
	}
}

// Nothing is read of an organization that the key does not see, and the check
// costs one request for all reads.
func TestOrganization_isVerifiedOnce(t *testing.T) {
	t.Parallel()
	s := start(t, world.DefaultJumpCloud())
	if _, err := newClientOf(t, s, "0123456789abcdef01234567").Users(t.Context()); err == nil {
		t.Error("users of an organization that the key does not see")
	}
	sandboxtest.Equal(t, "requests", requested(s), []string{"/api/organizations"})

	s.Requests.Reset()
	client := newClient(t, s)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			_, err := client.Users(t.Context())
			_, second := client.Systems(t.Context())
			_, third := client.Organization(t.Context())
			if err := errors.Join(err, second, third); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	sandboxtest.Equal(t, "requests", requested(s), []string{
		"/api/organizations", "/api/organizations/" + world.JumpCloudOrganizationID, "/api/systems", "/api/systemusers",
	})
}

// The header that chooses the organization goes everywhere but below
// /api/organizations, where it is refused.
func TestOrganization_header(t *testing.T) {
	t.Parallel()
	for name, configured := range map[string]string{"configured": world.JumpCloudOrganizationID, "found": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, world.DefaultJumpCloud())
			_, failures, err := newClientOf(t, s, configured).Evidence(t.Context(), everything)
			if err := errors.Join(append(failures, err)...); err != nil {
				t.Fatal(err)
			}
			for _, request := range s.Requests.All() {
				want := []string{world.JumpCloudOrganizationID}
				if strings.HasPrefix(request.Path, "/api/organizations") {
					want = nil
				}
				if got := request.Header.Values("X-Org-Id"); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: X-Org-Id is %v, want %v", request.Path, got, want)
				}
			}
		})
	}
}

// Each organization has its own objects.
func TestOrganization_hasItsOwnObjects(t *testing.T) {
	t.Parallel()
	organizations := three()
	s := start(t, organizations)
	for _, id := range organizations.OrganizationIDs() {
		systems, err := newClientOf(t, s, id).Systems(t.Context())
		if err != nil || len(systems) != len(organizations.Objects(id, world.JumpCloudSystems)) {
			t.Errorf("organization %s: %d systems, %v", id, len(systems), err)
		}
	}
}

// An answer over another organization, or another directory, is not taken.
func TestEvidence_refusesAnotherObject(t *testing.T) {
	t.Parallel()
	another := fault.Respond(200, nil, `{"_id":"0123456789abcdef01234567","settings":{"requireAdminMFA":true},"userLockoutAction":"suspend"}`)
	for _, path := range []string{"/api/organizations/*", "/api/v2/gsuites/*", "/api/v2/office365s/*"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			s := start(t, world.DefaultJumpCloud())
			s.Faults.Add(fault.Rule{System: sandbox.JumpCloud, Path: path, Effect: another})
			_, failures, err := newClient(t, s).Evidence(t.Context(), everything)
			if text := fmt.Sprint(failures); err != nil || strings.Count(text, "it does not describe that") != 1 {
				t.Errorf("got %s, %v", text, err)
			}
		})
	}
}

func TestNew(t *testing.T) {
	t.Parallel()
	for _, region := range jumpcloud.Regions() {
		if _, err := jumpcloud.New("key", "", region, rest.Config{}); err != nil {
			t.Errorf("%s: %v", region, err)
		}
	}
	sandboxtest.Equal(t, "hosts", []string{jumpcloud.BaseURL("us"), jumpcloud.BaseURL("eu"), jumpcloud.BaseURL("in")}, []string{"https://console.jumpcloud.com", "https://console.eu.jumpcloud.com", "https://console.in.jumpcloud.com"})
	for name, err := range map[string]error{
		"region":          newError("", "mars", ""),
		"organization ID": newError("5f2a9c1e7b3d4a0012c4e8f", "us", ""),
		"base URL":        newError("", "us", "http://other.example"),
	} {
		if err == nil {
			t.Errorf("a wrong %s is taken", name)
		}
	}
}

func newError(organizationID, region, baseURL string) error {
	_, err := jumpcloud.New("key", organizationID, region, rest.Config{BaseURL: baseURL})
	return err
}
