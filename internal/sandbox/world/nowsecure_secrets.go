// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// The texts that carry the planted secret, as NowSecure serves them.
const (
	// MobileTestPassword stands in the configuration of every app, as the
	// password of the account that the app is tested with.
	MobileTestPassword = "app-password-" + PlantedSecret
	// MobileEvidence stands in the context of every row of a report.
	MobileEvidence = "evidence-" + PlantedSecret
	// MobileNote stands in the notes of users and groups.
	MobileNote = "note-" + PlantedSecret
)

// Secrets returns the texts that must never be found in a state, a plan, a
// log, or a diagnostic. All of them contain PlantedSecret, but for the refs of
// groups that the token's user is no member of, which stand in errors alone.
func (n *NowSecure) Secrets() []string {
	secrets := []string{MobileTestPassword, MobileEvidence, MobileNote}
	for _, group := range n.Groups() {
		if group.Hidden {
			secrets = append(secrets, group.Ref)
		}
	}
	return secrets
}

// PersonalData returns the names and e-mail addresses of all users, which must
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
