// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/securityscorecard"
)

type companiesState struct {
	PortfolioIDs   []string       `tfsdk:"portfolio_ids"`
	PortfolioNames []string       `tfsdk:"portfolio_names"`
	Grades         []string       `tfsdk:"grades"`
	Industries     []string       `tfsdk:"industries"`
	IncludeFactors *bool          `tfsdk:"include_factors"`
	Vulnerability  *string        `tfsdk:"vulnerability"`
	IssueType      *string        `tfsdk:"issue_type"`
	BreachedWithin *big.Float     `tfsdk:"breached_within_days"`
	Status         *string        `tfsdk:"status"`
	PortfolioTotal int64          `tfsdk:"portfolio_total"`
	Companies      []companyState `tfsdk:"companies"`
	Total          int64          `tfsdk:"total"`
}

type companyState struct {
	Domain         string                 `tfsdk:"domain"`
	UUID           *string                `tfsdk:"uuid"`
	Name           string                 `tfsdk:"name"`
	Grade          *string                `tfsdk:"grade"`
	Score          *int64                 `tfsdk:"score"`
	ScoreChange30d *int64                 `tfsdk:"score_change_30d"`
	Industry       string                 `tfsdk:"industry"`
	Size           string                 `tfsdk:"size"`
	Provisional    *bool                  `tfsdk:"provisional"`
	IsCustom       *bool                  `tfsdk:"is_custom"`
	Tags           []string               `tfsdk:"tags"`
	PortfolioIDs   []string               `tfsdk:"portfolio_ids"`
	Factors        map[string]factorState `tfsdk:"factors"`
	FindingCounts  map[string]int64       `tfsdk:"finding_counts"`
}

type factorState struct {
	Grade *string `tfsdk:"grade"`
	Score *int64  `tfsdk:"score"`
}

// The state is built without the framework's reflection, and equals what the
// reflection makes of structs.
func TestCompaniesDataSource_stateEqualsThatOfStructs(t *testing.T) {
	t.Parallel()
	for name, withFactors := range map[string]bool{"with factors": true, "without factors": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := arguments{"grades": acctest.Strings("A", "B", "C", "D", "F", "?"), "include_factors": acctest.Bool(withFactors)}
			got, diagnostics := acctest.NewSandboxServer(t, acctest.StartSandbox(t)).Read(t.Context(), t, typeName("companies"), given)
			if len(diagnostics) > 0 {
				t.Fatal(acctest.Explain(diagnostics))
			}
			want := companiesState{
				Grades:         []string{"A", "B", "C", "D", "F", "?"},
				IncludeFactors: &withFactors,
				Total:          int64(len(wantCompanies)),
				PortfolioTotal: int64(len(wantCompanies)),
			}
			for _, company := range wantCompanies {
				want.Companies = append(want.Companies, company.state(withFactors))
			}
			compareWire(t, got, setState(t, securityscorecard.NewCompaniesDataSource(), want))
		})
	}
}

// setState returns the attributes that the framework stores for structs.
func setState(t *testing.T, source datasource.DataSource, value any) map[string]tftypes.Value {
	t.Helper()
	var described datasource.SchemaResponse
	source.Schema(t.Context(), datasource.SchemaRequest{}, &described)
	state := tfsdk.State{
		Schema: described.Schema,
		Raw:    tftypes.NewValue(described.Schema.Type().TerraformType(t.Context()), nil),
	}
	if diags := state.Set(t.Context(), value); diags.HasError() {
		t.Fatal(diags)
	}
	attributes := map[string]tftypes.Value{}
	if err := state.Raw.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes
}

func compareWire(t *testing.T, got, want map[string]tftypes.Value) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d attributes, want %d", len(got), len(want))
	}
	for name, value := range want {
		differences, err := value.Diff(got[name])
		if err != nil {
			t.Fatal(err)
		}
		for _, difference := range differences {
			t.Errorf("%s: %s", name, difference)
		}
	}
}

func (c wantCompany) state(withFactors bool) companyState {
	state := companyState{
		Domain: c.domain, Name: c.name, Industry: c.industry, Size: c.size,
		Grade: text(c.grade), Score: number(c.score), ScoreChange30d: number(c.change),
		IsCustom: new(false),
	}
	for _, id := range c.portfolios {
		state.PortfolioIDs = append(state.PortfolioIDs, *text(id))
	}
	if !withFactors || c.factors == "" {
		return state
	}
	state.Factors, state.FindingCounts = map[string]factorState{}, map[string]int64{}
	for name, factor := range wantFactors(c.factors) {
		attributes := factor.(map[string]any) //nolint:forcetypeassert // a test may panic
		state.Factors[name] = factorState{Grade: text(attributes["grade"]), Score: number(attributes["score"])}
	}
	for severity, count := range c.counts {
		state.FindingCounts[severity] = *number(count)
	}
	return state
}

// text is a string, or nil.
func text(value any) *string {
	word, ok := value.(string)
	if !ok {
		return nil
	}
	return &word
}

// number is a whole number, or nil.
func number(value any) *int64 {
	whole, ok := value.(int)
	if !ok {
		return nil
	}
	wide := int64(whole)
	return &wide
}
