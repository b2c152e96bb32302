// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package securityscorecard has the data sources over SecurityScorecard, and the
// resources that change portfolios.
package securityscorecard

import (
	"errors"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// base is what the resources of this package have in common.
type base = framework.Resource[*clients.Set, *api.Client]

var system = framework.System[*clients.Set, *api.Client]{
	Name:   "securityscorecard",
	Title:  "SecurityScorecard",
	Client: func(set *clients.Set) (*api.Client, error) { return set.SecurityScorecard() },
	Advice: advice,
}

// advice says how to resolve an error of the client, and which permission the
// request needs.
func advice(err error) string {
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return "SecurityScorecard does not accept the API token. Check the provider's securityscorecard.api_token " +
			"(or SECURITYSCORECARD_API_TOKEN): creating a new token for a user revokes the old one."
	case errors.Is(err, rest.ErrForbidden):
		return "SecurityScorecard refuses access. A company can be read only when it is in a portfolio: add the company to a portfolio first. " +
			"The token's user needs Read Only access to it, and the customer's plan must include the API."
	case errors.Is(err, rest.ErrNotFound):
		return "It does not exist in SecurityScorecard, or the token's user cannot see it. Check the spelling, and the provider's securityscorecard.base_url if you set it. " +
			"A company without a scorecard gets one when it is added to a portfolio."
	case errors.Is(err, rest.ErrBudget):
		return "SecurityScorecard allows each customer 5,000 requests an hour. Read less at a time: " +
			"select portfolios, filter companies, or remove include_factors."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "SecurityScorecard allows each customer 5,000 requests an hour, and fewer for some requests. Wait, or read less: " +
			"select portfolios, remove include_factors, or lower the provider's securityscorecard.max_concurrency."
	}
	return ""
}
