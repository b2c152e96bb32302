// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package processunity has the data sources and resources over ProcessUnity.
// Its web services import rows and export records: a resource is a set of rows
// that is kept asserted through one import template.
package processunity

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var system = framework.System[*clients.Set, *api.Client]{
	Name:   "processunity",
	Title:  "ProcessUnity",
	Client: func(set *clients.Set) (*api.Client, error) { return set.ProcessUnity() },
	Advice: advice,
}

// roleAdvice names the rights that the user's role needs.
const roleAdvice = "The user's role needs Import / Export Automation, Web Services, Third Parties → Edit and Issues → Create, also Issues → Edit if updates are refused."

// instanceAdvice names what to check in the instance.
const instanceAdvice = "Check base_url, which ends with the tenant's path as in https://app.processunity.net/mycompany, that Web Services and Enable Automated Import/Export are on, " +
	"and that the tenant's IP address restrictions allow this machine."

// advice says what to do about an error of the client, and which permission
// the request needs.
func advice(err error) string {
	if _, ok := errors.AsType[*api.GrantError](err); ok && !isUnreachable(err) {
		return "ProcessUnity grants no token. Check the provider's processunity.username and password, and service_name and service_password, which are a pair of their own. " + instanceAdvice
	}
	failure, ok := errors.AsType[*rest.Error](err)
	if !ok {
		return ""
	}
	switch {
	case failure.Status == http.StatusUnauthorized, failure.Status == http.StatusForbidden:
		return "ProcessUnity refuses access. " + roleAdvice
	case failure.Status == http.StatusNotFound:
		return "ProcessUnity does not know it. Check the ID: an import template must be enabled for automated import, a report for automated export, and the user's role must have access to both. " + instanceAdvice
	case failure.Status == http.StatusTooManyRequests:
		return "ProcessUnity allows a number of requests an hour for a tenant, often 360. Wait and apply again. If your license allows more, raise the provider's processunity.requests_per_hour."
	case isUnreachable(err):
		return "ProcessUnity cannot be reached, or fails. Try again: rows that arrived are only updated when they are sent again."
	}
	return "ProcessUnity did not do what was asked. " + instanceAdvice + " " + roleAdvice
}

// isUnreachable reports whether an error says nothing about what was asked for:
// a later attempt may succeed.
func isUnreachable(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && !rest.WillNotConnect(err) && (failure.Status == 0 || failure.Status == http.StatusTooManyRequests || failure.Status >= http.StatusInternalServerError)
}

// templateError says that a template cannot be used.
func templateError(ctx context.Context, err error) diag.Diagnostics {
	unknown, ok := errors.AsType[*api.UnknownTemplateError](err)
	if !ok {
		return system.ReadErrorIn(ctx, "Import Template", err)
	}
	names := make([]string, len(unknown.Known))
	for i, known := range unknown.Known {
		names[i] = fmt.Sprintf("%s (%d)", known.Name, known.ID)
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("template_id"), "Unknown ProcessUnity Import Template", fmt.Sprintf(
		"%d is not among the import templates that ProcessUnity lists for automated import. Check the Import ID, switch on Enable for Automated Import in the template, and give the user's role access to it. "+
			"ProcessUnity lists %s: %s.", unknown.ID, problem.Count(len(names), "import template"), cmp.Or(problem.Keys(names), "none")))}
}
