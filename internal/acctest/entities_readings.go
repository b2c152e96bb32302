// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"

type (
	attributes = map[string]any
	list       = []any
)

// Values that are invalid for every argument of a kind.
var (
	noWords   = list{}
	noDomains = list{"a b"}
)

const (
	noSeverity = "severe"
	noTime     = "2026-12-01"
)

// Readings returns the readings of every data source.
func Readings() []Reading {
	return append(systemReadings(), gateReading())
}

func gateReading() Reading {
	return Reading{
		DataSource: "vendorrisk_gate",
		Arguments: attributes{
			"companies":          list{attributes{"domain": "a.example", "grade": "A", "score": 95, "score_change_30d": 1}},
			"findings":           list{attributes{"subject": "a.example", "type": "x", "severity": "low", "status": "open"}},
			"minimum_grade":      "B",
			"maximum_score_drop": 5,
			"score_drop_days":    90,
			"histories": list{attributes{"domain": "a.example", "scores": list{
				attributes{"date": "2026-09-01", "score": 95}, attributes{"date": "2026-11-30", "score": 95},
			}}},
			"as_of":             "2026-12-01T00:00:00Z",
			"minimum_companies": 1,
			"waivers":           list{attributes{"subject": "b.example", "rule": "*", "reason": "x", "expires_on": "2027-01-31", "owner": "Robin"}},
		},
		Refused: attributes{
			"companies":             list{attributes{}},
			"findings":              list{attributes{}},
			"covered_subjects":      list{nil},
			"snapshots":             noWords,
			"maximum_snapshot_age":  "1d",
			"snapshot_scope":        attributes{"countries": list{"US"}},
			"public_keys":           list{"RW"},
			"minimum_grade":         "E",
			"minimum_score":         101,
			"maximum_score_drop":    -1,
			"score_drop_days":       0,
			"histories":             list{attributes{}},
			"minimum_factor_grades": attributes{},
			"unknown_grade":         "pass",
			"provisional_score":     "pass",
			"minimum_companies":     -1,
			"maximum_findings":      attributes{"severe": 1},
			"denied_finding_types":  noWords,
			"unknown_findings":      "pass",
			"waivers":               list{attributes{}},
			"waiver_warning_days":   0.5,
			"as_of":                 noTime,
			"enforcement":           "off",
			"name":                  "a--b",
			"source_file":           "../main.tf",
			"reports":               attributes{},
			"baseline":              "{}",
		},
	}
}

func systemReadings() []Reading {
	return []Reading{
		{DataSource: "vendorrisk_jumpcloud_access_policies"},
		{DataSource: "vendorrisk_jumpcloud_administrators"},
		{DataSource: "vendorrisk_jumpcloud_applications"},
		{DataSource: "vendorrisk_jumpcloud_ip_lists"},
		{DataSource: "vendorrisk_jumpcloud_organization"},
		{
			DataSource: "vendorrisk_jumpcloud_posture",
			Arguments:  attributes{"as_of": "2026-12-01T00:00:00Z", "allowed_email_domains": list{"acme.example"}},
			Refused: attributes{
				"included_checks":       list{"no-check"},
				"excluded_checks":       list{"no-check"},
				"controls":              list{"soc2:CC99.9"},
				"minimum_severity":      noSeverity,
				"thresholds":            attributes{"no-threshold": 1},
				"ignored_subjects":      attributes{"no-check": list{"a"}},
				"as_of":                 noTime,
				"allowed_email_domains": noDomains,
			},
			Tolerated: []string{
				"/api/organizations/*", "/api/users", "/api/systemusers", "/api/systems", "/api/radiusservers", "/api/applications",
				"/api/v2/*", "/api/v2/*/*", "/api/v2/*/*/*",
			},
		},
		{DataSource: "vendorrisk_jumpcloud_service_accounts"},
		{
			DataSource: "vendorrisk_jumpcloud_snapshot",
			Arguments: attributes{
				"taken_at": "2026-01-01T00:00:00Z", "as_of": "2026-12-01T00:00:00Z", "included_checks": list{"org-admin-mfa-required", "user-mfa-enrolled"},
			},
			Refused: attributes{
				"included_checks":       list{"no-check"},
				"excluded_checks":       list{"no-check"},
				"controls":              list{"soc2:CC99.9"},
				"minimum_severity":      noSeverity,
				"thresholds":            attributes{"no-threshold": 1},
				"ignored_subjects":      attributes{"no-check": list{"a"}},
				"as_of":                 noTime,
				"allowed_email_domains": noDomains,
				"taken_at":              noTime,
			},
			Tolerated: []string{"/api/organizations/*", "/api/systemusers"},
		},
		{DataSource: "vendorrisk_jumpcloud_systems", Refused: attributes{"os_families": list{"macos"}}},
		{
			DataSource: "vendorrisk_jumpcloud_user_groups",
			Arguments:  attributes{"include_members": true},
			Refused:    attributes{"names": list{""}},
		},
		{DataSource: "vendorrisk_jumpcloud_users"},
		{
			DataSource: "vendorrisk_nowsecure_apps",
			Refused:    attributes{"platforms": list{"windows"}, "packages": noWords, "groups": noWords},
		},
		{
			DataSource: "vendorrisk_nowsecure_components",
			Arguments:  attributes{"app": world.AuroraAndroidRef},
			Refused:    attributes{"app": "", "minimum_severity": noSeverity},
		},
		{
			DataSource: "vendorrisk_nowsecure_findings", Name: "latest assessment",
			Arguments: attributes{"include_inconclusive": true, "include_hidden": true},
			Refused: attributes{
				"mode": "all", "apps": noWords, "platforms": list{"windows"}, "groups": noWords,
				"minimum_severity": noSeverity, "minimum_cvss": 11, "included_checks": noWords, "excluded_checks": noWords,
				"build_digest": "abc", "new_since_version": "", "new_since_assessment": "", "on_newer_assessment": "fail",
				"maximum_assessment_age_days": 0, "on_app_error": "ignore",
			},
		},
		{
			DataSource: "vendorrisk_nowsecure_findings", Name: "history",
			Arguments: attributes{"mode": "history", "seen_after": "2026-01-01T00:00:00+02:00", "include_closed": true},
			Refused:   attributes{"seen_after": noTime, "seen_within_days": 0, "as_of": noTime},
		},
		{
			DataSource: "vendorrisk_nowsecure_graph", Name: "latest assessment",
			Arguments: attributes{"apps": list{world.AuroraIOSRef}, "include_users": true, "include_inconclusive": true},
			Refused: attributes{
				"account_id": "", "mode": "all", "apps": noWords, "platforms": list{"windows"}, "groups": noWords,
				"minimum_severity": noSeverity, "maximum_assessment_age_days": 0, "on_app_error": "ignore",
			},
		},
		{
			DataSource: "vendorrisk_nowsecure_graph", Name: "history",
			Arguments: attributes{"mode": "history", "seen_after": "2026-01-01T00:00:00Z", "apps": list{world.AuroraIOSRef}},
			Refused:   attributes{"seen_after": noTime, "seen_within_days": 0, "as_of": noTime},
		},
		{DataSource: "vendorrisk_nowsecure_organization"},
		{
			DataSource: "vendorrisk_nowsecure_snapshot",
			Arguments:  attributes{"taken_at": "2026-01-01T00:00:00Z", "platforms": list{"android"}, "on_app_error": "fail"},
			Refused:    attributes{"apps": noWords, "platforms": list{"windows"}, "groups": noWords, "taken_at": noTime, "on_app_error": "ignore"},
		},
		{DataSource: "vendorrisk_nowsecure_store_apps", Refused: attributes{"platforms": list{"web"}, "packages": noWords}},
		{DataSource: "vendorrisk_nowsecure_users"},
		{
			DataSource: "vendorrisk_processunity_import_template",
			Arguments:  attributes{"template_id": world.ThirdPartyTemplateID},
			Refused:    attributes{"template_id": 0},
		},
		{
			DataSource: "vendorrisk_processunity_third_parties",
			Arguments:  attributes{"template_id": world.ThirdPartyTemplateID},
			Refused:    attributes{"template_id": 0, "export_id": 0, "domains": noDomains},
		},
		{
			DataSource: "vendorrisk_secureframe_controls",
			Refused:    attributes{"keys": noWords, "frameworks": noWords, "ignored_health_statuses": list{"healthy"}},
		},
		{
			DataSource: "vendorrisk_secureframe_tests",
			Arguments:  attributes{"include_names": true},
			Refused:    attributes{"keys": noWords, "ignored_health_statuses": list{"fail"}, "test_types": list{"manual"}},
		},
		{
			DataSource: "vendorrisk_secureframe_tests", Name: "of a framework",
			Arguments: attributes{
				"frameworks": list{"soc2_alpha"}, "ignored_health_statuses": list{"disabled"}, "test_types": list{"integration", "upload"},
				"keys": list{"access-keys-rotated", "penetration-test"},
			},
			Refused: attributes{"frameworks": noWords},
		},
		{
			DataSource: "vendorrisk_secureframe_tprm_vendors",
			Arguments:  attributes{"risk_levels": list{"critical", "HIGH"}},
			Refused:    attributes{"risk_levels": noWords, "domains": noDomains},
		},
		{DataSource: "vendorrisk_securityscorecard_account"},
		{
			DataSource: "vendorrisk_securityscorecard_account", Name: "by username",
			Arguments: attributes{"username": "robin"},
			Refused:   attributes{"username": ""},
		},
		{
			DataSource: "vendorrisk_securityscorecard_breaches",
			Arguments:  attributes{"domains": list{"foxtrot-freight.example"}, "from": "2025-11-01", "to": "2026-02-28"},
			Refused:    attributes{"domains": noDomains, "portfolio_ids": noWords, "from": "yesterday", "to": "yesterday"},
		},
		{
			DataSource: "vendorrisk_securityscorecard_companies",
			Arguments:  attributes{"portfolio_names": list{"Critical Vendors"}, "include_factors": true},
			Refused: attributes{
				"portfolio_ids": noWords, "portfolio_names": noWords, "grades": list{"E"}, "industries": noWords,
				"vulnerability": "CVE-24-1", "issue_type": "", "breached_within_days": 0.5, "status": "retired",
			},
		},
		{
			DataSource: "vendorrisk_securityscorecard_company",
			Arguments:  attributes{"domain": "https://Delta-Data.example/"},
			Refused:    attributes{"domain": "a b"},
		},
		{
			DataSource: "vendorrisk_securityscorecard_detected_vendors",
			Arguments:  attributes{"domain": "https://Kestrel-Health.example/", "degree": "third"},
			Refused:    attributes{"domain": "a b", "degree": "fifth", "sources": noWords},
		},
		{
			DataSource: "vendorrisk_securityscorecard_detected_vendors", Name: "of a portfolio",
			Arguments: attributes{"portfolio_id": world.CriticalVendorsID},
			Refused:   attributes{"portfolio_id": "", "minimum_connections": 0.5},
		},
		{
			DataSource: "vendorrisk_securityscorecard_events",
			Arguments:  attributes{"domains": list{"foxtrot-freight.example"}, "from": "2026-02-01", "to": "2026-03-31"},
			Refused:    attributes{"domains": noDomains, "portfolio_ids": noWords, "from": "yesterday", "to": "yesterday", "types": noWords},
		},
		{
			DataSource: "vendorrisk_securityscorecard_findings",
			Arguments:  attributes{"portfolio_ids": list{world.CriticalVendorsID}},
			Refused: attributes{
				"domains": noDomains, "portfolio_ids": noWords, "issue_types": noWords, "excluded_issue_types": noWords,
				"minimum_severity": noSeverity,
			},
		},
		{
			DataSource: "vendorrisk_securityscorecard_graph",
			Arguments:  attributes{"portfolio_ids": list{world.CriticalVendorsID}, "minimum_severity": "high"},
			Refused: attributes{
				"account_id": "", "username": "", "portfolio_ids": noWords, "portfolio_names": noWords,
				"issue_types": noWords, "excluded_issue_types": noWords, "minimum_severity": noSeverity,
			},
		},
		{
			DataSource: "vendorrisk_securityscorecard_findings", Name: "with recommendations",
			Arguments: attributes{"domains": list{"delta-data.example"}, "issue_types": list{"ssh_weak_cipher"}, "include_recommendations": true},
		},
		{
			DataSource: "vendorrisk_securityscorecard_industry",
			Arguments:  attributes{"industry": "technology"},
			Refused:    attributes{"industry": "unknown"},
		},
		{
			DataSource: "vendorrisk_securityscorecard_issue_type",
			Arguments:  attributes{"type": "tls_weak_protocol"},
			Refused:    attributes{"type": ""},
		},
		{
			DataSource: "vendorrisk_securityscorecard_issue_types",
			Refused:    attributes{"minimum_severity": noSeverity, "factors": noWords},
		},
		{
			DataSource: "vendorrisk_securityscorecard_portfolio",
			Arguments:  attributes{"name": "Critical Vendors"},
			Refused:    attributes{"id": "", "name": ""},
		},
		{DataSource: "vendorrisk_securityscorecard_portfolios", Refused: attributes{"name": "", "privacy": "public"}},
		{
			DataSource: "vendorrisk_securityscorecard_score_history",
			Arguments:  attributes{"domains": list{"delta-data.example"}, "from": "2026-07-06", "to": "2026-07-10", "include_factors": true},
			Refused:    attributes{"domains": noDomains, "portfolio_ids": noWords, "from": "yesterday", "to": "yesterday", "interval": "hourly"},
		},
		{
			DataSource: "vendorrisk_securityscorecard_snapshot",
			Arguments: attributes{
				"portfolio_names": list{"Critical Vendors"}, "include_factors": true, "include_findings": true, "taken_at": "2026-01-01T00:00:00Z",
			},
			Refused:   attributes{"portfolio_ids": noWords, "portfolio_names": noWords, "taken_at": noTime},
			Tolerated: []string{"/companies/*/factors", "/companies/*/active-issues"},
		},
		{
			DataSource: "vendorrisk_securityscorecard_tag",
			Arguments:  attributes{"name": "Handles payments"},
			Refused:    attributes{"id": "", "name": ""},
		},
		{DataSource: "vendorrisk_securityscorecard_tags"},
		{DataSource: "vendorrisk_securityscorecard_usage", Arguments: attributes{"username": "robin"}, Refused: attributes{"username": " "}},
	}
}
