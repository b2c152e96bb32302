// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

func issueType(name, severity, factor, title string) map[string]any {
	return map[string]any{"type": name, "severity": severity, "factor": factor, "title": title}
}

var wantIssueTypes = []any{
	issueType("compromised_credentials_found", "high", "leaked_information", "Credentials at Risk for Up to 120 days"),
	issueType("cookie_missing_http_only", "high", "application_security", "Session Cookie Missing 'HttpOnly' Attribute"),
	issueType("cookie_missing_secure_attribute", "high", "application_security", "Session Cookie Missing 'Secure' Attribute"),
	issueType("csp_no_policy", "low", "application_security", "Content Security Policy (CSP) Missing"),
	issueType("csp_too_broad_v2", "low", "application_security", "Content Security Policy Contains Broad Directives"),
	issueType("dkim_record_detected", "positive", "dns_health", "DKIM Record Present"),
	issueType("dmarc_record_missing", "low", "dns_health", "DMARC Record Missing"),
	issueType("domain_missing_https_v2", "medium", "application_security", "Site does not enforce HTTPS"),
	issueType("hsts_incorrect_v2", "medium", "application_security", "Website Does Not Implement HSTS Best Practices"),
	issueType("malware_infection", "high", "ip_reputation", "Malware Infection"),
	issueType("open_port", "info", "network_security", "Open Port Discovered"),
	issueType("outdated_browser", "low", "endpoint_security", "Outdated Web Browser Observed"),
	issueType("outdated_os", "medium", "endpoint_security", "Outdated Operating System Observed"),
	issueType("patching_cadence_high", "high", "patching_cadence", "High Severity CVEs Patching Cadence"),
	issueType("ransomware_association", "high", "cubit_score", "Ransomware-Susceptible Remote Access Services Exposed"),
	issueType("redirect_chain_contains_http", "medium", "application_security", "Redirect Chain Contains HTTP"),
	issueType("service_rdp", "medium", "network_security", "RDP Service Observed"),
	issueType("service_vuln_host_medium", "medium", "patching_cadence", "Medium-Severity Vulnerability in Last Observation"),
	issueType("service_vuln_host_v3_critical", "critical", "patching_cadence", "Critical-Severity CVSS v3.0 Service Vulnerability in Last Observation"),
	issueType("spf_record_missing", "low", "dns_health", "SPF Record Missing"),
	issueType("spf_record_wildcard", "medium", "dns_health", "SPF Record Found Ineffective"),
	issueType("ssh_weak_cipher", "medium", "network_security", "SSH Supports Weak Cipher"),
	issueType("targeted_by_threat_actor_group", "info", "hacker_chatter", "Domain Targeted By Threat Actor Group"),
	issueType("tls_ocsp_stapling", "positive", "network_security", "TLS Certificate Status Request (\"OCSP Stapling\") Detected"),
	issueType("tls_weak_protocol", "high", "network_security", "SSL/TLS Service Supports Weak Protocol"),
	issueType("tlscert_expired", "medium", "network_security", "Certificate Is Expired"),
	issueType("tlscert_self_signed", "low", "network_security", "Certificate Is Self-Signed"),
	issueType("tlscert_weak_signature", "low", "network_security", "Certificate Signed With Weak Algorithm"),
	issueType("typosquat", "info", "social_engineering", "Possible Typosquat Domains Detected"),
	issueType("unsafe_sri_v2", "low", "application_security", "Unsafe Implementation Of Subresource Integrity"),
	issueType("waf_detected_v2", "positive", "application_security", "Web Application Firewall (WAF) Detected"),
	issueType("x_xss_protection_incorrect_v2", "info", "application_security", "Website does not implement X-XSS-Protection Best Practices"),
}

func TestIssueTypesDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "issue_types", `data "vendorrisk_securityscorecard_issue_types" "test" {}`,
		map[string]any{"minimum_severity": nil, "factors": nil, "issue_types": wantIssueTypes},
		map[string]int{"/metadata/issue-types": 1})
}

func TestIssueTypesDataSource_arguments(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		given arguments
		want  []any
	}{
		"the worst": {
			arguments{"minimum_severity": acctest.String("critical")},
			[]any{"service_vuln_host_v3_critical"},
		},
		"high and worse of one factor": {
			arguments{"minimum_severity": acctest.String("high"), "factors": acctest.Strings("patching_cadence")},
			[]any{"patching_cadence_high", "service_vuln_host_v3_critical"},
		},
		"everything of two factors": {
			arguments{"minimum_severity": acctest.String("positive"), "factors": acctest.Strings("hacker_chatter", "cubit_score")},
			[]any{"ransomware_association", "targeted_by_threat_actor_group"},
		},
		"a factor that nothing has": {
			arguments{"factors": acctest.Strings("no_such_factor")},
			[]any{},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "issue_types", test.given)
			acctest.Equal(t, "types", acctest.Column(t, state["issue_types"], "type"), test.want)
		})
	}
}

// An unknown severity is kept as it was sent, and no filter removes it.
func TestIssueTypesDataSource_unknownSeverity(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{
		Severities: map[string]string{"csp_no_policy": "catastrophic", "typosquat": "POSITIVE"},
	}))
	state := read(t, acctest.NewSandboxServer(t, systems), "issue_types", arguments{"minimum_severity": acctest.String("critical")})
	acctest.Equal(t, "issue_types", state["issue_types"], any([]any{
		issueType("csp_no_policy", "catastrophic", "application_security", "Content Security Policy (CSP) Missing"),
		issueType("service_vuln_host_v3_critical", "critical", "patching_cadence",
			"Critical-Severity CVSS v3.0 Service Vulnerability in Last Observation"),
		issueType("typosquat", "POSITIVE", "social_engineering", "Possible Typosquat Domains Detected"),
	}))
}
