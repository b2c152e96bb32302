// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestOrganization(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	sandboxtest.Equal(t, "organization", must[nowsecure.Organization](t)(client.Organization(t.Context())), nowsecure.Organization{
		ID: "1187", Name: "Customer Mobile Security",
		Usage: map[string]nowsecure.Usage{
			"application": {Limit: new(int64(25)), Unlimited: new(false), Reached: new(false), Total: new(int64(3))},
			"baseline":    {Limit: new(int64(5)), Unlimited: new(false), Reached: new(true), Total: new(int64(5))},
			"assessment":  {Unlimited: new(true), Reached: new(false), Total: new(int64(412))},
		},
	})
	sandboxtest.Equal(t, "requests", seen.requested(), []string{"organization"})
}

// The schema's default limit is ten: the default world has twelve users.
func TestUsers_areNeverTen(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	users := must[[]nowsecure.User](t)(client.Users(t.Context()))
	if len(users) != 12 {
		t.Fatalf("got %d users, want 12", len(users))
	}
	sandboxtest.Equal(t, "the first user", users[0], nowsecure.User{
		Ref: users[0].Ref, Name: "Ari Analyst", Email: "ari@customer.example", Active: new(true), Role: "analyst", RoleLabel: users[0].RoleLabel,
		Groups:    []nowsecure.Group{{Ref: world.PartnersGroupRef, Name: "Partners"}, {Ref: world.RetailGroupRef, Name: "Retail"}},
		CreatedAt: "2026-01-05T03:30:00Z",
	})
	if users[0].Ref == "" || users[0].RoleLabel == "" {
		t.Errorf("got %+v", users[0])
	}
	names := []string{}
	for _, user := range users {
		names = append(names, user.Name)
		if user.Groups == nil || (user.Email == "") != (user.Name == "Build Pipeline") || *user.Active != (user.Name != "Gus Quality") {
			t.Errorf("got %+v", user)
		}
	}
	sandboxtest.Equal(t, "names", strings.Join(names, ", "), "Ari Analyst, Bo Analyst, Build Pipeline, Cas Developer, Dee Developer, Eli Developer, Fay Quality, "+
		"Gus Quality, Hal Executive, Ida Customer, Jo Trial, Robin Admin")
	sandboxtest.Equal(t, "requests", seen.requested(), []string{"users"})
	if strings.Contains(fmt.Sprint(users), world.PlantedSecret) {
		t.Error("a note was taken")
	}
}

// Should null be taken for the default, the list is short, and that is seen.
func TestUsers_shortList(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{NullLimitAsDefault: true}))
	client, _ := newClient(t, s)
	users, err := client.Users(t.Context())
	_ = asError(t, s, err)
	if users != nil || !strings.HasSuffix(err.Error(), "the list of users is incomplete: it has 10, and there are more") {
		t.Errorf("got %v, %v", users, err)
	}
}

// Ten users, with no user left out, are ten users.
func TestUsers_ten(t *testing.T) {
	t.Parallel()
	w := &world.World{JumpCloud: &world.JumpCloud{}}
	for range 10 {
		w.NowSecure.AddUser(world.MobileUser{Name: "Same Name", Role: "qa"})
	}
	s := startWith(t, w, quirks(peer.Quirks{NullLimitAsDefault: true}))
	client, _ := newClient(t, s)
	if users := must[[]nowsecure.User](t)(client.Users(t.Context())); len(users) != 10 || users[0].Ref >= users[9].Ref {
		t.Errorf("got %+v", users)
	}
}

func TestUsers_withoutAnAdministratorsToken(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{NoOrgAdmin: true}))
	client, _ := newClient(t, s)
	users, err := client.Users(t.Context())
	_ = asError(t, s, err)
	if want := "with an error inside: Not authorized: requires organization admin"; users != nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got %v, %v", users, err)
	}
	if errors.Is(err, rest.ErrUnauthorized) {
		t.Error("the token is blamed")
	}
}

// What may be null is null, and not something else.
func TestUsers_nulls(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	seen.answer = func(string) string {
		return `{"data":{"my":{"organization":{"users":[{"ref":"u","name":"N","email":null,"createdAt":null,"active":null,"role":null,"groups":[null]}],"elevenUsers":[{"ref":"u"}]}}}}`
	}
	sandboxtest.Equal(t, "users", must[[]nowsecure.User](t)(client.Users(t.Context())), []nowsecure.User{{Ref: "u", Name: "N", Groups: []nowsecure.Group{}}})
}

// A user that comes twice with different values may be either.
func TestUsers_oneTwice(t *testing.T) {
	t.Parallel()
	for second, want := range map[string]string{
		`{"ref":"u","active":false,"groups":[]}`: "",
		`{"ref":"u","active":true,"groups":[]}`:  `user "u" came twice with different values: the list may have changed while it was read`,
	} {
		s := start(t)
		client, seen := newClient(t, s)
		seen.answer = func(string) string {
			return `{"data":{"my":{"organization":{"users":[{"ref":"u","active":false,"groups":[]},` + second + `],"elevenUsers":[]}}}}`
		}
		users, err := client.Users(t.Context())
		if want == "" {
			if len(users) != 1 || err != nil {
				t.Errorf("got %v, %v", users, err)
			}
			continue
		}
		if _ = asError(t, s, err); users != nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("got %v, %v", users, err)
		}
	}
}

// A list that a shorter list contradicts, or a user without groups, is an error.
func TestUsers_wrongLists(t *testing.T) {
	t.Parallel()
	for organization, want := range map[string]string{
		`{"users":[{"ref":"u","groups":[]},{"ref":"v","groups":[]}],"elevenUsers":[{"ref":"u"},{"ref":"w"}]}`: "the list of users is incomplete: a shorter list has another user",
		`{"users":[{"ref":"u","groups":null}],"elevenUsers":[]}`:                                              `a user has no "groups"`,
		`{"users":[{"ref":"u"}],"elevenUsers":[]}`:                                                            `a user has no "groups"`,
		`{"users":[{"ref":"u","groups":[{"name":"G"}]}],"elevenUsers":[]}`:                                    `a user's group has no "ref"`,
	} {
		t.Run(organization, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			seen.answer = func(string) string { return `{"data":{"my":{"organization":` + organization + `}}}` }
			users, err := client.Users(t.Context())
			if _ = asError(t, s, err); users != nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, %v", users, err)
			}
		})
	}
}
