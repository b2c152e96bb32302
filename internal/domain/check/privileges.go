// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// userPrivilegeChecks check the privileges of users.
var userPrivilegeChecks = []Check{
	{
		ID:            "user-no-passwordless-sudo",
		Title:         "No user has passwordless sudo",
		FailureTitle:  "User with passwordless sudo",
		Severity:      posture.High,
		Rationale:     "Anyone with a session of the user is root on every device that the user is bound to.",
		Passes:        "the flag is off",
		NotApplicable: "the user is suspended (`user-suspended-no-privilege` checks such users)",
		Fields:        []string{"passwordless_sudo", "suspended", "state"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return must("whether the user has passwordless sudo", u.PasswordlessSudo, false, "the user has passwordless sudo")
		})),
	},
	{
		ID:           "user-global-sudo-limited",
		Title:        "Few users are global device administrators",
		FailureTitle: "Too many global device administrators",
		Severity:     posture.Medium,
		Rationale:    "Such a user is an administrator of every device that the user is bound to.",
		Passes:       "at most `max` active users have the flag",
		Fields:       []string{"sudo", "activated", "suspended", "account_locked"},
		Parameters:   []Parameter{{Name: "max", Default: 5, Minimum: 0, Maximum: 100000}},
		rule:         users.together(globalSudo),
	},
	{
		ID:            "service-account-not-privileged",
		Title:         "LDAP/Samba service accounts hold no extra rights",
		FailureTitle:  "LDAP or Samba service account with extra rights",
		Severity:      posture.High,
		Rationale:     "Their credentials are stored in configuration files.",
		Passes:        "the account does not have sudo and is not an administrator",
		NotApplicable: "the user is not a service account, or is suspended (`user-suspended-no-privilege` checks such users)",
		Fields:        []string{"ldap_binding_user", "samba_service_user", "suspended", "state", "sudo", "passwordless_sudo", "admin"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return where(u.Service(), whetherService, "the user is not a service account", unprivileged(u))
		})),
	},
	{
		ID:            "user-suspended-no-privilege",
		Title:         "Suspended users keep no privileges",
		FailureTitle:  "Suspended user with privileges",
		Severity:      posture.Low,
		Rationale:     "When the account is activated again, the privileges return without notice.",
		Passes:        "the account does not have sudo and is not an administrator",
		NotApplicable: "the user is not suspended",
		Fields:        []string{"suspended", "state", "sudo", "passwordless_sudo", "admin"},
		rule: users.each(func(u User, _ input) ruling {
			return where(u.IsSuspended(), whetherSuspended, "the user is not suspended", unprivileged(u))
		}),
	},
	{
		ID:            "user-ssh-key-age",
		Title:         "SSH keys are rotated",
		FailureTitle:  "User with an old SSH key",
		Severity:      posture.Low,
		Rationale:     "The longer a key is in use, the more likely it is to leak.",
		Passes:        "every key is at most `max_days` old",
		NotApplicable: "the user has no keys, or is suspended",
		Note:          "The field `public_key` has a key without a date. With one, the check is unknown.",
		Fields:        []string{"ssh_keys[].create_date", "public_key", "suspended", "state"},
		Parameters:    []Parameter{{Name: "max_days", Default: 365, Minimum: 1, Maximum: 3650}},
		rule:          users.each(unlessSuspended(sshKeyAge)),
	},
	{
		ID:            "user-device-lockout-applies",
		Title:         "No user is exempt from device lockout",
		FailureTitle:  "User is exempt from device lockout",
		Severity:      posture.Low,
		Rationale:     "On a device, the password of such a user can be guessed without limit.",
		Passes:        "the flag is off",
		NotApplicable: "the user is suspended",
		Note:          "The meaning of the field is inferred from its name.",
		Fields:        []string{"disableDeviceMaxLoginAttempts", "suspended", "state"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return must("whether device lockout applies to the user", u.DisableDeviceMaxLoginAttempts, false, "device lockout does not apply to the user")
		})),
	},
}

func globalSudo(all []User, in input) ruling {
	if len(all) == 0 {
		return users.none()
	}
	return tallyOf(all, func(u User) *bool { return allOf(u.Sudo, u.Active()) }).
		within(0, in.number("max"), "global device administrators", "whether they have sudo and are active")
}

func unprivileged(u User) ruling {
	return every(
		must("whether the account has sudo", u.Sudo, false, "the account has sudo"),
		must("whether the account has passwordless sudo", u.PasswordlessSudo, false, "the account has passwordless sudo"),
		must("whether the account is an administrator", u.Administrator(), false, "the account is an administrator"),
	)
}

func sshKeyAge(u User, in input) ruling {
	if u.SSHKeys == nil {
		return absent("which SSH keys the user has")
	}
	ages := []ruling{}
	for _, key := range *u.SSHKeys {
		ages = append(ages, notOlder(in, "an SSH key was added", key.CreateDate, in.number("max_days")))
	}
	switch {
	case len(ages) == 0 && !bool(u.PublicKey):
		return notApplicable("the user has no keys")
	case len(ages) == 0:
		return unknown("the user has an SSH key, but JumpCloud does not say when it was added")
	}
	return every(ages...)
}
