// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// The documents of the specification of 2026-08-21. Their names follow "the" in
// sentences.
const (
	DocumentServiceAccounts   Document = "service accounts"
	DocumentRoles             Document = "roles"
	DocumentUserGroups        Document = "user groups"
	DocumentRiskEvents        Document = "identity risk events"
	DocumentAlerts            Document = "alerts"
	DocumentSignInSettings    Document = "sign-in settings of devices"
	DocumentPolicies          Document = "device policies"
	DocumentLDAPServers       Document = "LDAP servers"
	DocumentActiveDirectories Document = "Active Directory domains"
	DocumentSubscriptions     Document = "subscriptions"
)

// Identified is an object that the API identifies by "objectId".
type Identified struct {
	ObjectID string `json:"objectId"`
	// Unreadable is as in Object.
	Unreadable string `json:"-"`
}

// SetUnreadable sets Unreadable.
func (i *Identified) SetUnreadable(what string) { i.Unreadable = what }

// WrongType returns Unreadable.
func (i Identified) WrongType() string { return i.Unreadable }

// ID identifies the object.
func (i Identified) ID() string { return i.ObjectID }

// ServiceAccount is an account of a program that calls the API, without its
// credentials.
type ServiceAccount struct {
	Identified
	Name     string `json:"name"`
	RoleID   string `json:"roleId"`
	RoleName string `json:"roleName"`
	// Status is "ACTIVE", "EXPIRING" or "EXPIRED" (spec).
	Status string `json:"status"`
	// AuthType is "CLIENT_SECRET" or "API_KEY" (spec).
	AuthType  string    `json:"authType"`
	CreatedAt Timestamp `json:"createdAt"`
	ExpiresAt Timestamp `json:"expiresAt"`
}

// Role is what an administrator or a service account may do.
type Role struct {
	Object
	Name     string    `json:"name"`
	IsCustom *bool     `json:"isCustom"`
	Scopes   *[]string `json:"scopes"`
}

// UserGroup is a group of users. Its attributes are null when the group has
// none (recorded).
type UserGroup struct {
	Object
	Name string `json:"name"`
	// MembershipMethod is "STATIC", or how the group finds its members (spec).
	MembershipMethod string                        `json:"membershipMethod"`
	Attributes       Nullable[UserGroupAttributes] `json:"attributes"`
}

// UserGroupAttributes are what the members of a group get.
type UserGroupAttributes struct {
	Sudo Nullable[Sudo] `json:"sudo"`
}

// Sudo is what the members of a group may do on the devices of the group.
type Sudo struct {
	Enabled         *bool `json:"enabled"`
	WithoutPassword *bool `json:"withoutPassword"`
}

// RiskEvent is a risky sign-in that JumpCloud detected, without the address and
// the place that it came from.
type RiskEvent struct {
	Identified
	IdentityObjectID string `json:"identityObjectId"`
	IdentityType     string `json:"identityType"`
	// Level is "RISK_LEVEL_" and NONE, LOW, MEDIUM, HIGH or CRITICAL (spec).
	Level           string   `json:"level"`
	RiskFactorTypes []string `json:"riskFactorTypes"`
	// ResolutionStatus is "RISK_RESOLUTION_STATUS_" and OPEN, RESOLVED,
	// MFA_RESOLVED or DISMISSED (spec).
	ResolutionStatus  string    `json:"resolutionStatus"`
	ResolvedAt        Timestamp `json:"resolvedAt"`
	FirstOccurrenceAt Timestamp `json:"firstOccurrenceAt"`
	LastOccurrenceAt  Timestamp `json:"lastOccurrenceAt"`
}

// Alert is a warning of JumpCloud's monitoring, without its texts, which may
// name people and devices.
type Alert struct {
	Identified
	// Severity is "ALERT_SEVERITY_" and LOW, MEDIUM or HIGH (spec).
	Severity string `json:"severity"`
	// Status is "ALERT_STATUS_" and OPEN, ACKNOWLEDGED, RESOLVED, AUTO_RESOLVED or
	// DELETED (spec).
	Status          string    `json:"status"`
	Category        string    `json:"category"`
	SourceType      string    `json:"sourceType"`
	SourceID        string    `json:"sourceId"`
	ResolvedAt      Timestamp `json:"resolvedAt"`
	FirstOccurredAt Timestamp `json:"firstOccurredAt"`
	LastOccurredAt  Timestamp `json:"lastOccurredAt"`
}

// SignInSettings say what a user becomes who signs in to a new device.
type SignInSettings struct {
	Settings *[]SignInSetting `json:"settings"`
}

// SignInSetting is the setting for one operating system: "WINDOWS" or "MACOS"
// (spec).
type SignInSetting struct {
	OSFamily string `json:"osFamily"`
	Enabled  *bool  `json:"enabled"`
	// DefaultPermission is "STANDARD" or "ADMIN" (spec).
	DefaultPermission string `json:"defaultPermission"`
}

// Policy is a policy for devices.
type Policy struct {
	Object
	Name     string `json:"name"`
	Template struct {
		Name string `json:"name"`
	} `json:"template"`
}

// LDAPServer is a cloud LDAP directory.
type LDAPServer struct {
	Object
	Name string `json:"name"`
	// UserLockoutAction is "disable" or "remove" (spec).
	UserLockoutAction string `json:"userLockoutAction"`
}

// ActiveDirectory is a connected Active Directory domain with its agents.
type ActiveDirectory struct {
	Object
	Domain string                 `json:"domain"`
	Agents []ActiveDirectoryAgent `json:"-"`
}

// ActiveDirectoryAgent is a program in the domain that imports users, or writes
// them back.
type ActiveDirectoryAgent struct {
	Object
	// State is "unsealed", "active" or "inactive" (spec).
	State     string    `json:"state"`
	ContactAt Timestamp `json:"contactAt"`
}

// Subscription is a product that the organization bought.
type Subscription struct {
	ProductCode string `json:"productCode"`
	Features    *[]struct {
		Name string `json:"name"`
	} `json:"features"`
}

// Sudo reports whether the members of the group are administrators of its
// devices. It is nil when that is unknown. Without attributes, they are not.
func (g UserGroup) Sudo() *bool { return g.sudo(func(s Sudo) *bool { return s.Enabled }) }

// PasswordlessSudo reports whether they need no password for that.
func (g UserGroup) PasswordlessSudo() *bool {
	return g.sudo(func(s Sudo) *bool { return allOf(s.Enabled, s.WithoutPassword) })
}

func (g UserGroup) sudo(value func(Sudo) *bool) *bool {
	switch attributes := g.Attributes.Value; {
	case attributes == nil && !g.Attributes.Said:
		return nil
	case attributes == nil:
		return new(false)
	case attributes.Sudo.Value != nil:
		return value(*attributes.Sudo.Value)
	case attributes.Sudo.Said:
		return new(false)
	}
	return nil
}
