// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// pushError says that a push was not accepted, what has become of the rest,
// and what to do.
func pushError(what, progress string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic(
		"Unable to Push "+what+" to Secureframe",
		fmt.Sprintf("%s\n\n%s\n\nOriginal Error: %s", progress, advice(err), err),
	)
}

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

// isRefused reports whether the error is an answer that says that nothing of
// the request was taken. Without an answer, and after a failure of the server,
// it may have been.
func isRefused(err error) bool {
	var failure *rest.Error
	return errors.As(err, &failure) && failure.Status >= 300 && failure.Status < 500
}

// otherStatusWarning is about a success that is not the documented one. There
// is none for 0.
func otherStatusWarning(status int) diag.Diagnostics {
	if status == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(
		fmt.Sprintf("Secureframe Answered With Status %d", status),
		"Secureframe documents the status 202 for data that it accepts, and nothing about other ones. "+
			"This is taken for accepted. Look in Secureframe whether the data arrives, and whether base_url is right.",
	)}
}
