// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"maps"
	"slices"
	"strings"
)

// personalFields are the fields that say who a person is, or where and on what
// device.
var personalFields = []string{
	"accountsReceivable", "address", "alternateEmail", "appleCertCreatorAppleID", "contactEmail", "contactName",
	"city", "clientId", "clientIp", "displayName", "displayname", "email", "identityDisplayName", "identityIdentifier", "resolvedByEmail", "source_ip", "employeeIdentifier", "firstname", "hostname", "lastname",
	"networkSourceIp", "number", "remoteIP", "serialNumber", "appleCertSerialNumber", "streetAddress", "userName", "username",
}

// Secrets returns every secret that the API would send: tokens of devices,
// shared secrets, private keys, prefixes of API keys, and the keys of users.
// A client must decode none of them.
func (j *JumpCloud) Secrets() []string {
	return j.collect(func(_, value string) bool { return strings.Contains(value, PlantedSecret) })
}

// PersonalData returns every value of a field that says who a person is, or
// where and on what device: addresses, names, telephone and serial numbers. The
// fields that are named are left out, "email" and "hostname" for example.
func (j *JumpCloud) PersonalData(except ...string) []string {
	allowed := j.collect(func(field, _ string) bool { return slices.Contains(except, field) })
	personal := j.collect(func(field, value string) bool {
		return slices.Contains(personalFields, field) && value != "" && !slices.Contains(commonNames, value)
	})
	return slices.DeleteFunc(personal, func(value string) bool { return slices.Contains(allowed, value) })
}

// commonNames are in personal fields, and are the names of things.
var commonNames = []string{"Acme", "Boulder", "Platform Plus", "Windows updates", "Custom SAML App", "Bookmark"}

// collect returns the strings that match, sorted, each one once.
func (j *JumpCloud) collect(match func(field, value string) bool) []string {
	j.mu.RLock()
	defer j.mu.RUnlock()
	found := map[string]bool{}
	for _, organization := range j.organizations {
		collectStrings("", organization.object, match, found)
		for _, objects := range organization.objects {
			for _, object := range objects {
				collectStrings("", object, match, found)
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// collectStrings looks at the strings below a field.
func collectStrings(field string, value any, match func(field, value string) bool, found map[string]bool) {
	switch value := value.(type) {
	case Object:
		for name, child := range value {
			collectStrings(name, child, match, found)
		}
	case []any:
		for _, child := range value {
			collectStrings(field, child, match, found)
		}
	case string:
		if match(field, value) {
			found[value] = true
		}
	}
}
