// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// RADIUSServer is a RADIUS server, without its shared secret.
type RADIUSServer struct {
	Object
	Name                string `json:"name"`
	MFA                 string `json:"mfa"`
	UserPasswordEnabled *bool  `json:"userPasswordEnabled"`
	RadSecEnabled       *bool  `json:"radsecEnabled"`
	RequireRadSec       *bool  `json:"requireRadsec"`
	// AuthIDP is what checks passwords: "JUMPCLOUD" or "AZURE" (spec).
	AuthIDP string `json:"authIdp"`
	// UserLockoutAction is "maintain" or "remove" (docs).
	UserLockoutAction string `json:"userLockoutAction"`
}

// Application is an application that users sign in to, without its
// configuration, which holds private keys.
type Application struct {
	Object
	DisplayLabel string `json:"displayLabel"`
	DisplayName  string `json:"displayName"`
	Active       *bool  `json:"active"`
	SSO          struct {
		Type                string    `json:"type"`
		IDPCertExpirationAt Timestamp `json:"idpCertExpirationAt"`
	} `json:"sso"`
}

// AppleMDM is a connection to Apple's device management.
type AppleMDM struct {
	Object
	Name           string    `json:"name"`
	APNSCertExpiry Timestamp `json:"apnsCertExpiry"`
	// DEPServerTokenState is "unknown", "missing", "valid" or "expired" (spec).
	DEPServerTokenState  string    `json:"depServerTokenState"`
	DEPAccessTokenExpiry Timestamp `json:"depAccessTokenExpiry"`
}

// CloudDirectory is a connection to Google Workspace or Microsoft 365.
type CloudDirectory struct {
	Object
	Name string `json:"name"`
	// UserLockoutAction is "suspend" or "maintain" (spec).
	UserLockoutAction string `json:"userLockoutAction"`
}
