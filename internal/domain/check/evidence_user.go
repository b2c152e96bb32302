// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
)

// User is a user in the directory. A value is nil when the response does not
// have it.
type User struct {
	Object
	Username                      string              `json:"username"`
	Email                         string              `json:"email"`
	State                         string              `json:"state"`
	Activated                     *bool               `json:"activated"`
	Suspended                     *bool               `json:"suspended"`
	ExternallyManaged             *bool               `json:"externally_managed"`
	DelegatedAuthority            *struct{}           `json:"delegatedAuthority"`
	AccountLocked                 *bool               `json:"account_locked"`
	LDAPBindingUser               *bool               `json:"ldap_binding_user"`
	SambaServiceUser              *bool               `json:"samba_service_user"`
	MFA                           MFA                 `json:"mfa"`
	MFAEnrollment                 *MFAEnrollment      `json:"mfaEnrollment"`
	TOTPEnabled                   *bool               `json:"totp_enabled"`
	EnableUserPortalMultifactor   *bool               `json:"enable_user_portal_multifactor"`
	PasswordNeverExpires          *bool               `json:"password_never_expires"`
	PasswordExpired               *bool               `json:"password_expired"`
	PasswordDate                  Nullable[Timestamp] `json:"password_date"`
	PasswordExpirationDate        Timestamp           `json:"password_expiration_date"`
	PasswordlessSudo              *bool               `json:"passwordless_sudo"`
	Sudo                          *bool               `json:"sudo"`
	Admin                         Nullable[Admin]     `json:"admin"`
	DisableDeviceMaxLoginAttempts *bool               `json:"disableDeviceMaxLoginAttempts"`
	SSHKeys                       *[]SSHKey           `json:"ssh_keys"`
	PublicKey                     Presence            `json:"public_key"`
	Created                       Timestamp           `json:"created"`
}

// MFA is the state of a user's second factor in older payloads.
type MFA struct {
	Configured     *bool     `json:"configured"`
	Exclusion      *bool     `json:"exclusion"`
	ExclusionUntil Timestamp `json:"exclusionUntil"`
}

// MFAEnrollment is that state in newer payloads. Only the status "ENROLLED"
// means that a factor is enrolled.
type MFAEnrollment struct {
	OverallStatus  string `json:"overallStatus"`
	TOTPStatus     string `json:"totpStatus"`
	PushStatus     string `json:"pushStatus"`
	WebAuthnStatus string `json:"webAuthnStatus"`
	JCGoStatus     string `json:"jcGoStatus"`
	SMSStatus      string `json:"smsStatus"`
}

// Enrolled reports whether a factor is enrolled. It is nil when there is no
// overall status, and when it says so and no factor does.
func (e MFAEnrollment) Enrolled() *bool {
	overall := Enrolled(e.OverallStatus)
	factors := []string{e.TOTPStatus, e.PushStatus, e.WebAuthnStatus, e.JCGoStatus}
	isEnrolled := func(status string) bool { return isTrue(Enrolled(status)) }
	if isTrue(overall) && !slices.Contains(factors, "") && !slices.ContainsFunc(append(factors, e.SMSStatus), isEnrolled) {
		return nil
	}
	return overall
}

// Admin links a user to the administrator that is the same person.
type Admin struct {
	ID string `json:"id"`
}

// SSHKey has the creation date of a key, but not the key.
type SSHKey struct {
	CreateDate Timestamp `json:"create_date"`
}

// Active reports whether the user can sign in: activated, not suspended and not
// locked (tools). It is nil when that is unknown.
func (u User) Active() *bool {
	return allOf(u.Activated, not(u.IsSuspended()), not(u.AccountLocked))
}

// IsSuspended reports whether the user is suspended. It is nil when that is
// unknown, and when the flag and the state contradict each other.
func (u User) IsSuspended() *bool {
	if u.Suspended != nil && u.State != "" && *u.Suspended != strings.EqualFold(u.State, "SUSPENDED") {
		return nil
	}
	return u.Suspended
}

// ForeignPassword reports whether another directory is known to manage the
// password. The meaning of the fields is inferred from their names.
func (u User) ForeignPassword() bool {
	return isTrue(u.ExternallyManaged) || u.DelegatedAuthority != nil
}

// Service reports whether the user is a service account and not a person.
func (u User) Service() *bool {
	return not(allOf(not(u.LDAPBindingUser), not(u.SambaServiceUser)))
}

// Administrator reports whether the user is linked to an administrator. It is
// nil when the response does not have the link, and false when the link is
// null.
func (u User) Administrator() *bool {
	if !u.Admin.Said {
		return nil
	}
	return new(u.Admin.Value != nil)
}

// MFAEnrolled reports whether the user has enrolled a second factor. Payloads
// without an enrollment status report it for TOTP and for the first factor
// (recorded).
func (u User) MFAEnrolled() *bool {
	if u.MFAEnrollment != nil {
		return u.MFAEnrollment.Enrolled()
	}
	return not(allOf(not(u.TOTPEnabled), not(u.MFA.Configured)))
}

// Enrolled reports whether a status of MFAEnrollment is "ENROLLED". It is nil
// when there is no status.
func Enrolled(status string) *bool { return isText(status, "ENROLLED") }

// isText reports whether a text is the wanted one, in any case. It is nil when
// there is no text.
func isText(text, wanted string) *bool {
	if text == "" {
		return nil
	}
	return new(strings.EqualFold(text, wanted))
}

// allOf is false when one of the values is false, true when all are true, and
// otherwise nil.
func allOf(values ...*bool) *bool {
	all := new(true)
	for _, value := range values {
		if isFalse(value) {
			return value
		}
		if value == nil {
			all = nil
		}
	}
	return all
}
