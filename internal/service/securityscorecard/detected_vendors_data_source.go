// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// detectedVendor is a row: a vendor of a company, or of the companies of a
// portfolio, about which the API says other things.
type detectedVendor struct {
	api.DetectedVendor
	api.PortfolioVendor
}

const (
	nullWithoutDomain    = " Null with `portfolio_id`, and when SecurityScorecard does not report it, or reports several."
	nullWithoutPortfolio = " Null with `domain`, and when SecurityScorecard does not report it."
)

var detectedVendorColumns = framework.Columns[detectedVendor]{
	framework.StringColumn("domain", "The vendor's domain.",
		func(v detectedVendor) string { return cmp.Or(v.DetectedVendor.Domain, v.PortfolioVendor.Domain) }),
	framework.StringColumn("name", "The vendor's name. Null when SecurityScorecard does not report it, or reports several.",
		func(v detectedVendor) string { return cmp.Or(v.DetectedVendor.Name, v.PortfolioVendor.Name) }),
	framework.Int64Column("score", "The vendor's score, 0 to 100. Null when SecurityScorecard does not report one, or reports several.",
		func(v detectedVendor) *int64 { return cmp.Or(v.DetectedVendor.Score, v.PortfolioVendor.Score) }),
	framework.StringColumn("industry", "The vendor's industry, as SecurityScorecard spells it."+nullWithoutDomain,
		func(v detectedVendor) string { return v.Industry }),
	framework.StringsColumn("sources", "What the vendor was detected by, sorted. The specification has `HTTP requests`, `Detected libraries`, `Mail exchange` and `Enhanced illumination`. Null with `portfolio_id`, and when a detection of the vendor has no source.",
		func(v detectedVendor) []string { return v.Sources }),
	framework.StringColumn("observed_at", "When the vendor was last observed, RFC 3339 in UTC. Null with `portfolio_id`, and when a detection of the vendor has no time.",
		func(v detectedVendor) string { return v.ObservedAt }),
	framework.Int64Column("score_change_30d", "The score's change over 30 days, in points; negative is worse."+nullWithoutPortfolio,
		func(v detectedVendor) *int64 { return v.ScoreChange30d }),
	framework.Int64Column("products", "The number of the vendor's products that the companies of the portfolio use, as SecurityScorecard counts them (`products_used`)."+nullWithoutPortfolio,
		func(v detectedVendor) *int64 { return v.Products }),
	framework.Int64Column("connections", "The number of connections to the vendor, as SecurityScorecard counts them (`connections_count`). Its specification does not say what a connection is."+nullWithoutPortfolio,
		func(v detectedVendor) *int64 { return v.Connections }),
	framework.Int64Column("connections_percent", "The connections as a percentage, 1 to 100 (`connections_percent`). The specification does not say of what."+nullWithoutPortfolio,
		func(v detectedVendor) *int64 { return v.ConnectionsPercent }),
}

// NewDetectedVendorsDataSource returns vendorrisk_securityscorecard_detected_vendors.
func NewDetectedVendorsDataSource() datasource.DataSource {
	only := func(argument, of string) datasource.ConfigValidator {
		return datasourcevalidator.Conflicting(path.MatchRoot(argument), path.MatchRoot(of))
	}
	return framework.NewDataSource(system, framework.DataSource[*api.Client, detectedVendorsArguments]{
		Name: "detected_vendors", Schema: detectedVendorsSchema, Read: readDetectedVendors,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.ExactlyOneOf(path.MatchRoot("domain"), path.MatchRoot("portfolio_id")),
			only("degree", "portfolio_id"), only("sources", "portfolio_id"), only("minimum_connections", "domain"),
		},
	})
}

type detectedVendorsArguments struct {
	Domain             string     `tfsdk:"domain"`
	PortfolioID        string     `tfsdk:"portfolio_id"`
	Degree             api.Degree `tfsdk:"degree"`
	Sources            []string   `tfsdk:"sources"`
	MinimumConnections int64      `tfsdk:"minimum_connections"`
}

func detectedVendorsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The vendors that SecurityScorecard detects from outside: those that a company is seen to use, such as your own organization, or that the companies of a portfolio are. " +
			"They may be in no portfolio, and are then never judged. An empty list says only that nothing was detected. " +
			"Vendor detection has a license of its own. The evidence is left out because it may contain secrets. " +
			"This data source is built from SecurityScorecard's specification. No recorded response of these endpoints was available.",
		Attributes: map[string]schema.Attribute{
			"domain": schema.StringAttribute{
				MarkdownDescription: "The domain of the company whose vendors to read, in any spelling. The company must be in a portfolio. Set exactly one of `domain` and `portfolio_id`.",
				Optional:            true,
				Validators:          []validator.String{framework.Domain()},
			},
			"portfolio_id": schema.StringAttribute{
				MarkdownDescription: "The ID of the portfolio whose companies' vendors to read.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"degree": schema.StringAttribute{
				MarkdownDescription: "`third` for the vendors of the company, `fourth` for the vendors of its vendors. Default: `third`. Only with `domain`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(string(api.ThirdParty), string(api.FourthParty))},
			},
			"sources": framework.FilterAttribute("Only vendors with one of these `sources`. A vendor whose `sources` is null is kept, because it may have any. Only with `domain`."),
			"minimum_connections": schema.NumberAttribute{
				MarkdownDescription: "Only vendors with at least this many `connections`, a whole number. A vendor whose `connections` is null is kept, because it may have any. Only with `portfolio_id`: SecurityScorecard does not count the connections of one company.",
				Optional:            true,
				Validators:          []validator.Number{framework.WholeNumber(1)},
			},
			"vendors": detectedVendorColumns.ListAttribute("The vendors, one for each domain, sorted by domain."),
			"total":   framework.TotalAttribute("vendors"),
		},
	}
}

func readDetectedVendors(ctx context.Context, client *api.Client, arguments detectedVendorsArguments) (framework.Values, diag.Diagnostics) {
	var vendors []detectedVendor
	var err error
	if arguments.PortfolioID != "" {
		vendors, err = arguments.ofPortfolio(ctx, client)
	} else {
		domain, invalid := posture.NormalizeDomain(arguments.Domain)
		if invalid != nil {
			return nil, framework.InvalidAttribute(path.Root("domain"), invalid)
		}
		vendors, err = arguments.ofCompany(ctx, client, domain)
	}
	if err != nil {
		return nil, detectedVendorsError(err)
	}
	return framework.Values{
		"vendors": detectedVendorColumns.List(vendors),
		"total":   framework.Count(len(vendors)),
	}, nil
}

func (a detectedVendorsArguments) ofCompany(ctx context.Context, client *api.Client, domain string) ([]detectedVendor, error) {
	detected, err := client.DetectedVendors(ctx, domain, cmp.Or(a.Degree, api.ThirdParty))
	vendors := []detectedVendor{}
	for _, vendor := range detected {
		isWanted := func(source string) bool { return slices.Contains(a.Sources, source) }
		if a.Sources == nil || vendor.Sources == nil || slices.ContainsFunc(vendor.Sources, isWanted) {
			vendors = append(vendors, detectedVendor{DetectedVendor: vendor})
		}
	}
	return vendors, err
}

func (a detectedVendorsArguments) ofPortfolio(ctx context.Context, client *api.Client) ([]detectedVendor, error) {
	detected, err := client.PortfolioVendors(ctx, a.PortfolioID)
	vendors := []detectedVendor{}
	for _, vendor := range detected {
		if vendor.Connections == nil || *vendor.Connections >= a.MinimumConnections {
			vendors = append(vendors, detectedVendor{PortfolioVendor: vendor})
		}
	}
	return vendors, err
}

// detectedVendorsError adds to the advice that detection is licensed apart.
func detectedVendorsError(err error) diag.Diagnostics {
	if !errors.Is(err, rest.ErrForbidden) {
		return system.ReadError("Detected Vendors", err)
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Read SecurityScorecard Detected Vendors",
		"SecurityScorecard refuses access. The company must be in a portfolio that the token's user sees, and the customer's plan must include vendor detection, which has a license of its own.\n\nOriginal Error: "+err.Error())}
}
