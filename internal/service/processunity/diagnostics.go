// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// readError says what could not be read, and what to do about it.
func readError(what string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Unable to Read ProcessUnity "+what, advice(err)+"\n\nOriginal Error: "+err.Error())
}

// templateError says that a template cannot be used.
func templateError(err error) diag.Diagnostic {
	unknown, ok := errors.AsType[*api.UnknownTemplateError](err)
	if !ok {
		return readError("Import Template", err)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("template_id"), "Unknown ProcessUnity Import Template", fmt.Sprintf(
		"ProcessUnity lists %d import templates for automated import, and not %d. Check the Import ID, switch Enable for Automated Import on in the template, and give the user's role access to it.",
		unknown.Known, unknown.ID))
}

// importError says that an import ended early, how far it came, and what to do.
func importError(progress string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Unable to Import Into ProcessUnity", fmt.Sprintf("%s\n\n%s\n\nOriginal Error: %s", progress, advice(err), err))
}

// roleAdvice names the rights that the user's role needs.
const roleAdvice = "The user's role needs Import / Export Automation, Web Services, Third Parties → Edit and Issues → Create, also Issues → Edit if updates are refused."

// instanceAdvice names what must be right of the instance.
const instanceAdvice = "Check base_url, which ends with the tenant's path as in https://app.processunity.net/mycompany, that Web Services and Enable Automated Import/Export are on, " +
	"and that the tenant's IP address restrictions let this machine in."

func advice(err error) string {
	if _, ok := errors.AsType[*api.GrantError](err); ok && !isUnreachable(err) {
		return "ProcessUnity grants no token. Check the provider's processunity.username and password, and service_name and service_password, which are a pair of their own. " + instanceAdvice
	}
	failure, ok := errors.AsType[*rest.Error](err)
	if !ok {
		return "Nothing is known of what could not be read, so nothing is assumed."
	}
	switch {
	case failure.Status == http.StatusUnauthorized, failure.Status == http.StatusForbidden:
		return "ProcessUnity refuses access. " + roleAdvice
	case failure.Status == http.StatusNotFound:
		return "ProcessUnity does not know it. Check the id: an import template must be enabled for automated import, a report for automated export, and both open to the user's role. " + instanceAdvice
	case failure.Status == http.StatusTooManyRequests:
		return "ProcessUnity allows a number of requests an hour for a tenant, often 360. Wait and apply again. Where the license allows more, raise the provider's processunity.requests_per_hour."
	case failure.Status == 0, failure.Status >= http.StatusInternalServerError:
		return "ProcessUnity cannot be reached or fails. Try again: rows that arrived are only updated when they come once more."
	}
	return "ProcessUnity did not do what was asked. " + instanceAdvice + " " + roleAdvice
}

// isUnreachable reports whether an error says nothing about what was asked for:
// a later attempt may go well.
func isUnreachable(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && (failure.Status == 0 || failure.Status == http.StatusTooManyRequests || failure.Status >= http.StatusInternalServerError)
}
