// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// breachColumns are the attributes of a breach: the shared attributes of findings,
// then its prose.
var breachColumns = append(
	framework.FindingColumns(func(b api.Breach) posture.Finding { return b.Finding }),
	framework.StringColumn("method", "How the attackers worked, in SecurityScorecard's words. Null when it does not report it.",
		func(b api.Breach) string { return b.Method }),
	framework.StringColumn("description", "What happened, in SecurityScorecard's words. It is prose, and may name people. Null when SecurityScorecard does not report it.",
		func(b api.Breach) string { return b.Description }),
	framework.StringColumn("link", "The address of an article about the breach, anywhere on the web. Null when SecurityScorecard does not report one.",
		func(b api.Breach) string { return b.Link }),
)

// NewBreachesDataSource returns vendorrisk_securityscorecard_breaches.
func NewBreachesDataSource() datasource.DataSource {
	return framework.NewDataSource(system, breachesDataSource())
}

// NewBreachesEphemeralResource returns the ephemeral resource vendorrisk_securityscorecard_breaches.
func NewBreachesEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, breachesDataSource())
}

func breachesDataSource() framework.DataSource[*api.Client, pastArguments] {
	return framework.DataSource[*api.Client, pastArguments]{
		Name: "breaches", Schema: breachesSchema, Validators: pastValidators, Validate: validatePast, Read: readBreaches,
	}
}

func breachesSchema() schema.Schema {
	attributes := pastAttributes("breaches")
	maps.Copy(attributes, map[string]schema.Attribute{
		"findings": breachColumns.ListAttribute("The breaches as findings of the type `breach`, sorted by subject and date, so that a gate can judge them: `concat` joins them with other findings. " +
			"The status is `open`: a breach within the days counts, whatever was done since. The severity is `critical`: SecurityScorecard reports none, and none must make a breach look harmless. " +
			"`first_seen_at` and `last_seen_at` are the date of the breach's entry in SecurityScorecard; a breach without a date is kept, because it may be of any day. " +
			"The list has a finding with the status `unknown` for a company that a portfolio lists without a grade (type `not_scored`), and for a scorecard without a domain of its own (type `no_domain`)."),
		"counts": framework.FindingCountsAttribute(),
		"total":  framework.TotalAttribute("findings"),
		"covered_subjects": framework.CoveredSubjectsAttribute("The domains of the companies whose breaches were read. " +
			"It says nothing about their other findings: a gate that judges both needs the companies that both cover, `setintersection` of the two lists, and not `concat`"),
	})
	return schema.Schema{
		MarkdownDescription: "The breaches of companies that SecurityScorecard reports, as findings that a gate can deny. " +
			"The read sends one request per company.",
		Attributes: attributes,
	}
}

func readBreaches(ctx context.Context, client *api.Client, arguments pastArguments) (framework.Values, diag.Diagnostics) {
	query, diags := arguments.query(time.Now())
	if diags.HasError() {
		return nil, diags
	}
	breaches, covered, err := client.Breaches(ctx, query)
	if err != nil {
		return nil, system.ReadError("Breaches", err)
	}
	return framework.Values{
		"findings":         breachColumns.List(breaches),
		"counts":           framework.Counts(framework.CountFindings(breaches, func(b api.Breach) posture.Finding { return b.Finding })),
		"total":            framework.Count(len(breaches)),
		"covered_subjects": framework.Strings(covered),
	}, nil
}
