// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package jumpcloud has the data sources over JumpCloud.
package jumpcloud

import (
	"errors"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var system = framework.System[*clients.Set, *api.Client]{
	Name:   "jumpcloud",
	Title:  "JumpCloud",
	Client: func(set *clients.Set) (*api.Client, error) { return set.JumpCloud() },
	Advice: advice,
}

// advice says what to do about an error of the client, and which permission
// the request needs.
func advice(err error) string {
	if _, ok := errors.AsType[*api.UnknownOrganizationError](err); ok {
		return "The provider's jumpcloud.organization_id (or JUMPCLOUD_ORG_ID) is not an organization that the API key sees. " +
			"The Admin Portal shows the ID under Settings, Organization Profile. Check the region, too."
	}
	if _, ok := errors.AsType[*api.AmbiguousOrganizationError](err); ok {
		return "It is not clear which organization to read: set the provider's jumpcloud.organization_id (or JUMPCLOUD_ORG_ID). " +
			"The Admin Portal shows the ID under Settings, Organization Profile."
	}
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return "JumpCloud does not accept the API key. Check the provider's jumpcloud.api_key (or JUMPCLOUD_API_KEY) and jumpcloud.region: " +
			"keys expire, generating a new one revokes the old one, and an Administrator With Billing must have turned on API access for the key's administrator."
	case errors.Is(err, rest.ErrForbidden):
		return "JumpCloud refuses access. An API key has the role of its administrator: Administrator is known to be enough; what Read Only may read is not documented. " +
			"JumpCloud also answers with this status to an address that it has blocked: wait before you try again, and lower jumpcloud.max_concurrency."
	case errors.Is(err, rest.ErrNotFound):
		return "JumpCloud does not have it at this address. Check the provider's jumpcloud.region and jumpcloud.base_url."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "JumpCloud received too many requests; its limit is not documented. Wait, or lower the provider's jumpcloud.max_concurrency."
	}
	return ""
}
