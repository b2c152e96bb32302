// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// memberErrors say which companies are not in the portfolio, and why. A failure ended
// the change.
func memberErrors(ctx context.Context, operation framework.Operation, planned portfolioCompaniesArguments, reached companies, result api.ChangedMembers, failure error) diag.Diagnostics {
	diags := mergerWarnings(result.Redirected)
	isIn := map[string]bool{}
	for _, domain := range reached.spelled {
		isIn[domain] = true
	}
	var missing []string
	for domain, spelled := range planned.spellings() {
		if !isIn[spelled] {
			missing = append(missing, domain)
		}
	}
	if len(missing) == 0 && failure == nil {
		return diags
	}
	slices.Sort(missing)
	text := fmt.Sprintf("%d of %s of domains are not known to be in portfolio %s: %s. ", len(missing), companyCount(len(planned.spellings())),
		planned.PortfolioID.Value, problem.Keys(missing))
	if len(missing) == 0 {
		text = ""
	}
	text += "Apply again to add what is missing."
	if operation == framework.Create {
		text += " Terraform marks the resource as tainted, and would remove and add the others again: run terraform untaint before."
	}
	text += reasons(result.Refused) + slotAdvice(append(slices.Collect(maps.Values(result.Refused)), failure)...)
	if failure != nil {
		text += "\n\n" + portfolioAdvice(failure) + system.ExplainIn(ctx, failure)
	}
	diags.AddAttributeError(path.Root("domains"), "Unable to Add SecurityScorecard Companies", text)
	return diags
}

// reasons are why SecurityScorecard has refused companies.
func reasons(refused map[string]error) string {
	const most = 10
	var text strings.Builder
	for i, domain := range slices.Sorted(maps.Keys(refused)) {
		if i == most {
			fmt.Fprintf(&text, "\n- %d more", len(refused)-most)
			break
		}
		fmt.Fprintf(&text, "\n- %s: %s", domain, refused[domain])
	}
	if text.Len() == 0 {
		return ""
	}
	return "\n\nSecurityScorecard has refused:\n" + text.String()
}

// slotAdvice says that the slots of the license may be used up, if an error may mean
// that. What SecurityScorecard answers then is not documented.
func slotAdvice(failures ...error) string {
	for _, failure := range failures {
		for _, status := range []int{http.StatusPaymentRequired, http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity} {
			if errors.Is(failure, &rest.Error{Status: status}) {
				return fmt.Sprintf("\n\nIt is not documented what SecurityScorecard answers when no license slot is left. HTTP %d may mean that: "+
					"vendorrisk_securityscorecard_usage shows how many are left.", status)
			}
		}
	}
	return ""
}

// mergerWarnings name the companies that SecurityScorecard has added under another
// domain.
func mergerWarnings(redirected map[string]string) diag.Diagnostics {
	var diags diag.Diagnostics
	if len(redirected) > 0 {
		pairs := []string{}
		for _, domain := range slices.Sorted(maps.Keys(redirected)) {
			pairs = append(pairs, domain+" is "+redirected[domain])
		}
		diags.AddAttributeWarning(path.Root("domains"), "SecurityScorecard Scorecards Were Merged",
			"SecurityScorecard leads from some domains to the scorecards of others, which are in the portfolio now: "+strings.Join(pairs, ", ")+
				". They stay as they are configured. What reads the portfolio names the scorecard's domain.")
	}
	return diags
}

// removalErrors say which companies were not removed.
func removalErrors(ctx context.Context, portfolioID string, removed []string, result api.ChangedMembers, failure error) diag.Diagnostics {
	const summary = "Unable to Remove SecurityScorecard Companies"
	if failure != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic(summary, portfolioAdvice(failure)+system.ExplainIn(ctx, failure))}
	}
	if result.After == nil {
		return nil // The failure was reported.
	}
	left := slices.DeleteFunc(slices.Clone(removed), func(domain string) bool { return !result.After.Has(domain) })
	if len(left) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic(summary, fmt.Sprintf(
		"SecurityScorecard still lists %s in portfolio %s that were to be removed: %s. Apply again.", companyCount(len(left)), portfolioID, problem.Keys(left)))}
}
