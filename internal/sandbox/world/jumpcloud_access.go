// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

func (b organizationBuilder) radiusServer(name string, differing ...fields) {
	id := b.id(JumpCloudRADIUSServers, name)
	b.add(JumpCloudRADIUSServers, id, append([]fields{{
		"name": name, "networkSourceIp": "203.0.113.17", "sharedSecret": plantedSecret("shared secret", id),
	}}, differing...)...)
}

// application adds a SAML application whose signing certificate expires that
// many days after JumpCloudAsOf.
func (b organizationBuilder) application(label string, expires int, differing ...fields) {
	id := b.id(JumpCloudApplications, label)
	b.add(JumpCloudApplications, id, append([]fields{{
		"displayLabel": label, "displayName": "Custom SAML App",
		"ssoUrl":                     "https://sso.jumpcloud.com/saml2/" + id,
		"sso.idpCertExpirationAt":    JumpCloudTime(expires),
		"config.idpPrivateKey.value": "-----BEGIN PRIVATE KEY-----\n" + plantedSecret("private key", id),
	}}, differing...)...)
}

// bookmark are the fields of an application without single sign-on.
var bookmark = fields{"name": "bookmark", "displayName": "Bookmark", "sso": Object{"type": "bookmark", "beta": false, "hidden": false}}

// authnPolicy adds a conditional access policy that asks everyone for MFA at
// the user portal, unless the fields say otherwise.
func (b organizationBuilder) authnPolicy(name string, differing ...fields) {
	b.add(JumpCloudAuthnPolicies, b.id(JumpCloudAuthnPolicies, name), append([]fields{{"name": name}}, differing...)...)
}

var (
	forAdminPortal = fields{"type": "admin_portal", "targets.resources": []any{Object{"type": "admin_portal"}}}
	withoutMFARule = fields{"effect.obligations": Object{}}
	disabledPolicy = fields{"disabled": true}
)

func (b organizationBuilder) ipList(name string, ips ...any) {
	if ips == nil {
		ips = []any{}
	}
	b.add(JumpCloudIPLists, b.id(JumpCloudIPLists, name), fields{"name": name, "ips": ips})
}

// appleMDM adds an MDM whose push certificate expires that many days after
// JumpCloudAsOf.
func (b organizationBuilder) appleMDM(name string, expires int) {
	b.add(JumpCloudAppleMDMs, b.id(JumpCloudAppleMDMs, name), fields{
		"name": name, "apnsCertExpiry": JumpCloudTime(expires),
		"appleCertCreatorAppleID": email("apple.certificates"), "appleCertSerialNumber": "SN-" + objectID("apns", name)[:10],
	})
}

// googleWorkspace adds a Google Workspace directory, and what becomes of the
// account there of a user who is locked out.
func (b organizationBuilder) googleWorkspace(lockoutAction string) {
	id := b.id(JumpCloudGSuites, "Google Workspace")
	b.add(JumpCloudDirectories, id, fields{"name": "Google Workspace", "type": "g_suite"})
	b.add(JumpCloudGSuites, id, fields{
		"name": "Google Workspace", "userLockoutAction": lockoutAction, "organizationObjectId": b.organization.id,
	})
}

// microsoft365 is googleWorkspace for a Microsoft 365 directory.
func (b organizationBuilder) microsoft365(lockoutAction string) {
	id := b.id(JumpCloudOffice365s, "Microsoft 365")
	b.add(JumpCloudDirectories, id, fields{"name": "Microsoft 365", "type": "office_365"})
	b.add(JumpCloudOffice365s, id, fields{"name": "Microsoft 365", "userLockoutAction": lockoutAction})
}

// ldapServer adds the directory that every organization has.
func (b organizationBuilder) ldapServer() {
	b.add(JumpCloudDirectories, b.id(JumpCloudDirectories, "LDAP"), fields{"name": "JumpCloud LDAP", "type": "ldap_server"})
}
