// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// certificateChecks check when certificates expire.
var certificateChecks = []Check{
	{
		ID:            "app-saml-cert-valid",
		Title:         "SSO signing certificates are not about to expire",
		FailureTitle:  "SSO signing certificate has expired or expires soon",
		Severity:      posture.Medium,
		Rationale:     "When the certificate expires, users cannot sign in, and a rushed rotation invites mistakes.",
		Passes:        "the certificate is valid for more than `min_days`",
		NotApplicable: "the application is not active, or has no certificate and does not use SAML",
		Fields:        []string{"sso.idpCertExpirationAt", "sso.type", "active"},
		Parameters:    []Parameter{{Name: "min_days", Default: 30, Minimum: 0, Maximum: 3650}},
		rule: applications.each(func(a Application, in input) ruling {
			saml := strings.Contains(strings.ToLower(a.SSO.Type), "saml")
			switch {
			case isFalse(a.Active):
				return notApplicable("the application is not active")
			case a.SSO.IDPCertExpirationAt == "" && a.SSO.Type == "":
				return absent("which kind of SSO the application uses")
			case a.SSO.IDPCertExpirationAt == "" && !saml:
				return notApplicable("the application has no certificate")
			}
			return stillValid(in, "the certificate", a.SSO.IDPCertExpirationAt, in.number("min_days"))
		}),
	},
	{
		ID:            "apple-mdm-apns-cert-valid",
		Title:         "Apple MDM push certificate is not about to expire",
		FailureTitle:  "Apple MDM push certificate has expired or expires soon",
		Severity:      posture.Medium,
		Rationale:     "When the certificate expires, Apple devices are no longer managed.",
		Passes:        "the certificate is valid for more than `min_days`",
		NotApplicable: "there is no Apple MDM connection",
		Fields:        []string{"apnsCertExpiry"},
		Parameters:    []Parameter{{Name: "min_days", Default: 30, Minimum: 0, Maximum: 3650}},
		rule: appleMDMs.each(func(m AppleMDM, in input) ruling {
			return stillValid(in, "the certificate", m.APNSCertExpiry, in.number("min_days"))
		}),
	},
}

// directoryChecks check the connections to other directories.
var directoryChecks = []Check{
	{
		ID:            "gsuite-lockout-suspends",
		Title:         "Locked users lose Google Workspace access",
		FailureTitle:  "Locked users keep Google Workspace access",
		Severity:      posture.Low,
		Rationale:     "A locked account should be locked everywhere.",
		Passes:        "a lockout suspends the user in Google Workspace",
		NotApplicable: "there is no Google Workspace connection",
		Fields:        []string{"userLockoutAction"},
		rule:          googleWorkspaces.each(lockoutSuspends),
	},
	{
		ID:            "office365-lockout-suspends",
		Title:         "Locked users lose Microsoft 365 access",
		FailureTitle:  "Locked users keep Microsoft 365 access",
		Severity:      posture.Low,
		Rationale:     "A locked account should be locked everywhere.",
		Passes:        "a lockout suspends the user in Microsoft 365",
		NotApplicable: "there is no Microsoft 365 connection",
		Fields:        []string{"userLockoutAction"},
		rule:          microsoft365s.each(lockoutSuspends),
	},
}

func lockoutSuspends(d CloudDirectory, _ input) ruling {
	return mustBe("what a lockout does to the user", d.UserLockoutAction, "suspend")
}
