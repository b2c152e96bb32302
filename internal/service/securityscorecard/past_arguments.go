// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// pastArguments are what the data sources about the past of companies have in
// common.
type pastArguments struct {
	Domains      []string   `tfsdk:"domains"`
	PortfolioIDs []string   `tfsdk:"portfolio_ids"`
	From         time.Time  `tfsdk:"from"`
	To           *time.Time `tfsdk:"to"`
}

// pastAttributes are their schema. of is what is read: "breaches".
func pastAttributes(of string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"domains":       framework.FilterAttribute("The domains of the companies, in any spelling. Each company must be in a portfolio. Set this, `portfolio_ids`, or both.", framework.Domain()),
		"portfolio_ids": framework.FilterAttribute("The IDs of portfolios whose companies to read, in addition to `domains`."),
		"from": schema.StringAttribute{
			MarkdownDescription: "The first day of the " + of + " to read, `YYYY-MM-DD`, in UTC. " +
				"For a number of days until now: `formatdate(\"YYYY-MM-DD\", timeadd(plantimestamp(), \"-2160h\"))` is 90 days ago.",
			Required:   true,
			Validators: []validator.String{framework.Date()},
		},
		"to": schema.StringAttribute{
			MarkdownDescription: "The last day of the " + of + " to read, `YYYY-MM-DD`, in UTC. Default: today. " +
				"SecurityScorecard publishes with a delay of two to three days, so the last days may be missing.",
			Optional:   true,
			Validators: []validator.String{framework.Date()},
		},
	}
}

var pastValidators = []datasource.ConfigValidator{
	datasourcevalidator.AtLeastOneOf(path.MatchRoot("domains"), path.MatchRoot("portfolio_ids")),
}

// validatePast refuses days in the wrong order, once both are known.
func validatePast(config tftypes.Value) diag.Diagnostics {
	var given struct {
		From framework.Argument[string] `tfsdk:"from"`
		To   framework.Argument[string] `tfsdk:"to"`
	}
	diags := framework.Decode(config, &given)
	from, isFrom := framework.ParseDate(given.From.Value)
	to, isTo := framework.ParseDate(given.To.Value)
	if isFrom && isTo {
		diags.Append(refuseOrder(from, to)...)
	}
	return diags
}

func refuseOrder(from, to time.Time) diag.Diagnostics {
	if !to.Before(from) {
		return nil
	}
	return framework.InvalidAttribute(path.Root("from"), fmt.Errorf(
		"from is %s, and must not be after to, which is %s", from.Format(time.DateOnly), to.Format(time.DateOnly)))
}

// query returns the companies and the days. today is the default of to.
func (a pastArguments) query(today time.Time) (api.PastQuery, diag.Diagnostics) {
	today = today.UTC().Truncate(24 * time.Hour)
	query := api.PastQuery{PortfolioIDs: a.PortfolioIDs, From: a.From.UTC(), To: cmp.Or(a.To, &today).UTC()}
	var diags diag.Diagnostics
	query.Domains, diags = normalizedDomains(a.Domains)
	diags.Append(refuseOrder(query.From, query.To)...)
	return query, diags
}
