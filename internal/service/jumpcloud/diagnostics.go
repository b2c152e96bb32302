// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// readError says what could not be read, what to do about it, and with which
// permission it works.
func readError(object string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Unable to Read JumpCloud "+object, explain(err))
}

// partlyUnread says that checks are unknown, and why. It is a warning: the
// checks' status is what a gate goes by.
func partlyUnread(err error) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Unable to Read a Part of JumpCloud",
		"The checks that need it are unknown, and stand so in the findings, where a gate blocks on them. "+explain(err))
}

func explain(err error) string { return fmt.Sprintf("%s\n\nOriginal Error: %s", advice(err), err) }

func advice(err error) string {
	if _, ok := errors.AsType[*api.UnknownOrganizationError](err); ok {
		return "The provider's jumpcloud.organization_id (or JUMPCLOUD_ORG_ID) is not an organization that the API key sees. " +
			"The Admin Portal shows the id under Settings, Organization Profile. Check the region, too."
	}
	if _, ok := errors.AsType[*api.AmbiguousOrganizationError](err); ok {
		return "Which organization to read is not clear: set the provider's jumpcloud.organization_id (or JUMPCLOUD_ORG_ID). " +
			"The Admin Portal shows the id under Settings, Organization Profile."
	}
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return "JumpCloud does not accept the API key. Check the provider's jumpcloud.api_key (or JUMPCLOUD_API_KEY) and jumpcloud.region: " +
			"keys expire, generating a new one revokes the old one, and an Administrator With Billing must have turned on API access for the key's administrator."
	case errors.Is(err, rest.ErrForbidden):
		return "JumpCloud refuses access. An API key has its administrator's role: Administrator is known to be enough, what Read Only may read is not documented. " +
			"JumpCloud also answers so to an address that it has blocked: wait before you try again, and lower jumpcloud.max_concurrency."
	case errors.Is(err, rest.ErrNotFound):
		return "JumpCloud does not have it at this address. Check the provider's jumpcloud.region and jumpcloud.base_url."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "JumpCloud was asked too often; how much it allows is not documented. Wait, or lower the provider's jumpcloud.max_concurrency."
	}
	return "Nothing is known of what could not be read, so nothing is assumed. Try again; if it stays, check base_url and the service's status page."
}
