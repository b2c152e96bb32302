// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// ServiceAccounts reads the service accounts, sorted by id, without their
// credentials.
func (c *Client) ServiceAccounts(ctx context.Context) ([]check.ServiceAccount, error) {
	return readOfOrganization(ctx, c, readWrapped[check.ServiceAccount]("results", "totalCount"), list{noun: "service accounts", path: "/api/v2/service-accounts"})
}

// Roles reads the roles, sorted by id.
func (c *Client) Roles(ctx context.Context) ([]check.Role, error) {
	return readOfOrganization(ctx, c, readWrapped[check.Role]("results", "totalCount"), list{noun: "roles", path: "/api/v2/roles"})
}

// RiskEvents reads the events of identity risk, sorted by id, without the
// people, addresses, and places that they name.
func (c *Client) RiskEvents(ctx context.Context) ([]check.RiskEvent, error) {
	return readOfOrganization(ctx, c, readWrapped[check.RiskEvent]("riskEvents", "totalCount"), list{noun: "identity risk events", path: "/api/v2/identityrisk/events"})
}

// Alerts reads the alerts, sorted by id, without their texts.
func (c *Client) Alerts(ctx context.Context) ([]check.Alert, error) {
	return readOfOrganization(ctx, c, readWrapped[check.Alert]("alerts", "count"), list{noun: "alerts", path: "/api/v2/alerts"})
}

// UserGroups reads the user groups, sorted by id, without their members.
func (c *Client) UserGroups(ctx context.Context) ([]check.UserGroup, error) {
	return readOfOrganization(ctx, c, readV2[check.UserGroup], list{noun: "user groups", path: "/api/v2/usergroups"})
}

// Policies reads the policies for devices, sorted by id.
func (c *Client) Policies(ctx context.Context) ([]check.Policy, error) {
	return readOfOrganization(ctx, c, readV2[check.Policy], list{noun: "device policies", path: "/api/v2/policies"})
}

// LDAPServers reads the LDAP servers, sorted by id.
func (c *Client) LDAPServers(ctx context.Context) ([]check.LDAPServer, error) {
	return readOfOrganization(ctx, c, readV2[check.LDAPServer], list{noun: "LDAP servers", path: "/api/v2/ldapservers"})
}

// ActiveDirectories reads the Active Directory domains, sorted by id, with a
// request for the agents of each.
func (c *Client) ActiveDirectories(ctx context.Context) ([]check.ActiveDirectory, error) {
	domains, err := readOfOrganization(ctx, c, readV2[check.ActiveDirectory], list{noun: "Active Directory domains", path: "/api/v2/activedirectories"})
	if err != nil {
		return nil, err
	}
	return rest.Map(ctx, c.rest, "directories", domains, func(ctx context.Context, domain check.ActiveDirectory) (check.ActiveDirectory, error) {
		var err error
		domain.Agents, err = readOfOrganization(ctx, c, readV2[check.ActiveDirectoryAgent], list{
			noun: "agents of Active Directory domain " + domain.ID(),
			path: "/api/v2/activedirectories/" + url.PathEscape(domain.ID()) + "/agents",
		})
		if domain.Agents == nil {
			domain.Agents = []check.ActiveDirectoryAgent{}
		}
		return domain, err
	})
}

// edge is a connection of a group to one of its members.
type edge struct {
	To struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	} `json:"to"`
}

// ID identifies the member.
func (e edge) ID() string { return e.To.ID }

// UserGroupMembers reads the ids of the users in each of the groups, sorted,
// with at least one request for each group.
func (c *Client) UserGroupMembers(ctx context.Context, groups []check.UserGroup) ([][]string, error) {
	return rest.Map(ctx, c.rest, "user groups", groups, func(ctx context.Context, group check.UserGroup) ([]string, error) {
		members := list{
			noun: "members of user group " + group.ID(),
			path: "/api/v2/usergroups/" + url.PathEscape(group.ID()) + "/members",
		}
		edges, err := readOfOrganization(ctx, c, readV2[edge], members)
		if err != nil {
			return nil, err
		}
		ids := []string{}
		for _, edge := range edges {
			if edge.To.Type != "user" {
				return nil, c.rest.Unexpected(members.request(0), fmt.Errorf("a member is not a user, but %q", edge.To.Type))
			}
			ids = append(ids, edge.ID())
		}
		return ids, nil
	})
}

// SignInSettings reads what a user becomes who signs in to a new device.
func (c *Client) SignInSettings(ctx context.Context) (check.SignInSettings, error) {
	return getOfOrganization(ctx, c, "read the sign-in settings of devices", "/api/v2/devices/settings/signinwithjumpcloud",
		func(body []byte) (check.SignInSettings, error) {
			read, err := rest.DecodeJSON[check.SignInSettings](body)
			if err == nil && read.Settings == nil {
				err = errors.New(`it has no "settings"`)
			}
			return read, err
		})
}

// Subscriptions reads what the organization bought. The list has no pages.
func (c *Client) Subscriptions(ctx context.Context) ([]check.Subscription, error) {
	return getOfOrganization(ctx, c, "list the subscriptions", "/api/v2/subscriptions",
		func(body []byte) ([]check.Subscription, error) {
			read, err := rest.DecodeJSON[[]check.Subscription](body)
			switch {
			case err != nil:
			case read == nil:
				err = errors.New("it is null, not a list")
			case slices.ContainsFunc(read, func(s check.Subscription) bool { return s.ProductCode == "" }):
				err = errors.New(`a subscription has no "productCode"`)
			}
			return read, err
		})
}

// getOfOrganization reads a document of the organization that has no pages.
func getOfOrganization[T any](ctx context.Context, c *Client, operation, path string, decode func([]byte) (T, error)) (T, error) {
	id, err := c.OrganizationID(ctx)
	if err != nil {
		return *new(T), err
	}
	return rest.Get(ctx, c.rest, rest.Request{Operation: operation, Path: path, Header: ofOrganization(id)}, decode)
}

// readWrapped returns the reader of a list of the second version that is a
// member of an object, beside the total. A total that is as large as the page
// may be the length of the page, since the specification does not say what it
// counts: then another page is read.
func readWrapped[T object](member, total string) func(context.Context, *rest.Client, list) ([]T, error) {
	return func(ctx context.Context, client *rest.Client, l list) ([]T, error) {
		return readPages(ctx, client, l, func(response *rest.Response) (page[T], error) {
			answer, err := rest.DecodeJSON[map[string]json.RawMessage](response.Body)
			if err != nil {
				return page[T]{}, err
			}
			var read page[T]
			if present, ok := answer[total]; ok {
				if err := json.Unmarshal(present, &read.total); err != nil {
					return page[T]{}, fmt.Errorf("its %q is not a number", total)
				}
			}
			if string(answer[member]) == "" || string(answer[member]) == "null" {
				return page[T]{}, fmt.Errorf("it has no %q", member)
			}
			read.objects, err = rest.DecodeJSON[[]T](answer[member])
			if total == "count" && read.total <= len(read.objects) {
				read.total = 0
			}
			return read, err
		})
	}
}
