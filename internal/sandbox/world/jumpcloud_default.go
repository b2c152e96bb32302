// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// DefaultJumpCloud returns a small organization between the strong and the
// weak one, with fields that are absent here and there.
func DefaultJumpCloud() *JumpCloud {
	b := newOrganization(JumpCloudOrganizationID, fields{
		"settings.disableGoogleLogin":                            false,
		"settings.passwordPolicy.minLength":                      12,
		"settings.passwordPolicy.enableMaxHistory":               false,
		"settings.passwordPolicy.maxHistory":                     3,
		"settings.passwordPolicy.enablePasswordExpirationInDays": false,
		"settings.newSystemUserStateDefaults.csvImport":          "ACTIVATED",
	})
	Unset(b.organization.object, "settings.features.directoryInsights")
	b.administrator("patrizia.quillmoor", role(superAdministrator), apiKey(-60, 120))
	b.administrator("samwise.brackenfell", role("Administrator with Billing"), fields{"totpEnrolled": false})
	b.administrator("noorani.estwick", role("Read Only"), apiKey(-420, nil))
	b.administrator("leandra.formersmith", role("Help Desk"), fields{"suspended": true})

	b.user("patrizia.quillmoor", phishingResistant, b.administers("patrizia.quillmoor"), fields{"sudo": true})
	b.user("samwise.brackenfell", b.administers("samwise.brackenfell"))
	b.user("idalina.thornquist", sshKey("idalina.thornquist", -500))
	b.user("maximus.wetherlam", withoutMFA, fields{"enable_user_portal_multifactor": false, "password_date": jumpCloudDate(-20)})
	b.user("ruthanne.oldhamly", fields{
		"passwordless_sudo": true, "sudo": true,
		"delegatedAuthority": Object{"id": objectID("delegated"), "name": "ActiveDirectory"},
	})
	b.user("evander.exemptham", fields{"mfa.exclusion": true, "mfa.exclusionDays": 7, "mfa.exclusionUntil": JumpCloudTime(4)})
	b.user("newton.joinerly", stagedUser, fields{"created": JumpCloudTime(-5)})
	b.user("oldrich.leaverby", suspendedUser, fields{"sudo": true})
	b.user("lourdes.lockwell", lockedUser)
	b.user("svcuser.ldapbind", withoutMFA, fields{"ldap_binding_user": true, "enable_user_portal_multifactor": false})

	b.system("quartz-mac", 0)
	b.system("marble-mac", 1, fields{"fde.active": false, "fde.keyPresent": false})
	b.system("slate-mac", 2)
	b.withoutAgentState("fde", "policyStats", "isPolicyBound", "osFamily")
	b.system("basalt-win", 3, windowsSystem, fields{"fde.keyPresent": false})
	b.system("flint-win", 4, windowsSystem, fields{"active": false, "lastContact": nil})
	b.system("gneiss-lin", 5, linuxSystem, fields{"allowSshRootLogin": true})
	b.withoutAgentState("fde", "serviceAccountState")
	b.system("opal-phone", 6, mobileSystem)
	b.withoutAgentState("fde", "serviceAccountState", "allowSshRootLogin", "allowSshPasswordAuthentication")

	b.authnPolicy("MFA for everyone")
	b.authnPolicy("Contractors, on managed devices", fields{
		"conditions": Object{"deviceManaged": true}, "targets.users": Object{}, "effect.obligations": Object{},
		"targets.userGroups.inclusions": []any{objectID("contractors")},
	})
	b.authnPolicy("Pilot", disabledPolicy)
	b.ipList("Offices", "192.0.2.0/24", "2001:db8:17::/48")
	b.radiusServer("Office Wi-Fi", fields{"mfa": "REQUIRED", "requireRadsec": false})
	b.radiusServer("Server room", fields{"userPasswordEnabled": false, "userCertEnabled": true, "mfa": "DISABLED"})
	b.application("Payroll", 20)
	b.application("Handbook", 0, bookmark)
	b.appleMDM("Apple MDM", 200)
	b.appleMDM("Apple MDM, second", 12)
	b.googleWorkspace("suspend")
	b.microsoft365("suspend")
	b.ldapServer()
	return b.jumpCloud()
}
