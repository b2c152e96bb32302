// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// MobileTestPassword is the password of the account that an app is tested with.
// It is in the configuration of every app.
const MobileTestPassword = "app-password-" + PlantedSecret

// Secrets returns the texts that must never be found in a state, a plan, a
// log, or a diagnostic. All of them contain PlantedSecret, but for the refs of
// groups that the token's user is not a member of, which only errors have.
func (n *NowSecure) Secrets() []string {
	secrets := []string{MobileTestPassword}
	for _, group := range n.Groups() {
		if group.Hidden {
			secrets = append(secrets, group.Ref)
		}
	}
	return secrets
}

// PersonalData returns the names and email addresses of all users, which must
// be found nowhere but in a list of users.
func (n *NowSecure) PersonalData() []string {
	var personal []string
	for _, user := range n.Users() {
		personal = append(personal, user.Name)
		if user.Email != "" {
			personal = append(personal, user.Email)
		}
	}
	return personal
}
