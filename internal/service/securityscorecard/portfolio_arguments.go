// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// portfolioResourceArguments are the arguments of a configuration, a plan or a
// state, and the computed attributes.
type portfolioResourceArguments struct {
	Name         framework.Argument[string] `tfsdk:"name"`
	Description  framework.Argument[string] `tfsdk:"description"`
	Privacy      framework.Argument[string] `tfsdk:"privacy"`
	TeamID       framework.Argument[string] `tfsdk:"team_id"`
	ForceDestroy framework.Argument[bool]   `tfsdk:"force_destroy"`
	Timeouts     framework.Timeouts         `tfsdk:"timeouts"`
	ID           framework.Argument[string] `tfsdk:"id"`
}

const teamPrivacy = "team"

// validate refuses arguments that do not go together.
func (a portfolioResourceArguments) validate() diag.Diagnostics {
	if a.TeamID.IsNull() || !a.TeamID.IsKnown() || !a.Privacy.IsKnown() || a.Privacy.Value == teamPrivacy {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("team_id"), "Invalid Attribute Combination",
		`team_id can be set only together with privacy = "team".`)}
}

// draft is the portfolio that a plan describes. What is unknown is not sent.
func (a portfolioResourceArguments) draft() api.PortfolioDraft {
	return api.PortfolioDraft{Name: a.Name.Value, Description: a.Description.Value, Privacy: a.Privacy.Value, TeamID: a.TeamID.Value}
}

// differs reports whether a portfolio must be edited to be what the plan says.
func (a portfolioResourceArguments) differs(plan portfolioResourceArguments) bool {
	before, after := a.draft(), plan.draft()
	return before.Name != after.Name || before.Description != after.Description || before.Privacy != cmp.Or(after.Privacy, before.Privacy)
}

// needsAnotherTeam reports whether the plan needs a new portfolio: the team of one
// cannot be changed. The team of an imported portfolio may be unknown. It is then
// taken for the one that is configured.
func (a portfolioResourceArguments) needsAnotherTeam(plan portfolioResourceArguments) bool {
	isAdopted := a.TeamID.IsNull() && a.Privacy.Value == teamPrivacy
	return plan.TeamID.IsKnown() && !plan.TeamID.IsNull() && !plan.TeamID.Equal(a.TeamID) && !isAdopted
}

// portfolioValues are the attributes that SecurityScorecard gives. A team that it
// does not name is the one that is known.
func portfolioValues(portfolio api.Portfolio, teamID string) framework.Values {
	return framework.Values{
		"id": framework.String(portfolio.ID), "name": framework.String(portfolio.Name), "description": framework.String(portfolio.Description),
		"privacy": framework.String(portfolio.Privacy), "team_id": framework.String(cmp.Or(portfolio.TeamID, teamID)),
	}
}

var unknownText = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
