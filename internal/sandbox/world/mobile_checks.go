// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import "strings"

// MobileCheck describes one check that assessments run.
type MobileCheck struct {
	ID           string
	Title        string
	Category     string
	AnalysisType string
	// Severity and CVSS are those of a row that the check affects: "artifact"
	// and 0 for one that only collects evidence.
	Severity string
	CVSS     float64
	Vector   string
	// CWE is the number of the weakness, MASVS the control, CVE the vulnerability.
	// Each may be empty.
	CWE   string
	MASVS string
	CVE   string
}

// platform is the one that the check is for; empty is both.
func (c MobileCheck) platform() string {
	switch {
	case strings.HasPrefix(c.ID, "ipa_"), strings.HasPrefix(c.ID, "ios_"):
		return "ios"
	case strings.HasPrefix(c.ID, "apk_"), strings.HasPrefix(c.ID, "android_"):
		return "android"
	default:
		return ""
	}
}

// MobileChecks returns the checks that are run on a platform. They are a small
// part of the live catalog. The keys are real, and so is that the words of a
// category are not all in lower case.
func MobileChecks(platform string) []MobileCheck {
	var checks []MobileCheck
	for _, check := range mobileChecks() {
		if only := check.platform(); only == "" || only == platform {
			checks = append(checks, check)
		}
	}
	return checks
}

// artifact is the category of rows that only collect evidence.
const artifact = "artifact"

// The scores are those of the vectors.
func mobileChecks() []MobileCheck {
	const (
		critical, high, medium, low, info, warn = "critical", "high", "medium", "low", "info", "warn"

		static, dynamic = "static", "dynamic"
		v31             = "CVSS:3.1/"
		v30             = "CVSS:3.0/"
	)
	return []MobileCheck{
		{"android_janus_vuln", "Janus Vulnerability", "code", static, critical, 9.8, v31 + "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "347", "MASVS-CODE-3", "CVE-2017-13156"},
		{"ipa_broken_ssl", "Broken SSL", "network", dynamic, critical, 9.1, v31 + "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N", "295", "MASVS-NETWORK-1", ""},
		{"certificate_validity_check", "Certificate Validation Missing", "network", dynamic, high, 7.4, v31 + "AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N", "295", "MASVS-NETWORK-1", ""},
		{"leaked_data_in_files_password", "Password Stored in Files", "storage", dynamic, high, 7.5, v30 + "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "312", "MASVS-STORAGE-1", ""},
		{"uiwebview_insecure_load", "Insecure Load in a Web View", "network", static, medium, 5.9, v30 + "AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N", "319", "MASVS-PLATFORM-2", ""},
		{"android_debuggable_webviews", "Debuggable Web Views", "code", static, medium, 5.5, v31 + "AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N", "489", "MASVS-PLATFORM-2", ""},
		{"leaked_memdump_data_email", "E-mail Address in Memory", "Privacy", dynamic, low, 3.3, v31 + "AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N", "316", "MASVS-STORAGE-2", ""},
		{"allow_backup_check", "Backups Are Allowed", "permissions", static, low, 2.3, v31 + "AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:N/A:N", "530", "MASVS-STORAGE-2", ""},
		{"world_readable_files_check", "World Readable Files", "fs", dynamic, medium, 5.5, v31 + "AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N", "276", "MASVS-STORAGE-2", ""},
		{"keysize_check", "Short Key of the Signature", "code", static, low, 3.7, v31 + "AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N", "326", "MASVS-CRYPTO-1", ""},
		{"obfuscation_check", "Code Is Not Obfuscated", "Resilience", static, warn, 0, "", "", "", ""},
		{"apk_certificate_pinning", "Certificates Are Not Pinned", "Resilience", dynamic, warn, 0, "", "", "", ""},
		{"ipa_certificate_pinning", "Certificates Are Not Pinned", "Resilience", dynamic, warn, 0, "", "", "", ""},
		{"apk_permissions", "Permissions", "permissions", static, info, 0, "", "", "", ""},
		{"ipa_ats_exemptions_requiring_review", "Exemptions of App Transport Security", "network", static, info, 0, "", "", "", ""},
		{"sms_communications", "Messages", "platform", dynamic, info, 0, "", "", "", ""},
		{"geoip", "Countries Communicated With", artifact, dynamic, artifact, 0, "", "", "", ""},
		{"okhttp", "Requests Observed", artifact, dynamic, artifact, 0, "", "", "", ""},
	}
}

// The outcomes of a check.
type checkOutcome int

const (
	passed checkOutcome = iota
	detected
	inconclusive
	hiddenRow
)

// mobileReport returns one row for every check of the platform. Those that are not
// named pass, and artifacts are always collected. Vulnerabilities get IDs from
// the first one on.
func mobileReport(platform string, firstID int64, outcomes map[string]checkOutcome) []MobileFinding {
	var rows []MobileFinding
	for _, check := range MobileChecks(platform) {
		result := outcomes[check.ID]
		if check.Category == artifact {
			result = detected
		}
		row := check.row(result)
		if row.CVSS != nil && *row.CVSS > 0 {
			row.VulnerabilityID = firstID
			firstID++
		}
		rows = append(rows, row)
	}
	return rows
}

// policies are the labels of the policy categories, by severity.
var policies = map[string]string{
	"critical": "Needs Remediation", "high": "Needs Remediation", "medium": "Review Required", "low": "Review Required",
	"warn": "Informational", "info": "Informational",
}

// row is the check's row. A row that passes keeps the severity of the check,
// so that only affected says that it is harmless.
func (c MobileCheck) row(result checkOutcome) MobileFinding {
	row := MobileFinding{
		CheckID: c.ID, Title: c.Title, Severity: c.Severity, Category: c.Category, Impact: c.Severity,
		AnalysisType: c.AnalysisType, Affected: new(true), Hidden: result == hiddenRow, CVSS: new(c.CVSS), CVSSVector: c.Vector,
		Policy: policies[c.Severity],
	}
	if c.Severity == artifact {
		row.Severity = "info"
	}
	switch result {
	case passed:
		row.Affected, row.CVSS, row.Impact = new(false), new(0.0), "pass"
	case inconclusive:
		row.Affected, row.CVSS, row.Impact = nil, nil, "indeterminate"
	case detected, hiddenRow:
	}
	return row
}

// historyOf returns the open records of the rows that are affected, opened in
// one assessment and seen last in another.
func historyOf(opened, last MobileAssessment) []MobileVulnerability {
	var records []MobileVulnerability
	for _, row := range last.Findings {
		if row.VulnerabilityID == 0 {
			continue
		}
		records = append(records, MobileVulnerability{
			ID: row.VulnerabilityID, CheckID: row.CheckID, Title: row.Title, LastCVSS: *row.CVSS,
			OpenedAt: opened.CreatedAt, OpenedIn: opened.Ref, OpenedVersion: opened.Version,
			LastSeenAt: last.CreatedAt, LastSeenIn: last.Ref, LastSeenVersion: last.Version,
		})
	}
	return records
}
