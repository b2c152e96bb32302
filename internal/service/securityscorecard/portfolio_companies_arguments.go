// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// portfolioCompaniesArguments are the arguments of a configuration, a plan or a
// state, and the computed attributes.
type portfolioCompaniesArguments struct {
	PortfolioID framework.Argument[string]                       `tfsdk:"portfolio_id"`
	Domains     framework.Argument[[]framework.Argument[string]] `tfsdk:"domains"`
	Exclusive   framework.Argument[bool]                         `tfsdk:"exclusive"`
	Timeouts    framework.Timeouts                               `tfsdk:"timeouts"`

	AddedDomains  framework.Argument[[]string]          `tfsdk:"added_domains"`
	MergedDomains framework.Argument[map[string]string] `tfsdk:"merged_domains"`
}

// validate refuses what is not a domain.
func (a portfolioCompaniesArguments) validate() diag.Diagnostics {
	var problems []problem.Problem
	for _, domain := range a.Domains.Value {
		if !domain.IsKnown() {
			continue
		}
		if _, err := posture.NormalizeDomain(domain.Value); err != nil {
			problems = append(problems, problem.Problem{
				Attribute: "domains", Key: domain.Value,
				Message: "The domain must be a domain name such as example.com; a scheme, a port, a path and a trailing dot are ignored.",
			})
		}
	}
	at := func(problem.Problem) path.Path { return path.Root("domains") }
	return framework.GroupedProblems("SecurityScorecard Company", "domains", at, named(problems))
}

// named has the key of each problem in its message if it is the only one, as a group
// of problems has.
func named(problems []problem.Problem) []problem.Problem {
	if len(problems) == 1 {
		problems[0].Message += " It is " + problem.Keys([]string{problems[0].Key}) + "."
	}
	return problems
}

// spellings are the domains as they are configured, by their normalized form.
// Domains that are unknown or invalid are left out.
func (a portfolioCompaniesArguments) spellings() map[string]string {
	spellings := make(map[string]string, len(a.Domains.Value))
	for _, spelled := range a.Domains.Value {
		if domain, err := posture.NormalizeDomain(spelled.Value); err == nil && spelled.IsKnown() {
			spellings[domain] = spelled.Value
		}
	}
	return spellings
}

// scorecards are the domains of the scorecards of companies, which is another one
// after a merger, by the domain in the configuration.
func (a portfolioCompaniesArguments) scorecards(merged map[string]string) map[string]string {
	scorecards := map[string]string{}
	for domain := range a.spellings() {
		scorecards[domain] = domain
		if other, ok := merged[domain]; ok {
			scorecards[domain] = other
		}
	}
	return scorecards
}

// companies is what a resource knows of its companies.
type companies struct {
	// spelled are the domains in the state, as they are spelled.
	spelled []string
	added   []string
	merged  map[string]string
}

func (c companies) values() framework.Values {
	return framework.Values{
		"domains":        framework.Strings(append([]string{}, c.spelled...)),
		"added_domains":  framework.Strings(append([]string{}, c.added...)),
		"merged_domains": framework.Texts(c.merged),
	}
}

var (
	domainsType = tftypes.List{ElementType: tftypes.String}
	mergedType  = tftypes.Map{ElementType: tftypes.String}
)

// refreshed is what the state has of the members. A state without domains was
// imported: all members are its own then.
func (a portfolioCompaniesArguments) refreshed(members api.Members) companies {
	if a.Domains.IsNull() {
		return companies{spelled: members.Domains, added: members.Domains, merged: map[string]string{}}
	}
	scorecards, merged := a.scorecards(a.MergedDomains.Value), map[string]string{}
	for domain, scorecard := range scorecards {
		switch {
		case scorecard == domain:
		case members.Has(domain): // The merger was undone.
			scorecards[domain] = domain
		case members.Has(scorecard):
			merged[domain] = scorecard
		}
	}
	now := companies{spelled: a.spelledMembers(members, scorecards), merged: merged}
	for _, domain := range a.AddedDomains.Value {
		if members.Has(domain) {
			now.added = append(now.added, domain)
		}
	}
	if a.Exclusive.Value {
		now.spelled = append(now.spelled, others(members, scorecards)...)
	}
	return now
}

// spelledMembers are the domains that are members, in the order and the spelling of
// the configuration.
func (a portfolioCompaniesArguments) spelledMembers(members api.Members, scorecards map[string]string) []string {
	var spelled []string
	for _, domain := range a.Domains.Value {
		if normalized, err := posture.NormalizeDomain(domain.Value); err == nil && members.Has(scorecards[normalized]) {
			spelled = append(spelled, domain.Value)
		}
	}
	return spelled
}

// others are the members that are not among the scorecards.
func others(members api.Members, scorecards map[string]string) []string {
	own := map[string]bool{}
	for _, scorecard := range scorecards {
		own[scorecard] = true
	}
	return slices.DeleteFunc(slices.Clone(members.Domains), func(domain string) bool { return own[domain] })
}
