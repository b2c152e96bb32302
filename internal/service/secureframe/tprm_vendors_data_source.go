// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewTPRMVendorsDataSource returns vendorrisk_secureframe_tprm_vendors.
func NewTPRMVendorsDataSource() datasource.DataSource {
	return framework.NewDataSource(complianceSystem, framework.DataSource[*api.Client, tprmVendorsArguments]{
		Name: "tprm_vendors", Schema: tprmVendorsSchema, Read: readTPRMVendors,
	})
}

type tprmVendorsArguments struct {
	RiskLevels []string `tfsdk:"risk_levels"`
	Domains    []string `tfsdk:"domains"`
}

// tprmVendorColumns are the attributes of a vendor.
var tprmVendorColumns = framework.Columns[api.TPRMVendor]{
	framework.StringColumn("id", "The ID of the vendor, a UUID.",
		func(v api.TPRMVendor) string { return v.ID }),
	framework.StringColumn("name", "The name."+notSaid,
		func(v api.TPRMVendor) string { return v.Name }),
	framework.StringColumn("website", "The website, as it was entered."+notSaid,
		func(v api.TPRMVendor) string { return v.Website }),
	framework.StringColumn("domain", "The domain of the website, normalized and without `www.`, as `domain` of a company in SecurityScorecard. Null when the website has none.",
		func(v api.TPRMVendor) string { return v.Domain }),
	framework.StringColumn("risk_level", "The risk level, as it was entered, `High` for example. The words are not documented."+notSaid,
		func(v api.TPRMVendor) string { return v.RiskLevel }),
	framework.StringColumn("vendor_status", "`accepted`, `rejected` or `pending`. Any other word is kept."+notSaid,
		func(v api.TPRMVendor) string { return v.Status }),
	framework.BoolColumn("archived", "Whether the vendor is archived."+notSaid,
		func(v api.TPRMVendor) *bool { return v.Archived }),
	framework.StringColumn("archived_at", "When the vendor was archived, RFC 3339 in UTC. Null when it is not.",
		func(v api.TPRMVendor) string { return v.ArchivedAt }),
	framework.StringColumn("last_reviewed_at", "When the vendor was last reviewed, RFC 3339 in UTC. Null when it was not, and when Secureframe does not say.",
		func(v api.TPRMVendor) string { return v.LastReviewedAt }),
	framework.StringColumn("authentication_type", "How people sign in: `password`, `sso` or `n_a`."+notSaid,
		func(v api.TPRMVendor) string { return v.AuthenticationType }),
	framework.BoolColumn("two_factor_enabled", "Whether a second factor is enabled."+notSaid,
		func(v api.TPRMVendor) *bool { return v.TwoFactorEnabled }),
	framework.StringsColumn("environment_types", "The environments that the vendor is used in."+notSaid,
		func(v api.TPRMVendor) []string { return v.EnvironmentTypes }),
	framework.StringColumn("services_provided", "The services."+notSaid,
		func(v api.TPRMVendor) string { return v.ServicesProvided }),
	framework.StringColumn("security_url", "The URL of the vendor's security page."+notSaid,
		func(v api.TPRMVendor) string { return v.SecurityURL }),
	framework.StringColumn("owner_id", "The ID of the user who owns the vendor. Null when no one does.",
		func(v api.TPRMVendor) string { return v.OwnerID }),
	framework.StringColumn("created_at", "When the vendor was added, RFC 3339 in UTC."+notSaid,
		func(v api.TPRMVendor) string { return v.CreatedAt }),
	framework.StringColumn("updated_at", "When the vendor was last changed, RFC 3339 in UTC."+notSaid,
		func(v api.TPRMVendor) string { return v.UpdatedAt }),
}

func tprmVendorsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The vendors of Secureframe's third-party risk management, archived ones included, for one request for every 100 of them. `domain` joins them with the companies of SecurityScorecard. " +
			"Secureframe's API can read and archive these vendors, and cannot change their risk levels or reviews.",
		Attributes: map[string]schema.Attribute{
			"risk_levels": framework.FilterAttribute("Only vendors with these risk levels. Upper and lower case are the same. A level that no vendor has is an error. Vendors without a risk level are always kept, because it may be any.", framework.NotBlank()),
			"domains":     framework.FilterAttribute("Only vendors with these domains, in any spelling. `www.example.com` and `example.com` are the same. Those that no vendor has are in `unmatched`.", framework.Domain()),
			"vendors":     tprmVendorColumns.ListAttribute("The vendors, sorted by ID."),
			"total":       framework.TotalAttribute("vendors"),
			"unmatched":   framework.StringsAttribute("The domains of `domains` that no vendor in `vendors` has, sorted and normalized."),
		},
	}
}

func readTPRMVendors(ctx context.Context, client *api.Client, arguments tprmVendorsArguments) (framework.Values, diag.Diagnostics) {
	vendors, err := client.TPRMVendors(ctx)
	if err != nil {
		return nil, complianceSystem.ReadError("TPRM Vendors", err)
	}
	if vendors, err = ofRiskLevels(vendors, arguments.RiskLevels); err != nil {
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("risk_levels"), "Unknown Secureframe Risk Level", err.Error())}
	}
	vendors, unmatched := ofDomains(vendors, arguments.Domains)
	return framework.Values{
		"vendors":   tprmVendorColumns.List(vendors),
		"total":     framework.Count(len(vendors)),
		"unmatched": framework.Strings(unmatched),
	}, nil
}

// ofRiskLevels returns the vendors with the risk levels, or all without any.
func ofRiskLevels(vendors []api.TPRMVendor, levels []string) ([]api.TPRMVendor, error) {
	if len(levels) == 0 {
		return vendors, nil
	}
	wanted, isKnown := map[string]bool{}, map[string]bool{}
	for _, level := range levels {
		wanted[foldLevel(level)] = true
	}
	known, chosen := []string{}, []api.TPRMVendor{}
	for _, vendor := range vendors {
		level := foldLevel(vendor.RiskLevel)
		isKnown[level] = true
		if level != "" {
			known = append(known, vendor.RiskLevel)
		}
		if wanted[level] || level == "" {
			chosen = append(chosen, vendor)
		}
	}
	missing := slices.DeleteFunc(slices.Clone(levels), func(level string) bool { return isKnown[foldLevel(level)] })
	if len(missing) > 0 {
		slices.Sort(known)
		return nil, fmt.Errorf("no vendor has the risk level %s. The levels are: %s", problem.Keys(missing), cmp.Or(problem.Keys(slices.Compact(known)), "none"))
	}
	return chosen, nil
}

// foldLevel makes equal what a reader takes for the same level.
func foldLevel(level string) string {
	return strings.ToLower(strings.TrimSpace(strings.Map(func(r rune) rune {
		if posture.IsInvisible(r) {
			return -1
		}
		return r
	}, level)))
}

// ofDomains returns the vendors with the domains, or all without any, and the
// domains that none of them has.
func ofDomains(vendors []api.TPRMVendor, domains []string) (chosen []api.TPRMVendor, unmatched []string) {
	if len(domains) == 0 {
		return vendors, []string{}
	}
	hasVendor := map[string]bool{}
	for _, domain := range domains {
		hasVendor[api.WebsiteDomain(domain)] = false
	}
	chosen, unmatched = []api.TPRMVendor{}, []string{}
	for _, vendor := range vendors {
		if _, ok := hasVendor[vendor.Domain]; ok {
			hasVendor[vendor.Domain] = true
			chosen = append(chosen, vendor)
		}
	}
	for domain, matched := range hasVendor {
		if !matched {
			unmatched = append(unmatched, domain)
		}
	}
	slices.Sort(unmatched)
	return chosen, unmatched
}
