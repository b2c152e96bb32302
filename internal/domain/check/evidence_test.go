// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// decoded is an object as the API would send it.
func decoded[T any](t *testing.T, document string) T {
	t.Helper()
	var value T
	if err := json.Unmarshal([]byte(document), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// said writes a value that may not be known.
func said(value *bool) string {
	if value == nil {
		return "?"
	}
	return fmt.Sprint(*value)
}

// The state of a user is true, false, or unknown, and never guessed.
func TestUser(t *testing.T) {
	t.Parallel()
	// active, service account, enrolled, administrator.
	for document, want := range map[string]string{
		`{}`: "? ? ? ?",
		`{"activated":true,"suspended":false,"account_locked":false}`:                         "true ? ? ?",
		`{"activated":true,"suspended":false}`:                                                "? ? ? ?",
		`{"suspended":true}`:                                                                  "false ? ? ?",
		`{"activated":false,"ldap_binding_user":false,"samba_service_user":false}`:            "false false ? ?",
		`{"account_locked":true,"ldap_binding_user":true}`:                                    "false true ? ?",
		`{"ldap_binding_user":false,"samba_service_user":true,"admin":null}`:                  "? true ? false",
		`{"samba_service_user":false,"admin":{"id":"a"}}`:                                     "? ? ? true",
		`{"totp_enabled":true}`:                                                               "? ? true ?",
		`{"totp_enabled":false,"mfa":{"configured":true}}`:                                    "? ? true ?",
		`{"totp_enabled":false,"mfa":{"configured":false}}`:                                   "? ? false ?",
		`{"totp_enabled":false}`:                                                              "? ? ? ?",
		`{"totp_enabled":true,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}}`:              "? ? false ?",
		`{"totp_enabled":true,"mfaEnrollment":{}}`:                                            "? ? ? ?",
		`{"totp_enabled":false,"mfaEnrollment":{"overallStatus":"Enrolled"}}`:                 "? ? true ?",
		`{"totp_enabled":false,"mfaEnrollment":null,"mfa":{"configured":false},"admin":null}`: "? ? false false",
	} {
		user := decoded[check.User](t, document)
		got := fmt.Sprintf("%s %s %s %s", said(user.Active()), said(user.Service()), said(user.MFAEnrolled()), said(user.Administrator()))
		if got != want {
			t.Errorf("%s: %s, want %s", document, got, want)
		}
	}
}

// The family is read from osFamily, or else from os. An unknown value has no
// family.
func TestSystem_family(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]check.Family{
		`{}`:                                   "",
		`{"osFamily":"darwin"}`:                check.MacOS,
		`{"osFamily":"Windows","os":"Linux"}`:  check.Windows,
		`{"osFamily":"LINUX"}`:                 check.Linux,
		`{"osFamily":"iOS"}`:                   check.Mobile,
		`{"osFamily":"","os":"Mac OS X"}`:      check.MacOS,
		`{"os":"Windows"}`:                     check.Windows,
		`{"os":"Red Hat Enterprise Linux"}`:    check.Linux,
		`{"os":"Ubuntu"}`:                      check.Linux,
		`{"os":"Android"}`:                     check.Mobile,
		`{"os":"Plan 9"}`:                      "",
		`{"osFamily":"Plan 9","os":"Windows"}`: check.Windows,
	} {
		if got := decoded[check.System](t, document).Family(); got != want {
			t.Errorf("%s: %q, want %q", document, got, want)
		}
	}
}

func TestTimestamp(t *testing.T) {
	t.Parallel()
	for text, want := range map[check.Timestamp]string{
		"2026-12-01T01:00:00.123Z":  "2026-12-01T01:00:00Z",
		"2026-12-01T01:00:00+02:00": "2026-11-30T23:00:00Z",
		"2026-12-01":                "2026-12-01T00:00:00Z",
		"":                          "",
		"soon":                      "",
		"2026-13-01":                "",
		"2026-02-30T00:00:00Z":      "",
	} {
		if got := text.RFC3339(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if _, ok := text.Time(); ok != (want != "") {
			t.Errorf("%s: %t", text, ok)
		}
	}
	// Null and absent are no time; a number is no text.
	if got := decoded[check.System](t, `{"lastContact":null}`).LastContact; got != "" {
		t.Errorf("got %q", got)
	}
	if json.Unmarshal([]byte(`{"lastContact":1}`), &check.System{}) == nil {
		t.Error("a number is taken for a time")
	}
}

// Objects of both versions are known by their id.
func TestID(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"_id":"a"}`: "a", `{"id":"a"}`: "a", `{"_id":"a","id":"a"}`: "a", `{}`: "", `{"id":null}`: "",
	} {
		if got := decoded[check.IPList](t, document).ID(); got != want {
			t.Errorf("%s: %q, want %q", document, got, want)
		}
	}
}

// An empty list of users is an answer beside devices, and the other way round.
// Otherwise its checks are unknown, and findings.
func TestEmptyLists(t *testing.T) {
	t.Parallel()
	const user = `{"_id":"u","activated":true,"suspended":false,"account_locked":false,"ldap_binding_user":false,"samba_service_user":false,"totp_enabled":true}`
	const role = "; check that the role of the API key's administrator can view users and devices"
	noSystems := func(s *situation) { s.evidence.Systems = check.Failed[[]check.System]("forbidden") }
	for name, test := range map[string]struct {
		given          situation
		users, systems string // the reasons of a check
		doubted        []check.Document
	}{
		"both empty": {
			given(users(), systems()),
			"reading the users: the list is empty, and so is the list of devices" + role,
			"reading the devices: the list is empty, and so is the list of users" + role, nil,
		},
		"devices alone":  {given(users(), systems(device(1, "true"))), "there are no users", "", nil},
		"users alone":    {given(users(user), systems()), "", "there are no devices", nil},
		"devices failed": {given(users(), noSystems), "reading the users: the list is empty, and the devices could not be read" + role, "reading the devices: forbidden", nil},
		"devices not read": {
			given(users()), "reading the users: the list is empty, and the devices could not be read" + role, "reading the devices: not read",
			[]check.Document{check.DocumentSystems},
		},
		"users not read": {
			given(systems()), "reading the users: not read", "reading the devices: the list is empty, and the users could not be read" + role,
			[]check.Document{check.DocumentUsers},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for id, want := range map[string]string{"user-mfa-enrolled": test.users, encryption: test.systems} {
				report := test.given.report(id)
				result := report.Results[0]
				isUnknown := strings.HasPrefix(want, "reading ")
				if result.Reason != want || (result.Status == check.Unknown) != isUnknown || (len(report.Findings) == 1) != isUnknown {
					t.Errorf("%s is %s, %q, want %q", id, result.Status, result.Reason, want)
				}
			}
			if got := test.given.evidence.Doubted(); !slices.Equal(got, test.doubted) {
				t.Errorf("doubted: %v", got)
			}
		})
	}
}
