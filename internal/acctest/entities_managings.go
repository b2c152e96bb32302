// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"maps"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Managings returns a managing of every resource.
func Managings() []Managing {
	contract := attributes{
		"connection_id": world.ScorecardsConnectionID, "vendor_slug": "securityscorecard", "schema_slug": "vendor_scorecards", "primary_id": "domain",
		"fields": attributes{
			"domain": attributes{"type": "string", "required": true},
			"active": attributes{"type": "boolean"},
		},
	}
	return []Managing{
		{
			Resource: "vendorrisk_processunity_issue_import",
			Arguments: attributes{
				"template_id":   world.IssueTemplateID,
				"blank_columns": list{"Risk Impact", "Description", "Resolution"},
				"rows":          attributes{"a": attributes{"Name": "An issue", "Risk Severity": "High", "Issue Status": "Open", "Issue Source": "SecurityScorecard"}},
			},
			Refused: attributes{
				"template_id": 0, "export_id": 0, "rows": attributes{"": attributes{"Name": "An issue"}}, "timestamp_column": "", "blank_columns": list{""},
				"insert_only_columns": list{""}, "on_removed": attributes{}, "timeouts": attributes{"create": "soon"},
			},
			WithoutRefusal: map[string]string{"triggers": "any change sends every row again"},
		},
		{
			Resource: "vendorrisk_processunity_third_party_import",
			Arguments: attributes{
				"template_id":   world.ThirdPartyTemplateID,
				"blank_columns": blankThirdPartyColumns(),
				"rows":          attributes{thirdPartyID("Aurora Payments"): attributes{"SS Overall Grade": "A"}},
			},
			Refused:        attributes{"template_id": 0, "export_id": 0, "rows": attributes{"": attributes{"Name": "A"}}, "timestamp_column": "", "blank_columns": list{""}, "timeouts": attributes{"create": "soon"}},
			WithoutRefusal: map[string]string{"triggers": "any change sends every row again"},
		},
		{
			Resource:  "vendorrisk_secureframe_schema",
			Arguments: with(contract, attributes{"bootstrap": `{"domain":"a.example","active":true}`}),
			Refused: attributes{
				"connection_id": "1", "vendor_slug": "", "schema_slug": "", "primary_id": "a.b", "fields": attributes{"a": attributes{"type": "list"}},
				"category": "vendors", "mapping": attributes{"email": "domain"}, "bootstrap": "[]", "timeouts": attributes{"create": "soon"},
			},
		},
		{
			Resource:  "vendorrisk_secureframe_push",
			Arguments: attributes{"schema": contract, "records": attributes{"a.example": `{"active":true}`}},
			Refused: attributes{
				"schema": with(contract, attributes{"primary_id": "a.b"}), "records": attributes{"a.example": "[]"}, "records_wo": attributes{"a.example": `{}`},
				"records_file": "", "records_wo_version": 1, "mode": "merge", "arrays": "keep", "on_removal": "delete", "tombstone": "{}", "batch": attributes{"max_records": 0},
				"timeouts": attributes{"create": "soon"},
			},
			WithoutRefusal: map[string]string{"triggers": "any change sends every record again"},
		},
		{
			Resource: "vendorrisk_secureframe_test_evidence",
			Arguments: attributes{
				"test_id":    world.SecureframeID(world.SecureframeTests, "penetration-test"),
				"content_wo": "# A report", "filename": "report.md", "content_type": "text/markdown", "activity_completion": "2026-11-30",
			},
			Refused: attributes{
				"test_id": "1", "file": "", "content_wo": "", "content_wo_version": -1, "filename": "a/report.md", "content_type": "markdown",
				"activity_completion": "yesterday", "timeouts": attributes{"create": "soon"},
			},
			Recovers: []string{"POST /tests/*/evidences"},
		},
		{
			Resource: "vendorrisk_securityscorecard_alert_rule",
			Arguments: attributes{
				"name": "Critical vendors below 70", "change": "score_drop_threshold", "threshold": 70, "factors": list{"network_security", "dns_health"},
				"scorecards": "in_portfolio", "portfolio_id": world.CriticalVendorsID,
			},
			Refused: attributes{
				"name": " ", "change": "drop", "threshold": 101, "factors": list{""}, "scorecards": "all", "portfolio_id": "", "timeouts": attributes{"create": "soon"},
			},
			Recovers: []string{"POST /subscriptions"},
			Confirms: map[string]int{"GET /subscriptions": 1},
		},
		{
			Resource:  "vendorrisk_securityscorecard_portfolio_companies",
			Arguments: attributes{"portfolio_id": world.CloudServicesID, "domains": list{"aurora-payments.example", "new-vendor.example"}},
			Refused: attributes{
				"portfolio_id": "", "domains": list{"not a domain"}, "timeouts": attributes{"create": "soon"},
			},
			// The slots are not compared then.
			Confirms: map[string]int{"GET /v2/users/by-username/*": 0, "GET /v1/organizations/*/follow-numbers": 0},
		},
		{
			Resource:  "vendorrisk_securityscorecard_portfolio",
			Arguments: attributes{"name": "Payment Vendors", "description": "Vendors that see payments", "privacy": "team", "team_id": "7c2f4c1e-6c1a-5b0f-9a55-1f0d2b3c4d05"},
			Refused: attributes{
				"name": " Payment Vendors", "description": "", "privacy": "public", "team_id": "", "timeouts": attributes{"create": "soon"},
			},
			Recovers: []string{"POST /portfolios"},
			// The plan reads the list, and the creation reads it before.
			Confirms: map[string]int{"GET /portfolios": 2},
		},
	}
}

// with returns an object with changes.
func with(base, changes attributes) attributes {
	changed := maps.Clone(base)
	maps.Copy(changed, changes)
	return changed
}

// blankThirdPartyColumns are the columns that are empty in every row of the
// default world.
func blankThirdPartyColumns() list {
	blank := list{}
	for _, template := range world.Default().ImportTemplates() {
		for _, column := range template.Columns {
			if template.ID == world.ThirdPartyTemplateID && strings.HasPrefix(column, "SS ") {
				blank = append(blank, column)
			}
		}
	}
	return blank
}

// thirdPartyID returns the Id of a third party in the default world.
func thirdPartyID(name string) string {
	return world.Default().FindItems(world.ThirdPartyItem, world.ThirdPartyName, name)[0].ID
}
