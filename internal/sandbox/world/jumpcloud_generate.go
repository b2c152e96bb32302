// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"math/rand/v2"
)

// GenerateJumpCloud returns an organization of that many users and devices. The
// same seed gives the same organization. One administrator comes with every
// hundred users, and one cloud directory, of Google or of Microsoft.
func GenerateJumpCloud(seed uint64, users, devices int) *JumpCloud {
	random := rand.New(rand.NewPCG(seed, seed))
	b := newOrganization(objectID("organization", seed), fields{
		"settings.disableGoogleLogin": chance(random, 50), "settings.enableUserPortalAgentInstall": chance(random, 50),
	})
	for i := range 2 + users/100 {
		b.add(JumpCloudAdministrators, fmt.Sprintf("minder%04d.adminsby", i), generateAdministrator(random, i)...)
	}
	for i := range users {
		b.add(JumpCloudUsers, fmt.Sprintf("person%06d.userly", i), generateUser(random, i)...)
	}
	for i := range devices {
		b.add(JumpCloudSystems, fmt.Sprintf("device-%06d", i), generateSystem(random)...)
	}
	b.add(JumpCloudAuthnPolicies, "MFA for everyone")
	b.add(JumpCloudIPLists, "Offices")
	b.add(JumpCloudRADIUSServers, "Office Wi-Fi", fields{"mfa": pick(random, "ALWAYS", "REQUIRED", "ENABLED", "DISABLED")})
	b.add(JumpCloudApplications, "Payroll", fields{"sso.idpCertExpirationAt": JumpCloudTime(random.IntN(400))})
	b.add(JumpCloudAppleMDMs, "Apple MDM", fields{"apnsCertExpiry": JumpCloudTime(random.IntN(300))})
	directory, name := JumpCloudGSuites, "Google Workspace"
	if chance(random, 50) {
		directory, name = JumpCloudOffice365s, "Microsoft 365"
	}
	b.add(directory, name, fields{"userLockoutAction": pick(random, "suspend", "maintain")})
	b.add(JumpCloudDirectories, "JumpCloud LDAP", fields{"type": "ldap_server"})
	b.addInventory()
	return b.jumpCloud()
}

func generateAdministrator(random *rand.Rand, number int) (differing []any) {
	if number < 2 {
		differing = append(differing, "super administrator")
	}
	if chance(random, 30) {
		created, expires := JumpCloudTime(-random.IntN(600)), JumpCloudTime(30+random.IntN(500))
		differing = append(differing, "API key", fields{
			"apiKeyUpdatedAt": created, "apiKeyHash.createdAt": created, "apiKeyHash.expireAt": expires,
		})
	}
	return append(differing, fields{"totpEnrolled": !chance(random, 10), "suspended": number > 2 && chance(random, 10)})
}

func generateUser(random *rand.Rand, number int) []any {
	differing := []any{fields{
		"password_date":                  JumpCloudTime(-random.IntN(120)),
		"enable_user_portal_multifactor": !chance(random, 10),
		"password_never_expires":         chance(random, 5),
		"passwordless_sudo":              chance(random, 1),
		"sudo":                           chance(random, 2),
		"unix_uid":                       5001 + number, "unix_guid": 5001 + number,
	}}
	switch draw := random.IntN(100); {
	case draw < 10:
		differing = append(differing, "without MFA")
	case draw < 15:
		differing = append(differing, "suspended")
	case draw < 18:
		differing = append(differing, "staged", "without MFA", fields{"created": JumpCloudTime(-random.IntN(60))})
	case draw < 20:
		differing = append(differing, "locked")
	case draw < 40:
		differing = append(differing, pick(random, "SSH key", "SSH key", "SSH key", "old SSH key"))
	}
	if chance(random, 1) {
		differing = append(differing, "unknown MFA")
	}
	return differing
}

func generateSystem(random *rand.Rand) []any {
	differing := []any{fields{
		"lastContact":                    JumpCloudTime(-random.IntN(40)),
		"fde.active":                     !chance(random, 8),
		"fde.keyPresent":                 !chance(random, 8),
		"allowSshRootLogin":              chance(random, 5),
		"allowSshPasswordAuthentication": chance(random, 10),
		"allowMultiFactorAuthentication": !chance(random, 20),
		"policyStats.failed":             max(0, random.IntN(20)-17),
	}}
	kind := random.IntN(3)
	switch kind {
	case 0:
		differing = append(differing, "windows")
	case 1:
		differing = append(differing, "linux")
	}
	if kind == 1 || chance(random, 1) {
		differing = append(differing, "without encryption state")
	}
	return differing
}

// chance is true in that many of a hundred cases.
func chance(random *rand.Rand, percent int) bool { return random.IntN(100) < percent }

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }
