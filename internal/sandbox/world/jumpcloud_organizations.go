// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// The IDs of the hand-written organizations.
const (
	JumpCloudOrganizationID       = "5f2a9c1e7b3d4a0012c4e8f1"
	StrongJumpCloudOrganizationID = "60b7d3f49a1c5e0023d5f9a2"
	WeakJumpCloudOrganizationID   = "61c8e4a5ab2d6f0034e60ab3"
)

// JumpCloudDomain is the domain of every e-mail address in the generated and
// the hand-written organizations, but for a contractor of the weak one.
const JumpCloudDomain = "acme.example"

// StrongJumpCloud returns an organization that passes every check at
// JumpCloudAsOf, none of them for want of something to look at.
func StrongJumpCloud() *JumpCloud {
	b := newOrganization(StrongJumpCloudOrganizationID, nil)
	b.administrator("patrizia.quillmoor", role(superAdministrator), apiKey(-60, 120))
	b.administrator("samwise.brackenfell", role(superAdministrator))
	b.administrator("noorani.estwick", role("Read Only"))
	b.administrator("leandra.formersmith", role("Help Desk"), fields{"suspended": true})

	b.user("patrizia.quillmoor", phishingResistant, b.administers("patrizia.quillmoor"), fields{"sudo": true})
	b.user("samwise.brackenfell", phishingResistant, b.administers("samwise.brackenfell"))
	b.user("idalina.thornquist", sshKey("idalina.thornquist", -100))
	b.user("maximus.wetherlam", fields{"password_date": jumpCloudDate(-20)})
	b.user("newton.joinerly", stagedUser, fields{"created": JumpCloudTime(-5)})
	b.user("oldrich.leaverby", suspendedUser)
	b.user("svcuser.ldapbind", fields{"ldap_binding_user": true, "enable_user_portal_multifactor": false}, withoutMFA)

	b.system("quartz-mac", 0)
	b.system("basalt-win", 1, windowsSystem)
	b.system("gneiss-lin", 2, linuxSystem)
	b.withoutAgentState("fde", "serviceAccountState")

	b.authnPolicy("MFA for everyone")
	b.authnPolicy("MFA for administrators", forAdminPortal)
	b.ipList("Offices", "192.0.2.0/24", "2001:db8:17::/48")
	b.radiusServer("Office Wi-Fi")
	b.application("Payroll", 900)
	b.application("Handbook", 0, bookmark)
	b.appleMDM("Apple MDM", 200)
	b.googleWorkspace("suspend")
	b.microsoft365("suspend")
	b.ldapServer()
	return b.jumpCloud()
}

// weakSettings fail every check of the organization's settings. Passwords do
// expire, too late, so that the checks of users' passwords apply.
var weakSettings = fields{
	"settings.requireAdminMFA":                                    false,
	"settings.disableGoogleLogin":                                 false,
	"settings.enableUserPortalAgentInstall":                       true,
	"settings.features.directoryInsights.enabled":                 false,
	"settings.features.systemInsights.enabled":                    false,
	"settings.newSystemUserStateDefaults.applicationImport":       "ACTIVATED",
	"settings.newSystemUserStateDefaults.csvImport":               "ACTIVATED",
	"settings.newSystemUserStateDefaults.manualEntry":             "ACTIVATED",
	"settings.passwordPolicy.minLength":                           8,
	"settings.passwordPolicy.needsSymbolic":                       false,
	"settings.passwordPolicy.needsUppercase":                      false,
	"settings.passwordPolicy.enableMaxLoginAttempts":              false,
	"settings.passwordPolicy.enableMaxHistory":                    false,
	"settings.passwordPolicy.passwordExpirationInDays":            365,
	"settings.passwordPolicy.allowUsernameSubstring":              true,
	"settings.passwordPolicy.allowUnenrolledMFAPasswordReset":     true,
	"settings.passwordPolicy.disallowCommonlyUsedPasswords":       false,
	"settings.passwordPolicy.disallowSequentialOrRepetitiveChars": false,
	"settings.userPortal.cookieExpirationType":                    "date",
	"settings.userPortal.idleSessionDurationMinutes":              129600,
}

// WeakJumpCloud returns an organization that fails every check at
// JumpCloudAsOf. That of e-mail domains needs JumpCloudDomain to be allowed.
func WeakJumpCloud() *JumpCloud {
	b := newOrganization(WeakJumpCloudOrganizationID, weakSettings)
	b.addWeakAdministrators()
	b.addWeakUsers()
	b.addWeakSystems()
	b.authnPolicy("Let everyone in", withoutMFARule)
	b.authnPolicy("MFA for administrators, off", forAdminPortal, disabledPolicy)
	b.ipList("Nobody")
	b.ipList("Everybody", "0.0.0.0/0", "::/0")
	b.radiusServer("Office Wi-Fi", fields{"mfa": "DISABLED", "radsecEnabled": false, "requireRadsec": false})
	b.application("Payroll", 5)
	b.appleMDM("Apple MDM", -10)
	b.googleWorkspace("maintain")
	b.microsoft365("maintain")
	b.ldapServer()
	return b.jumpCloud()
}

func (b organizationBuilder) addWeakAdministrators() {
	withoutTOTP := fields{"enableMultiFactor": false, "totpEnrolled": false, "totpUpdatedAt": nil}
	b.administrator("robarta.lonesworth", role("Administrator with Billing"), withoutTOTP, apiKey(-500, nil),
		fields{"passwordUpdatedAt": JumpCloudTime(-400)})
	b.administrator("kimberel.farholt", role("Manager"), apiKey(-500, 2000))
	b.administrator("jocasta.newcombry", role("Help Desk"), withoutTOTP, fields{"created": JumpCloudTime(-3), "apiKeyAllowed": true})
	b.administrator("leandra.formersmith", role("Manager"), apiKey(-400, nil), fields{"suspended": true})
}

func (b organizationBuilder) addWeakUsers() {
	sudo := fields{"sudo": true}
	b.user("robarta.lonesworth", withoutMFA, b.administers("robarta.lonesworth"), sudo,
		fields{"enable_user_portal_multifactor": false})
	b.user("evander.exemptham", sudo, fields{"mfa.exclusion": true})
	b.user("nedward.nevermore", sudo, fields{
		"password_never_expires": true, "password_date": JumpCloudTime(-400), "password_expiration_date": nil,
	})
	b.user("suzette.rootsby", sudo, fields{"passwordless_sudo": true})
	b.user("amyntas.adminsen", sudo, fields{"disableDeviceMaxLoginAttempts": true})
	b.user("olander.agedkeyes", sudo, sshKey("olander.agedkeyes", -800))
	b.user("lourdes.lockwell", lockedUser)
	b.user("expedit.irington", fields{
		"password_expired": true, "password_date": jumpCloudDate(-130), "password_expiration_date": jumpCloudDate(-40),
	})
	b.user("inarius.dormantly", stagedUser, fields{"created": JumpCloudTime(-60)})
	b.user("oldrich.leaverby", suspendedUser, sudo)
	b.user("svcuser.ldapbind", sudo, fields{"ldap_binding_user": true, "passwordless_sudo": true})
	b.user("constans.tractorby", fields{"email": "constans.tractorby@partner.example", "employeeType": "Contractor"})
}

func (b organizationBuilder) addWeakSystems() {
	b.system("quartz-mac", 0, fields{
		"fde.active": false, "fde.keyPresent": false,
		"allowSshRootLogin": true, "allowSshPasswordAuthentication": true, "allowMultiFactorAuthentication": false,
		"active": false, "lastContact": JumpCloudTime(-90),
		"isPolicyBound": false, "systemInsights.state": "disabled",
		"userMetrics": []any{localUser("shadow.rooter", true, false)},
	})
	b.system("basalt-win", 1, windowsSystem, fields{
		"fde.keyPresent": false, "policyStats.failed": 3, "policyStats.success": 3, "allowMultiFactorAuthentication": false,
	})
	b.system("gneiss-lin", 2, linuxSystem, fields{"allowSshRootLogin": true, "allowSshPasswordAuthentication": true})
	b.withoutAgentState("fde", "serviceAccountState")
}
