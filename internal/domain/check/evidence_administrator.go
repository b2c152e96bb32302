// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// Administrator is somebody who signs in to the Admin Portal. The API calls
// administrators "users", and users "system users". Values are nil where the
// answer does not have them.
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
	// APIKeyHash is nil where the answer does not have it, which is not known
	// of the list (spec only).
	APIKeyHash *struct {
		CreatedAt Timestamp `json:"createdAt"`
		ExpireAt  Timestamp `json:"expireAt"`
	} `json:"apiKeyHash"`
	PasswordUpdatedAt Timestamp `json:"passwordUpdatedAt"`
	Created           Timestamp `json:"created"`
}
