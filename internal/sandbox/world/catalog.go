// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// The ten factors that a company is scored on.
var scoredFactors = []string{
	"application_security", "cubit_score", "dns_health", "endpoint_security", "hacker_chatter",
	"ip_reputation", "leaked_information", "network_security", "patching_cadence", "social_engineering",
}

// factorOf is the factor of each issue type of the hand-written catalog.
var factorOf = func() map[string]string {
	factors := map[string]string{}
	for _, issueType := range issueTypes() {
		factors[issueType.Key] = issueType.Factor
	}
	return factors
}()

// factorTypes has two more than the ten, as the live metadata has. The names
// of those two are not known; these stand in for them.
func factorTypes() []FactorType {
	return []FactorType{
		{"application_security", "Application Security", "Weaknesses of web applications"},
		{"cubit_score", "Cubit Score", "Critical configuration of the network"},
		{"dns_health", "DNS Health", "Configuration of the domain name system"},
		{"endpoint_security", "Endpoint Security", "Versions of operating systems and browsers"},
		{"hacker_chatter", "Hacker Sites", "Mentions on underground sites"},
		{"ip_reputation", "IP Reputation", "Malware and spam from the company's addresses"},
		{"leaked_information", "Information Leak", "Leaked credentials and documents"},
		{"network_security", "Network Security", "Open ports and weak protocols"},
		{"patching_cadence", "Patching Cadence", "Known vulnerabilities and how fast they are patched"},
		{"social_engineering", "Social Engineering", "Exposure to deception"},
		{"stand_in_eleven", "Stand-In Eleven", "A factor that no company is scored on"},
		{"stand_in_twelve", "Stand-In Twelve", "Another factor that no company is scored on"},
	}
}

// issueTypes is a small part of the live metadata, which has more than 200.
// The keys are real. The severities are not all as they are live, so that
// every severity has its types.
func issueTypes() []IssueType {
	return []IssueType{
		{"cookie_missing_http_only", "high", "application_security", "Session Cookie Missing 'HttpOnly' Attribute"},
		{"cookie_missing_secure_attribute", "high", "application_security", "Session Cookie Missing 'Secure' Attribute"},
		{"csp_no_policy", "low", "application_security", "Content Security Policy (CSP) Missing"},
		{"csp_too_broad_v2", "low", "application_security", "Content Security Policy Contains Broad Directives"},
		{"domain_missing_https_v2", "medium", "application_security", "Site does not enforce HTTPS"},
		{"hsts_incorrect_v2", "medium", "application_security", "Website Does Not Implement HSTS Best Practices"},
		{"redirect_chain_contains_http", "medium", "application_security", "Redirect Chain Contains HTTP"},
		{"unsafe_sri_v2", "low", "application_security", "Unsafe Implementation Of Subresource Integrity"},
		{"waf_detected_v2", "positive", "application_security", "Web Application Firewall (WAF) Detected"},
		{"x_xss_protection_incorrect_v2", "info", "application_security", "Website does not implement X-XSS-Protection Best Practices"},
		{"ransomware_association", "high", "cubit_score", "Ransomware-Susceptible Remote Access Services Exposed"},
		{"dkim_record_detected", "positive", "dns_health", "DKIM Record Present"},
		{"dmarc_record_missing", "low", "dns_health", "DMARC Record Missing"},
		{"spf_record_missing", "low", "dns_health", "SPF Record Missing"},
		{"spf_record_wildcard", "medium", "dns_health", "SPF Record Found Ineffective"},
		{"outdated_browser", "low", "endpoint_security", "Outdated Web Browser Observed"},
		{"outdated_os", "medium", "endpoint_security", "Outdated Operating System Observed"},
		{"targeted_by_threat_actor_group", "info", "hacker_chatter", "Domain Targeted By Threat Actor Group"},
		{"malware_infection", "high", "ip_reputation", "Malware Infection"},
		{"compromised_credentials_found", "high", "leaked_information", "Credentials at Risk for Up to 120 days"},
		{"open_port", "info", "network_security", "Open Port Discovered"},
		{"service_rdp", "medium", "network_security", "RDP Service Observed"},
		{"ssh_weak_cipher", "medium", "network_security", "SSH Supports Weak Cipher"},
		{"tls_ocsp_stapling", "positive", "network_security", "TLS Certificate Status Request (\"OCSP Stapling\") Detected"},
		{"tls_weak_protocol", "high", "network_security", "SSL/TLS Service Supports Weak Protocol"},
		{"tlscert_expired", "medium", "network_security", "Certificate Is Expired"},
		{"tlscert_self_signed", "low", "network_security", "Certificate Is Self-Signed"},
		{"tlscert_weak_signature", "low", "network_security", "Certificate Signed With Weak Algorithm"},
		{"patching_cadence_high", "high", "patching_cadence", "High Severity CVEs Patching Cadence"},
		{"service_vuln_host_medium", "medium", "patching_cadence", "Medium-Severity Vulnerability in Last Observation"},
		{"service_vuln_host_v3_critical", "critical", "patching_cadence", "Critical-Severity CVSS v3.0 Service Vulnerability in Last Observation"},
		{"typosquat", "info", "social_engineering", "Possible Typosquat Domains Detected"},
	}
}
