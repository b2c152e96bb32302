// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"slices"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// findingColumns are the attributes of a finding: the shared shape, then what
// NowSecure adds.
var findingColumns = slices.Concat(framework.FindingColumns(sharedFinding), checkColumns, recordColumns,
	buildColumns(func(f api.Finding) api.Assessment { return orNone(f.Assessment) }, "the assessment that the finding is about"))

// checkColumns are the attributes of the check and of the application.
var checkColumns = framework.Columns[api.Finding]{
	framework.Float64Column("cvss", "The CVSS base score, 0 to 10, of the vector where the score is missing. Null when there is neither.",
		func(f api.Finding) *float64 { return f.CVSS }),
	framework.StringColumn("cvss_vector", "The CVSS vector. Null when there is none, and with `mode = \"history\"`.",
		func(f api.Finding) string { return f.CVSSVector }),
	framework.StringColumn("category", "What the check is about, in lower case, `network` for example. Null with `mode = \"history\"`.",
		func(f api.Finding) string { return f.Category }),
	framework.StringColumn("app_ref", "The application's ref, a UUID.",
		func(f api.Finding) string { return f.App.Ref }),
	framework.StringColumn("package", "The application's package name or bundle ID. Null for an application that is not listed.",
		func(f api.Finding) string { return f.App.Package }),
	framework.StringColumn("platform", "The application's platform. Null for an application that is not listed.",
		func(f api.Finding) string { return f.App.Platform }),
	framework.StringColumn("group", "The name of the group that the application belongs to. Null for an application that is not listed.",
		func(f api.Finding) string { return f.App.Group.Name }),
	framework.StringColumn("check_id", "The check. Null where the row says that an application is unknown.",
		func(f api.Finding) string { return f.CheckID }),
	framework.StringColumn("analysis_type", "The kind of analysis, `static` or `dynamic` for example. Null with `mode = \"history\"`.",
		func(f api.Finding) string { return f.AnalysisType }),
	framework.StringColumn("policy_category", "The policy category, as the customer labels it: `Needs Remediation` for example. Null when there is none, and with `mode = \"history\"`.",
		func(f api.Finding) string { return f.PolicyCategory }),
	framework.StringColumn("cve", "The CVE ID. Null when there is none, and with `mode = \"history\"`.",
		func(f api.Finding) string { return f.CVE }),
	framework.StringsColumn("cwe", "The weaknesses, sorted, `CWE-295` for example. Null when NowSecure does not say, and with `mode = \"history\"`.",
		func(f api.Finding) []string { return f.CWE }),
	framework.StringsColumn("owasp", "The titles of the OWASP references, sorted. Null when NowSecure does not say, and with `mode = \"history\"`.",
		func(f api.Finding) []string { return f.OWASP }),
	framework.StringsColumn("masvs", "The controls of OWASP MASVS, sorted, `MASVS-NETWORK-1` for example. Null when NowSecure does not say, and with `mode = \"history\"`.",
		func(f api.Finding) []string { return f.MASVS }),
	framework.BoolColumn("affected", "Whether the application is affected. Null when the check came to no result, and when nothing is known.",
		func(f api.Finding) *bool { return f.Affected }),
	framework.BoolColumn("hidden", "Whether a person has hidden the finding. Always `false` unless `include_hidden` is set.",
		func(f api.Finding) *bool { return &f.IsHidden }),
}

// recordColumns are the attributes of a record of the history.
var recordColumns = framework.Columns[api.Finding]{
	framework.StringColumn("vulnerability_id", "The record in the history that the finding belongs to, digits. Null when there is none.",
		func(f api.Finding) string { return f.VulnerabilityID }),
	framework.StringColumn("opened_at", "When the record was opened, RFC 3339 in UTC. Null with `mode = \"latest_assessment\"`: reports do not say.",
		func(f api.Finding) string { return f.OpenedAt }),
	framework.StringColumn("closed_at", "When the record was closed, RFC 3339 in UTC. Null while it is open.",
		func(f api.Finding) string { return f.ClosedAt }),
	framework.StringColumn("opened_in_version", "The version of the application in which the record was opened. Null with `mode = \"latest_assessment\"`.",
		func(f api.Finding) string { return f.Versions.Opened }),
	framework.StringColumn("last_seen_in_version", "The version of the application in which the finding was last seen. Null with `mode = \"latest_assessment\"`.",
		func(f api.Finding) string { return f.Versions.LastSeen }),
	framework.StringColumn("closed_in_version", "The version of the application in which the record was closed. Null while it is open.",
		func(f api.Finding) string { return f.Versions.Closed }),
}

// errorColumns are the attributes of an application that could not be read.
var errorColumns = framework.Columns[api.AppError]{
	framework.StringColumn("app_ref", "The application's ref.",
		func(e api.AppError) string { return e.App.Ref }),
	framework.StringColumn("package", "The application's package name or bundle ID. Null for an application that is not listed.",
		func(e api.AppError) string { return e.App.Package }),
	framework.StringColumn("platform", "The application's platform. Null for an application that is not listed.",
		func(e api.AppError) string { return e.App.Platform }),
	framework.StringColumn("message", "Why it could not be read.",
		func(e api.AppError) string { return e.Err.Error() }),
}

func sharedFinding(f api.Finding) posture.Finding { return f.Finding }
