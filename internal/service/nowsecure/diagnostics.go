// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// readError says what could not be read, what to do about it, and with which
// permission it works.
func readError(object string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic(
		"Unable to Read NowSecure "+object,
		fmt.Sprintf("%s\n\nOriginal Error: %s", advice(err), err),
	)
}

// otherAnswer is a success that is not what was asked for.
var otherAnswer = &rest.Error{Status: http.StatusOK}

func advice(err error) string {
	switch {
	case errors.Is(err, api.ErrNoApps):
		return "A gate would pass over findings of nothing. Check the filters: archived applications are read only when apps names them. " +
			"The token's user sees the applications of its own groups."
	case errors.Is(err, api.ErrNotVisible):
		return "The token is good, and its user may not see the application, or it does not exist any more. " +
			"Add the user to the application's group in NowSecure, leave the application out with apps, platforms or groups, " +
			"or set on_app_error to report."
	case errors.Is(err, api.ErrNoReports):
		return "NowSecure's GraphQL API, which has the reports, does not list the application; its REST API does. " +
			"The schema that is known has Android and iOS alone: choose platforms, use mode = \"history\", or set on_app_error to report."
	case errors.Is(err, rest.ErrUnauthorized):
		return "NowSecure does not accept the API token. Check the provider's nowsecure.api_token (or NOWSECURE_API_TOKEN): " +
			"tokens expire, by default after 365 days, and administrators can revoke them. A new one is made in NowSecure, in the profile, under Tokens."
	case errors.Is(err, rest.ErrForbidden):
		return "NowSecure refuses access. The token's user needs a role that may read applications, assessments and users."
	case errors.Is(err, rest.ErrNotFound):
		return "NowSecure does not know it. Check api_url and lab_api_url. " +
			"The records that mode = \"history\" reads are documented for lab-api.nowsecure.com only: mode = \"latest_assessment\" does not need them."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "NowSecure asks to slow down. Wait, or read less: name applications, platforms or groups, or lower the provider's nowsecure.max_concurrency."
	case errors.Is(err, otherAnswer):
		return "NowSecure answers, and not with what was asked for, so nothing is assumed. " +
			"Some of it may be for administrators only: whether a user is active is. " +
			"If it says that a field does not exist, its API has changed: look for a newer version of this provider."
	}
	return "Nothing is known of what could not be read, so nothing is assumed. Try again; if it stays, check api_url, lab_api_url and the service's status page."
}
