// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import "fmt"

// The kinds of objects that are in the specification of 2026-08-21 and not in
// that of 2026-03-31, or that no check read before. Risk events, alerts and
// service accounts are known by "objectId"; subscriptions and the settings of
// devices have no ID.
const (
	JumpCloudServiceAccounts   JumpCloudCollection = "service-accounts"
	JumpCloudRoles             JumpCloudCollection = "roles"
	JumpCloudUserGroups        JumpCloudCollection = "usergroups"
	JumpCloudRiskEvents        JumpCloudCollection = "identityrisk/events"
	JumpCloudAlerts            JumpCloudCollection = "alerts"
	JumpCloudSignInSettings    JumpCloudCollection = "devices/settings/signinwithjumpcloud"
	JumpCloudPolicies          JumpCloudCollection = "policies"
	JumpCloudLDAPServers       JumpCloudCollection = "ldapservers"
	JumpCloudActiveDirectories JumpCloudCollection = "activedirectories"
	JumpCloudSubscriptions     JumpCloudCollection = "subscriptions"
)

// JumpCloudMembers is the field with the names of the users of a user group,
// and JumpCloudAgents that with the agents of an Active Directory domain. The
// API serves both as lists of their own.
const (
	JumpCloudMembers = "members"
	JumpCloudAgents  = "agents"
)

// JumpCloudUserID is the ID of the user of a name in an organization.
func JumpCloudUserID(organizationID, name string) string {
	return objectID("jumpcloud", organizationID, JumpCloudUsers, name)
}

// inventoryWords are words of the templates that stand for IDs of other objects.
func (b organizationBuilder) inventoryWords(name string) []string {
	words := []string{
		"{user}", b.id(JumpCloudUsers, name),
		"{system}", b.id(JumpCloudSystems, "quartz-mac"),
	}
	for _, role := range []string{"Administrator", "Administrator in disguise", "Deployment"} {
		words = append(words, fmt.Sprintf("{role:%s}", role), b.id(JumpCloudRoles, role))
	}
	return words
}

// addInventory adds one object of each of these kinds, as a template has it.
func (b organizationBuilder) addInventory() {
	b.add(JumpCloudRoles, "Administrator", "administrator role")
	b.add(JumpCloudRoles, "Deployment")
	b.add(JumpCloudServiceAccounts, "Deployment")
	b.add(JumpCloudUserGroups, "Staff", fields{JumpCloudMembers: []any{}})
	b.add(JumpCloudRiskEvents, "person000000.userly")
	b.add(JumpCloudAlerts, "Device is offline")
	b.add(JumpCloudSignInSettings, "settings")
	b.add(JumpCloudPolicies, "Windows updates")
	b.add(JumpCloudLDAPServers, "jumpcloud")
	b.add(JumpCloudActiveDirectories, "acme")
	b.add(JumpCloudSubscriptions, "Platform Plus")
}

// AddCloudDirectories connects a Google Workspace and a Microsoft 365 to every
// organization, unless it is connected.
func (j *JumpCloud) AddCloudDirectories() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, organization := range j.organizations {
		b := organizationBuilder{organization}
		for collection, name := range map[JumpCloudCollection]string{JumpCloudGSuites: "Google Workspace", JumpCloudOffice365s: "Microsoft 365"} {
			if len(organization.objects[collection]) == 0 {
				b.add(collection, name)
			}
		}
	}
}
