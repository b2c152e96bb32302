// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
)

// Administrator is a person who signs in to the Admin Portal. The API calls
// administrators "users", and users "system users". A value is nil when the
// response does not have it.
type Administrator struct {
	Object
	Email             string    `json:"email"`
	RoleName          string    `json:"roleName"`
	RoleNames         []string  `json:"roleNames"`
	Suspended         *bool     `json:"suspended"`
	EnableMultiFactor *bool     `json:"enableMultiFactor"`
	TOTPEnrolled      *bool     `json:"totpEnrolled"`
	APIKeyAllowed     *bool     `json:"apiKeyAllowed"`
	APIKeySet         *bool     `json:"apiKeySet"`
	APIKeyUpdatedAt   Timestamp `json:"apiKeyUpdatedAt"`
	// APIKeyHash is nil when the response does not have it. It is unknown whether
	// the list has it (spec only).
	APIKeyHash *struct {
		CreatedAt Timestamp `json:"createdAt"`
		ExpireAt  Timestamp `json:"expireAt"`
	} `json:"apiKeyHash"`
	PasswordUpdatedAt Timestamp `json:"passwordUpdatedAt"`
	Created           Timestamp `json:"created"`
}

// superAdministrator is the role that may do everything. Its case differs between
// sources.
const superAdministrator = "Administrator With Billing"

// SuperAdministrator reports whether the administrator has the role that may do
// everything. It is nil when the response has no role.
func (a Administrator) SuperAdministrator() *bool {
	roles := slices.DeleteFunc(append(slices.Clone(a.RoleNames), a.RoleName), func(role string) bool { return strings.TrimSpace(role) == "" })
	if len(roles) == 0 {
		return nil
	}
	return new(slices.ContainsFunc(roles, func(role string) bool { return strings.EqualFold(strings.TrimSpace(role), superAdministrator) }))
}

// HasAPIKey reports whether the administrator has an API key. It is nil when the
// response does not say so, or contradicts itself.
func (a Administrator) HasAPIKey() *bool {
	hasHash := a.APIKeyHash != nil && (a.APIKeyHash.CreatedAt != "" || a.APIKeyHash.ExpireAt != "")
	if hasHash && isFalse(a.APIKeySet) {
		return nil
	}
	return a.APIKeySet
}
