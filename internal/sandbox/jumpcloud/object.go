// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"maps"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// written returns an object as it is sent: with the requested fields, and
// changed by the quirks.
func (h *Handler) written(collection world.JumpCloudCollection, object world.Object, fields []string) world.Object {
	written := maps.Clone(object)
	if id, version1 := object["_id"]; version1 && h.quirks.IDs == IDsBoth {
		written["id"] = id
	}
	if h.quirks.OldPayloads || (collection == world.JumpCloudAdministrators && h.quirks.NoAPIKeyFields) {
		written = world.CloneObject(written)
	}
	if h.quirks.OldPayloads {
		world.Unset(written, newerFields[collection]...)
	}
	if collection == world.JumpCloudAdministrators && h.quirks.NoAPIKeyFields {
		world.Unset(written, "apiKeySet", "apiKeyHash")
	}
	if len(fields) > 0 {
		return project(written, fields)
	}
	return written
}

// project returns a copy of the object with only the fields at the dotted
// paths.
func project(object world.Object, fields []string) world.Object {
	object = world.CloneObject(object)
	projected := world.Object{}
	for _, field := range fields {
		if value, present := world.Get(object, field); present {
			world.Set(projected, field, value)
		}
	}
	return projected
}

// newerFields are the fields that were added after the middle of 2023,
// according to the history of the specification, or that earlier recordings do
// not have.
var newerFields = map[world.JumpCloudCollection][]string{
	world.JumpCloudOrganizations: {
		"settings.features.directoryInsights",
		"settings.passwordPolicy.allowUnenrolledMFAPasswordReset",
		"settings.passwordPolicy.disallowCommonlyUsedPasswords",
		"settings.passwordPolicy.disallowSequentialOrRepetitiveChars",
		"settings.requireAdminMFA",
		"settings.userPortal.cookieExpirationType",
	},
	world.JumpCloudAdministrators: {"apiKeyAllowed", "apiKeyHash", "apiKeySet", "apiKeyUpdatedAt", "passwordUpdatedAt"},
	world.JumpCloudUsers:          {"mfaEnrollment"},
	world.JumpCloudSystems:        {"isPolicyBound", "osFamily", "policyStats"},
	world.JumpCloudRADIUSServers:  {"radsecEnabled", "requireRadsec"},
	world.JumpCloudAuthnPolicies:  {"monitorOnly", "targets.excludedApplications"},
}
