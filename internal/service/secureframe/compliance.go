// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// complianceSystem is system with the advice for what has nothing to do with
// custom connections.
var complianceSystem = framework.System[*clients.Set, *api.Client]{
	Name: system.Name, Title: system.Title, Client: system.Client, Advice: complianceAdvice,
}

// complianceAdvice says how to resolve an error of the client.
func complianceAdvice(err error) string {
	switch {
	case errors.Is(err, rest.ErrUnauthorized):
		return advice(err)
	case errors.Is(err, rest.ErrForbidden):
		return "Secureframe refuses access. The key has the permissions of the user who created it, whose role must allow what is read or written: " +
			"tests, controls, frameworks, vendors of third-party risk management, or evidence."
	case errors.Is(err, rest.ErrNotFound):
		return "Secureframe does not have it at this address. Check the IDs, and the provider's region and base_url."
	case errors.Is(err, rest.ErrTooManyRequests):
		return "Secureframe allows 500 requests a minute from one IP address, and then blocks the address for a time. Wait a minute and try again."
	}
	return ""
}

// complianceFindingColumns are the attributes of a finding: the shared shape,
// then what Secureframe adds. noun is "test" or "control".
func complianceFindingColumns(noun string) framework.Columns[compliance.Finding] {
	return append(
		framework.FindingColumns(func(f compliance.Finding) posture.Finding { return f.Finding }),
		framework.StringColumn(noun+"_id", "The ID of the "+noun+". Null where there is no "+noun+" at all.",
			func(f compliance.Finding) string { return f.ID }),
		framework.StringColumn("health_status", "The word of Secureframe. Null when Secureframe does not say.",
			func(f compliance.Finding) string { return f.HealthStatus }),
		framework.StringColumn("reason", "Why it is a finding, without names of people.",
			func(f compliance.Finding) string { return f.Reason }),
	)
}

// countFindings returns the number of findings by severity.
func countFindings(report compliance.Report) map[posture.Severity]int64 {
	return framework.CountFindings(report.Findings, func(f compliance.Finding) posture.Finding { return f.Finding })
}

// complianceAttributes are the arguments and the results that tests and controls
// share. noun is "test" or "control", and ignorable are the health statuses that
// may be ignored.
func complianceAttributes(noun string, columns framework.Columns[compliance.Finding], ignorable []string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"keys": framework.FilterAttribute("Only the " + noun + "s with these keys, exactly as Secureframe spells them. A key that no " + noun + " has is an error."),
		"frameworks": framework.FilterAttribute("Only the " + noun + "s of these frameworks, by key, exactly as Secureframe spells it, for example `soc2_alpha`. A key that no framework of the account has is an error. " +
			"Which " + noun + "s belong to a framework is asked of Secureframe, because its answers do not say it."),
		"ignored_health_statuses": framework.FilterAttribute("The "+noun+"s with these health statuses are not judged: "+quoted(ignorable)+". They are in `"+noun+"s`, and neither in `findings` nor in `covered_subjects`. "+
			"Otherwise, each is a finding with the status `unknown`, because nothing evaluates it.", stringvalidator.OneOf(ignorable...)),
		"include_names": schema.BoolAttribute{
			MarkdownDescription: "Whether `owner_name` is filled. The names of people are personal data, and are then stored in the state. Default: `false`.",
			Optional:            true,
		},
		"total": framework.TotalAttribute(noun + "s"),
		"findings": columns.ListAttribute("The " + noun + "s that are not in order, as findings for `vendorrisk_gate`, sorted by subject and type. The subject is the key of the " + noun + ", or its ID if it has no key. " +
			"When no " + noun + " is judged at all, there is one finding of the type `no_" + noun + "s` with the status `unknown`."),
		"counts":           framework.FindingCountsAttribute(),
		"covered_subjects": framework.CoveredSubjectsAttribute("The " + noun + "s whose health is known"),
	}
}

// complianceArguments are the arguments that tests and controls share.
type complianceArguments struct {
	Keys                  []string `tfsdk:"keys"`
	Frameworks            []string `tfsdk:"frameworks"`
	IgnoredHealthStatuses []string `tfsdk:"ignored_health_statuses"`
	IncludeNames          bool     `tfsdk:"include_names"`
}

// complianceError is at the argument that names what does not exist.
func complianceError(object string, err error) diag.Diagnostics {
	if unknown, ok := errors.AsType[*api.UnknownFrameworksError](err); ok {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("frameworks"), "Unknown Secureframe Framework",
			"Secureframe answers with nothing for a framework that it does not have, which is not good news: "+unknown.Error()+".")}
	}
	return complianceSystem.ReadError(object, err)
}

// withKeys returns the objects with the keys, or all without any. An object
// without a key is none of them.
func withKeys[T any](objects []T, keys []string, noun string, keyOf func(T) string) ([]T, diag.Diagnostics) {
	if len(keys) == 0 {
		return objects, nil
	}
	isKnown, isWanted := map[string]bool{}, map[string]bool{}
	for _, key := range keys {
		isWanted[key] = true
	}
	chosen := []T{}
	for _, object := range objects {
		isKnown[keyOf(object)] = true
		if isWanted[keyOf(object)] {
			chosen = append(chosen, object)
		}
	}
	missing := slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return isKnown[key] })
	if len(missing) > 0 {
		delete(isKnown, "") // of objects without a key
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("keys"), "Unknown Secureframe "+noun, fmt.Sprintf(
			"No %s that was read has the key %s. The keys are: %s.", noun, problem.Keys(missing), cmp.Or(problem.Keys(slices.Sorted(maps.Keys(isKnown))), "none")))}
	}
	return chosen, nil
}
