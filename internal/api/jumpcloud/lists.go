// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"net/url"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// Administrators reads the administrators, sorted by id. The list is in no
// published specification; the vendor's own tools read it.
func (c *Client) Administrators(ctx context.Context) ([]check.Administrator, error) {
	return readOfOrganization(ctx, c, readV1[check.Administrator], list{noun: "administrators", path: "/api/users"})
}

// Users reads the users, sorted by id.
func (c *Client) Users(ctx context.Context) ([]check.User, error) {
	return readOfOrganization(ctx, c, readV1[check.User], list{noun: "users", path: "/api/systemusers"})
}

// Systems reads the devices, sorted by id.
func (c *Client) Systems(ctx context.Context) ([]check.System, error) {
	return readOfOrganization(ctx, c, readV1[check.System], list{noun: "devices", path: "/api/systems"})
}

// AccessPolicies reads the conditional access policies, sorted by id. The
// default access policy is not among them, and cannot be read (spec).
func (c *Client) AccessPolicies(ctx context.Context) ([]check.AccessPolicy, error) {
	return readOfOrganization(ctx, c, readV2[check.AccessPolicy], list{
		noun: "conditional access policies",
		path: "/api/v2/authn/policies",
	})
}

// IPLists reads the lists of addresses, sorted by id.
func (c *Client) IPLists(ctx context.Context) ([]check.IPList, error) {
	return readOfOrganization(ctx, c, readV2[check.IPList], list{noun: "IP lists", path: "/api/v2/iplists"})
}

// RADIUSServers reads the RADIUS servers, sorted by id.
//
// It is the one list that asks for fields: the shared secrets then do not
// travel. It is safe here, because each field is a plain one of the server, and
// one that does not come reads as unknown. Elsewhere an absent field can mean
// something: a user without an enrollment status is judged by older fields,
// and an application without a certificate's date has none.
func (c *Client) RADIUSServers(ctx context.Context) ([]check.RADIUSServer, error) {
	return readOfOrganization(ctx, c, readV1[check.RADIUSServer], list{
		noun:  "RADIUS servers",
		path:  "/api/radiusservers",
		query: url.Values{"fields": {"_id name mfa userPasswordEnabled radsecEnabled requireRadsec authIdp userLockoutAction"}},
	})
}

// Applications reads the applications, sorted by id.
func (c *Client) Applications(ctx context.Context) ([]check.Application, error) {
	return readOfOrganization(ctx, c, readV1[check.Application], list{noun: "applications", path: "/api/applications"})
}

// AppleMDMs reads the connections to Apple's device management, sorted by id.
func (c *Client) AppleMDMs(ctx context.Context) ([]check.AppleMDM, error) {
	return readOfOrganization(ctx, c, readV2[check.AppleMDM], list{noun: "Apple MDM connections", path: "/api/v2/applemdms"})
}

// readOfOrganization reads a list of the organization.
func readOfOrganization[T object](ctx context.Context, c *Client, read func(context.Context, *rest.Client, list) ([]T, error), l list) ([]T, error) {
	id, err := c.OrganizationID(ctx)
	if err != nil {
		return nil, err
	}
	l.header = ofOrganization(id)
	return read(ctx, c.rest, l)
}
