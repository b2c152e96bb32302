// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package nowsecure has the data sources over NowSecure.
package nowsecure

import (
	"errors"
	"net/http"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var system = framework.System[*clients.Set, *api.Client]{
	Name:   "nowsecure",
	Title:  "NowSecure",
	Client: func(set *clients.Set) (*api.Client, error) { return set.NowSecure() },
	Advice: advice,
}

// otherAnswer is a success that is not what was asked for.
var otherAnswer = &rest.Error{Status: http.StatusOK}

// advice says what to do about an error of the client, and which permission
// the request needs.
func advice(err error) string {
	switch {
	case errors.Is(err, api.ErrNoApps):
		return "With no application there are no findings, and a gate would pass. Check the filters: archived applications are read only when apps names them. " +
			"The token's user sees the applications of its own groups."
	case errors.Is(err, api.ErrNotVisible):
		return "The token is valid, but its user may not see the application, or the application no longer exists. " +
			"Add the user to the application's group in NowSecure, leave the application out with apps, platforms or groups, " +
			"or set on_app_error to report."
	case errors.Is(err, api.ErrNoReports):
		return "NowSecure's REST API lists the application, but its GraphQL API, which has the reports, does not. " +
			"The published schema has Android and iOS only: choose platforms, use mode = \"history\", or set on_app_error to report."
	case errors.Is(err, api.ErrNotAssessed):
		return "Nothing is known about the application before its first completed assessment. Assess it in NowSecure."
	case errors.Is(err, api.ErrNoComponents):
		return "What the build is made of is not known. Assess the application again, with an analysis that includes its dependencies."
	case errors.Is(err, api.ErrUnknownField):
		return "NowSecure's API does not know something that the provider needs: its schema has changed since it was published. " +
			"Look for a newer version of this provider. On a host of your own, the API may be older than the provider."
	case errors.Is(err, rest.ErrUnauthorized):
		return "NowSecure does not accept the API token. Check the provider's nowsecure.api_token (or NOWSECURE_API_TOKEN): " +
			"tokens expire, by default after 365 days, and administrators can revoke them. Create a new one in NowSecure, in the profile, under Tokens."
	case errors.Is(err, rest.ErrForbidden):
		return "NowSecure refuses access. The token's user needs a role that may read applications, assessments and users. " +
			"vendorrisk_nowsecure_store_apps needs the license for Risk Intelligence."
	case errors.Is(err, rest.ErrNotFound):
		return "NowSecure does not know it. Check api_url and lab_api_url. " +
			"The records that mode = \"history\" reads are documented for lab-api.nowsecure.com only: mode = \"latest_assessment\" does not need them."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "NowSecure received too many requests. Wait, or read less: name applications, platforms or groups, or lower the provider's nowsecure.max_concurrency."
	case errors.Is(err, otherAnswer):
		return "NowSecure's answer is not what was asked for, so no value is assumed. " +
			"Some data may be for administrators only, such as whether a user is active."
	}
	return ""
}
