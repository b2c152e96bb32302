// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package secureframe has the resources that publish to Secureframe, and the data
// sources over an organization's own compliance. Secureframe has no way to read or
// to delete what is pushed: the state is what Secureframe accepted, not what it has.
package secureframe

import (
	"errors"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// base is what the resources of this package have in common.
type base = framework.Resource[*clients.Set, *api.Client]

var system = framework.System[*clients.Set, *api.Client]{
	Name:   "secureframe",
	Title:  "Secureframe",
	Client: func(set *clients.Set) (*api.Client, error) { return set.Secureframe() },
	Advice: advice,
}

// addressOf is where a client sends its requests. It is "" without a client: most
// plans need no credentials.
func addressOf(tryClient func() (*api.Client, error)) string {
	if client, err := tryClient(); err == nil {
		return client.Address()
	}
	return ""
}

// advice says how to resolve an error of the client.
func advice(err error) string {
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return "Secureframe does not accept the API key and secret. Check the provider's secureframe.api_key and secureframe.api_secret " +
			"(or SECUREFRAME_API_KEY and SECUREFRAME_API_SECRET). The secret is shown only once, when the key is created. The region must be that of the account."
	case errors.Is(err, rest.ErrForbidden):
		return "Secureframe refuses access. The key has the permissions of the user who created it, whose role must allow pushing data to this custom connection. " +
			"The customer must also be in the Early Access program for custom connections."
	case errors.Is(err, rest.ErrNotFound):
		return "Secureframe does not know the custom connection. Check connection_id, and the provider's region and base_url. A person must create the connection in Secureframe."
	case errors.Is(err, &rest.Error{Status: http.StatusBadRequest}):
		return "Secureframe refuses the data. The vendor_slug must be the one that the connection is configured for, and all records of a schema must have the same format."
	case errors.Is(err, &rest.Error{Status: http.StatusRequestEntityTooLarge}):
		return "Secureframe refuses a single record as too large. Remove fields from the record."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "Secureframe allows 500 requests a minute from one IP address, and then blocks the address for a time. Wait a minute and apply again, or raise the limits in batch to send fewer requests."
	}
	if isRefused(err) {
		return "Secureframe refuses the request, and has accepted nothing of it."
	}
	return "It is unknown whether the last request took effect. Apply again: records that may be missing are sent again. Records that did arrive do not change."
}
