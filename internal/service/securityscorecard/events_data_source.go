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

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// eventColumns are the attributes of an event.
var eventColumns = framework.Columns[api.Event]{
	framework.StringColumn("domain", "The company's normalized domain.",
		func(e api.Event) string { return e.Domain }),
	framework.StringColumn("id", "SecurityScorecard's ID of the event.",
		func(e api.Event) string { return e.ID }),
	framework.StringColumn("date", "When it happened, RFC 3339 in UTC. Null when SecurityScorecard does not report it.",
		func(e api.Event) string { return e.Date }),
	framework.StringColumn("type", "`issues`: issues arrived or left. `breach`: a breach was associated with the company. `recalibration`: SecurityScorecard changed how it scores. "+
		"Other words are kept as SecurityScorecard sent them.",
		func(e api.Event) string { return e.Type }),
	framework.StringColumn("status", "What became of the issues: `active` when they arrived, `resolved` when SecurityScorecard confirmed that they are resolved, `departed` when they are not observed anymore. Null for other types.",
		func(e api.Event) string { return e.Status }),
	framework.StringColumn("issue_type", "The issue type, for example `outdated_browser`. Null for other types of events.",
		func(e api.Event) string { return e.IssueType }),
	framework.Int64Column("issue_count", "The number of issues. Null for other types of events, and when SecurityScorecard sends a number that counts nothing, such as -1.",
		func(e api.Event) *int64 { return e.IssueCount }),
	framework.StringColumn("severity", "The severity of the issue type: `critical`, `high`, `medium`, `low`, `info` or `positive`. Any other word is kept as SecurityScorecard sent it. Null for other types of events.",
		func(e api.Event) string { return string(e.Severity) }),
	framework.StringColumn("factor", "The factor that the issue type belongs to. Null for other types of events.",
		func(e api.Event) string { return e.Factor }),
	framework.Float64Column("score_impact", "How many points of the company's score the issues concern, as SecurityScorecard reports it. The specification does not say how its sign is meant. Null when it is not reported.",
		func(e api.Event) *float64 { return e.ScoreImpact }),
	framework.StringColumn("url", "The API's URL of the findings of the event. Null when SecurityScorecard does not report it.",
		func(e api.Event) string { return e.DetailURL }),
}

// NewEventsDataSource returns vendorrisk_securityscorecard_events.
func NewEventsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, eventsArguments]{
		Name: "events", Schema: eventsSchema, Validators: pastValidators, Validate: validatePast, Read: readEvents,
	})
}

type eventsArguments struct {
	pastArguments
	Types []string `tfsdk:"types"`
}

func eventsSchema() schema.Schema {
	attributes := pastAttributes("events")
	maps.Copy(attributes, map[string]schema.Attribute{
		"types": framework.FilterAttribute("Only these types of events: `issues`, `breach`, `recalibration`, or another word of SecurityScorecard's. An event whose `type` is null is kept, because it may be of any."),
		"events": eventColumns.ListAttribute("The events, sorted by domain, date and ID. Empty when there are none. " +
			"A scorecard without a domain of its own has none, because no request can name it."),
		"total": framework.TotalAttribute("events"),
	})
	return schema.Schema{
		MarkdownDescription: "The log of what changed the scores of companies: issues that arrived, were resolved, or left, breaches, and recalibrations. " +
			"What SecurityScorecard says about the incidents of a breach is left out, because it may name people. " +
			"The read sends one request per company. The log explains a score; to judge companies, use `vendorrisk_securityscorecard_score_history`, `_breaches` and `_findings`.",
		Attributes: attributes,
	}
}

func readEvents(ctx context.Context, client *api.Client, arguments eventsArguments) (framework.Values, diag.Diagnostics) {
	past, diags := arguments.query(time.Now())
	if diags.HasError() {
		return nil, diags
	}
	events, err := client.Events(ctx, api.EventsQuery{PastQuery: past, Types: arguments.Types})
	if err != nil {
		return nil, system.ReadError("Events", err)
	}
	return framework.Values{"events": eventColumns.List(events), "total": framework.Count(len(events))}, nil
}
