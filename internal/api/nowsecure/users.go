// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// User is a person of the organization.
type User struct {
	Ref   string
	Name  string
	Email string
	// Active is nil when the API does not say.
	Active *bool
	// Role is the role's key, RoleLabel what the organization calls it.
	Role      string
	RoleLabel string
	Groups    []Group
	CreatedAt string
}

// Group is a part of the organization, which users and applications belong to.
type Group struct {
	Ref  string
	Name string
}

// Users reads all users of the organization, sorted by name, then ref. Only
// administrators see whether a user is active (schema).
func (c *Client) Users(ctx context.Context) ([]User, error) {
	graph := c.graph("list the users")
	answer, err := users(ctx, graph)
	if err != nil {
		return nil, err
	}
	list := answer.My.Organization
	if list.Users == nil {
		return nil, graph.unexpected(errors.New(`it has no "users"`))
	}
	if len(list.ElevenUsers) > len(list.Users) {
		return nil, graph.unexpected(fmt.Errorf("the list of users is incomplete: it has %d, and there are more", len(list.Users)))
	}
	nodes, err := rest.Distinct(list.Users, rest.Entries[userNode]{
		Noun: "user", Key: "ref", Identity: func(node userNode) string { return node.Ref },
	})
	if err != nil {
		return nil, graph.unexpected(err)
	}
	all := make([]User, len(nodes))
	refs := map[string]bool{}
	for i, node := range nodes {
		switch {
		case node.Groups == nil:
			return nil, graph.unexpected(errors.New(`a user has no "groups"`))
		case slices.ContainsFunc(node.Groups, func(group groupNode) bool { return group.Ref == "" && group.Name != "" }):
			return nil, graph.unexpected(errors.New(`a user's group has no "ref"`))
		}
		refs[node.Ref] = true
		all[i] = node.user()
	}
	for _, one := range list.ElevenUsers {
		if !refs[one.Ref] {
			return nil, graph.unexpected(errors.New("the list of users is incomplete: a shorter list has another user"))
		}
	}
	slices.SortFunc(all, func(a, b User) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Ref, b.Ref))
	})
	return all, nil
}

func (n userNode) user() User {
	user := User{
		Ref: n.Ref, Name: n.Name, Email: n.Email, Active: n.Active, CreatedAt: rest.UTC(n.CreatedAt),
		Role: n.Role.Name, RoleLabel: n.Role.Label, Groups: []Group{},
	}
	for _, group := range n.Groups {
		if group.Ref != "" { // a group may be null (schema)
			user.Groups = append(user.Groups, Group(group))
		}
	}
	slices.SortFunc(user.Groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Ref, b.Ref))
	})
	return user
}
