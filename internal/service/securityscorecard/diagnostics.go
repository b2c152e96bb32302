// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// readError says what could not be read, what to do about it, and with which
// permission it works.
func readError(object string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic(
		"Unable to Read SecurityScorecard "+object,
		fmt.Sprintf("%s\n\nOriginal Error: %s", advice(err), err),
	)
}

func advice(err error) string {
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return "SecurityScorecard does not accept the API token. Check the provider's securityscorecard.api_token " +
			"(or SECURITYSCORECARD_API_TOKEN): making a new token for a user revokes the old one."
	case errors.Is(err, rest.ErrForbidden):
		return "SecurityScorecard refuses access. Companies can be read once they stand in a portfolio: add the company to a portfolio first. " +
			"The token's user needs Read Only access to it, and the customer's plan must include the API."
	case errors.Is(err, rest.ErrNotFound):
		return "SecurityScorecard does not know it, or the token's user may not see it. Check the spelling. " +
			"A company without a scorecard gets one when it is added to a portfolio."
	case errors.Is(err, rest.ErrBudget):
		return "SecurityScorecard allows 5,000 requests an hour for a customer. Read less at a time: " +
			"name portfolios, filter companies, or leave out include_factors."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "SecurityScorecard allows 5,000 requests an hour for a customer, and fewer for some requests. Wait, or read less: " +
			"name portfolios, leave out include_factors, or lower the provider's securityscorecard.max_concurrency."
	}
	return "Nothing is known of what could not be read, so nothing is assumed. Try again; if it stays, check base_url and the service's status page."
}
