// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// Administrator is a person who signs in to the Admin Portal. The API calls
// administrators "users", and users "system users". A value is nil when the
// response does not have it.
type Administrator struct {
	Object
	Email             string    `json:"email"`
	RoleName          string    `json:"roleName"`
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
