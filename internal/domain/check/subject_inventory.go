// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

func (a ServiceAccount) subject() subject  { return subject{"service_account", a.ID(), a.Name} }
func (r Role) subject() subject            { return subject{"role", r.ID(), r.Name} }
func (g UserGroup) subject() subject       { return subject{"user_group", g.ID(), g.Name} }
func (s LDAPServer) subject() subject      { return subject{"ldap_server", s.ID(), s.Name} }
func (d ActiveDirectory) subject() subject { return subject{"active_directory", d.ID(), d.Domain} }

var (
	serviceAccounts   = kind[ServiceAccount]{DocumentServiceAccounts, func(e Evidence) Reading[[]ServiceAccount] { return e.ServiceAccounts }}
	roles             = kind[Role]{DocumentRoles, func(e Evidence) Reading[[]Role] { return e.Roles }}
	userGroups        = kind[UserGroup]{DocumentUserGroups, func(e Evidence) Reading[[]UserGroup] { return e.UserGroups }}
	ldapServers       = kind[LDAPServer]{DocumentLDAPServers, func(e Evidence) Reading[[]LDAPServer] { return e.LDAPServers }}
	activeDirectories = kind[ActiveDirectory]{DocumentActiveDirectories, func(e Evidence) Reading[[]ActiveDirectory] { return e.ActiveDirectories }}
)
