// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"strings"
)

// administrator adds an administrator by the part of the e-mail address before
// the domain.
func (b organizationBuilder) administrator(name string, differing ...fields) {
	given, family := splitName(name)
	b.add(JumpCloudAdministrators, b.id(JumpCloudAdministrators, name), append([]fields{{
		"email": email(name), "firstname": given, "lastname": family,
	}}, differing...)...)
}

// apiKey are the fields of an administrator who has an API key. Days count
// from JumpCloudAsOf; a key that never expires has nil.
func apiKey(created int, expires any) fields {
	if days, limited := expires.(int); limited {
		expires = JumpCloudTime(days)
	}
	return fields{
		"apiKeyAllowed":        true,
		"apiKeySet":            true,
		"apiKeyUpdatedAt":      JumpCloudTime(created),
		"apiKeyHash.createdAt": JumpCloudTime(created),
		"apiKeyHash.expireAt":  expires,
		"apiKeyHash.prefix":    "jca_" + plantedSecret("api key", created, fmt.Sprint(expires)),
	}
}

// role are the fields of an administrator's role.
func role(name string) fields {
	return fields{"roleName": name, "roleNames": []any{name}}
}

// superAdministrator may do everything.
const superAdministrator = "Administrator With Billing"

// user adds a user by the part of the e-mail address before the domain, which
// is the user name too.
func (b organizationBuilder) user(name string, differing ...fields) {
	given, family := splitName(name)
	id := b.id(JumpCloudUsers, name)
	b.add(JumpCloudUsers, id, append([]fields{{
		"email": email(name), "username": name, "firstname": given, "lastname": family,
		"displayname": given + " " + family, "employeeIdentifier": "E-" + id[:8],
		"recoveryEmail.address": name + "@personal.example",
		"alternateEmail":        name + "@other.example",
		"phoneNumbers":          []any{Object{"id": objectID("phone", id), "type": "mobile", "number": "+1 555 " + id[:7]}},
		"addresses": []any{Object{
			"id": objectID("address", id), "type": "home", "streetAddress": id[:6] + " Cobbler Lane", "locality": "Boulder",
			"region": "CO", "postalCode": "80302", "country": "USA", "poBox": "", "extendedAddress": "",
		}},
	}}, differing...)...)
}

// administers are the fields of a user who is linked to a super administrator.
func (b organizationBuilder) administers(name string) fields {
	return fields{"admin": Object{
		"id": b.id(JumpCloudAdministrators, name), "roleName": superAdministrator, "roleNames": []any{superAdministrator},
	}}
}

// sshKey are the fields of a user with one SSH key.
func sshKey(name string, created int) fields {
	key := "ssh-ed25519 " + plantedSecret("ssh key", name) + " " + name
	return fields{
		"public_key": key,
		"ssh_keys": []any{Object{
			"_id": objectID("ssh key", name), "name": "laptop", "public_key": key, "create_date": JumpCloudTime(created),
		}},
	}
}

// Parts of a user that the checks look at.
var (
	phishingResistant = fields{"mfaEnrollment.webAuthnStatus": "ENROLLED", "mfaEnrollment.jcGoStatus": "ENROLLED"}
	withoutMFA        = fields{
		"totp_enabled": false, "mfa.configured": false, "mfaEnrollment.overallStatus": "NOT_ENROLLED",
		"mfaEnrollment.totpStatus": "NOT_ENROLLED",
	}
	suspendedUser = fields{"suspended": true, "state": "SUSPENDED"}
	stagedUser    = fields{
		"activated": false, "state": "STAGED", "password_date": nil, "password_expiration_date": nil,
		"totp_enabled": false, "mfa.configured": false, "mfaEnrollment.overallStatus": "NOT_ENROLLED",
		"mfaEnrollment.totpStatus": "NOT_ENROLLED",
	}
	lockedUser = fields{"account_locked": true, "account_locked_date": JumpCloudTime(-1), "badLoginAttempts": 6}
)

// email is an address in the organization's domain.
func email(name string) string { return name + "@" + JumpCloudDomain }

// splitName makes "Patrizia" and "Quillmoor" of "patrizia.quillmoor".
func splitName(name string) (given, family string) {
	given, family, _ = strings.Cut(name, ".")
	return capitalize(given), capitalize(family)
}

func capitalize(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
