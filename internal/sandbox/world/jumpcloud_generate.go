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
		b.generateAdministrator(random, i)
	}
	for i := range users {
		b.generateUser(random, i)
	}
	for i := range devices {
		b.generateSystem(random, i)
	}
	b.authnPolicy("MFA for everyone")
	b.ipList("Offices", "192.0.2.0/24")
	b.radiusServer("Office Wi-Fi", fields{"mfa": pick(random, "ALWAYS", "REQUIRED", "ENABLED", "DISABLED")})
	b.application("Payroll", random.IntN(400))
	b.appleMDM("Apple MDM", random.IntN(300))
	connect := b.googleWorkspace
	if chance(random, 50) {
		connect = b.microsoft365
	}
	connect(pick(random, "suspend", "maintain"))
	b.ldapServer()
	return b.jumpCloud()
}

func (b organizationBuilder) generateAdministrator(random *rand.Rand, number int) {
	differing := []fields{role("Manager")}
	if number < 2 {
		differing = []fields{role(superAdministrator)}
	}
	if chance(random, 30) {
		differing = append(differing, apiKey(-random.IntN(600), 30+random.IntN(500)))
	}
	differing = append(differing, fields{"totpEnrolled": !chance(random, 10), "suspended": number > 2 && chance(random, 10)})
	b.administrator(fmt.Sprintf("minder%04d.adminsby", number), differing...)
}

func (b organizationBuilder) generateUser(random *rand.Rand, number int) {
	name := fmt.Sprintf("person%06d.userly", number)
	differing := []fields{{
		"password_date":                  JumpCloudTime(-random.IntN(120)),
		"enable_user_portal_multifactor": !chance(random, 10),
		"password_never_expires":         chance(random, 5),
		"passwordless_sudo":              chance(random, 1),
		"sudo":                           chance(random, 2),
		"unix_uid":                       5001 + number, "unix_guid": 5001 + number,
	}}
	switch draw := random.IntN(100); {
	case draw < 10:
		differing = append(differing, withoutMFA)
	case draw < 15:
		differing = append(differing, suspendedUser)
	case draw < 18:
		differing = append(differing, stagedUser, fields{"created": JumpCloudTime(-random.IntN(60))})
	case draw < 20:
		differing = append(differing, lockedUser)
	case draw < 40:
		differing = append(differing, sshKey(name, -random.IntN(450)))
	}
	b.user(name, differing...)
	if chance(random, 1) {
		users := b.organization.objects[JumpCloudUsers]
		Unset(users[len(users)-1], "mfaEnrollment", "mfa", "totp_enabled")
	}
}

func (b organizationBuilder) generateSystem(random *rand.Rand, number int) {
	differing := []fields{{
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
		differing = append(differing, windowsSystem)
	case 1:
		differing = append(differing, linuxSystem)
	}
	b.system(fmt.Sprintf("device-%06d", number), number, differing...)
	if kind == 1 || chance(random, 1) {
		b.withoutAgentState("fde", "serviceAccountState")
	}
}

// chance is true in that many of a hundred cases.
func chance(random *rand.Rand, percent int) bool { return random.IntN(100) < percent }

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }
