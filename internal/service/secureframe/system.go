// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package secureframe has the resources that publish to Secureframe. What they
// push can neither be read back nor deleted there: their state is what was
// accepted, not what Secureframe has.
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

// advice says what to do about an error of the client.
func advice(err error) string {
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return "Secureframe does not accept the API key and secret. Check the provider's secureframe.api_key and secureframe.api_secret " +
			"(or SECUREFRAME_API_KEY and SECUREFRAME_API_SECRET): the secret is shown only once, when the key is made. The region must be that of the account."
	case errors.Is(err, rest.ErrForbidden):
		return "Secureframe refuses access. The key has the rights of the user who made it, who needs a role that may push data for this custom connection; " +
			"and the customer must be in the Early Access program of custom connections."
	case errors.Is(err, rest.ErrNotFound):
		return "Secureframe does not know the custom connection. Check connection_id, and the provider's region and base_url. A person makes the connection in Secureframe."
	case errors.Is(err, &rest.Error{Status: http.StatusBadRequest}):
		return "Secureframe does not take the data. The vendor_slug must be the one that the connection is configured for, and all records of a schema must have one format."
	case errors.Is(err, &rest.Error{Status: http.StatusRequestEntityTooLarge}):
		return "Secureframe finds a single record too large. Leave fields out of it."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "Secureframe allows 500 requests a minute for one address, and blocks it for a time after that. Wait a minute and apply again; raise batch to send fewer requests."
	}
	return "Nobody knows whether the last request took effect. Apply again: what may be missing is sent again, which changes nothing where it did arrive."
}
